import { computed, reactive, ref } from 'vue'
import type { OrderReturns, ReturnKind, ReturnReason } from '@storeweave/contract'
import { askReturn, getReturns, sendReturnPicture } from '@/ask/returns.api'
import { uuidv7 } from '@/ask/uuid'
import { goReturnInstead } from '@/state/go'
import { tell, tellProblem } from '@/state/tell'
import { useLoad } from '@/state/use-load'
import { t } from '@/words'
import { usePictures } from '../review/use-pictures'

/** As many pictures as a return takes. */
export const RETURN_PICTURES_MOST = 6
export const KINDS: readonly ReturnKind[] = ['return', 'refund_only']
export const REASONS: readonly ReturnReason[] = [
  'not_wanted',
  'damaged',
  'wrong_goods',
  'missing',
  'quality',
  'not_as_described',
  'late',
  'other',
]

/** A request to take goods of an order back, as it is put together. */
export function useAskReturn() {
  const orderId = ref('')
  const busy = ref(false)
  const form = reactive({
    kind: 'return' as ReturnKind,
    reason: null as ReturnReason | null,
    words: '',
    quantities: {} as Record<string, number>,
  })
  // the same tap again is the same return
  const id = uuidv7()
  const loading = useLoad<OrderReturns>(() => getReturns(orderId.value))
  const pictures = usePictures(() => orderId.value, { most: RETURN_PICTURES_MOST, put: sendReturnPicture })
  const lines = computed(() => (loading.value.value?.lines ?? []).filter((one) => one.most > 0))
  const why = computed(() => loading.value.value?.why ?? null)
  const wished = computed(() =>
    lines.value
      .map((line) => ({ lineId: line.lineId, quantity: form.quantities[line.lineId] ?? 0 }))
      .filter(({ quantity }) => quantity > 0),
  )
  const ready = computed(
    () =>
      !busy.value &&
      !pictures.busy.value &&
      !pictures.failed.value &&
      form.reason !== null &&
      wished.value.length > 0,
  )

  async function open(order: string): Promise<void> {
    orderId.value = order
    await loading.load()
    // of one line there is little to choose
    const [only, more] = lines.value
    if (only && !more) form.quantities[only.lineId] = only.most
  }
  async function send(): Promise<void> {
    if (!ready.value || form.reason === null) return
    busy.value = true
    try {
      const { kind, reason } = form
      const wish = { id, kind, reason, words: form.words.trim(), pictureIds: pictures.ids.value }
      await askReturn(orderId.value, { ...wish, lines: wished.value })
      tell(t('returns.sent'))
      goReturnInstead(orderId.value, id)
    } catch (thrown) {
      tellProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  return { loading, lines, why, form, pictures, ready, busy, open, send }
}
