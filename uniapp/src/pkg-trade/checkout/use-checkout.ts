import { computed, ref, watch } from 'vue'
import { moneyText } from '@storeweave/contract/money'
import { Problem, wordsOf } from '@/ask/problem'
import { getQuote, placeOrder } from '@/ask/shop.api'
import type { Quote } from '@/ask/shop.api'
import { uuidv7 } from '@/ask/uuid'
import { channel } from '@/device/client'
import { goPayInstead, goStores } from '@/state/go'
import { useCart } from '@/state/use-cart'
import { useDraft } from '@/state/use-draft'
import { useLoad } from '@/state/use-load'
import { useAddress } from '@/state/use-address'
import { usePlace } from '@/state/use-place'
import { usePrivacy } from '@/state/use-privacy'
import { useSession } from '@/state/use-session'
import { useTenant } from '@/state/use-tenant'
import { useWay } from '@/state/use-way'
import { say, t } from '@/words'
import { isVoucher } from '@/words/amount'

/** What stopped the order, and whether other stores are a way on. */
export interface Stop {
  title: string
  words: string
  elsewhere: boolean
}

/** Checking out, for pickup or to be sent. The order's id is made once, so that pressing the button twice is one order. */
export function useCheckout() {
  const place = usePlace()
  const drafts = useDraft()
  const session = useSession()
  const tenant = useTenant()
  const privacy = usePrivacy()
  const way = useWay()
  const addresses = useAddress()
  const name = ref('')
  const phone = ref('')
  const note = ref('')
  const phoneWrong = ref('')
  const placing = ref(false)
  const stop = ref<Stop | null>(null)
  const lines = computed(() => drafts.draft?.lines ?? [])
  /** Vouchers alone: nothing is fetched or sent, the codes come with the payment. */
  const direct = computed(() => lines.value.length > 0 && lines.value.every(isVoucher))
  const sent = computed(() => way.isSent && !direct.value)
  let orderId = uuidv7()

  const input = () => lines.value.map(({ skuId, quantity }) => ({ skuId, quantity }))
  const quoting = useLoad<Quote>(() =>
    getQuote({
      storeId: place.storeId,
      lines: input(),
      ...(direct.value ? { fulfilment: 'virtual' as const } : {}),
      ...(sent.value ? { fulfilment: 'express' as const, province: addresses.chosen?.province } : {}),
    }),
  )
  const quote = quoting.value
  const totalOf = (skuId: string) => quote.value?.lines.find((line) => line.skuId === skuId)?.total

  async function price(): Promise<void> {
    if (lines.value.length && place.storeId) await quoting.load()
  }
  /** Fills in what is known of who picks up. */
  async function start(): Promise<void> {
    const fresh = place.storeId ? place.refresh(place.storeId) : undefined // what is promised moves with the clock
    // what sending costs hangs on where it goes
    if (sent.value) await addresses.load().catch(() => undefined)
    await Promise.all([price(), fresh, session.member ? undefined : session.load().catch(() => undefined)]) // both are optional
    phone.value ||= session.member?.phone ?? ''
    name.value ||= session.member?.name ?? ''
  }
  watch(
    () => [place.storeId, addresses.chosen?.province],
    () => {
      stop.value = null
      void price()
    },
  )

  async function priceChanged(before: number): Promise<void> {
    await quoting.load()
    const now = quote.value?.payable ?? before
    const money = (amount: number) => moneyText(amount, tenant.currency)
    const words = t('checkout.changedNow', { amount: money(now), before: money(before) })
    stop.value = { title: t('checkout.changed'), words, elsewhere: false }
  }

  async function explain(thrown: unknown, before: number): Promise<void> {
    if (!(thrown instanceof Problem)) throw thrown
    if (thrown.code === 'selling.price_changed') return priceChanged(before)
    if (thrown.code === 'inventory.not_enough_stock') {
      const skuIds: unknown[] = Array.isArray(thrown.args.skuIds) ? thrown.args.skuIds : []
      const names = lines.value.filter((line) => skuIds.includes(line.skuId)).map((line) => say(line.name))
      const title = names.length ? t('checkout.shortOf', { name: names.join(', ') }) : t('checkout.short')
      stop.value = { title, words: '', elsewhere: true }
      return
    }
    const elsewhere = ['selling.store_closed', 'selling.pickup_unavailable', 'selling.not_for_sale'].includes(
      thrown.code,
    )
    stop.value = { title: thrown.words, words: '', elsewhere }
    // an id that was used for something else can't be used again
    if (thrown.status === 409 || thrown.status === 422) orderId = uuidv7()
  }

  async function send(): Promise<void> {
    const expectedPayable = quote.value?.payable ?? 0
    try {
      const order = await placeOrder({
        id: orderId,
        storeId: place.storeId,
        channel: channel(),
        ...(sent.value
          ? { fulfilment: 'express', addressId: addresses.chosen!.id, contactName: '', contactPhone: '' }
          : {
              fulfilment: direct.value ? 'virtual' : 'pickup',
              contactName: name.value.trim(),
              contactPhone: phone.value.trim(),
            }),
        lines: input(),
        note: note.value.trim(),
        expectedPayable,
        fromCart: drafts.draft?.fromCart ?? false,
      })
      drafts.finish()
      void useCart()
        .load()
        .catch(() => undefined) // the cart page reads it again
      goPayInstead(order.id)
    } catch (thrown) {
      await explain(thrown, expectedPayable)
    }
  }

  /** Places the order and goes on to its payment; what stops it is explained with the way on. */
  async function submit(): Promise<void> {
    phoneWrong.value = /^[0-9+ -]*$/.test(phone.value.trim()) ? '' : t('checkout.phoneInvalid')
    if (phoneWrong.value || placing.value || !quote.value || !(await privacy.ensure())) return
    placing.value = true
    stop.value = null
    await send().catch((thrown: unknown) => {
      stop.value = { title: wordsOf(thrown), words: '', elsewhere: false }
    })
    placing.value = false
  }
  const elsewhere = () => goStores(lines.value.length === 1 ? lines.value[0]!.skuId : '')
  return {
    direct,
    sent,
    addresses,
    place,
    tenant,
    lines,
    name,
    phone,
    note,
    phoneWrong,
    placing,
    stop,
    quoting,
    quote,
    totalOf,
    start,
    submit,
    elsewhere,
  }
}
