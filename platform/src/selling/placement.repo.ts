import { Injectable } from '@nestjs/common'
import type { VoucherTerms } from '@storeweave/contract'
import { saleSkusOf, saleSkusSql, type NamedLevel, type SaleRow, type SaleSku } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { outboxRow, outboxSql, QUEUED } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import type { QuoteShape } from './basket.service.js'
import { levelSql, scansSql } from './buyers.repo.js'

/** The store an order is placed at, and who it would be for. */
export interface StoreFacts {
  code: string
  name_zh: string
  name_en: string
  kind: string
  status: 'preparing' | 'open' | 'closed'
  services: string[]
  time_zone: string
}
/** Where a member has goods sent. */
export interface KnownAddress {
  id: string
  member_id: string
  name: string
  phone: string
  province: string
  city: string
  district: string
  street: string
}
/** Ids of addresses are each member's own. */
export const addressKey = (memberId: string | null, id = ''): string => `${memberId} ${id}`
/** Everything that orders at one store are decided on. */
export interface Known {
  store: StoreFacts
  members: ReadonlyMap<string, { name: string; phone: string; level: NamedLevel | null; scans: string[] }>
  skus: ReadonlyMap<string, SaleSku>
  /** How many unpaid orders those have who place new ones. */
  unpaid: Map<string, number>
  /** Those of the new orders' ids that are taken already. */
  taken: ReadonlySet<string>
  /** The addresses that were named, by `addressKey`. */
  addresses: ReadonlyMap<string, KnownAddress>
}
/** A part of a bundle as the line keeps it: pieces of the whole line, and their share of its total. */
export interface LinePart {
  sku_id: string
  code: string
  name_zh: string
  name_en: string
  option_zh: string
  option_en: string
  unit_zh: string
  unit_en: string
  quantity: number
  amount: number
}
/** A line as it is kept with the order: a snapshot that outlives later edits of the catalogue. */
export interface NewLine {
  id: string
  position: number
  sku_id: string
  product_id: string
  supplier_id: string | null
  name_zh: string
  name_en: string
  option_zh: string
  option_en: string
  unit_zh: string
  unit_en: string
  sku_code: string
  kind: SaleSku['kind']
  media_id: string | null
  quantity: number
  unit_price: number
  unit_size: number
  list_price: number
  total: number
  supply_amount: number | null
  /** Of a bundle: what leaves stock for the line, each part with its share of the total; null for other goods. */
  parts: LinePart[] | null
  /** Of vouchers: what each is good for; null for other goods. */
  voucher: VoucherTerms | null
}
export interface NewOrder {
  id: string
  storeId: string
  memberId: string | null
  channel: string
  fulfilmentKind: 'pickup' | 'in_store' | 'express' | 'virtual'
  currency: string
  quote: QuoteShape
  itemCount: number
  contactName: string
  contactPhone: string
  note: string
  deviceId: string | null
  cashierId: string | null
  cashierName: string
  tender: 'cash' | 'wechat_code' | null
  cashReceived: number | null
  fulfilmentId: string
  /** Where the goods are sent; null where they are not. */
  shipTo: KnownAddress | null
  writtenAt: Date
  placedAt: Date
  expiresAt: Date | null
  tradingDay: string
  storeCode: string
  lines: NewLine[]
  by: { id: string | null; name: string }
  fromCart: boolean
  /** What the outbox is told; the statement fills in the number. */
  event: ReturnType<typeof outboxRow>
}

/**
 * Everything that orders of one store and day begin with goes in by one statement: numbers, orders, lines, fulfilments,
 * first entries, and the events, which learn their number here; bought lines leave the carts. `$2` the store, `$3` the
 * day, `$4` how numbers begin, `$5` the orders, `$6` how many they are, `$7` their lines, `$8` when it is written. Orders
 * of a warehouse come with their parcels; those of a store are not kept busy with them.
 */
