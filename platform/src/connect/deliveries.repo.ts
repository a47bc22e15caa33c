import { Injectable } from '@nestjs/common'
import type { DeliveryState, ListDeliveries, TryFault } from '@storeweave/contract'
import { WEBHOOK_PATIENCE_SECONDS } from '@storeweave/rules/connect'
import { clock } from '../kernel/clock.js'
import { build, db, tenantId } from '../kernel/db.js'
import { idAt, newId } from '../kernel/id.js'

export interface DeliveryRow {
  id: string
  event_id: string
  event: string
  state: DeliveryState
  tries: number
  created_at: string
  next_at: string | null
  ended_at: string | null
  last_status: number | null
}
export interface TryRow {
  at: string
  took_ms: number
  status: number | null
  fault: TryFault | null
  excerpt: string
}
const COLUMNS = `d.id, d.event_id, d.event, d.state, d.tries, d.created_at, d.next_at, d.ended_at,
  (select t.status from webhook_tries t where t.tenant_id = d.tenant_id and t.delivery_id = d.id order by t.number desc limit 1) last_status`

@Injectable()
export class DeliveriesRepo {
  /** True when a webhook that stands hears of such an event. */
  async isWanted(event: string): Promise<boolean> {
    const sql = "select 1 from webhooks where tenant_id = $1 and state = 'on' and $2 = any(events) limit 1"
    return (await db().one(sql, [tenantId(), event])) !== undefined
  }
  /** The webhooks that hear of an event of a store, by themselves or by a region above it; null belongs to no store. */
  async wantedBy(event: string, storeId: string | null): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      `with recursive above as (
         select id, parent_id from org_units where tenant_id = $1 and id = $3
         union select p.id, p.parent_id from above a join org_units p on p.tenant_id = $1 and p.id = a.parent_id)
       select id from webhooks where tenant_id = $1 and state = 'on' and $2 = any(events)
          and (scope_kind = 'hq' or scope_id in (select id from above)) order by id`,
      [tenantId(), event, storeId],
    )
    return rows.map((row) => row.id)
  }
  /** Puts an event on its way to webhooks, once each. Answers the ids of the deliveries in the order of the webhooks. */
  async insert(
    webhookIds: readonly string[],
    e: { id: string; name: string; body: string },
  ): Promise<string[]> {
    const ids = webhookIds.map(() => newId())
    await db().run(
      `insert into webhook_deliveries (tenant_id, id, webhook_id, event_id, event, body, next_at, give_up_at, created_at)
       select $1, d.id, d.webhook_id, $4, $5, $6, $7, $7::timestamptz + make_interval(secs => $8), $7
         from unnest($2::uuid[], $3::uuid[]) as d (id, webhook_id) on conflict do nothing`,
      [tenantId(), ids, webhookIds, e.id, e.name, e.body, clock.now(), WEBHOOK_PATIENCE_SECONDS],
    )
    return ids
  }

  /** Deliveries of a webhook, the newest first, one more than asked for. */
  list(webhookId: string, q: ListDeliveries, after: string | undefined): Promise<DeliveryRow[]> {
    const query = build('webhook_deliveries as d')
      .select(build.raw(COLUMNS))
      .where({ 'd.tenant_id': tenantId(), 'd.webhook_id': webhookId })
      .orderBy('d.id', 'desc')
      .limit(q.limit + 1)
    if (q.state) void query.where('d.state', q.state)
    if (q.event) void query.where('d.event', q.event)
    if (after) void query.where('d.id', '<', after)
    return db().query<DeliveryRow>(query)
  }
  byId(webhookId: string, id: string): Promise<(DeliveryRow & { body: string }) | undefined> {
    return db().one<DeliveryRow & { body: string }>(
      `select ${COLUMNS}, d.body from webhook_deliveries d where d.tenant_id = $1 and d.webhook_id = $2 and d.id = $3`,
      [tenantId(), webhookId, id],
    )
  }
  /** What came of each try, the newest first; 100 at most. */
  tries(id: string): Promise<TryRow[]> {
    return db().many<TryRow>(
      'select at, took_ms, status, fault, excerpt from webhook_tries where tenant_id = $1 and delivery_id = $2 order by number desc limit 100',
      [tenantId(), id],
    )
  }

  /** Makes a delivery due now, with all its time before it. One that is being sent just now is left alone. */
  again(webhookId: string, id: string): Promise<number> {
    return db().run(
      `update webhook_deliveries set ${AGAIN} where tenant_id = $1 and webhook_id = $4 and id = $5
          and (leased_until is null or leased_until <= $2)`,
      [tenantId(), clock.now(), WEBHOOK_PATIENCE_SECONDS, webhookId, id],
    )
  }
  /** The same for those that failed and were made since an instant, the oldest first, `limit` at most. */
  allAgain(webhookId: string, since: Date, limit: number): Promise<number> {
    return db().run(
      `update webhook_deliveries set ${AGAIN} where tenant_id = $1 and id in
         (select id from webhook_deliveries where tenant_id = $1 and webhook_id = $4 and state = 'failed' and id >= $5
           order by id limit $6 for update skip locked)`,
      [tenantId(), clock.now(), WEBHOOK_PATIENCE_SECONDS, webhookId, idAt(since), limit],
    )
  }

  /** Gives up what nobody tries any more, since its webhook is off. */
  giveUp(limit: number): Promise<number> {
    return db().run(
      `update webhook_deliveries set state = 'failed', next_at = null, leased_until = null, ended_at = $2 where tenant_id = $1 and id in
         (select id from webhook_deliveries where tenant_id = $1 and state = 'waiting' and give_up_at < $2
             and (leased_until is null or leased_until <= $2) limit $3 for update skip locked)`,
      [tenantId(), clock.now(), limit],
    )
  }
  /** Forgets deliveries made before an instant that wait for nothing, with their tries. */
  forget(before: Date, limit: number): Promise<number> {
    return db().run(
      `delete from webhook_deliveries where tenant_id = $1 and id in
         (select id from webhook_deliveries where tenant_id = $1 and id < $2 and state <> 'waiting' order by id limit $3 for update skip locked)`,
      [tenantId(), idAt(before), limit],
    )
  }
  /** Forgets removed webhooks that nothing remembers any more, and former secrets whose time is over. */
  async forgetWebhooks(limit: number): Promise<number> {
    await db().run(
      'update webhooks set old_secret = null, old_secret_until = null where tenant_id = $1 and old_secret_until <= $2',
      [tenantId(), clock.now()],
    )
    return db().run(
      `delete from webhooks where tenant_id = $1 and id in
         (select w.id from webhooks w where w.tenant_id = $1 and w.removed_at is not null
             and not exists (select from webhook_deliveries d where d.tenant_id = $1 and d.webhook_id = w.id) limit $2)`,
      [tenantId(), limit],
    )
  }
}

/** `$2` now, `$3` the seconds it is tried for. */
const AGAIN =
  "state = 'waiting', next_at = $2, ended_at = null, leased_until = null, fresh_from = tries, give_up_at = $2::timestamptz + make_interval(secs => $3)"
