import { Injectable } from '@nestjs/common'
import type { ListPurchases, PurchaseState } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import { GOODS, SELLER, SELLER_OF, type GoodsRow, type SellerRow } from './goods.rows.js'

export interface OrderRow extends SellerRow {
  id: string
  number: string
  store_id: string
  store_zh: string
  store_en: string
  buyer_kind: string
  state: PurchaseState
  currency: string
  settled_at_sale: boolean
  note: string
  submitted_by: string | null
  submitted_by_name: string
  submitted_at: string
  sent_at: string | null
}
export interface ListedRow extends OrderRow {
  lines: { price: number; unit_size: number; asked: number; confirmed: number | null; received: number }[]
  under_way: number
}
export interface LineRow extends GoodsRow {
  id: string
  barcodes: string[]
  price: number
  pack: number
  asked: number
  confirmed: number | null
  shipped: number
  received: number
}
export interface EventRow {
  move: string
  note: string
  person_name: string
  at: string
}
/** Whose orders: a supplier's that have reached it, or those of stores and warehouses in reach (null: all). */
export type Reach = { supplierId: string } | { storeIds: string[] | null }

const ORDER = `select x.id, x.number, x.store_id, bu.name_zh as store_zh, bu.name_en as store_en, b.kind as buyer_kind, x.state, x.currency, x.settled_at_sale, x.note,
    x.submitted_by, x.submitted_by_name, x.submitted_at, x.sent_at, ${SELLER}`
const FROM = `from purchase_orders x join org_units bu on bu.tenant_id = $1 and bu.id = x.store_id join stores b on b.tenant_id = $1 and b.id = x.store_id ${SELLER_OF} where x.tenant_id = $1`