const placeSql = (isSent: boolean) => `with w as materialized (
    select * from jsonb_to_recordset($5::jsonb) as w (position bigint, id uuid, member_id uuid, channel text, fulfilment_kind text, currency text, goods_total bigint, payable bigint, quote jsonb,
      item_count bigint, contact_name text, contact_phone text, note text, device_id uuid, cashier_id uuid, cashier_name text, tender text, cash_received bigint, placed_at timestamptz, expires_at timestamptz,
      fulfilment_id uuid, entry_id uuid, by_id uuid, by_name text, from_cart boolean${isSent ? ', ship_to jsonb' : ''})),
  b as materialized (
    select * from jsonb_to_recordset($7::jsonb) as b (order_id uuid, id uuid, position bigint, sku_id uuid, product_id uuid, supplier_id uuid, name_zh text, name_en text, option_zh text, option_en text, unit_zh text, unit_en text,
      sku_code text, kind text, media_id uuid, quantity bigint, unit_price bigint, unit_size bigint, list_price bigint, total bigint, supply_amount bigint, parts jsonb, voucher jsonb)),
  n as (
    insert into order_counters (tenant_id, store_id, trading_day, last) values ($1, $2, $3, $6)
    on conflict (tenant_id, store_id, trading_day) do update set last = order_counters.last + $6 returning last - $6 as before),
  o as (
    insert into orders (tenant_id, id, number, store_id, member_id, channel, fulfilment_kind, currency, goods_total, payable, quote, item_count, contact_name, contact_phone, note,
      device_id, cashier_id, cashier_name, tender, cash_received, placed_at, expires_at, trading_day)
    select $1, w.id, $4 || lpad((n.before + w.position)::text, greatest(4, length((n.before + w.position)::text)), '0'), $2, w.member_id, w.channel, w.fulfilment_kind, w.currency, w.goods_total, w.payable, w.quote,
      w.item_count, w.contact_name, w.contact_phone, w.note, w.device_id, w.cashier_id, w.cashier_name, w.tender, w.cash_received, w.placed_at, w.expires_at, $3
      from w, n order by w.position returning id, number),
  l as (
    insert into order_lines (tenant_id, id, order_id, position, sku_id, product_id, supplier_id, store_id, name_zh, name_en, option_zh, option_en, unit_zh, unit_en, sku_code, kind, media_id,
      quantity, unit_price, unit_size, list_price, total, supply_amount, parts, voucher, trading_day)
    select $1, b.id, b.order_id, b.position, b.sku_id, b.product_id, b.supplier_id, $2, b.name_zh, b.name_en, b.option_zh, b.option_en, b.unit_zh, b.unit_en, b.sku_code, b.kind, b.media_id,
      b.quantity, b.unit_price, b.unit_size, b.list_price, b.total, b.supply_amount, b.parts, b.voucher, $3 from b),
  f as (
    insert into fulfilments (tenant_id, id, order_id, store_id, kind, state, created_at, updated_at) select $1, w.fulfilment_id, w.id, $2, w.fulfilment_kind, 'pending', $8, $8 from w),${
      isSent
        ? `
  s as (
    insert into shipments (tenant_id, fulfilment_id, order_id, store_id, name, phone, province, city, district, street, ship_hours, created_at)
    select $1, w.fulfilment_id, w.id, $2, w.ship_to ->> 'name', w.ship_to ->> 'phone', w.ship_to ->> 'province', w.ship_to ->> 'city', w.ship_to ->> 'district', w.ship_to ->> 'street', (select st.ship_hours from stores st where st.tenant_id = $1 and st.id = $2), $8
      from w where w.ship_to is not null),`
        : ''
    }
  t as (
    insert into order_timeline (tenant_id, id, order_id, event, to_state, by_id, by_name, at) select $1, w.entry_id, w.id, 'order.placed', 'to_pay', w.by_id, w.by_name, $8 from w),
  c as (
    delete from cart_lines c using w, b where w.from_cart and b.order_id = w.id and c.tenant_id = $1 and c.member_id = w.member_id and c.store_id = $2 and c.sku_id = b.sku_id),
  ${outboxSql('$9', "jsonb_set(e.payload, '{number}', to_jsonb(o.number))", "o where o.id = (e.payload->>'orderId')::uuid")}
  select id, number, ${QUEUED} from o`
const PLACE = placeSql(false)
const PLACE_SENT = placeSql(true)

/** More unpaid orders of one shopper needn't be counted: no brand allows as many. */
const UNPAID_COUNTED = 1_000

const knownSql = (
  isSent: boolean,
) => `select u.code, u.name_zh, u.name_en, s.kind, s.status, s.services, s.time_zone,
    (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'phone', m.phone, 'level', ${levelSql('m.id')}, 'scans', ${scansSql({ member: 'm.id', store: '$2', now: '$6' })}, 'unpaid', (
       select count(*) from (select from orders o where o.tenant_id = $1 and o.member_id = m.id and o.status = 'to_pay' limit ${UNPAID_COUNTED}) u))), '[]') from members m where m.tenant_id = $1 and m.id = any($4::uuid[])) as members,
    array(select o.id from orders o where o.tenant_id = $1 and o.id = any($5::uuid[])) as taken,
    ${isSent ? "(select coalesce(json_agg(a), '[]') from (select id, member_id, name, phone, province, city, district, street from addresses where tenant_id = $1 and member_id = any($4::uuid[]) and id = any($7::uuid[])) a) as addresses," : ''}
    (select coalesce(json_agg(k), '[]') from (${saleSkusSql('$3::uuid[]', { now: '$6' })}) k) as skus
  from stores s join org_units u on u.tenant_id = $1 and u.id = s.id where s.tenant_id = $1 and s.id = $2`
