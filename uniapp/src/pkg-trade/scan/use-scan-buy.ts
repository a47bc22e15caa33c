import { computed, ref } from 'vue'
import { Problem, wordsOf } from '@/ask/problem'
import type { CartLine } from '@/ask/shop.api'
import { uuidv7 } from '@/ask/uuid'
import { goTab } from '@/state/go'
import { tell, tellProblem } from '@/state/tell'
import { useCart } from '@/state/use-cart'
import { usePlace } from '@/state/use-place'
import { t } from '@/words'
import { quantityText } from '@/words/amount'

const BARCODE = /^\d{8,14}$/

/** Scan and buy: every barcode that comes into sight is one more piece in the cart of the chosen store. */
export function useScanBuy() {
  const cart = useCart()
  const place = usePlace()
  /** SKUs scanned on this visit, the last one first. */
  const scanned = ref<string[]>([])
  /** The scan that is being shown, and how much of it was there before. */
  const last = ref<{ skuId: string; before: number } | null>(null)
  const trouble = ref('')
  const typed = ref('')
  const typedWrong = ref('')
  /** True once there turned out to be no camera to look through. */
  const blind = ref(false)
  /** Scans without an answer, by id: sent again they are still the same. */
  const waiting = ref<{ id: string; barcode: string }[]>([])
  const busy = ref(false)
  let turn: Promise<void> = Promise.resolve()

  const lines = computed(() =>
    scanned.value.flatMap((skuId) => cart.lines.find((line: CartLine) => line.skuId === skuId) ?? []),
  )
  const shown = computed(() => (last.value ? cart.lineOf(last.value.skuId) : undefined))
  /** What the last scan led to, in words. */
  const said = computed(() => {
    const line = shown.value
    if (!line) return ''
    if (line.quantity > line.available)
      return t('scanBuy.short', { count: quantityText(line, Math.max(0, line.available)) })
    return t('scanBuy.added', { count: quantityText(line, line.quantity) })
  })

  async function send(id: string, barcode: string): Promise<void> {
    const before = new Map<string, number>()
    for (const line of cart.lines as CartLine[]) before.set(line.skuId, line.quantity)
    const skuId = await cart.scan(id, barcode)
    scanned.value = [skuId, ...scanned.value.filter((one) => one !== skuId)]
    last.value = { skuId, before: before.get(skuId) ?? 0 }
    trouble.value = ''
    uni.vibrateShort({ fail: () => undefined }) // not every device can
  }
  function explain(thrown: unknown, id: string, barcode: string): void {
    last.value = null
    if (thrown instanceof Problem && thrown.unanswered) {
      if (!waiting.value.some((one) => one.id === id)) waiting.value.push({ id, barcode })
      trouble.value = thrown.words
    } else if (thrown instanceof Problem && thrown.status === 404)
      trouble.value = t('scanBuy.unknown', { barcode })
    else trouble.value = wordsOf(thrown)
  }
  /** A barcode was read or typed. One goes after the other, so that each can be taken back by itself. */
  function put(barcode: string): Promise<void> {
    const id = uuidv7()
    const one = async () => {
      if (!BARCODE.test(barcode)) throw new Problem('access.not_found', 404)
      await send(id, barcode)
    }
    turn = turn.then(one).catch((thrown: unknown) => explain(thrown, id, barcode))
    return turn
  }
  /** Sends what got no answer once more, in order, until one gets none again. */
  async function again(): Promise<void> {
    if (busy.value) return
    busy.value = true
    while (waiting.value.length) {
      const { id, barcode } = waiting.value[0]!
      try {
        await send(id, barcode)
      } catch (thrown) {
        explain(thrown, id, barcode)
        if (thrown instanceof Problem && thrown.unanswered) break
      }
      waiting.value.shift()
    }
    busy.value = false
  }

  async function putTyped(): Promise<void> {
    const barcode = typed.value.trim()
    typedWrong.value = BARCODE.test(barcode) ? '' : t('scanBuy.typeWrong')
    if (typedWrong.value) return
    typed.value = ''
    await put(barcode)
  }
  const set = (line: CartLine, quantity: number) => cart.set(line.skuId, quantity).catch(tellProblem)
  /** Takes the last scan back. */
  async function undo(): Promise<void> {
    if (!last.value) return
    const { skuId, before } = last.value
    last.value = null
    try {
      await cart.set(skuId, before)
      tell(t('scanBuy.undone'))
    } catch (thrown) {
      tellProblem(thrown)
    }
  }
  const show = () => cart.load().catch(tellProblem)
  const toCart = () => goTab('cart')
  return {
    cart,
    place,
    lines,
    shown,
    said,
    trouble,
    typed,
    typedWrong,
    blind,
    waiting,
    busy,
    show,
    put,
    putTyped,
    again,
    set,
    undo,
    toCart,
  }
}