@Injectable()
export class OrdersRepo {
  /** A page of orders in reach, the newest first, with what their lines come to. */
  page(reach: Reach, q: ListPurchases, before?: string | number): Promise<ListedRow[]> {
    const values: unknown[] = [tenantId(), q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      reachSql(reach, add),
      before ? `x.id < ${add(before)}` : '',
      q.storeId ? `x.store_id = ${add(q.storeId)}` : '',
      q.sellerId ? `coalesce(x.supplier_id, x.warehouse_id) = ${add(q.sellerId)}` : '',
      q.state ? `x.state = ${add(q.state)}` : '',
      q.underWay
        ? "exists (select from purchase_shipments s where s.tenant_id = $1 and s.purchase_id = x.id and s.state = 'in_transit')"
        : '',
    ].filter(Boolean)
    return db().many<ListedRow>(
      `${ORDER}, (select json_agg(json_build_object('price', l.price, 'unit_size', l.unit_size, 'asked', l.asked, 'confirmed', l.confirmed, 'received', l.received)) from purchase_lines l where l.tenant_id = $1 and l.purchase_id = x.id) as lines,
        (select count(*) from purchase_shipments s where s.tenant_id = $1 and s.purchase_id = x.id and s.state = 'in_transit') as under_way
       ${FROM} and ${where.join(' and ')} order by x.id desc limit $2`,
      values,
    )
  }
  /** An order of the tenant, whoever asks. */
  byId(id: string): Promise<OrderRow | undefined> {
    return db().one<OrderRow>(`${ORDER} ${FROM} and x.id = $2`, [tenantId(), id])
  }
  inReach(id: string, reach: Reach): Promise<OrderRow | undefined> {
    const values: unknown[] = [tenantId(), id]
    const where = reachSql(reach, (value) => `$${values.push(value)}`)
    return db().one<OrderRow>(`${ORDER} ${FROM} and x.id = $2 and ${where}`, values)
  }
  /** The same, locked: two verbs about one order wait for each other. */
  async lock(id: string, reach: Reach): Promise<OrderRow | undefined> {
    await db().run('select 1 from purchase_orders where tenant_id = $1 and id = $2 for no key update', [
      tenantId(),
      id,
    ])
    return this.inReach(id, reach)
  }
  lines(id: string): Promise<LineRow[]> {
    return db().many<LineRow>(
      `select l.id, l.price, l.pack, l.asked, l.confirmed, l.shipped, l.received, ${GOODS}, l.unit_size,
              coalesce((select array_agg(b.barcode order by b.barcode) from barcodes b where b.tenant_id = $1 and b.sku_id = l.sku_id), '{}') as barcodes
         from purchase_lines l join skus k on k.tenant_id = $1 and k.id = l.sku_id join products p on p.tenant_id = $1 and p.id = k.product_id
        where l.tenant_id = $1 and l.purchase_id = $2 order by l.position`,
      [tenantId(), id],
    )
  }
  events(id: string): Promise<EventRow[]> {
    return db().many<EventRow>(
      'select move, note, person_name, at from purchase_events where tenant_id = $1 and purchase_id = $2 order by id',
      [tenantId(), id],
    )
  }
  /** The next number of a store. */
  async number(storeId: string): Promise<string> {
    const row = await db().one<{ number: string }>(
      `with n as (insert into purchase_numbers (tenant_id, store_id, last) values ($1, $2, 1) on conflict (tenant_id, store_id) do update set last = purchase_numbers.last + 1 returning last)
       select u.code || '-B' || n.last as number from n, org_units u where u.tenant_id = $1 and u.id = $2`,
      [tenantId(), storeId],
    )
    return row?.number ?? ''
  }
  async insert(o: {
    id: string
    number: string
    storeId: string
    supplierId: string | null
    warehouseId: string | null
    state: 'to_approve' | 'submitted'
    currency: string
    settledAtSale: boolean
    note: string
  }): Promise<void> {
    const { id: by, name } = actor()
    const now = clock.now()
    await db().run(
      `insert into purchase_orders (tenant_id, id, number, store_id, supplier_id, warehouse_id, state, currency, settled_at_sale, note, submitted_by, submitted_by_name, submitted_at, sent_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $13)`,
      [
        ...[tenantId(), o.id, o.number, o.storeId, o.supplierId, o.warehouseId, o.state, o.currency],
        ...[o.settledAtSale, o.note, by, name, now, o.state === 'submitted' ? now : null],
      ],
    )
  }
  insertLines(
    purchaseId: string,
    lines: readonly {
      skuId: string
      listId: string
      price: number
      unitSize: number
      pack: number
      asked: number
    }[],
  ): Promise<number> {
    return db().run(
      `insert into purchase_lines (tenant_id, id, purchase_id, position, sku_id, list_id, price, unit_size, pack, asked)
       select $1, w.id, $2, w.position, w.sku_id, w.list_id, w.price, w.unit_size, w.pack, w.asked
         from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[]) with ordinality w(id, sku_id, list_id, price, unit_size, pack, asked, position)`,
      [
        ...[tenantId(), purchaseId, lines.map(() => newId()), lines.map((l) => l.skuId)],
        ...[lines.map((l) => l.listId), lines.map((l) => l.price), lines.map((l) => l.unitSize)],
        ...[lines.map((l) => l.pack), lines.map((l) => l.asked)],
      ],
    )
  }
  /** Moves an order on if it still stands where it was seen; reaching its seller is written down once. */
  move(id: string, from: PurchaseState, to: PurchaseState): Promise<number> {
    return db().run(
      `update purchase_orders set state = $4, updated_at = $5, sent_at = coalesce(sent_at, case when $4 = 'submitted' then $5::timestamptz end) where tenant_id = $1 and id = $2 and state = $3`,
      [tenantId(), id, from, to, clock.now()],
    )
  }
  told(purchaseId: string, move: string, from: string, to: string, note: string): Promise<number> {
    const { id: by, name } = actor()
    return db().run(
      'insert into purchase_events (tenant_id, id, purchase_id, move, from_state, to_state, note, person_id, person_name, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [tenantId(), newId(), purchaseId, move, from, to, note, by, name, clock.now()],
    )
  }
  confirm(lines: readonly { lineId: string; quantity: number }[]): Promise<number> {
    return db().run(
      'update purchase_lines l set confirmed = w.quantity from unnest($2::uuid[], $3::bigint[]) w(id, quantity) where l.tenant_id = $1 and l.id = w.id',
      [tenantId(), lines.map((l) => l.lineId), lines.map((l) => l.quantity)],
    )
  }
  /** What was confirmed and isn't shipped is given up. */
  endShort(purchaseId: string): Promise<number> {
    return db().run(
      'update purchase_lines set confirmed = shipped where tenant_id = $1 and purchase_id = $2',
      [tenantId(), purchaseId],
    )
  }
  /** Whether all that was confirmed has been shipped, and all that was shipped has been received. */
  async isDone(purchaseId: string): Promise<boolean> {
    const open = await db().one(
      `select 1 where exists (select from purchase_lines where tenant_id = $1 and purchase_id = $2 and shipped < coalesce(confirmed, 0))
          or exists (select from purchase_shipments where tenant_id = $1 and purchase_id = $2 and state = 'in_transit')`,
      [tenantId(), purchaseId],
    )
    return open === undefined
  }
  /** Whether a contract with a supplier is in force on a day: what is sold of its goods is settled by it. */
  async isSettledAtSale(supplierId: string, day: string): Promise<boolean> {
    const row = await db().one<{ held: boolean }>(
      'select coalesce(valid_until >= $3, true) as held from supplier_contracts where tenant_id = $1 and supplier_id = $2 and valid_from <= $3 order by valid_from desc limit 1',
      [tenantId(), supplierId, day],
    )
    return row?.held ?? false
  }
}

function reachSql(reach: Reach, add: (value: unknown) => string): string {
  if ('supplierId' in reach) return `x.supplier_id = ${add(reach.supplierId)} and x.sent_at is not null`
  if (reach.storeIds === null) return 'true'
  const ids = add(reach.storeIds)
  return `(x.store_id = any(${ids}) or x.warehouse_id = any(${ids}))`
}