const KNOWN = knownSql(false)
const KNOWN_SENT = knownSql(true)

@Injectable()
export class PlacementRepo {
  /** All that placing orders at a store is decided on, in one statement: the store, who they would be for, and the SKUs there. */
  async known(
    storeId: string,
    of: {
      orderIds: readonly string[]
      memberIds: readonly string[]
      skuIds: readonly string[]
      addressIds: readonly string[]
    },
  ): Promise<Known | undefined> {
    const values = [tenantId(), storeId, of.skuIds, of.memberIds, of.orderIds, clock.now()]
    const row = await (of.addressIds.length
      ? db().one<KnownRow>(KNOWN_SENT, [...values, of.addressIds])
      : db().one<KnownRow>(KNOWN, values))
    if (!row) return undefined
    const { members, skus, taken, addresses = [], ...store } = row
    return {
      store,
      members: new Map(members.map((m) => [m.id, m])),
      skus: saleSkusOf(skus),
      taken: new Set(taken),
      addresses: new Map(addresses.map((a) => [addressKey(a.member_id, a.id), a])),
      unpaid: new Map(members.map((m) => [m.id, m.unpaid])),
    }
  }

  /** Takes the lock under which a store's orders get their numbers: whoever locks stock besides has this one first. */
  async lockNumbers(storeId: string, tradingDay: string): Promise<void> {
    await db().run(
      'select 1 from order_counters where tenant_id = $1 and store_id = $2 and trading_day = $3 for update',
      [tenantId(), storeId, tradingDay],
    )
  }

  /**
   * Writes new orders of one store and day with everything they begin with; answers their numbers by id. Throws
   * `request.key_reused` when an id is taken.
   */
  async place(orders: readonly NewOrder[]): Promise<Map<string, string>> {
    const { storeId, storeCode, tradingDay, writtenAt } = orders[0]!
    const [year, month, day] = tradingDay.split('-') as [string, string, string]
    try {
      const rows = await db().many<{ id: string; number: string }>(
        orders.some((o) => o.shipTo) ? PLACE_SENT : PLACE,
        [
          tenantId(),
          storeId,
          tradingDay,
          `${storeCode}-${year.slice(2)}${month}${day}-`,
          JSON.stringify(orders.map(orderRow)),
          orders.length,
          JSON.stringify(orders.flatMap(({ id, lines }) => lines.map((l) => ({ order_id: id, ...l })))),
          writtenAt,
          JSON.stringify(orders.map((o) => o.event)),
        ],
      )
      return new Map(rows.map(({ id, number }) => [id, number]))
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (code === '23505' && constraint === 'orders_pkey') throw new Fault('request.key_reused')
      throw error
    }
  }
}

interface KnownRow extends StoreFacts {
  members: {
    id: string
    name: string
    phone: string
    unpaid: number
    level: NamedLevel | null
    scans: string[]
  }[]
  skus: SaleRow[]
  taken: string[]
  addresses?: KnownAddress[]
}

const orderRow = (o: NewOrder, n: number) => ({
  position: n + 1,
  id: o.id,
  member_id: o.memberId,
  channel: o.channel,
  fulfilment_kind: o.fulfilmentKind,
  currency: o.currency,
  goods_total: o.quote.goodsTotal,
  payable: o.quote.payable,
  quote: o.quote,
  item_count: o.itemCount,
  contact_name: o.contactName,
  contact_phone: o.contactPhone,
  note: o.note,
  device_id: o.deviceId,
  cashier_id: o.cashierId,
  cashier_name: o.cashierName,
  tender: o.tender,
  cash_received: o.cashReceived,
  placed_at: o.placedAt,
  expires_at: o.expiresAt,
  fulfilment_id: o.fulfilmentId,
  entry_id: newId(),
  by_id: o.by.id,
  by_name: o.by.name,
  from_cart: o.fromCart,
  ...(o.shipTo ? { ship_to: o.shipTo } : {}),
})
