import { Injectable } from '@nestjs/common'
import type { Writable } from 'node:stream'
import {
  currencyDigits,
  type ExportPrices,
  type ExportStock,
  type ExportStores,
  type Locale,
  type Store,
  type Words,
} from '@storeweave/contract'
import { decimalOf } from '@storeweave/rules/sheets'
import { BulkStockService } from '../inventory/index.js'
import { scope } from '../kernel/scope.js'
import { BulkStoreService } from '../org/index.js'
import { BulkPriceService } from '../pricing/index.js'
import { TenancyService } from '../tenancy/index.js'
import { sheetKinds } from './sheet-kinds.js'
import { cellText } from './store-judge.js'
import { writeOut } from './write-out.js'
import type { OutCell } from './write-sheet.js'

const PAGE = 200
const keysOf = (kind: 'prices' | 'stores' | 'stock', without: readonly string[] = []): string[] =>
  sheetKinds[kind].heads.map((head) => head.key).filter((key) => !without.includes(key))

/** Sheets of what stores are, what they ask and what they hold; each can be imported again. */
@Injectable()
export class StoreExportsService {
  constructor(
    private readonly prices: BulkPriceService,
    private readonly stores: BulkStoreService,
    private readonly stock: BulkStockService,
    private readonly tenancy: TenancyService,
  ) {}

  /** A store's price list, or of many stores what differs. Stores out of reach have no rows. */
  async writePrices(query: ExportPrices, out: Writable): Promise<void> {
    const { format: _, blank: __, storeId, regionId, ...filter } = query
    const digits = currencyDigits((await this.tenancy.settings()).currency)
    const { prices } = this
    const keys = keysOf('prices')
    const pages = async function* (): AsyncGenerator<OutCell[][]> {
      const narrowed = storeId ? filter : { ...filter, differing: 'true' as const }
      for (const store of await prices.stores({ storeId, regionId }))
        for (let cursor: string | undefined; ;) {
          const page = await prices.page(store.id, narrowed, PAGE, cursor)
          yield page.items.map((row) =>
            cellsOf(keys, {
              store: store.code,
              sku: row.code,
              store_price: money(row.storePrice, digits),
              name: nameOf(row),
              list_price: money(row.listPrice, digits),
              price_min: money(row.priceMin, digits),
              price_max: money(row.priceMax, digits),
            }),
          )
          if (!page.nextCursor) break
          cursor = page.nextCursor
        }
    }
    await writeOut({ kind: 'prices', keys, subject: 'Price', permission: 'Price:read', pages }, query, out)
  }

  /** The stores of a list, as far as who asks may read them. */
  async writeStores(query: ExportStores, out: Writable): Promise<void> {
    const { format: _, blank: __, ...filter } = query
    const { locale } = scope()
    const regions = new Map((await this.stores.regions()).map((r) => [r.id, r.code]))
    const { stores } = this
    const keys = keysOf('stores')
    const pages = async function* (): AsyncGenerator<OutCell[][]> {
      for (let after = ''; ;) {
        const page = await stores.page(filter, after, PAGE)
        yield page.map((store) => cellsOf(keys, storeCells(store, locale, regions)))
        if (page.length < PAGE) return
        after = page.at(-1)!.code
      }
    }
    await writeOut({ kind: 'stores', keys, subject: 'Store', permission: 'Store:read', pages }, query, out)
  }

  /** The levels of a list, to be counted: the column for what was counted is empty. */
  async writeStock(query: ExportStock, out: Writable): Promise<void> {
    const { format: _, blank, ...filter } = query
    const { stock, stores } = this
    // who counts needs no columns for deliveries; the template has all
    const keys = keysOf('stock', blank ? [] : ['change', 'reason', 'document'])
    const pages = async function* (): AsyncGenerator<OutCell[][]> {
      const codes = await stores.codes()
      for (let cursor: string | undefined; ;) {
        const page = await stock.page(filter, PAGE, cursor)
        yield page.items.flatMap((row) =>
          row.storeId
            ? [
                cellsOf(keys, {
                  store: codes.get(row.storeId) ?? '',
                  sku: row.code,
                  name: nameOf(row),
                  on_hand: { number: String(row.onHand) },
                  reserved: { number: String(row.reserved) },
                }),
              ]
            : [],
        )
        if (!page.nextCursor) return
        cursor = page.nextCursor
      }
    }
    await writeOut({ kind: 'stock', keys, subject: 'Stock', permission: 'Stock:read', pages }, query, out)
  }
}

const cellsOf = (keys: readonly string[], cells: Record<string, OutCell>): OutCell[] =>
  keys.map((key) => cells[key] ?? '')
const money = (minor: number | null, digits: number): OutCell =>
  minor === null ? '' : { number: decimalOf(minor, digits) }
const nameOf = ({ name, optionText }: { name: Words; optionText: Words }): string => {
  const en = scope().locale === 'en'
  const said = (words: Words) => (en && words.en) || words.zh
  return [said(name), said(optionText)].filter(Boolean).join(' ')
}
const storeCells = (
  store: Store,
  locale: Locale,
  regions: ReadonlyMap<string, string>,
): Record<string, OutCell> => ({
  store: store.code,
  store_name: store.name.zh,
  store_name_en: store.name.en,
  region: cellText(store, 'regionId', locale, regions),
  store_kind: cellText(store, 'kind', locale, regions),
  status: cellText(store, 'status', locale, regions),
  address: store.address,
  phone: store.phone,
  lat: { number: String(store.lat) },
  lng: { number: String(store.lng) },
  hours: cellText(store, 'hours', locale, regions),
  services: cellText(store, 'services', locale, regions),
  area: { number: String(store.areaSquareMetres) },
  manager: store.managerName,
  preparation: { number: String(store.preparationMinutes) },
})
