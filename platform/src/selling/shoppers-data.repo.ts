import { Injectable } from '@nestjs/common'
import type { ExportedCartLine, ExportedOrder } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'
import { parcelJson } from '../fulfilment/index.js'
import type { OpenOrder } from '../members/index.js'
import { EXPIRED } from './orders.repo.js'

const pair = (zh: string, en: string) => `json_build_object('zh', ${zh}, 'en', ${en})`
const OPTION = pair('l.option_zh', 'l.option_en')
const list = (fields: string, from: string, order: string) =>
  `(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]') from ${from})`

/** The newest orders of a member, each whole, in one statement. */
const ORDERS = `select o.id, o.number, ${pair('u.name_zh', 'u.name_en')} as store, o.channel, o.status, o.placed_at as "placedAt", o.currency, o.payable, o.paid, o.refunded,
    o.contact_name as "contactName", o.contact_phone as "contactPhone", o.note, o.cancel_reason as "cancelReason",
    ${parcelJson('s.order_id = o.id')} as shipment,
    ${list(
      `'name', ${pair('l.name_zh', 'l.name_en')}, 'option', ${OPTION}, 'quantity', l.quantity, 'unit', ${pair('l.unit_zh', 'l.unit_en')}, 'unitPrice', l.unit_price, 'unitSize', l.unit_size, 'total', l.total`,
      'order_lines l where l.tenant_id = $1 and l.order_id = o.id',
      'l.position',
    )} as lines,
    ${list("'method', p.method, 'state', p.state, 'amount', p.amount, 'at', coalesce(p.paid_at, p.created_at)", 'payments p where p.tenant_id = $1 and p.order_id = o.id', 'p.id')} as payments,
    ${list("'state', r.state, 'amount', r.amount, 'at', coalesce(r.done_at, r.created_at)", 'refunds r where r.tenant_id = $1 and r.order_id = o.id', 'r.id')} as refunds
  from orders o join org_units u on u.tenant_id = $1 and u.id = o.store_id where o.tenant_id = $1 and o.member_id = $2 order by o.id desc limit $3`

const CARTS = `select ${pair('u.name_zh', 'u.name_en')} as store, ${pair('p.name_zh', 'p.name_en')} as name, k.code, c.quantity, c.updated_at as at
  from cart_lines c join org_units u on u.tenant_id = $1 and u.id = c.store_id join skus k on k.tenant_id = $1 and k.id = c.sku_id join products p on p.tenant_id = $1 and p.id = k.product_id
  where c.tenant_id = $1 and c.member_id = $2 order by c.updated_at desc, c.sku_id limit 1000`

@Injectable()
export class ShoppersDataRepo {
  /** Orders of a member that somebody still has to pay, hand over or refund: while one is open, both sides need the name. */
  open(memberId: string): Promise<OpenOrder[]> {
    return db().many<OpenOrder>(
      `select o.id, o.number from orders o where o.tenant_id = $1 and o.member_id = $2
         and (o.status not in ('completed', 'cancelled', 'refunded')
           or exists (select from payments p where p.tenant_id = $1 and p.order_id = o.id and p.state in ('created', 'pending'))
           or exists (select from refunds r where r.tenant_id = $1 and r.order_id = o.id and r.state <> 'done'))
       order by o.id desc limit 100`,
      [tenantId(), memberId],
    )
  }
  orders(memberId: string, limit: number): Promise<ExportedOrder[]> {
    return db().many<ExportedOrder>(ORDERS, [tenantId(), memberId, limit])
  }
  async count(memberId: string): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from orders where tenant_id = $1 and member_id = $2',
      [tenantId(), memberId],
    )
    return row!.n
  }
  carts(memberId: string): Promise<ExportedCartLine[]> {
    return db().many<ExportedCartLine>(CARTS, [tenantId(), memberId])
  }
  emptyCarts(memberId: string): Promise<number> {
    return db().run('delete from cart_lines where tenant_id = $1 and member_id = $2', [tenantId(), memberId])
  }
  /** Orders of a member that anything happened to since an instant. */
  async touched(memberId: string, since: Date): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      'select o.id from orders o where o.tenant_id = $1 and o.member_id = $2 and exists (select from order_timeline t where t.tenant_id = $1 and t.order_id = o.id and t.at > $3)',
      [tenantId(), memberId, since],
    )
    return rows.map(({ id }) => id)
  }
  /** Blanks what people wrote into timelines and events of the member's orders, which nothing else may change. */
  forgetWords(memberId: string): Promise<number> {
    return db().run('select forget_member_words($1)', [memberId])
  }
  /** Takes the name and the way out of where the member's parcels went; the province stays, as what freight was asked for. */
  clearParcels(memberId: string): Promise<number> {
    return db().run(
      "update shipments s set name = '', phone = '', city = '', district = '', street = '' from orders o where s.tenant_id = $1 and o.tenant_id = $1 and o.member_id = $2 and o.id = s.order_id",
      [tenantId(), memberId],
    )
  }
  /** Takes the name, the number and every word out of the member's orders, and the member too: what was sold for how much stays. */
  makeNameless(memberId: string): Promise<number> {
    return db().run(
      "update orders set contact_name = '', contact_phone = '', note = '', cancel_reason = case when cancel_reason = $3 then cancel_reason else '' end, member_id = null where tenant_id = $1 and member_id = $2",
      [tenantId(), memberId, EXPIRED],
    )
  }
}
