import { computed, onUnmounted, ref } from 'vue'
import { moneyText } from '@storeweave/contract/money'
import type { CartLine } from '@/ask/shop.api'
import { wordsOf } from '@/ask/problem'
import { goCheckout } from '@/state/go'
import { tell, tellProblem } from '@/state/tell'
import { useCart } from '@/state/use-cart'
import { useDraft } from '@/state/use-draft'
import { usePlace } from '@/state/use-place'
import { useSession } from '@/state/use-session'
import { useTenant } from '@/state/use-tenant'
import { t } from '@/words'
import { quantityText, stepOf } from '@/words/amount'

const UNDO_MS = 5_000

/** The cart as a page: what can be bought, what can't and why, and taking a deletion back. */
export function useCartPage() {
  const cart = useCart()
  const place = usePlace()
  const session = useSession()
  const tenant = useTenant()
  const problem = ref('')
  const removed = ref<CartLine | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    problem.value = ''
    try {
      await session.enterQuietly()
      await cart.load()
    } catch (thrown) {
      problem.value = wordsOf(thrown)
    }
  }

  const set = (line: CartLine, quantity: number, selected = line.selected) =>
    cart.set(line.skuId, quantity, selected).catch(tellProblem)

  const buyable = (line: CartLine) => line.forSale && line.available >= stepOf(line)
  /** What keeps a line from being bought as it is, in words. */
  function trouble(line: CartLine): string {
    if (!line.forSale) return t('cart.notForSale')
    if (line.available < stepOf(line)) return t('cart.soldOut')
    if (line.quantity > line.available)
      return t('cart.notEnough', { count: quantityText(line, line.available) })
    return ''
  }
  /** How much of a short line there still is, in whole steps. */
  const left = (line: CartLine) => Math.floor(line.available / stepOf(line)) * stepOf(line)
  function moved(line: CartLine): string {
    const by = cart.priceMove(line)
    if (by === 0) return ''
    const amount = moneyText(Math.abs(by), tenant.currency)
    return t(by > 0 ? 'cart.priceUp' : 'cart.priceDown', { amount })
  }

  function remove(line: CartLine): void {
    removed.value = { ...line }
    clearTimeout(timer)
    timer = setTimeout(() => (removed.value = null), UNDO_MS)
    void set(line, 0)
  }
  function undo(): void {
    const line = removed.value
    clearTimeout(timer)
    removed.value = null
    if (line) void cart.set(line.skuId, line.quantity, line.selected).catch(tellProblem)
  }
  onUnmounted(() => clearTimeout(timer))

  const goods = computed<CartLine[]>(() => cart.lines.filter(buyable))
  const gone = computed<CartLine[]>(() => cart.lines.filter((line: CartLine) => !buyable(line)))
  const wanted = computed<CartLine[]>(() => goods.value.filter((line) => line.selected))
  const allOn = computed(() => goods.value.length > 0 && goods.value.every((line) => line.selected))
  const selectAll = () => {
    const next = !allOn.value
    for (const line of goods.value) if (line.selected !== next) void set(line, line.quantity, next)
  }
  const ready = computed(
    () =>
      wanted.value.length > 0 &&
      cart.writing === 0 &&
      wanted.value.every((line) => line.quantity <= line.available),
  )

  function checkout(): void {
    if (!ready.value) return
    const seen = cart.cart?.quote.payable
    if (session.signedIn) start()
    else void session.whenSignedIn(() => void comeOver(seen).catch(tellProblem))
  }
  function start(): void {
    useDraft().start({ fromCart: true, lines: wanted.value.map((line) => ({ ...line })) })
    goCheckout()
  }
  /** A guest signed in to pay: goes on, unless their account's cart makes the sum another one than they saw. */
  async function comeOver(seen: number | undefined): Promise<void> {
    await cart.load()
    if (cart.cart?.quote.payable === seen && ready.value) start()
    else tell(t('cart.cameOver'))
  }
  return {
    cart,
    place,
    session,
    tenant,
    problem,
    removed,
    goods,
    gone,
    wanted,
    allOn,
    ready,
    load,
    set,
    trouble,
    left,
    moved,
    remove,
    undo,
    selectAll,
    checkout,
  }
}
