import type { TillChanges, TillSku } from '@storeweave/contract'
import { catalogueEvents } from '@storeweave/contract/catalogue-events'
import { asProblem, useLive, type Problem } from '@storeweave/kit'
import { onScopeDispose, ref, shallowRef } from 'vue'
import type { TillDb } from '../device/till-db'
import {
  askCatalogue,
  changed,
  fetchCatalogue,
  nextPriceChange,
  pricedAt,
  type AskCatalogue,
  type Catalogue,
  type CatalogueMeta,
} from './catalogue.api'
import { buildIndex, type SearchIndex } from './search-index'

const HINT_MS = 1_500
// What HQ changes is news to all its tills at once: they don't ask all at once.
const SPREAD_MS = 2_000
// Stock moves with every sale of the shop: worth knowing, not worth asking after each.
const STOCK_HINT_MS = 30_000
const EVERY_MS = 5 * 60_000
/** No timer reaches further than this: it then looks again. */
const TIMER_MOST_MS = 2 ** 31 - 1
// Changes are told one by one; now and then all goods are fetched anew, in case one was not.
const WHOLE_MS = 6 * 3_600_000

/** The goods of the till's store: from the device at once, from the server whenever it can be reached. */
export function useCatalogue(
  db: TillDb,
  told: (thrown?: unknown) => void = () => undefined,
  server: AskCatalogue = askCatalogue,
) {
  const meta = shallowRef<CatalogueMeta>()
  const index = shallowRef<SearchIndex>(buildIndex([]))
  const opened = ref(false)
  const loading = ref(false)
  /** SKUs that arrived so far while loading. */
  const arrived = ref(0)
  const problem = shallowRef<Problem>()
  let storeId = ''
  let running: Promise<void> | undefined

  let pricing: ReturnType<typeof setTimeout> | undefined

  /** Shows goods at the prices of the moment, and anew when the next price begins or ends, network or not. */
  function show({ meta: next, skus }: Catalogue): void {
    clearTimeout(pricing)
    const now = Date.now()
    index.value = buildIndex(skus.map((sku) => ({ ...sku, price: pricedAt(sku, next.unitIds, now) })))
    meta.value = next
    const change = nextPriceChange(skus, now)
    if (change !== undefined)
      pricing = setTimeout(() => show({ meta: next, skus }), Math.min(change - now, TIMER_MOST_MS))
  }
  onScopeDispose(() => clearTimeout(pricing))

  /** Shows what the device has of a store, then looks for news. */
  async function open(id: string): Promise<void> {
    storeId = id
    const kept = await db.catalogues.get(id)
    if (kept) show({ meta: kept, skus: await db.skus.toArray() })
    else meta.value = undefined
    opened.value = true
    void refresh()
  }

  /** Asks whether anything changed and fetches it; joins a look under way. Problems land in `problem`. */
  function refresh(): Promise<void> {
    running ??= look(storeId).finally(() => (running = undefined))
    return running
  }

  async function look(id: string): Promise<void> {
    if (!id) return
    loading.value = true
    arrived.value = 0
    problem.value = undefined
    try {
      const kept = meta.value?.storeId === id ? meta.value : undefined
      const news = kept && !isStale(kept) ? await server.changes({ storeId: id, since: kept.at }) : undefined
      if (news && !news.whole) await apply(news)
      else await take(await fetchCatalogue(server.page, id, (count) => (arrived.value = count)))
      told()
    } catch (thrown) {
      problem.value = asProblem(thrown)
      told(thrown)
    } finally {
      loading.value = false
    }
  }

  async function take(catalogue: Catalogue): Promise<void> {
    if (catalogue.meta.storeId !== storeId) return
    await db.transaction('rw', db.skus, db.catalogues, async () => {
      await Promise.all([db.skus.clear(), db.catalogues.clear()])
      await db.skus.bulkPut(catalogue.skus)
      await db.catalogues.put(catalogue.meta)
    })
    show(catalogue)
  }
  /** Changes what was told and leaves the rest as it is; a till with ten thousand goods writes the three that changed. */
  async function apply(news: TillChanges): Promise<void> {
    if (news.storeId !== storeId || !meta.value) return
    const { next, gone, come } = changed({ meta: meta.value, skus: [...index.value.all] }, news)
    await db.transaction('rw', db.skus, db.catalogues, async () => {
      await Promise.all([db.skus.bulkDelete(gone), db.skus.bulkPut(come), db.catalogues.put(next.meta)])
    })
    if (gone.length || come.length) show(next)
    else meta.value = next.meta
  }
  return { meta, index, opened, loading, arrived, problem, open, refresh }
}
/** Whether all goods are to be fetched; what the release before kept does not say since when it stands. */
const isStale = ({ at, wholeAt }: CatalogueMeta) =>
  !wholeAt || Date.parse(at) - Date.parse(wholeAt) > WHOLE_MS
export type CatalogueState = ReturnType<typeof useCatalogue>
export type { TillSku }

/** Refreshes on hints of the server, and every few minutes in case hints can't be heard. */
export function useCatalogueHints(refresh: () => Promise<void>, connected: () => void): void {
  let due: { at: number; timer: ReturnType<typeof setTimeout> } | undefined
  const soon = (ms: number) => {
    const at = Date.now() + ms
    if (due && due.at <= at) return
    clearTimeout(due?.timer)
    const timer = setTimeout(() => {
      due = undefined
      void refresh()
    }, ms)
    due = { at, timer }
  }
  useLive(
    [...catalogueEvents, 'inventory.stock_moved'],
    ({ type }) =>
      soon(type === 'inventory.stock_moved' ? STOCK_HINT_MS : HINT_MS + Math.random() * SPREAD_MS),
    () => {
      connected()
      soon(0)
    },
  )
  const every = setInterval(() => soon(0), EVERY_MS)
  onScopeDispose(() => {
    clearInterval(every)
    clearTimeout(due?.timer)
  })
}
