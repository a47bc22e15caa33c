import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { CreateWebhook, ListWebhooks, UpdateWebhook, WebhookEventName } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { idAt } from '../kernel/id.js'
import { keepsSealed } from '../kernel/reseal.js'
import { ago } from '../kernel/upkeep.js'

export interface WebhookRow {
  id: string
  url: string
  description: string
  events: WebhookEventName[]
  scope_kind: 'hq' | 'region' | 'store'
  scope_id: string | null
  scope_zh: string
  scope_en: string
  state: 'on' | 'off' | 'failing' | 'gone'
  created_at: string
  last_success_at: string | null
  failing_since: string | null
  old_secret_until: string | null
  tried: number
  delivered: number
  version: number
}
const DAY_MS = 86_400_000
/** Deliveries that are looked at, at most, for how the last day went. */
const RECENT_MOST = 500
/** `$2`: the first id of the last day. */
const SHOWN = `w.id, w.url, w.description, w.events, w.scope_kind, w.scope_id, w.state, w.created_at, w.last_success_at, w.failing_since, w.old_secret_until, w.version,
  coalesce(o.name_zh, '') scope_zh, coalesce(o.name_en, '') scope_en, r.tried, r.delivered
  from webhooks w
  left join org_units o on o.tenant_id = $1 and (o.id = w.scope_id or (w.scope_kind = 'hq' and o.kind = 'hq'))
  cross join lateral (
    select count(*) filter (where d.tries > 0)::int tried, count(*) filter (where d.state = 'delivered')::int delivered
      from (select tries, state from webhook_deliveries where tenant_id = $1 and webhook_id = w.id and id >= $2 order by id desc limit ${RECENT_MOST}) d) r`
const yesterday = () => idAt(ago(DAY_MS))

@Injectable()
export class WebhooksRepo implements OnModuleInit {
  onModuleInit(): void {
    keepsSealed({
      name: 'webhooks.secret',
      others: (beginning, limit) =>
        db().many<{ id: string; sealed: string }>(
          'select id, secret as sealed from webhooks where tenant_id = $1 and not starts_with(secret, $2) limit $3',
          [tenantId(), beginning, limit],
        ),
      replace: (id, was, now) =>
        db().run('update webhooks set secret = $4 where tenant_id = $1 and id = $2 and secret = $3', [
          tenantId(),
          id,
          was,
          now,
        ]),
    })
    keepsSealed({
      name: 'webhooks.old_secret',
      others: (beginning, limit) =>
        db().many<{ id: string; sealed: string }>(
          'select id, old_secret as sealed from webhooks where tenant_id = $1 and not starts_with(old_secret, $2) limit $3',
          [tenantId(), beginning, limit],
        ),
      replace: (id, was, now) =>
        db().run('update webhooks set old_secret = $4 where tenant_id = $1 and id = $2 and old_secret = $3', [
          tenantId(),
          id,
          was,
          now,
        ]),
    })
  }

  /** Webhooks, the newest first, one more than asked for. */
  list(q: ListWebhooks, after: readonly (string | number)[] | undefined): Promise<WebhookRow[]> {
    return db().many<WebhookRow>(
      `select ${SHOWN} where w.tenant_id = $1 and w.removed_at is null
          and ($3::timestamptz is null or (w.created_at, w.id) < ($3, $4::uuid))
          and ($5::text is null or ($5 = 'on') = (w.state = 'on'))
        order by w.created_at desc, w.id desc limit $6`,
      [tenantId(), yesterday(), after?.[0] ?? null, after?.[1] ?? null, q.state ?? null, q.limit + 1],
    )
  }
  byId(id: string): Promise<WebhookRow | undefined> {
    return db().one<WebhookRow>(
      `select ${SHOWN} where w.tenant_id = $1 and w.id = $3 and w.removed_at is null`,
      [tenantId(), yesterday(), id],
    )
  }
  /** The sealed secret in force of a webhook, its row locked. */
  async lockedSecret(id: string): Promise<string | undefined> {
    const row = await db().one<{ secret: string }>(
      'select secret from webhooks where tenant_id = $1 and id = $2 and removed_at is null for update',
      [tenantId(), id],
    )
    return row?.secret
  }
  /** Webhooks there are, counted under a lock of the brand's settings: two at once don't both take the last place. */
  async count(): Promise<number> {
    await db().one('select 1 from tenant_settings where tenant_id = $1 for update', [tenantId()])
    const row = await db().one<{ n: number }>(
      'select count(*)::int n from webhooks where tenant_id = $1 and removed_at is null',
      [tenantId()],
    )
    return row?.n ?? 0
  }
  async placeExists(kind: 'region' | 'store', id: string): Promise<boolean> {
    const sql = 'select 1 from org_units where tenant_id = $1 and id = $2 and kind = $3'
    return (await db().one(sql, [tenantId(), id, kind])) !== undefined
  }
  /** Answers 0 when there is one of this id. */
  insert(w: CreateWebhook & { sealedSecret: string }): Promise<number> {
    return db().run(
      `insert into webhooks (tenant_id, id, url, description, events, scope_kind, scope_id, secret, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict do nothing`,
      [
        tenantId(),
        w.id,
        w.url,
        w.description,
        w.events,
        w.scopeKind,
        w.scopeId ?? null,
        w.sealedSecret,
        clock.now(),
      ],
    )
  }
  /** Changes what may be changed; switched on again it begins without a past. Answers 0 when it has been changed since. */
  update(id: string, w: UpdateWebhook): Promise<number> {
    return db().run(
      `update webhooks set url = $4, description = $5, events = $6, scope_kind = $7, scope_id = $8,
          state = case when $9 then 'on' when state = 'on' then 'off' else state end,
          failing_since = case when $9 and state <> 'on' then null else failing_since end,
          version = version + 1, updated_at = $10
        where tenant_id = $1 and id = $2 and version = $3 and removed_at is null`,
      [
        tenantId(),
        id,
        w.version,
        w.url,
        w.description,
        w.events,
        w.scopeKind,
        w.scopeId ?? null,
        w.on,
        clock.now(),
      ],
    )
  }
  /** Puts a new secret in the place of the one in force, which stays beside it until `until`, or goes. */
  changeSecret(id: string, version: number, sealed: string, until: Date | null): Promise<number> {
    return db().run(
      `update webhooks set secret = $4, old_secret = case when $5::timestamptz is null then null else secret end, old_secret_until = $5,
          version = version + 1, updated_at = $6
        where tenant_id = $1 and id = $2 and version = $3 and removed_at is null`,
      [tenantId(), id, version, sealed, until, clock.now()],
    )
  }
  /** Nobody sees it and nothing is sent to it any more. */
  remove(id: string): Promise<number> {
    return db().run(
      `update webhooks set state = 'off', removed_at = $3, old_secret = null, old_secret_until = null, version = version + 1, updated_at = $3
        where tenant_id = $1 and id = $2 and removed_at is null`,
      [tenantId(), id, clock.now()],
    )
  }
  /** How many were switched off because nothing arrived, and how many stand whose last try failed. */
  async health(): Promise<{ switched_off: number; failing: number }> {
    const row = await db().one<{ switched_off: number; failing: number }>(
      `select count(*) filter (where state in ('failing', 'gone'))::int switched_off,
              count(*) filter (where state = 'on' and failing_since is not null)::int failing
         from webhooks where tenant_id = $1 and removed_at is null`,
      [tenantId()],
    )
    return row!
  }
}
