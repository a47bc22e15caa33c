import { computed, reactive, ref } from 'vue'
import type { Carrier, MyReturn } from '@storeweave/contract'
import { getReturns, sendReturn, withdrawReturn } from '@/ask/returns.api'
import { confirm, tell, tellProblem } from '@/state/tell'
import { useLoad } from '@/state/use-load'
import { t } from '@/words'

export const CARRIERS: readonly Carrier[] = ['sf', 'jd', 'ems', 'zto', 'yto', 'sto', 'yunda', 'jt', 'other']
const WAYBILL = /^[A-Z0-9][A-Z0-9-]{5,38}$/

/** What a shopper asked back: how it stands, how it goes back, taking it back. */
export function useReturn() {
  const orderId = ref('')
  const id = ref('')
  const busy = ref(false)
  const form = reactive({ carrier: 'sf' as Carrier, waybill: '', wrong: '' })
  const loading = useLoad<MyReturn | null>(async () => {
    const { items } = await getReturns(orderId.value)
    return items.find((one) => one.id === id.value) ?? null
  })
  const asked = computed(() => loading.value.value)
  const sends = computed(
    () => asked.value?.kind === 'return' && ['approved', 'sent'].includes(asked.value.state),
  )

  async function load(): Promise<void> {
    await loading.load()
    if (!asked.value?.waybill) return
    form.waybill = asked.value.waybill
    form.carrier = asked.value.carrier as Carrier
  }
  async function open(order: string, asked: string): Promise<void> {
    orderId.value = order
    id.value = asked
    await load()
  }
  async function act(work: () => Promise<MyReturn>, done: string): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      loading.value.value = await work()
      tell(done)
    } catch (thrown) {
      tellProblem(thrown)
      await load()
    } finally {
      busy.value = false
    }
  }
  async function send(): Promise<void> {
    const waybill = form.waybill.trim().toUpperCase()
    form.wrong = WAYBILL.test(waybill) ? '' : t('returns.waybillWrong')
    if (form.wrong) return
    await act(() => sendReturn(id.value, { carrier: form.carrier, waybill }), t('returns.parcelSaved'))
  }
  async function withdraw(): Promise<void> {
    const words = [t('returns.withdrawAsk'), t('returns.withdrawWords'), t('returns.withdraw')] as const
    if (busy.value || !(await confirm(...words))) return
    await act(() => withdrawReturn(id.value), t('returns.withdrawn'))
  }
  return { loading, asked, sends, form, busy, open, load, send, withdraw }
}
