import type { PurchaseCart, PurchaseOffer } from '@storeweave/contract'
import { atLeast } from '@storeweave/rules/purchasing'
import {
  localText,
  toast,
  toastProblem,
  useFilters,
  usePages,
  useSubmit,
  useText,
  uuidv7,
} from '@storeweave/kit'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useConsole } from '../frame/context'
import { orderingApi } from './ordering.api'

type Sold = Pick<PurchaseOffer, 'skuId' | 'min' | 'pack'>
type Seller = PurchaseCart['sellers'][number]

/** The next quantity up or down from one: whole packs, nothing below the smallest order. */
export function stepped(offer: Pick<Sold, 'min' | 'pack'>, quantity: number, up: boolean): number {
  if (up) return atLeast(quantity + 1, offer)
  const less = quantity - offer.pack
  return less < offer.min ? 0 : less - (less % offer.pack)
}

/** What the store may order, its cart, and the ways into it: by hand, by scan, by paste, from an earlier order. */
export function useOrdering() {
  const { t } = useText('store')
  const { storeId, onGoods } = useConsole()
  const filters = useFilters(['q', 'low'])
  const pages = usePages((page) => orderingApi.offers(storeId.value, filters.value, page), {
    limit: 40,
    when: filters,
  })
  const cart = shallowRef<PurchaseCart>()
  const busy = ref(new Set<string>())
  const pasting = ref(false)
  const views = computed(() => [
    { label: t('ordering.all'), values: {} },
    { label: t('ordering.low'), values: { low: 'true' } },
  ])
  const count = computed(() => cart.value?.sellers.reduce((n, s) => n + s.lines.length, 0) ?? 0)
  const inCart = (offer: PurchaseOffer): number =>
    cart.value?.sellers
      .find((s) => s.seller.id === offer.seller.id)
      ?.lines.find((l) => l.skuId === offer.skuId)?.quantity ?? 0

  async function change(key: string, work: () => Promise<PurchaseCart>): Promise<PurchaseCart | undefined> {
    if (busy.value.has(key)) return undefined
    busy.value = new Set(busy.value).add(key)
    try {
      cart.value = await work()
      return cart.value
    } catch (thrown) {
      toastProblem(thrown)
      return undefined
    } finally {
      const next = new Set(busy.value)
      next.delete(key)
      busy.value = next
    }
  }
  const set = (sellerId: string, skuId: string, quantity: number) =>
    change(sellerId + skuId, () => orderingApi.set(storeId.value, [{ sellerId, skuId, quantity }]))
  const step = (seller: { id: string }, sold: Sold, quantity: number, up: boolean) =>
    set(seller.id, sold.skuId, stepped(sold, quantity, up))
  function told(now: PurchaseCart | undefined): void {
    if (!now) return
    if (!now.left.length) return void toast(t('ordering.taken'))
    const left = now.left.map((l) => `${l.code}: ${t(`ordering.left.${l.why}`)}`).join('; ')
    toast(t('ordering.leftOut', { left }), { tone: 'info' })
  }
  const paste = async (text: string) => {
    const now = await change('paste', () => orderingApi.paste(storeId.value, text))
    if (now) pasting.value = false
    told(now)
  }
  const again = async (purchaseId: string) =>
    told(await change('again', () => orderingApi.again(storeId.value, purchaseId)))
  /** A scan takes one more pack of the goods, from the cheapest seller that isn't in the cart already. */
  async function scanned(code: string): Promise<void> {
    const { items } = await orderingApi.offers(storeId.value, { q: code }, { limit: 5 } as never)
    const offer = items.find((o) => inCart(o) > 0) ?? [...items].sort((a, b) => a.price - b.price)[0]
    if (!offer) return void toast(t('ordering.strange', { code }), { tone: 'bad' })
    await step(offer.seller, offer, inCart(offer), true)
    toast(t('ordering.scanned', { name: localText(offer.name) }))
  }
  onScopeDispose(onGoods((code) => void scanned(code).catch(toastProblem)))

  const ids = new Map<string, string>()
  const {
    submit,
    busy: sending,
    problem,
  } = useSubmit((key: string, seller: Seller) => {
    const id = ids.get(key) ?? uuidv7()
    ids.set(key, id)
    return orderingApi.submit(key, {
      id,
      storeId: storeId.value,
      sellerId: seller.seller.id,
      total: seller.total,
      note: '',
    })
  })
  async function send(seller: Seller): Promise<void> {
    const sent = await submit(seller)
    if (sent)
      toast(t(sent.state === 'to_approve' ? 'ordering.waits' : 'ordering.sent', { number: sent.number }))
    else if (problem.value) toastProblem(problem.value)
    await read()
  }
  const read = () => change('read', () => orderingApi.cart(storeId.value))
  void read()
  return {
    ...{ t, storeId, filters, views, pages, cart, count, busy, pasting, inCart },
    ...{ set, step, paste, again, send, sending },
  }
}
