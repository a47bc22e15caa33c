import { computed, onUnmounted, ref } from 'vue'
import type { Order, PaymentStarted } from '@storeweave/contract'
import { Problem, wordsOf } from '@/ask/problem'
import { checkPayment, getOrder, startPayment } from '@/ask/shop.api'
import { onReturn, pageUrl } from '@/device/client'
import { pay, payWay } from '@/device/pay'
import { goOrderInstead } from '@/state/go'
import { useLoad } from '@/state/use-load'
import { useTenant } from '@/state/use-tenant'
import { t } from '@/words'

const pad = (n: number) => String(n).padStart(2, '0')

/** Paying one order until it is paid, cancelled or out of time. The server alone says that it is paid. */
export function usePay() {
  const tenant = useTenant()
  const way = payWay()
  const id = ref('')
  const now = ref(Date.now())
  const started = ref<PaymentStarted | null>(null)
  const busy = ref(false)
  const checking = ref(false)
  const message = ref('')
  const order = useLoad<Order>(() => getOrder(id.value))
  const timer = setInterval(() => (now.value = Date.now()), 1000)

  const secondsLeft = computed(() => {
    const until = order.value.value?.expiresAt
    return until ? Math.max(0, Math.ceil((new Date(until).getTime() - now.value) / 1000)) : null
  })
  const clock = computed(() => {
    const left = secondsLeft.value ?? 0
    return `${pad(Math.floor(left / 60))}:${pad(left % 60)}`
  })
  const expired = computed(() => secondsLeft.value === 0)

  /** Paid or cancelled: the order's own page goes on from here. */
  function settled(latest: Order | null): boolean {
    if (!latest || latest.status === 'to_pay') return false
    goOrderInstead(latest.id)
    return true
  }

  async function open(orderId: string): Promise<void> {
    id.value = orderId
    await order.load()
    if (settled(order.value.value) || expired.value) return
    if (way === 'wechat_native' && order.value.value) await begin()
  }

  /** Starts a payment and goes as far as the way to pay allows. */
  async function begin(): Promise<void> {
    if (busy.value) return
    busy.value = true
    message.value = ''
    try {
      const returnUrl =
        way === 'wechat_h5' ? pageUrl(`/pkg-trade/order/order?id=${id.value}&check=1`) : undefined
      started.value = await startPayment(id.value, returnUrl ? { method: way, returnUrl } : { method: way })
      if (way === 'wechat_native') return
      const outcome = await pay(started.value)
      if (outcome === 'done') await check(true)
      if (outcome === 'stopped') message.value = t('pay.stopped')
    } catch (thrown) {
      message.value = wordsOf(thrown)
      if (thrown instanceof Problem && thrown.status === 409) await check(false)
    } finally {
      busy.value = false
    }
  }

  /** Asks the provider through the server. `loud`: say so when nothing was paid yet. */
  async function check(loud: boolean): Promise<void> {
    if (checking.value || !id.value) return
    checking.value = true
    try {
      const answer = await checkPayment(id.value)
      order.value.value = answer
      if (!settled(answer) && loud) message.value = t('pay.notYet')
    } catch (thrown) {
      if (loud) message.value = wordsOf(thrown)
    } finally {
      checking.value = false
    }
  }

  const stopListening = onReturn(() => {
    if (started.value) void check(false)
  })
  onUnmounted(() => {
    clearInterval(timer)
    stopListening()
  })
  return {
    tenant,
    way,
    order,
    started,
    busy,
    checking,
    message,
    secondsLeft,
    clock,
    expired,
    open,
    begin,
    check,
  }
}
