import { Injectable } from '@nestjs/common'
import type { OrderStatus, ReturnDesk, ReturnKind, ReturnState } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor, isOfBrand, scope } from '../kernel/scope.js'

/** What decisions about a return are made on. */
export interface ReturnFacts {
  id: string
  order_id: string
  number: string
  order_status: OrderStatus
  currency: string
  store_id: string
  supplier_id: string | null
  member_id: string | null
  kind: ReturnKind
  state: ReturnState
  desk: ReturnDesk
  worth: number
  carrier: string
  waybill: string
  looked_at: string | null
}
export interface ReturnedLine {
  line_id: string
  quantity: number
  accepted: number | null
  restock: boolean | null
}
export type StepEvent =
  | 'asked'
  | 'approved'
  | 'sent'
  | 'received'
  | 'refunded'
  | 'refused'
  | 'withdrawn'
  | 'escalated'
  | 'overruled'
  | 'lapsed'

/** Which side of the counter acts. */
function side(): 'shopper' | 'brand' | 'supplier' | 'system' {
  const { who } = scope()
  if (who.kind === 'staff' && who.supplierId) return 'supplier'
  if (isOfBrand(who)) return 'brand'
  return who.kind === 'shopper' ? 'shopper' : 'system'
}

@Injectable()
export class ReturnsRepo {
  /**
   * A return, locked until the transaction ends, its order before it: what is decided about an order and its returns, and
   * its refunds, come one after the other.
   */
  async lock(id: string): Promise<ReturnFacts | undefined> {
    const order = await db().one(
      'select o.id from returns r join orders o on o.tenant_id = $1 and o.id = r.order_id where r.tenant_id = $1 and r.id = $2 for update of o',
      [tenantId(), id],
    )
    if (!order) return undefined
    return db().one<ReturnFacts>(
      `select r.id, r.order_id, o.number, o.status as order_status, o.currency, r.store_id, r.supplier_id, r.member_id, r.kind, r.state, r.desk, r.worth, r.carrier, r.waybill, r.looked_at
         from returns r join orders o on o.tenant_id = $1 and o.id = r.order_id where r.tenant_id = $1 and r.id = $2 for update of r`,
      [tenantId(), id],
    )
  }
  lines(id: string): Promise<ReturnedLine[]> {
    return db().many<ReturnedLine>(
      'select line_id, quantity, accepted, restock from return_lines where tenant_id = $1 and return_id = $2 order by line_id',
      [tenantId(), id],
    )
  }
  /** Moves a return on; `answer` is what the shopper is told, where something is. */
  async move(
    { id, state }: Pick<ReturnFacts, 'id' | 'state'>,
    to: ReturnState,
    more: { answer?: string; desk?: ReturnDesk } = {},
  ): Promise<boolean> {
    return (
      (await db().run(
        `update returns set state = $4, answer = coalesce($5, answer), desk = coalesce($6, desk), updated_at = $7,
                approved_at = case when $4 = 'approved' then $7::timestamptz else approved_at end, looked_at = case when $4 = 'received' then $7::timestamptz else looked_at end
          where tenant_id = $1 and id = $2 and state = $3`,
        [tenantId(), id, state, to, more.answer ?? null, more.desk ?? null, clock.now()],
      )) > 0
    )
  }
  /** How the goods come back. */
  send(id: string, carrier: string, waybill: string): Promise<number> {
    return db().run(
      "update returns set state = 'sent', carrier = $3, waybill = $4, updated_at = $5 where tenant_id = $1 and id = $2",
      [tenantId(), id, carrier, waybill, clock.now()],
    )
  }
  /** How many pieces of each line are right, and whether they are on sale again. */
  look(
    id: string,
    lines: readonly { lineId: string; accepted: number; restock: boolean }[],
  ): Promise<number> {
    return db().run(
      `update return_lines l set accepted = x.accepted, restock = x.restock and x.accepted > 0
         from unnest($3::uuid[], $4::bigint[], $5::boolean[]) as x (line_id, accepted, restock) where l.tenant_id = $1 and l.return_id = $2 and l.line_id = x.line_id`,
      [tenantId(), id, lines.map((l) => l.lineId), lines.map((l) => l.accepted), lines.map((l) => l.restock)],
    )
  }
  /** Appends to what happened to a return. A shopper is named by what they are. */
  step(returnId: string, event: StepEvent, note = ''): Promise<number> {
    const by = side()
    const name = by === 'shopper' || by === 'system' ? by : actor().name
    return db().run(
      'insert into return_steps (tenant_id, id, return_id, event, by_kind, by_name, note, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [tenantId(), newId(), returnId, event, by, name, note, clock.now()],
    )
  }
  /** What went back of an order's lines or is on its way, and what other open returns were promised. Minor units. */
  async promised(orderId: string, besides: string): Promise<number> {
    const row = await db().one<{ sum: number }>(
      `select (select coalesce(sum(l.amount), 0) from refund_lines l where l.tenant_id = $1 and l.order_id = $2)::bigint
            + (select coalesce(sum(r.worth), 0) from returns r where r.tenant_id = $1 and r.order_id = $2 and r.id <> $3 and r.state in ('approved', 'sent', 'received'))::bigint as sum`,
      [tenantId(), orderId, besides],
    )
    return row!.sum
  }
  /** What a supplier's standing is. */
  async isClosed(supplierId: string): Promise<boolean> {
    const row = await db().one<{ state: string }>(
      'select state from suppliers where tenant_id = $1 and id = $2',
      [tenantId(), supplierId],
    )
    return row?.state === 'closed'
  }

  /** Undecided returns whose time is over. */
  async late(limit: number): Promise<string[]> {
    return idsOf(
      await db().many(
        "select id from returns where tenant_id = $1 and state = 'asked' and desk <> 'hq' and decide_by <= $2 order by decide_by limit $3",
        [tenantId(), clock.now(), limit],
      ),
    )
  }
  /** Returns approved before an instant whose goods never came. */
  async idle(before: Date, limit: number): Promise<string[]> {
    return idsOf(
      await db().many(
        "select id from returns where tenant_id = $1 and state = 'approved' and approved_at < $2 order by approved_at limit $3",
        [tenantId(), before, limit],
      ),
    )
  }
  /** HQ's to decide from now on, unless a word was said meanwhile. */
  async escalate(id: string): Promise<boolean> {
    return (
      (await db().run(
        "update returns set desk = 'hq', updated_at = $3 where tenant_id = $1 and id = $2 and state = 'asked' and desk <> 'hq' and decide_by <= $3",
        [tenantId(), id, clock.now()],
      )) > 0
    )
  }

  async settings(): Promise<{ days: number; decideHours: number }> {
    const row = await db().one<{ days: number; decideHours: number }>(
      'select return_days as days, return_decide_hours as "decideHours" from tenant_settings where tenant_id = $1',
      [tenantId()],
    )
    return row!
  }
  setSettings(days: number, decideHours: number): Promise<number> {
    return db().run(
      'update tenant_settings set return_days = $2, return_decide_hours = $3, updated_at = $4 where tenant_id = $1',
      [tenantId(), days, decideHours, clock.now()],
    )
  }
}

const idsOf = (rows: { id?: string }[]): string[] => rows.map(({ id }) => id!)
