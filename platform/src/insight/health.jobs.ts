import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { tenantId, transaction } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { Every } from '../kernel/jobs.js'
import { log } from '../kernel/log.js'
import { gauge } from '../kernel/metrics.js'
import { HealthRepo } from './health.repo.js'
import { invariants, InvariantsRepo, type Break } from './invariants.repo.js'

const LOOK_BACK_MS = 900_000
const QUICK_SECONDS = 5
const WHOLE_SECONDS = 120
/** The hour (UTC) after which the look at everything is due: night in the shops of the first customers. */
const NIGHT_HOUR = 18

/** What is broken or late, by tenant; gone again when it is mended. */
const broken = new Map<string, Map<string, number>>()
const late = new Map<string, { orders: number; payments: number }>()

gauge('invariant_breaks', 'Things that break what must always hold, by invariant', ['name'], function () {
  for (const { name } of invariants)
    this.set(
      { name },
      [...broken.values()].reduce((n, of) => n + (of.get(name) ?? 0), 0),
    )
})
const looked = gauge('invariant_look_timestamp_seconds', 'When invariants were last looked at', ['look'])
const worst = (of: 'orders' | 'payments') => Math.max(0, ...[...late.values()].map((l) => l[of]))
gauge('order_expiry_lag_seconds', 'How long the latest unpaid order stands beyond its time', [], function () {
  this.set(worst('orders'))
})
gauge('payment_open_seconds', 'Age of the oldest payment the provider has not decided', [], function () {
  this.set(worst('payments'))
})

/** Looks after what must always hold, in production as after each test. */
@Injectable()
export class HealthJobs {
  constructor(
    private readonly checks: InvariantsRepo,
    private readonly health: HealthRepo,
  ) {}

  /** How late expiry and payments are. */
  @Every(15)
  async lag(): Promise<void> {
    const lag = await transaction(() => this.health.lag(clock.now()))
    if (lag.orders || lag.payments) late.set(tenantId(), lag)
    else late.delete(tenantId())
  }

  /** Looks at what was made in the last quarter of an hour, and at all stock below zero. */
  @Every(180)
  async quick(): Promise<void> {
    const now = clock.now()
    const since = newId(new Date(now.getTime() - LOOK_BACK_MS))
    this.tell('quick', await transaction(() => this.checks.breaks(invariants, { now, since }, QUICK_SECONDS)))
  }

  /** Looks at everything once a night; one of any number of workers does. A tenant too large for the bound fails loudly. */
  @Every(900)
  async nightly(): Promise<void> {
    const now = clock.now()
    if (now.getUTCHours() < NIGHT_HOUR) return
    const day = now.toISOString().slice(0, 10)
    if (!(await transaction(() => this.checks.claim(day)))) return
    const found: Break[] = []
    for (const one of invariants)
      found.push(...(await transaction(() => this.checks.breaks([one], { now }, WHOLE_SECONDS))))
    await transaction(() => this.checks.done(day, found))
    this.tell('whole', found)
  }

  private tell(look: 'quick' | 'whole', found: readonly Break[]): void {
    const counts = new Map<string, number>()
    for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1)
    // what the night found old stays told until the next night: a quick look does not see it
    const before = look === 'quick' ? (nights.get(tenantId()) ?? new Map<string, number>()) : counts
    if (look === 'whole') nights.set(tenantId(), counts)
    const all = new Map([...before, ...counts])
    if (all.size) broken.set(tenantId(), all)
    else broken.delete(tenantId())
    looked.set({ look }, Date.now() / 1000)
    for (const { name, id, detail } of found) log().error({ invariant: name, id, detail }, 'invariant broken')
  }
}
const nights = new Map<string, ReadonlyMap<string, number>>()
