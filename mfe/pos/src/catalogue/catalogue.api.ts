import type { TillCatalogue, TillChanges, TillSku } from '@storeweave/contract'
import { ask } from '@storeweave/kit'
import {
  bestOffer,
  boundsAt,
  effectivePrice,
  tiersInForce,
  type Buyer,
  type Offer,
} from '@storeweave/rules/pricing'

/**
 * Everything of a catalogue but its goods. `at` is the server's instant as of which it stands, `wholeAt` that of the last
 * time all of it was fetched, `checkedAt` the device's when the server last confirmed it.
 */
export interface CatalogueMeta {
  storeId: string
  storeName: TillCatalogue['storeName']
  unitIds: TillCatalogue['unitIds']
  currency: string
  cashRounding: TillCatalogue['cashRounding']
  scaleLabels: TillCatalogue['scaleLabels']
  categories: TillCatalogue['categories']
  levels: TillCatalogue['levels']
  count: number
  at: string
  wholeAt: string
  checkedAt: string
}
export interface Catalogue {
  meta: CatalogueMeta
  skus: TillSku[]
}
export type AskCataloguePage = (query: {
  storeId: string
  cursor?: string | undefined
  limit: number
}) => Promise<TillCatalogue>

export type AskChanges = (query: { storeId: string; since: string }) => Promise<TillChanges>
export interface AskCatalogue {
  page: AskCataloguePage
  changes: AskChanges
}

const PAGE = 1_000

export const askCatalogue: AskCatalogue = {
  page: (query) => ask<TillCatalogue>('GET /api/till/catalogue', { query, timeoutMs: 30_000 }),
  changes: (query) => ask<TillChanges>('GET /api/till/catalogue/changes', { query, timeoutMs: 30_000 }),
}

/** Fetches all goods of a store page by page; `onCount` hears how many are there so far. Throws a Problem. */
export async function fetchCatalogue(
  askPage: AskCataloguePage,
  storeId: string,
  onCount: (count: number) => void,
): Promise<Catalogue> {
  const skus = new Map<string, TillSku>()
  let cursor: string | undefined
  let first: TillCatalogue | undefined
  do {
    const page = await askPage({ storeId, limit: PAGE, ...(cursor ? { cursor } : {}) })
    first ??= page
    for (const sku of page.skus) skus.set(sku.skuId, sku)
    onCount(skus.size)
    cursor = page.complete ? undefined : (page.nextCursor ?? undefined)
  } while (cursor)
  // As of the first page: what changed while the others came is told with the next changes.
  return { meta: metaOf(first, skus.size, first.at), skus: [...skus.values()] }
}

const metaOf = (told: TillCatalogue | TillChanges, count: number, wholeAt: string): CatalogueMeta => {
  const { storeId, storeName, unitIds, currency, cashRounding, scaleLabels, categories, levels, at } = told
  const checkedAt = new Date().toISOString()
  return {
    ...{ storeId, storeName, unitIds, currency, cashRounding, scaleLabels, categories, levels },
    ...{ count, at, wholeAt, checkedAt },
  }
}

/** The goods after what was told of changes, and which SKUs are gone. */
export function changed(
  { meta, skus }: Catalogue,
  told: TillChanges,
): { next: Catalogue; gone: string[]; come: TillSku[] } {
  const [products, ids] = [new Set(told.productIds), new Set(told.skuIds)]
  const touched = skus.filter((sku) => products.has(sku.productId) || ids.has(sku.skuId))
  const left = new Map(skus.map((sku) => [sku.skuId, sku]))
  for (const { skuId } of touched) if (!told.skus.some((sku) => sku.skuId === skuId)) left.delete(skuId)
  for (const sku of told.skus) left.set(sku.skuId, sku)
  const gone = touched.filter(({ skuId }) => !left.has(skuId)).map(({ skuId }) => skuId)
  return {
    next: { meta: metaOf(told, left.size, meta.wholeAt), skus: [...left.values()] },
    gone,
    come: told.skus,
  }
}

/** What goods cost in the store at an instant in milliseconds, by the prices the till carries: the server's own rule, with no network. */
export function pricedAt(sku: TillSku, unitIds: readonly string[], at: number): number {
  // goods that the release before kept on the device come without
  const known = sku.prices as TillSku['prices'] | undefined
  if (!known?.length) return sku.price
  return effectivePrice(sku, { units: unitIds, channel: 'in_store', at })
}

/** What goods cost a buyer in the store at an instant in milliseconds: the server's own rule, with no network. `sku.price` is everybody's then. */
export function offeredAt(sku: TillSku, unitIds: readonly string[], at: number, buyer: Buyer): Offer {
  // goods that the release before kept on the device come without
  const tiers = (sku.tiers as TillSku['tiers'] | undefined) ?? []
  const bounds = (sku.bounds as TillSku['bounds'] | undefined) ?? []
  const place = { units: unitIds, channel: 'in_store', at } as const
  const floor = bounds.length ? boundsAt(sku, place).priceMin : sku.floorPrice
  return bestOffer({ plain: sku.price, floor, tiers: tiersInForce(tiers, place) }, buyer)
}

/** When the next of the till's prices or bounds begins or ends after an instant, in milliseconds; undefined when none is planned. */
export function nextPriceChange(skus: readonly TillSku[], after: number): number | undefined {
  const timed = (sku: Partial<TillSku>) => [
    ...(sku.prices ?? []),
    ...(sku.tiers ?? []),
    ...(sku.bounds ?? []),
  ]
  const times = skus.flatMap((sku) => timed(sku).flatMap((p) => [p.startsAt, p.endsAt ?? p.startsAt]))
  const coming = times.map((text) => Date.parse(text)).filter((at) => at > after)
  return coming.length ? coming.reduce((first, at) => Math.min(first, at)) : undefined
}
