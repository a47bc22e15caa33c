import type { SkuPrices } from '@storeweave/contract'

/** What stands on the ladder: a mark at an amount, or a band between two; an open end is null. */
export interface Rung {
  key: string
  kind: 'list' | 'hq' | 'region' | 'store' | 'bounds'
  source?: 'hq' | 'supplier'
  name: { zh: string; en: string } | undefined
  from: number | null
  to: number | null
  /** It has not begun. */
  planned: boolean
}

/** The rungs of a SKU's prices, bounds first, then the list price and prices from HQ down to stores. */
export function rungsOf(sku: SkuPrices, now: number): Rung[] {
  const planned = (startsAt: string) => Date.parse(startsAt) > now
  const bounds: Rung[] = sku.bounds.map((b) => ({
    key: b.id,
    kind: 'bounds',
    source: b.source,
    name: b.unitKind === 'hq' ? undefined : b.unitName,
    from: b.priceMin,
    to: b.priceMax,
    planned: planned(b.startsAt),
  }))
  if (sku.priceMin !== null || sku.priceMax !== null)
    bounds.unshift({
      key: 'own',
      kind: 'bounds',
      source: 'hq',
      name: undefined,
      from: sku.priceMin,
      to: sku.priceMax,
      planned: false,
    })
  const order = { hq: 0, region: 1, store: 2 }
  const prices = sku.prices
    .toSorted((a, b) => order[a.unitKind] - order[b.unitKind] || a.price - b.price)
    .map((p): Rung => ({
      key: p.id,
      kind: p.unitKind,
      name: p.unitName,
      from: p.price,
      to: p.price,
      planned: planned(p.startsAt),
    }))
  const list: Rung = {
    key: 'list',
    kind: 'list',
    name: undefined,
    from: sku.listPrice,
    to: sku.listPrice,
    planned: false,
  }
  return [...bounds, list, ...prices]
}

/** The span of amounts a picture shows: all that is there, with room on both sides. */
export function spanOf(rungs: readonly Rung[]): { from: number; to: number } {
  const amounts = rungs.flatMap((r) => [r.from, r.to]).filter((a) => a !== null)
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  const room = Math.max((most - least) * 0.12, most * 0.05, 1)
  return { from: Math.max(0, least - room), to: most + room }
}
