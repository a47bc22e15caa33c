import { Injectable } from '@nestjs/common'
import { SALE_SKUS, saleSkusOf, type SaleRow, type SaleSku } from '../catalog/index.js'
import { db, tenantId } from '../kernel/db.js'
import { outboxRow, outboxSql, QUEUED } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import type { QuoteShape } from './basket.service.js'

/** The store an order is placed at, and who it would be for. */
export interface StoreFacts {
  code: string
  name_zh: string
  name_en: string
  status: 'preparing' | 'open' | 'closed'
  services: string[]
  time_zone: string
  member_name: string | null
  member_phone: string | null
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
}
export interface NewOrder {
  id: string
  storeId: string
  memberId: string | null
  channel: string
  fulfilmentKind: 'pickup' | 'in_store'
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
  writtenAt: Date
  placedAt: Date
  expiresAt: Date | null
  tradingDay: string
  storeCode: string
  lines: NewLine[]
  by: { id: string | null; name: string }
  fromCart: boolean
}

/** Everything an order begins with goes in by one statement: number, order, lines, fulfilment, first entry, and the event, which learns the number here; bought lines leave the cart. */
const PLACE = `with n as (
    insert into order_counters (tenant_id, store_id, trading_day, last) values ($1, $3, $23, 1)
    on conflict (tenant_id, store_id, trading_day) do update set last = order_counters.last + 1 returning last),
  o as (
    insert into orders (tenant_id, id, number, store_id, member_id, channel, fulfilment_kind, currency, goods_total, payable, quote, item_count, contact_name, contact_phone, note,
      device_id, cashier_id, cashier_name, tender, cash_received, placed_at, expires_at, trading_day)
    select $1, $2, $24 || lpad(n.last::text, greatest(4, length(n.last::text)), '0'), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $23 from n returning number),
  l as (
    insert into order_lines (tenant_id, id, order_id, position, sku_id, product_id, supplier_id, store_id, name_zh, name_en, option_zh, option_en, unit_zh, unit_en, sku_code, kind, media_id,
      quantity, unit_price, unit_size, list_price, total, supply_amount, trading_day)
    select $1, l.id, $2, l.position, l.sku_id, l.product_id, l.supplier_id, $3, l.name_zh, l.name_en, l.option_zh, l.option_en, l.unit_zh, l.unit_en, l.sku_code, l.kind, l.media_id,
      l.quantity, l.unit_price, l.unit_size, l.list_price, l.total, l.supply_amount, $23
    from jsonb_to_recordset($22::jsonb) as l (id uuid, position bigint, sku_id uuid, product_id uuid, supplier_id uuid, name_zh text, name_en text, option_zh text, option_en text, unit_zh text, unit_en text,
      sku_code text, kind text, media_id uuid, quantity bigint, unit_price bigint, unit_size bigint, list_price bigint, total bigint, supply_amount bigint)),
  f as (
    insert into fulfilments (tenant_id, id, order_id, store_id, kind, state, created_at, updated_at) values ($1, $25, $2, $3, $6, 'pending', $26, $26)),
  t as (
    insert into order_timeline (tenant_id, id, order_id, event, to_state, by_id, by_name, at) values ($1, $27, $2, 'order.placed', 'to_pay', $28, $29, $26)),
  c as (
    delete from cart_lines where $30 and tenant_id = $1 and member_id = $4 and store_id = $3 and sku_id = any($31)),
  ${outboxSql('$32', "jsonb_set(e.payload, '{number}', to_jsonb(o.number))", 'o')}
  select number, ${QUEUED} from o`

const FACTS = `select u.code, u.name_zh, u.name_en, s.status, s.services, s.time_zone, m.name as member_name, m.phone as member_phone,
    (select coalesce(json_agg(k), '[]') from (${SALE_SKUS}) k) as skus
  from stores s join org_units u on u.tenant_id = $1 and u.id = s.id left join members m on m.tenant_id = $1 and m.id = $4 where s.tenant_id = $1 and s.id = $2`

/** The statement fills in the number. */
const placedEvent = ({ id, storeId, quote }: NewOrder) =>
  outboxRow('selling.order_placed', { orderId: id, storeId, number: '', payable: quote.payable })

@Injectable()
export class PlacementRepo {
  /** All that placing an order is decided on, in one statement: the store, who it would be for, and the SKUs there. */
  async facts(
    storeId: string,
    memberId: string | null,
    skuIds: readonly string[],
  ): Promise<{ store: StoreFacts; skus: Map<string, SaleSku> } | undefined> {
    const row = await db().one<StoreFacts & { skus: SaleRow[] }>(FACTS, [
      tenantId(),
      storeId,
      skuIds,
      memberId,
    ])
    if (!row) return undefined
    const { skus, ...store } = row
    return { store, skus: saleSkusOf(skus) }
  }
  /** Writes a new order with everything it begins with; answers its number. Throws `request.key_reused` when its id is taken. */
  async place(o: NewOrder): Promise<string> {
    const { quote } = o
    const [year, month, day] = o.tradingDay.split('-') as [string, string, string]
    const values = [
      tenantId(),
      o.id,
      o.storeId,
      o.memberId,
      o.channel,
      o.fulfilmentKind,
      o.currency,
      quote.goodsTotal,
      quote.payable,
      JSON.stringify(quote),
      o.itemCount,
      o.contactName,
      o.contactPhone,
      o.note,
      o.deviceId,
      o.cashierId,
      o.cashierName,
      o.tender,
      o.cashReceived,
      o.placedAt,
      o.expiresAt,
      JSON.stringify(o.lines),
      o.tradingDay,
      `${o.storeCode}-${year.slice(2)}${month}${day}-`,
      o.fulfilmentId,
      o.writtenAt,
      newId(),
      o.by.id,
      o.by.name,
      o.fromCart,
      o.lines.map((l) => l.sku_id),
      JSON.stringify([placedEvent(o)]),
    ]
    try {
      return (await db().one<{ number: string }>(PLACE, values))!.number
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (code === '23505' && constraint === 'orders_pkey') throw new Fault('request.key_reused')
      throw error
    }
  }
}
