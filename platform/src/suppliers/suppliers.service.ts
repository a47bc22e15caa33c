import { Injectable } from '@nestjs/common'
import type {
  ListSoldLines,
  ListSupply,
  SoldLine,
  SupplyProduct,
  SupplySummary,
  Words,
} from '@storeweave/contract'
import { orderRefOf } from '@storeweave/rules/suppliers'
import { pictureOf } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { TenancyService } from '../tenancy/index.js'
import { ownSupplier } from './own.js'
import {
  SupplyRepo,
  type SoldLineRow,
  type SummaryRow,
  type SupplierRow,
  type SupplyRow,
} from './supply.repo.js'

/** Days a summary covers, today included. */
const DAYS = 30
const DAY_MS = 86_400_000
type Page<T> = { items: T[]; nextCursor: string | null }

@Injectable()
export class SuppliersService {
  constructor(
    private readonly supply: SupplyRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** All suppliers of the brand by code, at most 500. */
  list(): Promise<{ items: SupplySummary['supplier'][] }> {
    return transaction(async () => ({ items: (await this.supply.suppliers(null)).map(supplierOf) }))
  }

  /** The asking supplier's last 30 trading days, compared with the 30 before. */
  async summary(): Promise<SupplySummary> {
    const supplierId = ownSupplier()
    const today = await this.today()
    const since = daysBefore(today, DAYS - 1)
    return transaction(async () => {
      const supplier = supplierOf(found((await this.supply.suppliers(supplierId))[0]))
      return summaryOf(
        supplier,
        since,
        await this.supply.summary(supplierId, {
          before: daysBefore(since, DAYS),
          // as much of those 30 days as has passed of these
          beforeEnds: new Date(clock.now().getTime() - DAYS * 86_400_000).toISOString(),
          since,
          until: today,
        }),
      )
    })
  }

  /** A page of the asking supplier's products by name, with stock over all stores and what 30 days sold. */
  async products(q: ListSupply): Promise<Page<SupplyProduct>> {
    const supplierId = ownSupplier()
    const after = keysOf(q.cursor, 'text', 'id')
    const since = daysBefore(await this.today(), DAYS - 1)
    return transaction(async () =>
      pageOf(
        await this.supply.products(supplierId, q, after, since),
        q.limit,
        (r) => [r.name_zh, r.id],
        supplyOf,
      ),
    )
  }

  /** A page of the asking supplier's sold lines, newest first. */
  soldLines(q: ListSoldLines): Promise<Page<SoldLine>> {
    const supplierId = ownSupplier()
    const after = keysOf(q.cursor, 'id')?.[0]
    return transaction(async () =>
      pageOf(await this.supply.soldLines(supplierId, q, after), q.limit, (r) => [r.id], soldLineOf),
    )
  }

  private async today(): Promise<string> {
    return tradingDayOf(clock.now(), (await this.tenancy.settings()).timeZone)
  }
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10)
const words = (zh: string, en: string): Words => ({ zh, en })
const supplierOf = (r: SupplierRow) => ({
  id: r.id,
  code: r.code,
  name: words(r.name_zh, r.name_en),
  phone: r.phone,
  productCount: r.product_count,
})

function summaryOf(
  supplier: SupplySummary['supplier'],
  since: string,
  rows: readonly SummaryRow[],
): SupplySummary {
  const of = (part: SummaryRow['part']) => rows.filter((r) => r.part === part)
  const [now] = of('now')
  const byDay = new Map(of('day').map((r) => [r.day, r]))
  const days = Array.from({ length: DAYS }, (_, i) => daysBefore(since, -i))
  return {
    supplier,
    productCount: supplier.productCount,
    quantitySold: now?.pieces ?? 0,
    supplyAmount: now?.amount ?? 0,
    previousSupplyAmount: of('before')[0]?.amount ?? 0,
    lineCount: now?.lines ?? 0,
    days: days.map((day) => ({
      day,
      supplyAmount: byDay.get(day)?.amount ?? 0,
      lines: byDay.get(day)?.lines ?? 0,
    })),
  }
}

const supplyOf = (r: SupplyRow): SupplyProduct => ({
  id: r.id,
  name: words(r.name_zh, r.name_en),
  state: r.state,
  picture: pictureOf(r.media_id, r.name_zh),
  unit: words(r.unit_zh, r.unit_en),
  unitSize: r.unit_size,
  skuCount: r.sku_count,
  supplyPriceFrom: r.supply_from,
  priceMin: r.price_min,
  priceMax: r.price_max,
  onHand: r.on_hand,
  storeCount: r.store_count,
  sold30Days: r.sold,
})

const soldLineOf = (r: SoldLineRow): SoldLine => ({
  id: r.id,
  orderRef: orderRefOf(r.order_id),
  skuCode: r.sku_code,
  name: words(r.name_zh, r.name_en),
  optionText: words(r.option_zh, r.option_en),
  unit: words(r.unit_zh, r.unit_en),
  kind: r.kind,
  unitSize: r.unit_size,
  quantity: r.quantity,
  supplyAmount: r.supply_amount,
  tradingDay: r.trading_day,
  soldAt: r.sold_at,
})
