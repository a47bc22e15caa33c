import { Injectable } from '@nestjs/common'
import type { StockLine } from '@storeweave/rules/inventory'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

export interface HeldLevel {
  location_id: string
  sku_id: string
}
/** What an order wants of a SKU. */
export interface HoldLine extends StockLine {
  orderId: string
}
export interface MovedRow {
  location_id: string
  store_id: string | null
  sku_id: string
}
/** What a movement says besides its numbers. `ref` is unique a location and SKU: twice is once. */
export interface MovementWords {
  kind: 'sale' | 'refund' | 'receipt' | 'transfer_out' | 'transfer_in' | 'correction' | 'loss' | 'opening'
  ref: string
  document: string
  note?: string
}

/** The reference of the movements by which an order's goods leave. */
export const saleRef = (orderId: string): string => `sale:${orderId}`

/** The location that holds a store's stock. */
const PLACE = '(select id, store_id from locations where tenant_id = $1 and store_id = $2)'

/**
 * Holds goods for orders out of the levels that `levels` names: a level holds all that the orders want of it, or
 * nothing. The guard looks at each level as it is once it is this transaction's turn.
 */
const holdSql = (
  levels: string,
) => `with wanted as materialized (select * from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[]) w(id, order_id, sku_id, quantity)),
  sums as materialized (select sku_id, sum(quantity)::bigint as quantity from wanted group by sku_id),
  levels as materialized (${levels}),
  held as (
    update stock_levels s set reserved = s.reserved + w.quantity, updated_at = $7 from sums w, levels l
     where s.tenant_id = $1 and s.location_id = l.location_id and s.sku_id = l.sku_id and w.sku_id = l.sku_id and s.on_hand - s.reserved - s.safety >= w.quantity
    returning s.location_id, s.sku_id),
  kept as (
    insert into reservations (tenant_id, id, order_id, location_id, sku_id, quantity, created_at)
    select $1, w.id, w.order_id, h.location_id, h.sku_id, w.quantity, $7 from held h join wanted w on w.sku_id = h.sku_id)
  select sku_id from held`
const HOLD_ONE = holdSql(`select l.id as location_id, w.sku_id from sums w, ${PLACE} l`)
const HOLD_MANY = holdSql(
  `select s.location_id, s.sku_id from stock_levels s where s.tenant_id = $1 and s.location_id = (select l.id from ${PLACE} l) and s.sku_id = any($5::uuid[])
    order by s.location_id, s.sku_id for no key update`,
)

/** Every change of a balance is one guarded statement; whoever changes several rows has locked them in key order before. */
@Injectable()
export class StockRepo {
  /** Locks the levels of these SKUs at a store in key order; answers what can be promised of them once they are locked. */
  lock(storeId: string, skuIds: readonly string[]): Promise<{ sku_id: string; available: number }[]> {
    return db().many(
      `select s.sku_id, greatest(0, s.on_hand - s.reserved - s.safety) as available from stock_levels s
        where s.tenant_id = $1 and s.location_id = (select id from locations where tenant_id = $1 and store_id = $2) and s.sku_id = any($3::uuid[])
        order by s.location_id, s.sku_id for no key update`,
      [tenantId(), storeId, skuIds],
    )
  }

  /** Locks the levels an order holds goods of, in key order; answers them. */
  lockHeld(orderId: string): Promise<HeldLevel[]> {
    return db().many<HeldLevel>(
      `select s.location_id, s.sku_id from stock_levels s
        where s.tenant_id = $1 and (s.location_id, s.sku_id) in (select r.location_id, r.sku_id from reservations r where r.tenant_id = $1 and r.order_id = $2 and r.state = 'held')
        order by s.location_id, s.sku_id for no key update`,
      [tenantId(), orderId],
    )
  }

  /**
   * Holds what orders want of each SKU, all of it or nothing; answers the SKUs it held. The caller takes fewer than asked
   * as a refusal of all. One row needs no order; several are locked in key order first, so that two never wait for each
   * other.
   */
  async hold(storeId: string, wanted: readonly HoldLine[]): Promise<string[]> {
    const isOne = wanted.every((w) => w.skuId === wanted[0]!.skuId)
    const rows = await db().many<{ sku_id: string }>(isOne ? HOLD_ONE : HOLD_MANY, [
      tenantId(),
      storeId,
      wanted.map(() => newId()),
      wanted.map((w) => w.orderId),
      wanted.map((w) => w.skuId),
      wanted.map((w) => w.quantity),
      clock.now(),
    ])
    return rows.map((r) => r.sku_id)
  }

  /** Gives back what an order holds; answers how many levels it freed. */
  release(orderId: string): Promise<number> {
    return db().run(
      `with closed as (update reservations set state = 'released', closed_at = $3 where tenant_id = $1 and order_id = $2 and state = 'held' returning location_id, sku_id, quantity)
       update stock_levels s set reserved = s.reserved - c.quantity, updated_at = $3
         from (select location_id, sku_id, sum(quantity)::bigint as quantity from closed group by location_id, sku_id) c
        where s.tenant_id = $1 and s.location_id = c.location_id and s.sku_id = c.sku_id`,
      [tenantId(), orderId, clock.now()],
    )
  }

