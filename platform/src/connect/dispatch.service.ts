import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { withinMs } from '../kernel/closing.js'
import { config } from '../kernel/config.js'
import { transaction } from '../kernel/db.js'
import { asSystem } from '../kernel/jobs.js'
import { log } from '../kernel/log.js'
import { gauge } from '../kernel/metrics.js'
import type { TenantRef } from '../kernel/scope.js'
import { SendingRepo, type Claimed } from './sending.repo.js'
import { SendingService } from './sending.service.js'

/** Deliveries of one webhook that are under way at the same time. */
const LANE_WIDTH = 5
/** A lane that has emptied so far is filled anew: not for each delivery a statement of its own. */
const LANE_LOW = 2
/** Deliveries that are under way at the same time, of all tenants: those of one fill 100 of them at most. */
const MOST = 1_000
/** Longer than a try can last: what has not been written off by then belongs to a worker that died. */
const LEASE_SECONDS = 60
/** A stopping process waits so long for answers; what is cut off is sent again under the same id. */
const STOP_MS = 3_000

interface Desk {
  /** Webhooks of the tenant that are being sent to, and how many deliveries of each are under way. */
  busy: Map<string, number>
  /** A round is looking for work. */
  asking: boolean
  /** There may be more than the last round has seen. */
  again: boolean
  /** Webhooks that fail and are left alone until then, in milliseconds: nothing is taken for them meanwhile. */
  held: Map<string, number>
}
const lags = new Map<string, number>()
gauge(
  'webhook_lag_seconds',
  'How long the latest delivery to a webhook was due when it was taken',
  [],
  function () {
    this.set(Math.max(0, ...lags.values()))
  },
)

/**
 * Hands out what is due: each webhook has a lane of its own, so that a slow one holds up none but itself. A round of a
 * tenant takes work for what is free in its lanes; a lane that has emptied asks again.
 */
@Injectable()
export class DispatchService implements BeforeApplicationShutdown {
  private readonly desks = new Map<string, Desk>()
  /** Tenants that came while all places were taken, in the order in which they came. */
  private readonly turnedAway = new Map<string, TenantRef>()
  private readonly work = new Set<Promise<void>>()
  private underWay = 0
  private stopped = false
  constructor(
    private readonly claims: SendingRepo,
    private readonly sending: SendingService,
  ) {}

  /** Begins to send what a tenant has due, and answers at once. Does nothing in a process that is no worker. */
  ask(tenant: TenantRef): void {
    if (this.stopped || !config().roles.includes('worker')) return
    const desk = this.deskOf(tenant.id)
    if (desk.asking) return void (desk.again = true)
    if (this.underWay >= MOST) return void this.turnedAway.set(tenant.id, tenant)
    desk.asking = true
    desk.again = desk.busy.size > 0
    this.keep(this.round(tenant, desk))
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true
    await withinMs(STOP_MS, Promise.allSettled(this.work))
  }

  private async round(tenant: TenantRef, desk: Desk): Promise<void> {
    try {
      const claimed = await this.claim(tenant, fullOf(desk))
      for (const one of claimed) this.open(tenant, desk, one)
    } finally {
      desk.asking = false
      if (desk.again && desk.busy.size === 0) this.ask(tenant)
      this.tidy(tenant.id, desk)
    }
  }

  private claim(tenant: TenantRef, busy: ReadonlyMap<string, number>): Promise<Claimed[]> {
    return asSystem(tenant, 'webhooks', async () => {
      const claimed = await transaction(() => this.claims.claim(busy, LANE_WIDTH, LEASE_SECONDS))
      const due = Math.min(...claimed.map((one) => Date.parse(one.due_at)))
      if (claimed.length) lags.set(tenant.id, Math.max(0, (clock.now().getTime() - due) / 1000))
      else lags.delete(tenant.id)
      return claimed
    })
  }

  private open(tenant: TenantRef, desk: Desk, one: Claimed): void {
    const { webhook_id: webhook } = one
    const busy = (desk.busy.get(webhook) ?? 0) + 1
    desk.busy.set(webhook, busy)
    if (busy >= LANE_WIDTH) desk.again = true
    this.underWay++
    const sent = asSystem(tenant, 'webhooks', () => this.sending.send(one))
    this.keep(
      sent
        .then((seconds) => {
          if (seconds > 0) desk.held.set(webhook, clock.now().getTime() + seconds * 1000)
        })
        .finally(() => this.close(tenant, desk, webhook)),
    )
  }

  private close(tenant: TenantRef, desk: Desk, webhook: string): void {
    this.underWay--
    const busy = desk.busy.get(webhook)! - 1
    if (busy > 0) desk.busy.set(webhook, busy)
    else desk.busy.delete(webhook)
    if (desk.again && busy <= LANE_LOW) this.ask(tenant)
    else this.tidy(tenant.id, desk)
    const [next] = this.turnedAway.values()
    if (!next || this.underWay >= MOST) return
    this.turnedAway.delete(next.id)
    this.ask(next)
  }

  private deskOf(tenant: string): Desk {
    let desk = this.desks.get(tenant)
    if (!desk)
      this.desks.set(tenant, (desk = { busy: new Map(), asking: false, again: false, held: new Map() }))
    return desk
  }
  private tidy(tenant: string, { busy, asking, held }: Desk): void {
    if (!asking && busy.size === 0 && held.size === 0) this.desks.delete(tenant)
  }
  private keep(work: Promise<void>): void {
    const kept = work
      .catch((error: Error) => log().error({ err: error.message }, 'webhook delivery not written off'))
      .finally(() => this.work.delete(kept))
    this.work.add(kept)
  }
}

/** How much of each lane is taken; all of it where the webhook is left alone. */
function fullOf({ busy, held }: Desk): Map<string, number> {
  const now = clock.now().getTime()
  for (const [webhook, until] of held) if (until <= now) held.delete(webhook)
  return new Map([...busy, ...[...held.keys()].map((webhook) => [webhook, LANE_WIDTH] as const)])
}
