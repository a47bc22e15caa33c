import 'fake-indexeddb/auto'
import type { TillCatalogue, TillChanges, TillSku } from '@storeweave/contract'
import { Problem } from '@storeweave/kit'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TillDb } from '../device/till-db'
import type { AskChanges, AskCataloguePage } from './catalogue.api'
import { useCatalogue } from './use-catalogue'

const sku = (skuId: string, productId: string, price = 100) =>
  ({
    skuId,
    productId,
    price,
    code: skuId,
    barcodes: [],
    name: { zh: skuId, en: skuId },
    optionText: { zh: '', en: '' },
    search: [],
  }) as unknown as TillSku
const store = (at: string) =>
  ({
    ...{ storeId: 'lake', storeName: { zh: '湖滨', en: 'Lake' }, currency: 'CNY', cashRounding: 'none' },
    ...{ scaleLabels: [], categories: [], at },
  }) as unknown as Omit<TillCatalogue, 'skus' | 'complete' | 'nextCursor'>
const news = (at: string, more: Partial<TillChanges> = {}): TillChanges => ({
  ...store(at),
  ...{ whole: false, productIds: [], skuIds: [], skus: [] },
  ...more,
})
const AT = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`

let count = 0
let db: TillDb
const page = vi.fn<AskCataloguePage>()
const changes = vi.fn<AskChanges>()
const opened = async () => {
  const catalogue = useCatalogue(db, undefined, { page, changes })
  await catalogue.open('lake')
  await catalogue.refresh()
  return catalogue
}
const keptPrices = async () => Object.fromEntries((await db.skus.toArray()).map((s) => [s.skuId, s.price]))

beforeEach(() => {
  db = new TillDb(`goods-${count++}`)
  vi.resetAllMocks()
  const goods = [sku('apple', 'fruit'), sku('pear', 'fruit'), sku('milk', 'dairy')]
  page.mockImplementation(() =>
    Promise.resolve({ ...store(AT(1)), skus: goods, complete: true, nextCursor: null }),
  )
  changes.mockImplementation(() => Promise.resolve(news(AT(2))))
})

describe("the till's goods", () => {
  it('are fetched whole once; afterwards only what changed, from where it left off', async () => {
    const { meta, refresh } = await opened()
    expect(page).toHaveBeenCalledTimes(1)
    expect(changes).not.toHaveBeenCalled()
    await refresh()
    await refresh()
    expect(page).toHaveBeenCalledTimes(1)
    expect(changes.mock.calls.map(([asked]) => asked)).toEqual([
      { storeId: 'lake', since: AT(1) },
      { storeId: 'lake', since: AT(2) },
    ])
    expect(meta.value).toMatchObject({ at: AT(2), wholeAt: AT(1), count: 3 })
  })
  it('change where a price did, go where goods did, and stay where nothing was said', async () => {
    const { index, meta, refresh } = await opened()
    const bread = sku('bread', 'bakery', 55)
    changes.mockResolvedValueOnce(
      news(AT(2), {
        productIds: ['fruit'],
        skuIds: ['milk', 'bread'],
        skus: [sku('apple', 'fruit', 90), bread],
      }),
    )
    await refresh()
    expect(await keptPrices()).toEqual({ apple: 90, bread: 55 })
    expect(index.value.byId('apple')).toMatchObject({ price: 90 })
    expect([index.value.byId('milk'), meta.value?.count]).toEqual([undefined, 2])
  })
  it('are fetched whole again when the server says so, after six hours, and after an update of the till', async () => {
    const { refresh } = await opened()
    changes.mockResolvedValueOnce(news(AT(2), { whole: true }))
    await refresh()
    expect(page).toHaveBeenCalledTimes(2)
    changes.mockResolvedValueOnce(news(AT(8)))
    await refresh()
    expect(page).toHaveBeenCalledTimes(2)
    await refresh()
    expect(page).toHaveBeenCalledTimes(3)
    const { wholeAt: _, ...old } = (await db.catalogues.get('lake'))!
    await db.catalogues.put(old as never)
    await opened()
    expect(page).toHaveBeenCalledTimes(4)
  })
  it('stay as they are while the server is away', async () => {
    const { problem, refresh } = await opened()
    changes.mockRejectedValueOnce(new Problem({ status: 0, code: 'kit.offline' }))
    await refresh()
    expect(problem.value).toMatchObject({ code: 'kit.offline' })
    expect(await keptPrices()).toEqual({ apple: 100, pear: 100, milk: 100 })
  })
})
