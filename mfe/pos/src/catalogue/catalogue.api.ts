import type { TillCatalogue, TillSku } from '@storeweave/contract'
import { ask } from '@storeweave/kit'
import { effectivePrice } from '@storeweave/rules/pricing'

/** Everything of a catalogue but its goods. `checkedAt` is when the server last confirmed it. */
export interface CatalogueMeta {
  storeId: string
  storeName: TillCatalogue['storeName']
  unitIds: TillCatalogue['unitIds']
  currency: string
  cashRounding: TillCatalogue['cashRounding']
  scaleLabels: TillCatalogue['scaleLabels']
  version: string
  categories: TillCatalogue['categories']
  count: number
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

const PAGE = 1_000

export const askCataloguePage: AskCataloguePage = (query) =>
  ask<TillCatalogue>('GET /api/till/catalogue', { query, timeoutMs: 30_000 })

/** The catalogue's version of now, without its goods. */
export const askVersion = async (askPage: AskCataloguePage, storeId: string): Promise<string> =>
  (await askPage({ storeId, limit: 1 })).version

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
  const { storeName, unitIds, currency, cashRounding, scaleLabels, categories } = first
  // The first page's version: a change while the pages came makes the next look fetch again.
  const { version } = first
  const checkedAt = new Date().toISOString()
  return {
    meta: {
      ...{ storeId, storeName, unitIds, currency, cashRounding, scaleLabels },
      ...{ version, categories, count: skus.size, checkedAt },
    },
    skus: [...skus.values()],
  }
}

/** What goods cost in the store at an instant in milliseconds, by the prices the till carries: the server's own rule, with no network. */
export function pricedAt(sku: TillSku, unitIds: readonly string[], at: number): number {
  // goods that the release before kept on the device come without
  const known = sku.prices as TillSku['prices'] | undefined
  if (!known?.length) return sku.price
  return effectivePrice(sku, { units: unitIds, channel: 'in_store', at })
}

/** When the next of the till's prices begins or ends after an instant, in milliseconds; undefined when none is planned. */
export function nextPriceChange(skus: readonly TillSku[], after: number): number | undefined {
  const times = skus.flatMap((sku) =>
    ((sku.prices as TillSku['prices'] | undefined) ?? []).flatMap((p) => [
      p.startsAt,
      p.endsAt ?? p.startsAt,
    ]),
  )
  const coming = times.map((text) => Date.parse(text)).filter((at) => at > after)
  return coming.length ? coming.reduce((first, at) => Math.min(first, at)) : undefined
}
