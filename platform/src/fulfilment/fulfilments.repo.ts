import { Injectable } from '@nestjs/common'
import type { FulfilmentKind, FulfilmentState } from '@storeweave/rules/fulfilment'
import { db, tenantId } from '../kernel/db.js'

export interface FulfilmentRow {
  id: string
  order_id: string
  store_id: string
  kind: FulfilmentKind
  state: FulfilmentState
  number: string
}
const COLUMNS = 'f.id, f.order_id, f.store_id, f.kind, f.state, o.number'
const FROM =
  'from fulfilments f join orders o on o.tenant_id = $1 and o.id = f.order_id where f.tenant_id = $1'
/** States that a fulfilment never leaves. */
export const FINAL: readonly FulfilmentState[] = [
  'picked_up',
  'handed_over',
  'signed',
  'lost',
  'issued',
  'expired',
  'cancelled',
]

@Injectable()
export class FulfilmentsRepo {
  byId(id: string): Promise<FulfilmentRow | undefined> {
    return db().one<FulfilmentRow>(`select ${COLUMNS} ${FROM} and f.id = $2`, [tenantId(), id])
  }
  byOrder(orderId: string): Promise<FulfilmentRow[]> {
    return db().many<FulfilmentRow>(`select ${COLUMNS} ${FROM} and f.order_id = $2 order by f.id`, [
      tenantId(),
      orderId,
    ])
  }
  /** Moves from a known state; 0 rows when it has moved on meanwhile. */
  move(id: string, from: FulfilmentState, to: FulfilmentState, at: Date): Promise<number> {
    return db().run(
      `update fulfilments set state = $4, updated_at = $5, finished_at = case when $6 then $5::timestamptz end where tenant_id = $1 and id = $2 and state = $3`,
      [tenantId(), id, from, to, at, FINAL.includes(to)],
    )
  }
}
