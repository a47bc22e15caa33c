import { Injectable } from '@nestjs/common'
import { divideHalfUp, type Dashboard, type DashboardQuery, type Words } from '@storeweave/contract'
import { pictureOf } from '../catalog/index.js'
import { found, mustReach, within } from '../kernel/access.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { TenancyService } from '../tenancy/index.js'
import { InsightRepo, type ProductRow, type StoreRow, type SumRow } from './insight.repo.js'
import { periodOf, type Period } from './period.js'

type Sum = Pick<SumRow, 'sales' | 'online' | 'orders'>
const NONE: Sum = { sales: 0, online: 0, orders: 0 }
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

@Injectable()
export class DashboardService {
  constructor(
    private readonly insight: InsightRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * What the stores in reach sold in a period and, in the same time, in the one before it. Throws
   * `access.not_found` for a region or store that isn't there or out of reach, `request.invalid` beyond 92 days.
   */
  async dashboard(q: DashboardQuery): Promise<Dashboard> {
    const { currency, timeZone } = await this.tenancy.settings()
    const now = clock.now()
    const period = periodOf(q, tradingDayOf(now, timeZone), now)
    return transaction(async () => {
      const stores = await this.covered(q)
      const ids = stores.map((s) => s.id)
      const sums = await this.insight.sums(ids, period, timeZone)
      const products = await this.insight.products(ids, period)
      const { recent, earlier } = await this.insight.verifications(ids, period, timeZone)
      const waiting = await this.insight.now(ids)
      return {
        from: period.from,
        to: period.to,
        currency,
        asOf: now.toISOString(),
        ...figures(sums),
        verifications: { value: recent, previous: earlier },
        ...series(sums, period),
        stores: storesOf(stores, sums),
        products: products.map(productOf),
        lowStock: waiting.low_stock,
        toPrepare: waiting.to_prepare,
      }
    })
  }

  private async covered({ storeId, regionId }: DashboardQuery): Promise<StoreRow[]> {
    const reach = within('read', 'Insight')
    if (storeId) mustReach('read', 'Insight', { storeId })
    const stores = found(await this.insight.stores(reach, regionId ?? null, storeId ?? null))
    // nobody learns whether a store or region beyond their reach exists
    if (!stores.length && (storeId || reach !== null)) throw new Fault('access.not_found')
    return stores
  }
}

function figures(
  sums: readonly SumRow[],
): Pick<Dashboard, 'sales' | 'onlineSales' | 'tillSales' | 'orders' | 'averageBasket'> {
  const total = (recent: boolean): Sum => sums.find((s) => s.part === 'total' && s.recent === recent) ?? NONE
  const [now, before] = [total(true), total(false)]
  const figure = (of: (sum: Sum) => number) => ({ value: of(now), previous: of(before) })
  return {
    sales: figure((s) => s.sales),
    onlineSales: figure((s) => s.online),
    tillSales: figure((s) => s.sales - s.online),
    orders: figure((s) => s.orders),
    averageBasket: figure((s) => (s.orders ? divideHalfUp(s.sales, s.orders) : 0)),
  }
}

function series(sums: readonly SumRow[], { days }: Period): Pick<Dashboard, 'days' | 'hours' | 'channels'> {
  const of = (part: SumRow['part']) => sums.filter((s) => s.part === part && s.recent)
  const byDay = new Map(of('day').map((s) => [s.day, s]))
  const byHour = new Map(of('hour').map((s) => [s.hour, s]))
  return {
    days: days.map((day) => {
      const { sales, online, orders } = byDay.get(day) ?? NONE
      return { day, sales, onlineSales: online, orders }
    }),
    hours: HOURS.map((hour) => {
      const { sales, orders } = byHour.get(hour) ?? NONE
      return { hour, sales, orders }
    }),
    channels: of('channel')
      .map(({ channel, sales, orders }) => ({ channel: channel!, sales, orders }))
      .sort((a, b) => b.sales - a.sales),
  }
}

function storesOf(stores: readonly StoreRow[], sums: readonly SumRow[]): Dashboard['stores'] {
  const by = (recent: boolean) =>
    new Map(sums.filter((s) => s.part === 'store' && s.recent === recent).map((s) => [s.store_id, s]))
  const [now, before] = [by(true), by(false)]
  return stores
    .map((s) => ({
      id: s.id,
      name: words(s),
      sales: now.get(s.id)?.sales ?? 0,
      orders: now.get(s.id)?.orders ?? 0,
      previousSales: before.get(s.id)?.sales ?? 0,
    }))
    .sort((a, b) => b.sales - a.sales)
}

const words = (r: { name_zh: string; name_en: string }): Words => ({ zh: r.name_zh, en: r.name_en })
const productOf = (r: ProductRow): Dashboard['products'][number] => ({
  id: r.id,
  name: words(r),
  picture: pictureOf(r.media_id, r.name_zh),
  sales: r.sales,
  lines: r.lines,
})
