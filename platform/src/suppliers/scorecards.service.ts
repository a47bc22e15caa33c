import { Injectable } from '@nestjs/common'
import type { ListScorecards, Scorecard, Scorecards, ScoreMonth } from '@storeweave/contract'
import { scoreOf, scoreWeights } from '@storeweave/rules/suppliers'
import { found } from '../kernel/access.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { TenancyService } from '../tenancy/index.js'
import { ownSupplier } from './own.js'
import { PartnersRepo } from './partners.repo.js'
import { ScorecardsRepo, type ScoreRow } from './scorecards.repo.js'

const YEAR = 12
const TREND = 6

/** How suppliers ship what is due: by month, counted from what left, what was lacking and what came back. */
@Injectable()
export class ScorecardsService {
  constructor(
    private readonly scores: ScorecardsRepo,
    private readonly partners: PartnersRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** The asking supplier's last twelve months, the one that runs included. */
  own(): Promise<Scorecard> {
    return this.of(ownSupplier())
  }
  /** One supplier's. Throws `access.not_found`. */
  async of(supplierId: string): Promise<Scorecard> {
    const { timeZone } = await this.tenancy.settings()
    const months = monthsUntil(monthOf(timeZone), YEAR)
    return transaction(async () => {
      found(await this.partners.one(supplierId))
      const rows = await this.rows(months, timeZone, supplierId)
      return { weights: scoreWeights, months: months.map((month) => scored(month, rows)) }
    })
  }

  /** All who ship, in one month, with their trend; those of whom nothing was due come last. */
  async all({ month, sort, order }: ListScorecards): Promise<Scorecards> {
    const { timeZone } = await this.tenancy.settings()
    const at = month ?? monthOf(timeZone)
    const months = monthsUntil(at, TREND)
    return transaction(async () => {
      const rows = await this.rows(months, timeZone, null)
      const items = (await this.scores.shippers()).map(({ id, code, name_zh: zh, name_en: en }) => {
        const own = rows.filter((r) => r.supplier_id === id)
        const trend = months.map((one) => scored(one, own).score)
        return { supplier: { id, code, name: { zh, en } }, ...scored(at, own), trend }
      })
      const sign = order === 'asc' ? 1 : -1
      items.sort((a, b) => {
        const [x, y] = [a[sort], b[sort]]
        return x === null || y === null ? Number(x === null) - Number(y === null) : sign * (x - y)
      })
      return { month: at, items }
    })
  }

  private rows(months: readonly string[], timeZone: string, supplierId: string | null): Promise<ScoreRow[]> {
    const to = monthsUntil(months.at(-1)!, 1, 1)[0]!
    return this.scores.months(`${months[0]}-01`, `${to}-01`, timeZone, supplierId)
  }
}

const monthOf = (timeZone: string): string => tradingDayOf(clock.now(), timeZone).slice(0, 7)
/** So many months that end with one, or `later` months after it; the earliest first. */
function monthsUntil(last: string, count: number, later = 0): string[] {
  const [year, month] = last.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, n) =>
    new Date(Date.UTC(year, month - count + n + later, 1)).toISOString().slice(0, 7),
  )
}
function scored(month: string, rows: readonly ScoreRow[]): ScoreMonth {
  const row = rows.find((r) => r.month === month)
  const { orders, ...shipped } = row ?? { orders: 0, due: 0, shipped: 0, onTime: 0, returned: 0 }
  return { month, orders, ...scoreOf(shipped) }
}
