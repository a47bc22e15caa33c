import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common'
import { giveBlockedBack, takeBlocked, useAllowances, type Blocked } from '../kernel/callers.js'
import { transaction } from '../kernel/db.js'
import { asSystem, Every } from '../kernel/jobs.js'
import { log } from '../kernel/log.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { CallersRepo } from './callers.repo.js'

const WRITE_MS = 5_000
const HOUR = 3600
const KEPT_MS = 30 * 24 * HOUR * 1000

/** Writes refusals down every 5 s, a statement a tenant; lets the edge know of allowances; forgets both in time. */
@Injectable()
export class CallersJobs implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined
  constructor(private readonly callers: CallersRepo) {}

  onModuleInit(): void {
    useAllowances((tenant) => asSystem(tenant, 'callers', () => transaction(() => this.callers.allowed())))
  }
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), WRITE_MS)
  }
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer)
    await this.write()
  }

  /** Writes down what this process has refused. What cannot be written is kept for the next time. */
  async write(): Promise<void> {
    const byTenant = new Map<string, Blocked[]>()
    for (const one of takeBlocked())
      byTenant.set(one.tenant.id, [...(byTenant.get(one.tenant.id) ?? []), one])
    for (const some of byTenant.values())
      await asSystem(some[0]!.tenant, 'callers', () => transaction(() => this.callers.add(some))).catch(
        (error: Error) => {
          giveBlockedBack(some)
          log().warn({ tenant: some[0]!.tenant.slug, err: error.message }, 'blocks not written yet')
        },
      )
  }

  /** Blocks go 30 days after their caller was last seen, allowances 30 days after their end. */
  @Every(HOUR)
  async forget(): Promise<number> {
    return (
      (await sweep((limit) => this.callers.deleteBlocks(ago(KEPT_MS), limit))) +
      (await sweep((limit) => this.callers.deleteAllowances(ago(KEPT_MS), limit)))
    )
  }
}