  /** What an order holds of these locked levels leaves: on hand and reserved go down together, a movement each. */
  consume(orderId: string, held: readonly HeldLevel[], document: string): Promise<MovedRow[]> {
    const by = actor()
    return db().many<MovedRow>(
      `with closed as (update reservations set state = 'consumed', closed_at = $3 where tenant_id = $1 and order_id = $2 and state = 'held' returning location_id, sku_id, quantity),
            gone as (
              update stock_levels s set on_hand = s.on_hand - c.quantity, reserved = s.reserved - c.quantity, updated_at = $3
                from (select location_id, sku_id, sum(quantity)::bigint as quantity from closed group by location_id, sku_id) c
               where s.tenant_id = $1 and s.location_id = c.location_id and s.sku_id = c.sku_id returning s.location_id, s.sku_id, s.on_hand as after, c.quantity),
            written as (
              insert into stock_movements (tenant_id, id, location_id, sku_id, kind, quantity, before, after, ref, document, person_id, person_name, at)
              select $1, n.id, g.location_id, g.sku_id, 'sale', -g.quantity, g.after + g.quantity, g.after, $7, $4, $5, $6, $3
                from gone g join unnest($8::uuid[], $9::uuid[], $10::uuid[]) n(id, location_id, sku_id) on n.location_id = g.location_id and n.sku_id = g.sku_id
              returning location_id, sku_id)
       select w.location_id, l.store_id, w.sku_id from written w join locations l on l.tenant_id = $1 and l.id = w.location_id`,
      [
        tenantId(),
        orderId,
        clock.now(),
        document,
        by.id,
        by.name,
        saleRef(orderId),
        held.map(() => newId()),
        held.map((h) => h.location_id),
        held.map((h) => h.sku_id),
      ],
    )
  }

  /** Changes what is on hand by signed quantities where the guard allows; answers which SKUs moved. */
  async bump(storeId: string, lines: readonly StockLine[], words: MovementWords): Promise<string[]> {
    const by = actor()
    const rows = await db().many<{ sku_id: string }>(
      `with wanted as (select * from unnest($3::uuid[], $4::uuid[], $5::bigint[]) w(id, sku_id, quantity)),
            bumped as (
              update stock_levels s set on_hand = s.on_hand + w.quantity, updated_at = $6 from wanted w, ${PLACE} l
               where s.tenant_id = $1 and s.location_id = l.id and s.sku_id = w.sku_id and (w.quantity > 0 or s.on_hand - s.reserved + w.quantity >= 0)
              returning w.id, s.location_id, s.sku_id, s.on_hand as after, w.quantity)
       insert into stock_movements (tenant_id, id, location_id, sku_id, kind, quantity, before, after, ref, document, person_id, person_name, note, at)
       select $1, id, location_id, sku_id, $7, quantity, after - quantity, after, $8, $9, $10, $11, $12, $6 from bumped returning sku_id`,
      [
        tenantId(),
        storeId,
        lines.map(() => newId()),
        lines.map((l) => l.skuId),
        lines.map((l) => l.quantity),
        clock.now(),
        words.kind,
        words.ref,
        words.document,
        by.id,
        by.name,
        words.note ?? '',
      ],
    )
    return rows.map((r) => r.sku_id)
  }

  /** Gives SKUs a level at a store where they have none yet: zero, so that the guard of `bump` also sees the first change. */
  ensure(storeId: string, skuIds: readonly string[]): Promise<number> {
    return db().run(
      `insert into stock_levels (tenant_id, location_id, sku_id, updated_at) select $1, l.id, k, $4 from ${PLACE} l cross join unnest($3::uuid[]) k order by k
       on conflict (tenant_id, location_id, sku_id) do nothing`,
      [tenantId(), storeId, skuIds, clock.now()],
    )
  }

  /** The movements written under a reference: what a repeated request did the first time. */
  under(ref: string): Promise<{ sku_id: string; store_id: string | null; quantity: number; kind: string }[]> {
    return db().many(
      `select m.sku_id, l.store_id, m.quantity, m.kind from stock_movements m join locations l on l.tenant_id = $1 and l.id = m.location_id where m.tenant_id = $1 and m.ref = $2`,
      [tenantId(), ref],
    )
  }

  async place(storeId: string): Promise<{ id: string } | undefined> {
    return db().one('select id from locations where tenant_id = $1 and store_id = $2', [tenantId(), storeId])
  }
  /** How a SKU is counted: smallest units in one priced unit, and whether it leaves stock as its parts; undefined when there is no such SKU. */
  counted(skuId: string): Promise<{ unit_size: number; bundled: boolean } | undefined> {
    return db().one('select unit_size, bundled from skus where tenant_id = $1 and id = $2', [
      tenantId(),
      skuId,
    ])
  }

  /** Opening stock in bulk: a level and its first movement where there is no level yet. */
  open(
    locationId: string,
    lines: readonly (StockLine & { safety?: number })[],
    document: string,
  ): Promise<number> {
    const by = actor()
    return db().run(
      `with wanted as (select * from unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[]) w(id, sku_id, quantity, safety)),
            opened as (insert into stock_levels (tenant_id, location_id, sku_id, on_hand, safety, updated_at) select $1, $2, sku_id, quantity, safety, $7 from wanted
              on conflict (tenant_id, location_id, sku_id) do nothing returning sku_id),
            written as (
              insert into stock_movements (tenant_id, id, location_id, sku_id, kind, quantity, before, after, ref, document, person_id, person_name, at)
              select $1, w.id, $2, w.sku_id, 'opening', w.quantity, 0, w.quantity, 'opening', $8, $9, $10, $7 from wanted w join opened using (sku_id) where w.quantity > 0)
       select sku_id from opened`,
      [
        tenantId(),
        locationId,
        lines.map(() => newId()),
        lines.map((l) => l.skuId),
        lines.map((l) => l.quantity),
        lines.map((l) => l.safety ?? 0),
        clock.now(),
        document,
        by.id,
        by.name,
      ],
    )
  }
}
