import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Cart } from '@storeweave/contract'
import { getCart, setCartLine } from '@/ask/shop.api'
import type { CartLine } from '@/ask/shop.api'
import { usePlace } from './use-place'
import { useSession } from './use-session'

const SEEN = 'storeweave.prices'

/** The shopper's cart, priced by the server. What a tap changes shows at once; the server's answer has the last word. */
export const useCart = defineStore('cart', () => {
  const place = usePlace()
  const session = useSession()
  const cart = ref<Cart | null>(null)
  const writing = ref(0)
  /** Unit prices as the shopper last saw them, by SKU. */
  const seen = ref<Record<string, number>>((uni.getStorageSync(SEEN) as Record<string, number> | '') || {})
  let queue: Promise<unknown> = Promise.resolve()

  const lines = computed(() => cart.value?.lines ?? [])
  const count = computed(() => (session.signedIn ? (cart.value?.count ?? 0) : 0))
  const chosen = computed(() => lines.value.filter((line) => line.selected && line.forSale))
  const lineOf = (skuId: string) => lines.value.find((line) => line.skuId === skuId)

  /** By how much a line's unit price differs from what was last seen, in minor units. */
  const priceMove = (line: CartLine): number =>
    line.unitPrice - (seen.value[`${place.storeId}:${line.skuId}`] ?? line.unitPrice)

  /** The shopper has seen these prices: what differs from now on is a change. */
  function acknowledge(): void {
    const now: Record<string, number> = {}
    for (const line of lines.value) now[`${place.storeId}:${line.skuId}`] = line.unitPrice
    seen.value = now
    uni.setStorageSync(SEEN, now)
  }

  function take(answer: Cart): void {
    if (writing.value > 0) return // a newer tap is on its way: its answer counts
    for (const line of answer.lines) seen.value[`${place.storeId}:${line.skuId}`] ??= line.unitPrice
    cart.value = answer
    uni.setStorageSync(SEEN, seen.value)
  }

  /** Reads the cart; nothing for who isn't signed in or has no store yet. */
  async function load(): Promise<void> {
    if (!session.signedIn || !place.storeId) cart.value = null
    else {
      await queue.catch(() => undefined)
      take(await getCart(place.storeId))
    }
  }

  function show(skuId: string, quantity: number, selected: boolean): void {
    const line = lineOf(skuId)
    if (!cart.value || !line) return
    if (quantity === 0) cart.value.lines = lines.value.filter((one) => one.skuId !== skuId)
    else Object.assign(line, { quantity, selected })
    cart.value.count = cart.value.lines.length
  }

  /**
   * Sets a line (quantity in pieces or grams, 0 removes it). Writes go one after the other, so the last tap wins;
   * throws a Problem after taking the server's view of the cart back.
   */
  function set(skuId: string, quantity: number, selected = lineOf(skuId)?.selected ?? true): Promise<void> {
    const storeId = place.storeId
    show(skuId, quantity, selected)
    writing.value++
    const write = queue
      .catch(() => undefined)
      .then(() => setCartLine(skuId, { storeId, quantity, selected }))
      .finally(() => writing.value--)
      .then(take, async (thrown: unknown) => {
        await getCart(storeId).then(take, () => undefined) // the first failure is what the shopper hears of
        throw thrown
      })
    queue = write
    return write
  }

  /** Adds to what is in the cart of a SKU. */
  async function add(skuId: string, quantity: number): Promise<void> {
    if (!cart.value) await load()
    await set(skuId, (lineOf(skuId)?.quantity ?? 0) + quantity, true)
  }

  return { cart, lines, count, chosen, writing, lineOf, priceMove, acknowledge, load, set, add }
})
