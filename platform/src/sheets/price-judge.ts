import { Injectable } from '@nestjs/common'
import { currencyDigits } from '@storeweave/contract'
import { decimalOf } from '@storeweave/rules/sheets'
import { BulkProductService, type NamedSku } from '../catalog/index.js'
import { BulkStoreService, type NamedStore } from '../org/index.js'
import { BulkPriceService } from '../pricing/index.js'
import { TenancyService } from '../tenancy/index.js'
import { byKey, faultAt, readCells, type KeptFault, type KeptRow } from './kept-rows.js'
import { priceColumns, type PriceLine } from './price-columns.js'
import { noCounts, refusalOf, type Judge, type Verdict } from './verdict.js'

/** A row whose store and SKU there are. */
interface Known {
  kept: KeptRow
  store: NamedStore
  sku: NamedSku
  before: number | null
  after: number | null
}
const COLUMNS = byKey(priceColumns)

/** Judges sheets of stores' own prices, row by row. */
@Injectable()
export class PriceJudge implements Judge {
  readonly needs = ['Price:update'] as const
  constructor(
    private readonly prices: BulkPriceService,
    private readonly products: BulkProductService,
    private readonly stores: BulkStoreService,
    private readonly tenancy: TenancyService,
  ) {}

  async judge(rows: readonly KeptRow[], columns: readonly string[], lock: boolean): Promise<Verdict> {
    const { currency } = await this.tenancy.settings()
    const { known, faults } = await this.read(rows, columns, currency, lock)
    const changing = known.filter((k) => k.after !== k.before)
    const refused = await this.prices.against(
      changing.map(({ store, sku, after }) => ({ storeId: store.id, sku, price: after })),
      currency,
    )
    const clean = changing.filter(({ kept }, i) => {
      const fault = refused[i]
      if (!fault) return true
      const { code, args } = refusalOf(fault)
      faults.push(faultAt(kept, columns, code === 'store_unknown' ? 'store' : 'store_price', code, args))
      return false
    })
    const counts = noCounts()
    counts.changed = clean.length
    counts.same = known.length - changing.length
    counts.faulty = rows.length - counts.changed - counts.same
    const text = (minor: number | null) => (minor === null ? '' : decimalOf(minor, currencyDigits(currency)))
    return {
      counts,
      faults,
      samples: clean.map(({ kept, store, sku, before, after }) => ({
        row: kept.row,
        name: `${sku.name} · ${store.nameZh}`,
        productId: sku.productId,
        fresh: false,
        changes: [{ cell: 'store_price', sku: sku.code, before: text(before), after: text(after) }],
      })),
      ...(clean.length ? { save: () => this.save(clean) } : {}),
    }
  }

  private save(changes: readonly Known[]): Promise<void> {
    return this.prices.save(
      changes.map(({ store, sku, before, after }) => ({ storeId: store.id, skuId: sku.id, before, after })),
    )
  }

  private async read(rows: readonly KeptRow[], columns: readonly string[], currency: string, lock: boolean) {
    const faults: KeptFault[] = []
    const lines = rows.flatMap((kept) => {
      const line: PriceLine = {}
      const wrong = kept.faulted ? [] : readCells(kept, columns, COLUMNS, line, { currency })
      faults.push(...wrong)
      return wrong.length || kept.faulted ? [] : [{ kept, line }]
    })
    const stores = await this.stores.named(lines.map(({ line }) => line.store!))
    const skus = await this.products.skusByCodes(
      lines.map(({ line }) => line.sku!),
      lock,
    )
    const found = lines.flatMap(({ kept, line }) => {
      const store = stores.get(line.store!)
      const sku = skus.get(line.sku!)
      if (!store) faults.push(faultAt(kept, columns, 'store', 'store_unknown'))
      // another store's own goods are none of this one's business
      else if (!sku || (sku.onlyStoreId !== null && sku.onlyStoreId !== store.id))
        faults.push(faultAt(kept, columns, 'sku', 'sku_unknown'))
      else return [{ kept, store, sku, price: line.price }]
      return []
    })
    const now = await this.prices.current(found.map((f) => ({ storeId: f.store.id, skuId: f.sku.id })))
    const known = found.map(({ kept, store, sku, price }): Known => {
      const before = now.get(`${store.id} ${sku.id}`) ?? null
      return { kept, store, sku, before, after: price === undefined ? before : price }
    })
    return { known, faults }
  }
}
