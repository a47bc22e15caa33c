import { Injectable } from '@nestjs/common'
import type { SupplierReport, SupplierReports } from '@storeweave/contract'
import { dayAfter, periodOf, tellWeek } from '@storeweave/rules/suppliers'
import { found } from '../kernel/access.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { TenancyService } from '../tenancy/index.js'
import { ownSupplier } from './own.js'
import { PartnersRepo } from './partners.repo.js'
import { ReportRepo, type Figures, type GroupRow, type ReportRow } from './report.repo.js'
import { StatementClosingService } from './statement-closing.service.js'

/** Weeks a supplier reads, and how far back the first report looks. */
const WEEKS = 53
/** A week is told of once a whole day has passed since: what was sold on its last day has been settled by then. */
const AFTER_DAYS = 8
/** Days an order may take from being placed until it is complete. */
const UNDER_WAY_DAYS = 92

/** What suppliers are told of their sales beside their statements: weeks, frozen, in groups of a crowd. */
@Injectable()
export class ReportService {
  constructor(
    private readonly rows: ReportRepo,
    private readonly partners: PartnersRepo,
    private readonly closing: StatementClosingService,
    private readonly tenancy: TenancyService,
  ) {}

  /** The asking supplier's weeks, the newest first. */
  list(): Promise<SupplierReports> {
    const supplierId = ownSupplier()
    return reading(async () => ({ items: (await this.rows.list(supplierId, WEEKS)).map(headOf) }))
  }
  /** A week of the asking supplier by its Monday. Throws `access.not_found`. */
  one(week: string): Promise<SupplierReport> {
    const supplierId = ownSupplier()
    return reading(async () => {
      const row = found(await this.rows.one(supplierId, week))
      return { ...headOf(row), ...(row.figures ?? NOTHING) }
    })
  }

  /** Makes the reports of all weeks that are over, once each. Not in a transaction. */
  async makeDue(supplierId: string): Promise<void> {
    const { timeZone, currency } = await this.tenancy.settings()
    const today = tradingDayOf(clock.now(), timeZone)
    const newest = periodOf(dayAfter(today, -AFTER_DAYS), 'week').from
    const { last = null, first = null } = (await reading(() => this.rows.bounds(supplierId))) ?? {}
    const since = last === null ? first && periodOf(first, 'week').from : dayAfter(last, 7)
    if (since === null || since > newest) return
    await this.closing.catchUp(supplierId, dayAfter(newest, -UNDER_WAY_DAYS))
    const oldest = dayAfter(newest, -7 * (WEEKS - 1))
    for (let week = since > oldest ? since : oldest; week <= newest; week = dayAfter(week, 7))
      await transaction(() => this.make(supplierId, week, currency))
  }

  private async make(supplierId: string, week: string, currency: string): Promise<void> {
    const least = await this.partners.crowd()
    const figures = figuresOf(await this.rows.groups(supplierId, week, dayAfter(week, 6)), least)
    await this.rows.keep(supplierId, { week, least, currency, figures })
  }
}

const NOTHING: Figures = { total: null, days: [], products: [], regions: [] }
const headOf = (r: ReportRow) => ({
  week: r.week,
  to: dayAfter(r.week, 6),
  least: r.least,
  currency: r.currency,
  total: r.figures?.total ?? null,
})
const sumsOf = ({ lines, pieces, amount }: GroupRow) => ({ lines, pieces, amount })
const nameOf = (r: GroupRow) => ({ zh: r.name_zh ?? '', en: r.name_en ?? '' })

/** What of a week's groups may be told; null where the whole may not. */
function figuresOf(rows: readonly GroupRow[], least: number): Figures | null {
  const of = (part: GroupRow['part']) => rows.filter((r) => r.part === part)
  const placed = (r: GroupRow) => ({ ...r, regionId: r.region_id! })
  const total = of('total')[0]!
  const told = tellWeek(
    {
      total,
      days: of('day'),
      products: of('product'),
      regions: of('region').map(placed),
      groups: of('group').map(placed),
    },
    least,
  )
  if (!told) return null
  return {
    total: sumsOf(total),
    days: told.days.map((r) => ({ day: r.day!, ...sumsOf(r) })),
    products: told.products.map((r) => ({ productId: r.product_id!, name: nameOf(r), ...sumsOf(r) })),
    regions: told.regions.map(({ groups, ...r }) => ({
      regionId: r.regionId,
      name: nameOf(r),
      ...sumsOf(r),
      groups: groups.map((g) => ({ groupId: g.group_id!, name: nameOf(g), ...sumsOf(g) })),
    })),
  }
}
