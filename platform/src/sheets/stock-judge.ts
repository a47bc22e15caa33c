import { Injectable } from '@nestjs/common'
import { BulkProductService, type NamedSku } from '../catalog/index.js'
import { BulkStockService, type StockNow, type StockWish } from '../inventory/index.js'
import { newId } from '../kernel/id.js'
import { BulkStoreService, type NamedStore } from '../org/index.js'
import { byKey, faultAt, readCells, type KeptFault, type KeptRow } from './kept-rows.js'
import { stockColumns, type StockLine } from './stock-columns.js'
import { noCounts, refusalOf, type Judge, type Verdict } from './verdict.js'

/** A row whose store and SKU there are. */
interface Known {
  kept: KeptRow
  line: StockLine
  store: NamedStore
  sku: NamedSku
}
interface Planned extends Known {
  wish: StockWish
  onHand: number
}
type Levels = ReadonlyMap<string, StockNow>
const COLUMNS = byKey(stockColumns)
const placeOf = ({ store, sku }: Known) => ({ storeId: store.id, skuId: sku.id })
const keyOf = ({ store, sku }: Known) => `${store.id} ${sku.id}`
/** What a change is booked under: a document, once in each place. */
const refOf = (line: StockLine): string => `document:${line.document ?? ''}`

/** Judges sheets of stock: what was counted, and changes by document. */
@Injectable()
export class StockJudge implements Judge {
  readonly needs = ['Stock:adjust'] as const
  constructor(
    private readonly stock: BulkStockService,
    private readonly products: BulkProductService,
    private readonly stores: BulkStoreService,
  ) {}

  async judge(rows: readonly KeptRow[], columns: readonly string[], lock: boolean): Promise<Verdict> {
    const faults: KeptFault[] = []
    const known = await this.read(rows, columns, faults)
    const levels = await this.stock.levels(known.map(placeOf), lock)
    const planned = await this.plan(known, levels, columns, faults)
    const refused = await this.stock.against(
      planned.map((p) => p.wish),
      levels,
    )
    const clean = planned.filter(({ kept, line }, i) => {
      const fault = refused[i]
      if (!fault) return true
      const { code, args } = refusalOf(fault)
      const cell = code === 'store_unknown' ? 'store' : line.count === undefined ? 'change' : 'count'
      faults.push(faultAt(kept, columns, cell, code, args))
      return false
    })
    const counts = noCounts()
    counts.changed = clean.length
    counts.faulty = new Set([
      ...faults.map((f) => f.row),
      ...rows.filter((r) => r.faulted).map((r) => r.row),
    ]).size
    counts.same = rows.length - counts.changed - counts.faulty
    return {
      counts,
      faults,
      samples: clean.map(({ kept, store, sku, wish, onHand }) => ({
        row: kept.row,
        name: `${sku.name} · ${store.nameZh}`,
        productId: sku.productId,
        fresh: false,
        changes: [
          { cell: 'on_hand', sku: sku.code, before: String(onHand), after: String(onHand + wish.quantity) },
        ],
      })),
      ...(clean.length ? { save: () => this.stock.save(clean.map((c) => c.wish)) } : {}),
    }
  }

  private async read(
    rows: readonly KeptRow[],
    columns: readonly string[],
    faults: KeptFault[],
  ): Promise<Known[]> {
    const lines = rows.flatMap((kept) => {
      if (kept.faulted) return []
      const line: StockLine = {}
      const wrong = readCells(kept, columns, COLUMNS, line, {})
      if (!wrong.length) wrong.push(...misfits(kept, columns, line))
      faults.push(...wrong)
      return wrong.length ? [] : [{ kept, line }]
    })
    const stores = await this.stores.named(lines.map(({ line }) => line.store!))
    const skus = await this.products.skusByCodes(
      lines.map(({ line }) => line.sku!),
      false,
    )
    return lines.flatMap(({ kept, line }) => {
      const [store, sku] = [stores.get(line.store!), skus.get(line.sku!)]
      if (!store) faults.push(faultAt(kept, columns, 'store', 'store_unknown'))
      else if (!store.holdsStock) faults.push(faultAt(kept, columns, 'store', 'no_stock_here'))
      else if (!sku) faults.push(faultAt(kept, columns, 'sku', 'sku_unknown'))
      else if (sku.bundled) faults.push(faultAt(kept, columns, 'sku', 'bundle_no_stock'))
      else return [{ kept, line, store, sku }]
      return []
    })
  }

  /** What each row comes to: nothing where the count is right or the document was booked before. */
  private async plan(
    known: readonly Known[],
    levels: Levels,
    columns: readonly string[],
    faults: KeptFault[],
  ): Promise<Planned[]> {
    const booked = await this.stock.booked(
      known.filter((k) => k.line.change).map((k) => ({ ...placeOf(k), ref: refOf(k.line) })),
    )
    return known.flatMap((k) => {
      const { kept, line, sku } = k
      const now = levels.get(keyOf(k))?.onHand ?? 0
      const reason = line.reason ?? 'correction'
      const before = line.change === undefined ? undefined : booked.get(`${keyOf(k)} ${refOf(line)}`)
      if (before && (before.quantity !== line.change || before.kind !== reason))
        faults.push(faultAt(kept, columns, 'document', 'document_taken'))
      const quantity = line.change ?? (line.count === undefined ? 0 : line.count - now)
      if (before || quantity === 0) return []
      const wish: StockWish = {
        ...placeOf(k),
        quantity,
        kind: reason,
        ref: line.change === undefined ? `count:${newId()}` : refOf(line),
        document: line.document ?? '',
        note: line.note ?? '',
        unitSize: sku.unitSize,
      }
      return [{ ...k, wish, onHand: now }]
    })
  }
}

/** What of a row does not go together. */
function misfits(kept: KeptRow, columns: readonly string[], line: StockLine): KeptFault[] {
  const { count, change, reason, document } = line
  if (count === undefined && change === undefined)
    return reason || document ? [faultAt(kept, columns, 'count', 'count_or_change')] : []
  if (count !== undefined && change !== undefined)
    return [faultAt(kept, columns, 'change', 'count_or_change')]
  if (count !== undefined && reason && reason !== 'correction')
    return [faultAt(kept, columns, 'reason', 'reason_misfit')]
  if (change === 0) return [faultAt(kept, columns, 'change', 'not_zero')]
  if (change !== undefined && !reason) return [faultAt(kept, columns, 'reason', 'required')]
  return change !== undefined && !document ? [faultAt(kept, columns, 'document', 'document_needed')] : []
}
