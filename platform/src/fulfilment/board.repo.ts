import { Injectable } from '@nestjs/common'
import type { FulfilmentKind, FulfilmentState } from '@storeweave/rules/fulfilment'
import { db, tenantId } from '../kernel/db.js'
import { leftLinesJson, linesJson, type LineJson } from './lines.js'
import { parcelJson, type Parcel } from './parcels.js'

export interface CardRow {
  id: string
  order_id: string
  number: string
  kind: FulfilmentKind
  state: FulfilmentState
  store_id: string
  channel: string
  contact_name: string
  contact_phone: string
  note: string
  payable: number
  currency: string
  paid_at: string | null
  placed_at: string
  promised_at: string | null
  finished_at: string | null
  lines: LineJson[]
  shipment: Parcel | null
}
export interface VerificationRow {
  id: string
  order_id: string
  number: string
  store_id: string
  store_zh: string
  store_en: string
  clerk: string
  code: string
  at: string
  at_key: string
  payable: number
  uses: number | null
}

const CARD = `select f.id, f.order_id, o.number, f.kind, f.state, f.store_id, o.channel, o.contact_name, o.contact_phone, o.note, o.payable, o.currency, coalesce(f.paid_at, o.paid_at) as paid_at, o.placed_at,
    f.promised_at, f.finished_at, case when f.kind = 'express' and f.state = 'preparing' then ${leftLinesJson('f.order_id')} else ${linesJson('f.order_id')} end as lines,
    case f.kind when 'express' then ${parcelJson('s.fulfilment_id = f.id')} end as shipment
  from fulfilments f join orders o on o.tenant_id = $1 and o.id = f.order_id where f.tenant_id = $1`

/** Within reach, of the store that is asked for, and after the page before. */
const usedIn = (store: string) =>
  `($2::uuid[] is null or ${store} = any($2)) and ($3::uuid is null or ${store} = $3) and ($4::timestamptz is null or (v.used_at, v.id) < ($4::timestamptz, $5::uuid))`

@Injectable()
export class BoardRepo {
  card(id: string): Promise<CardRow | undefined> {
    return db().one<CardRow>(`${CARD} and f.id = $2`, [tenantId(), id])
  }
  /** What waits at a store, oldest first. */
  waiting(
    storeId: string,
    kind: FulfilmentKind,
    states: readonly FulfilmentState[],
    after: string | null,
    limit: number,
  ): Promise<CardRow[]> {
    return db().many<CardRow>(
      `${CARD} and f.store_id = $2 and f.kind = $3 and f.state = any($4) and ($5::uuid is null or f.id > $5::uuid) order by f.id limit $6`,
      [tenantId(), storeId, kind, states, after, limit],
    )
  }
  /** What is over at a store, newest first. */
  finished(
    storeId: string,
    kind: FulfilmentKind,
    states: readonly FulfilmentState[],
    before: string | null,
    limit: number,
  ): Promise<CardRow[]> {
    return db().many<CardRow>(
      `${CARD} and f.store_id = $2 and f.kind = $3 and f.state = any($4) and ($5::uuid is null or f.id < $5::uuid) order by f.id desc limit $6`,
      [tenantId(), storeId, kind, states, before, limit],
    )
  }
  /** Used codes and uses of vouchers, newest first, of all stores within reach (null: all). The key keeps microseconds that an ISO text would lose. */
  verifications(
    storeIds: readonly string[] | null,
    storeId: string | null,
    after: { at: string; id: string } | null,
    limit: number,
  ): Promise<VerificationRow[]> {
    return db().many<VerificationRow>(
      `select v.id, v.order_id, o.number, v.store_id, u.name_zh as store_zh, u.name_en as store_en, v.clerk, v.code, v.used_at as at,
              to_char(v.used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at_key, o.payable, v.uses
         from ((select v.id, v.order_id, v.used_store_id as store_id, v.used_by_name as clerk, v.code, v.used_at, null::bigint as uses from verification_codes v
           where v.tenant_id = $1 and v.state = 'used' and ${usedIn('v.used_store_id')} order by v.used_at desc, v.id desc limit $6)
         union all (select v.id, v.order_id, v.store_id, v.person_name, c.code, v.used_at, v.uses from voucher_uses v join verification_codes c on c.tenant_id = $1 and c.voucher_id = v.voucher_id
           where v.tenant_id = $1 and ${usedIn('v.store_id')} order by v.used_at desc, v.id desc limit $6)) v
         join orders o on o.tenant_id = $1 and o.id = v.order_id join org_units u on u.tenant_id = $1 and u.id = v.store_id
        order by v.used_at desc, v.id desc limit $6`,
      [tenantId(), storeIds, storeId, after?.at ?? null, after?.id ?? null, limit],
    )
  }
}
