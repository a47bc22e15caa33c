import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import type { Usage, UsageQuery } from '@storeweave/contract'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { asSystem, Every } from '../kernel/jobs.js'
import { log } from '../kernel/log.js'
import { countRequest, takeCounted } from '../kernel/usage.js'
import { TenancyService } from '../tenancy/index.js'
import { UsageRepo, type UsageRow } from './usage.repo.js'

const WRITE_MS = 30_000
const DAY_MS = 86_400_000

/** What a tenant uses of the platform, day by day. */
@Injectable()
export class UsageService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined
  constructor(
    private readonly rows: UsageRepo,
    private readonly tenancy: TenancyService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), WRITE_MS)
  }
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer)
    await this.write()
  }

  /** Writes down what this process has counted. What cannot be written is counted again for the next time. */
  async write(): Promise<void> {
    for (const { tenant, requests } of takeCounted())
      await asSystem(tenant, 'usage', async () => {
        const day = await this.today()
        await transaction(() => this.rows.add(day, requests, clock.now()))
      }).catch((error: Error) => {
        countRequest(tenant, requests)
        log().warn({ tenant: tenant.slug, err: error.message }, 'usage not written yet')
      })
  }

  /** Counts orders, staff, stores, SKUs and picture bytes of the scope's tenant. */
  @Every(900)
  async count(): Promise<void> {
    const day = await this.today()
    await transaction(() => this.rows.count(day, clock.now()))
  }

  /** The last days up to today, without gaps: on a day nobody counted, what is there is as on the day before. A brand that was never counted is counted now. */
  async usage({ days }: UsageQuery): Promise<Usage> {
    const to = await this.today()
    const from = dayBefore(to, days - 1)
    const rows = () => transaction(() => this.rows.days(from, to))
    const found = await rows()
    if (found.some(counted)) return { from, to, days: filled(from, days, found) }
    await this.count()
    return { from, to, days: filled(from, days, await rows()) }
  }

  private async today(): Promise<string> {
    return tradingDayOf(clock.now(), (await this.tenancy.settings()).timeZone)
  }
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)

/** A day that only counted requests so far has not counted what is there. */
const counted = (row: UsageRow): boolean => row.staff + row.stores + row.skus > 0

function filled(from: string, days: number, rows: readonly UsageRow[]): Usage['days'] {
  const byDay = new Map(rows.map((row) => [row.day, row]))
  let level: UsageRow | undefined = rows.find((row) => row.day < from)
  return Array.from({ length: days }, (_, i) => {
    const day = dayBefore(from, -i)
    const row = byDay.get(day)
    if (row && counted(row)) level = row
    return {
      day,
      requests: row?.requests ?? 0,
      orders: row?.orders ?? 0,
      staff: level?.staff ?? 0,
      stores: level?.stores ?? 0,
      skus: level?.skus ?? 0,
      storageBytes: level?.storage_bytes ?? 0,
    }
  })
}
