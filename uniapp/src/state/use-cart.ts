import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Cart } from '@storeweave/contract'
import { Problem } from '@/ask/problem'
import { getCart, mergeCart, previewCart, scanToCart, setCartLine } from '@/ask/shop.api'
import type { CartLine } from '@/ask/shop.api'
import { uuidv7 } from '@/ask/uuid'
import { dropSent, guestLines, handOver, setGuestLine } from './guest-carts'
import type { GuestLine } from './guest-carts'
import { usePlace } from './use-place'
import { useSession } from './use-session'
import { storage } from '@/device/storage'

const SEEN = 'storeweave.prices'

/** The shopper's cart, a guest's on the device, priced by the server. What a tap changes shows at once; the server's answer has the last word. */
export const useCart = defineStore('cart', () => {
  const place = usePlace()
  const session = useSession()
  const cart = ref<Cart | null>(null)
  const writing = ref(0)
  /** Unit prices as the shopper last saw them, by SKU. */
  const seen = ref<Record<string, number>>((storage.get(SEEN) as Record<string, number> | '') || {})
  let queue: Promise<unknown> = Promise.resolve()

  const lines = computed(() => cart.value?.lines ?? [])
  const count = computed(() => cart.value?.count ?? 0)
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
    storage.set(SEEN, now)
  }

  function take(answer: Cart): void {
    if (writing.value > 0) return // a newer tap is on its way: its answer counts
    for (const line of answer.lines) seen.value[`${place.storeId}:${line.skuId}`] ??= line.unitPrice
    cart.value = answer
    storage.set(SEEN, seen.value)
  }

  /** The cart of a store as the server sees it: the account's, or what lies on the device. */
  function read(storeId: string): Promise<Cart> {
    if (session.signedIn) return getCart(storeId)
    const lines = guestLines(storeId)
    return lines.length ? previewCart({ storeId, lines }) : Promise.resolve(emptyCart(storeId))
  }

  /** Takes what a guest had chosen over into the account; at once for any number of callers, and exactly once. */
  let merging: Promise<boolean> | undefined
  const takeOver = () => (merging ??= handOver(mergeCart, isFinal).finally(() => (merging = undefined)))

  /** Reads the cart; nothing for who has no store yet. True when a guest's cart came over. */
  async function load(): Promise<boolean> {
    const cameOver = session.signedIn ? await takeOver() : false
    const { storeId } = place
    if (!storeId) cart.value = null
    else {
      await queue.catch(() => undefined)
      take(await read(storeId))
    }
    return cameOver
  }

  function show(skuId: string, quantity: number, selected: boolean): void {
    const line = lineOf(skuId)
    if (!cart.value || !line) return
    if (quantity === 0) cart.value.lines = lines.value.filter((one) => one.skuId !== skuId)
    else Object.assign(line, { quantity, selected })
    cart.value.count = cart.value.lines.length
  }

  async function write(skuId: string, storeId: string, quantity: number, selected: boolean): Promise<Cart> {
    if (session.signedIn) return setCartLine(skuId, { storeId, quantity, selected })
    setGuestLine(storeId, { skuId, quantity, selected })
    return read(storeId)
  }

  /**
   * Sets a line (quantity in pieces or grams, 0 removes it). Writes go one after the other, so the last tap wins;
   * throws a Problem after taking the server's view of the cart back.
   */
  function set(skuId: string, quantity: number, selected = lineOf(skuId)?.selected ?? true): Promise<void> {
    const storeId = place.storeId
    show(skuId, quantity, selected)
    writing.value++
    const done = queue
      .catch(() => undefined)
      .then(() => write(skuId, storeId, quantity, selected))
      .finally(() => writing.value--)
      .then(take, async (thrown: unknown) => {
        await read(storeId).then(take, () => undefined) // the first failure is what the shopper hears of
        throw thrown
      })
    queue = done
    return done
  }

  /** Puts one more of what a barcode stands for into the account's cart; answers its SKU. The same id again is the same scan. */
  function scan(id: string, barcode: string): Promise<string> {
    const storeId = place.storeId
    const done = queue
      .catch(() => undefined)
      .then(() => scanToCart({ id, storeId, barcode }))
      .then((scanned) => {
        if (storeId === place.storeId) take(scanned.cart)
        return scanned.skuId
      })
    queue = done
    return done
  }

  /** Adds to what is in the cart of a SKU. */
  async function add(skuId: string, quantity: number): Promise<void> {
    if (!cart.value) await load()
    await set(skuId, (lineOf(skuId)?.quantity ?? 0) + quantity, true)
  }

  /** Puts lines into the account's cart of a store, on top of what is there; answers how many of them it could not take. */
  async function bring(storeId: string, lines: GuestLine[]): Promise<number> {
    await queue.catch(() => undefined)
    const now = await mergeCart(uuidv7(), { storeId, lines })
    if (storeId === place.storeId) take(now)
    const there = new Set(now.lines.map(({ skuId }) => skuId))
    return lines.filter(({ skuId }) => !there.has(skuId)).length
  }

  watch(
    () => session.signedIn,
    (signedIn) => {
      if (!signedIn) dropSent()
      cart.value = null
      load().catch(() => undefined) // whoever opens the cart hears what is wrong
    },
  )

  return { cart, lines, count, chosen, writing, lineOf, priceMove, acknowledge, load, set, scan, add, bring }
})

/** What can't succeed a second time either: the rest of such a guest's cart is gone. */
const isFinal = (thrown: unknown): boolean =>
  thrown instanceof Problem &&
  [400, 404, 409, 422].includes(thrown.status) &&
  thrown.code !== 'request.in_progress'

const emptyCart = (storeId: string): Cart => ({
  storeId,
  lines: [],
  quote: { currency: '', lines: [], goodsTotal: 0, freight: 0, rounding: 0, adjustments: [], payable: 0 },
  count: 0,
})
