import { Injectable } from '@nestjs/common'
import type { TryFault } from '@storeweave/contract'
import { WEBHOOK_PATIENCE_SECONDS } from '@storeweave/rules/connect'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** A delivery that a worker has taken, with where and by which secrets it goes. */
export interface Claimed {
  id: string
  webhook_id: string
  event_id: string
  body: string
  tries: number
  fresh_from: number
  /** Which taking this is: only the last one writes what came of it. */
  claims: number
  due_at: string
  give_up_at: string
  url: string
  secret: string
  old_secret: string | null
  old_secret_until: string | null
}
export interface Tried {
  at: Date
  tookMs: number
  status: number | null
  fault: TryFault | null
  excerpt: string
}
/** How a delivery goes on after a try: it arrived, waits until an instant, or was given up. */
export type Next = { state: 'delivered' | 'failed' } | { state: 'waiting'; at: Date }

@Injectable()
export class SendingRepo {
  /**
   * Takes what is due, up to `each` deliveries of every webhook that stands, less as many as it is `busy` with, the longest
   * due first: two workers never take the same one, and what is not written off within the lease is due again.
   */
  claim(busy: ReadonlyMap<string, number>, each: number, leaseSeconds: number): Promise<Claimed[]> {
    return db().many<Claimed>(
      `update webhook_deliveries d set leased_until = $2::timestamptz + make_interval(secs => $3), claims = d.claims + 1
         from (select due.id, w.url, w.secret, w.old_secret, w.old_secret_until
                 from webhooks w left join unnest($5::uuid[], $6::int[]) as b (id, taken) on b.id = w.id
                cross join lateral (
                   select x.id from webhook_deliveries x
                    where x.tenant_id = $1 and x.webhook_id = w.id and x.state = 'waiting' and x.next_at <= $2
                      and (x.leased_until is null or x.leased_until <= $2)
                    order by x.next_at, x.id limit greatest(0, $4 - coalesce(b.taken, 0)) for update skip locked) due
                where w.tenant_id = $1 and w.state = 'on') taken
        where d.tenant_id = $1 and d.id = taken.id
       returning d.id, d.webhook_id, d.event_id, d.body, d.tries, d.fresh_from, d.claims, d.next_at as due_at, d.give_up_at,
                 taken.url, taken.secret, taken.old_secret, taken.old_secret_until`,
      [tenantId(), clock.now(), leaseSeconds, each, [...busy.keys()], [...busy.values()]],
    )
  }
  /** Gives a delivery back that could not be tried, to be due at an instant. */
  postpone({ id, claims }: Claimed, until: Date): Promise<number> {
    return db().run(
      `update webhook_deliveries set next_at = $4, leased_until = null
        where tenant_id = $1 and id = $2 and claims = $3 and state = 'waiting'`,
      [tenantId(), id, claims, until],
    )
  }
  /** Writes how a delivery goes on. Answers 0 when somebody else has taken it since. */
  end({ id, claims }: Claimed, next: Next): Promise<number> {
    return db().run(
      `update webhook_deliveries set state = $4, next_at = $5, leased_until = null, tries = tries + 1,
          ended_at = case when $4 = 'waiting' then null else $6::timestamptz end
        where tenant_id = $1 and id = $2 and claims = $3 and state = 'waiting'`,
      [tenantId(), id, claims, next.state, 'at' in next ? next.at : null, clock.now()],
    )
  }
  note({ id, tries }: Claimed, t: Tried): Promise<number> {
    return db().run(
      `insert into webhook_tries (tenant_id, delivery_id, number, at, took_ms, status, fault, excerpt)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tenantId(), id, tries + 1, t.at, t.tookMs, t.status, t.fault, t.excerpt],
    )
  }
  /** Notes that something arrived, once a minute at most unless it failed before. */
  wentWell(webhookId: string): Promise<number> {
    return db().run(
      `update webhooks set last_success_at = $3, failing_since = null where tenant_id = $1 and id = $2
          and (failing_since is not null or last_success_at is null or last_success_at <= $3::timestamptz - interval '1 minute')`,
      [tenantId(), webhookId, clock.now()],
    )
  }
  /** Notes that it fails. */
  wentBadly(webhookId: string): Promise<number> {
    return db().run(
      'update webhooks set failing_since = $3 where tenant_id = $1 and id = $2 and failing_since is null',
      [tenantId(), webhookId, clock.now()],
    )
  }
  /** Switches a webhook off that has failed for too long, or whose receiver said that it is gone. Answers its address once. */
  async switchOff(webhookId: string, state: 'failing' | 'gone'): Promise<string | undefined> {
    const row = await db().one<{ url: string }>(
      `update webhooks set state = $3, version = version + 1, updated_at = $4 where tenant_id = $1 and id = $2 and state = 'on'
          and ($3 = 'gone' or failing_since <= $4::timestamptz - make_interval(secs => $5)) returning url`,
      [tenantId(), webhookId, state, clock.now(), WEBHOOK_PATIENCE_SECONDS],
    )
    return row?.url
  }
}
