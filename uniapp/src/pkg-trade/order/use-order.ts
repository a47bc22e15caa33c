import { computed, ref } from 'vue'
import type { NearbyStore, Order } from '@storeweave/contract'
import { receiveOrder } from '@/ask/delivery.api'
import { cancelOrder, checkPayment, getOrder, getStore } from '@/ask/shop.api'
import { onReturn } from '@/device/client'
import { confirm, tell, tellProblem } from '@/state/tell'
import { goTab } from '@/state/go'
import { useCart } from '@/state/use-cart'
import { useLoad } from '@/state/use-load'
import { usePlace } from '@/state/use-place'
import { useTenant } from '@/state/use-tenant'
import { t } from '@/words'
import { stepsOf } from './steps'

/** The eight digits in groups of four, as people read them out. */
export const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')

/** One order: where it stands, its code, its store. Asks the payment provider while it is unpaid. */
export function useOrder() {
  const tenant = useTenant()
  const id = ref('')
  const busy = ref(false)
  const place = usePlace()
  const cart = useCart()
  const store = ref<NearbyStore | null>(null)
  let back = false
  const loading = useLoad<Order>(async () => {
    // back from WeChat: its message to the server may still be on the way
    const order = back ? await checkPayment(id.value) : await getOrder(id.value)
    if (order.status !== 'to_pay') back = false
    return order
  })
  const order = loading.value
  const steps = computed(() => (order.value ? stepsOf(order.value) : []))
  const code = computed(() => {
    const now = order.value
    return now?.verification && (now.status === 'preparing' || now.status === 'ready')
      ? now.verification
      : null
  })

  async function load(): Promise<void> {
    await loading.load()
    const now = order.value
    if (now && store.value?.id !== now.storeId) store.value = await getStore(now.storeId).catch(() => null) // its name is in the order; the rest is extra
  }

  /** Opens an order; `returned` when this is where WeChat sends the shopper back to. */
  async function open(orderId: string, returned: boolean): Promise<void> {
    id.value = orderId
    back = returned
    await load()
  }
  const again = () => {
    if (!id.value || !order.value) return
    if (order.value.status === 'to_pay') back = true
    void load()
  }

  async function cancel(): Promise<void> {
    const now = order.value
    if (!now || busy.value) return
    const words = now.payment === 'unpaid' ? t('order.cancelUnpaid') : t('order.cancelPaid')
    if (!(await confirm(t('order.cancelAsk'), words, t('order.cancel'), t('order.cancelKeep')))) return
    busy.value = true
    try {
      loading.value.value = await cancelOrder(now.id, '')
      tell(t('order.cancelled'))
    } catch (thrown) {
      tellProblem(thrown)
      await load()
    } finally {
      busy.value = false
    }
  }
  /** The parcel is there: the order is completed. */
  async function receive(): Promise<void> {
    const now = order.value
    if (!now || busy.value) return
    const words = [t('order.receiveAsk'), t('order.receiveWords')] as const
    if (!(await confirm(...words, t('order.receive'), t('order.receiveLater')))) return
    busy.value = true
    try {
      loading.value.value = await receiveOrder(now.id)
      tell(t('order.received'))
    } catch (thrown) {
      tellProblem(thrown)
      await load()
    } finally {
      busy.value = false
    }
  }
  /** Puts the goods of the order into the cart again, at its store where that still trades, and opens the cart. */
  async function buyAgain(): Promise<void> {
    const now = order.value
    if (!now || busy.value) return
    busy.value = true
    try {
      if (store.value) place.choose({ ...store.value, distanceMetres: null })
      const wanted = now.lines.map(({ skuId, quantity }) => ({ skuId, quantity, selected: true }))
      const missing = await cart.bring(place.storeId || now.storeId, wanted)
      if (missing === wanted.length) return tell(t('order.againNone'))
      goTab('cart')
      tell(missing ? t('order.againSome', { count: missing }) : t('goods.added'))
    } catch (thrown) {
      tellProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  const copy = (text: string) =>
    uni.setClipboardData({
      data: text,
      showToast: false,
      success: () => tell(t('order.copied')),
      fail: () => undefined,
    })
  const call = () => {
    if (store.value?.phone) uni.makePhoneCall({ phoneNumber: store.value.phone, fail: () => undefined })
  }
  const stopListening = onReturn(again)
  return {
    tenant,
    loading,
    order,
    steps,
    code,
    store,
    busy,
    open,
    load,
    again,
    cancel,
    receive,
    buyAgain,
    copy,
    call,
    stopListening,
  }
}
