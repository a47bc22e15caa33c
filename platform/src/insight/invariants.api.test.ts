import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestMall } from '../../test/mall.js'
import { settledLand } from '../../test/settlement-writes.js'
import { TestShop } from '../../test/shop.js'
import { SuppliedShop } from '../../test/supplied.js'
import { newId, World } from '../../test/world.js'
import { checkInvariants } from '../check.js'
import { breaksOf, invariants } from './invariants.repo.js'

/** A share of an order's payment, as if it had been sent. */
const share = (amount: string, returned = 0) =>
  `insert into supplier_shares (tenant_id, id, kind, order_id, payment_id, supplier_id, amount, returned, currency, day, state, out_order_no, line_id, created_at, updated_at, done_at)
   select p.tenant_id, :fresh, 'share', p.order_id, p.id, l.supplier_id, ${amount}, ${returned}, 'CNY', '2026-01-01', 'done', 'planted', l.id, now(), now(), now()
     from payments p cross join lateral (select l.id, l.supplier_id from settlement_lines l where l.tenant_id = p.tenant_id and l.kind = 'sale' limit 1) l where p.order_id = :paid`
/** Each invariant: a fault an administrator could plant in a day of real trade. */
const faults: Record<string, string> = {
  ledger_balanced: `alter table ledger_transfers alter debit_account drop not null; update ledger_transfers set debit_account = null where order_id = :picked_up`,
  order_paid_is_payments: `update orders set paid = paid + 1 where id = :picked_up`,
  order_refunded_is_refunds: `update orders set refunded = refunded - 1 where id = :refunded`,
  payment_refunds: `update payments set refunded_amount = refunded_amount - 1 where order_id = :refunded`,
  payment_in_books: `delete from ledger_transfers where order_id = :picked_up`,
  books_have_payment: `update payments set state = 'closed' where order_id = :picked_up`,
  refund_in_books: `delete from ledger_transfers where order_id = :refunded and kind = 'refund'`,
  order_total_is_lines: `update order_lines set total = total + 1 where order_id = :unpaid`,
  price_in_bounds: `insert into unit_prices (tenant_id, id, unit_id, sku_id, price, starts_at, updated_at) values (:tenant, gen_random_uuid(), :store, :bound_sku, 901, now(), now())`,
  stock_is_movements: `update stock_levels set on_hand = on_hand + 1 where tenant_id = :tenant`,
  reserved_is_holds: `update stock_levels set reserved = reserved - 1 where tenant_id = :tenant and reserved > 0`,
  stock_not_oversold: `alter table stock_levels drop constraint stock_levels_check; update stock_levels set on_hand = reserved - 1 where tenant_id = :tenant and reserved > 0`,
  waiting_order_holds_goods: `update reservations set state = 'released' where order_id = :unpaid`,
  closed_order_holds_nothing: `update reservations set state = 'held' where order_id = :picked_up`,
  completed_order_goods_left: `delete from stock_movements where ref = 'sale:' || :picked_up`,
  paid_order_has_fulfilment: `update fulfilments set state = 'cancelled' where order_id = :paid`,
  pickup_has_code: `update verification_codes set state = 'void' where order_id = :paid`,
  order_expired_in_time: `update orders set expires_at = now() - interval '6 minutes' where id = :unpaid`,
  refund_sent_in_time: `insert into refunds (tenant_id, id, payment_id, order_id, amount, reason, out_refund_no, created_at, updated_at)
     select tenant_id, :fresh, id, order_id, 1, 'cancelled', 'stuck', now() - interval '49 hours', now() from payments where order_id = :paid`,
  bundle_has_no_stock: `update skus set bundled = true where tenant_id = :tenant`,
  voucher_uses_add_up: `insert into vouchers (tenant_id, id, order_id, line_id, n, store_id, uses, used, state, issued_at, closed_at)
     select tenant_id, :fresh, order_id, id, 1, store_id, 1, 1, 'used', now(), now() from order_lines where order_id = :paid`,
  paid_line_has_vouchers: `update order_lines set voucher = '{"uses": 1}' where order_id = :paid`,
  voucher_has_code: `insert into vouchers (tenant_id, id, order_id, line_id, n, store_id, uses, issued_at)
     select tenant_id, :fresh, order_id, id, 1, store_id, 1, now() from order_lines where order_id = :paid`,
  voucher_refund_is_money: `with v as (
     insert into vouchers (tenant_id, id, order_id, line_id, n, store_id, uses, refunded, state, issued_at, closed_at)
     select tenant_id, :fresh, order_id, id, 1, store_id, 1, 1, 'refunded', now(), now() from order_lines where order_id = :refunded returning tenant_id, id, order_id)
     insert into voucher_refunds (tenant_id, refund_id, voucher_id, uses, amount) select v.tenant_id, r.id, v.id, 1, 1 from v join refunds r on r.order_id = v.order_id`,
  part_shares_are_line: `update order_lines set parts = jsonb_build_array(jsonb_build_object('sku_id', sku_id, 'quantity', quantity, 'amount', total - 1)) where order_id = :unpaid`,
  order_payable_is_parts: `update orders set payable = payable + 1 where id = :unpaid`,
  express_order_has_parcel: `update fulfilments set kind = 'express' where order_id = :unpaid`,
  shipped_order_is_under_way: `update fulfilments set state = 'shipped' where order_id = :paid`,
  ruled_goods_have_rules: `update products set assortment = 'chosen', by_hand = false where tenant_id = :tenant`,
  store_knows_its_place: `update org_units set parent_id = (select id from org_units where tenant_id = :tenant and kind = 'hq') where id = :store`,
  product_rating_is_reviews: `update product_ratings set stars5 = stars5 + 1 where tenant_id = :tenant`,
  store_rating_is_reviews: `delete from store_ratings where tenant_id = :tenant`,
  return_paid_is_refund: `insert into returns (tenant_id, id, order_id, store_id, kind, reason, state, desk, worth, decide_by, created_at, updated_at)
     select tenant_id, :fresh, id, store_id, 'return', 'damaged', 'refunded', 'store', 1, now(), now(), now() from orders where id = :picked_up`,
  settlement_in_books: `delete from ledger_transfers where tenant_id = :tenant and kind = 'supplier_sale'`,
  books_have_settlement: `update ledger_transfers set ref = :fresh where tenant_id = :tenant and kind = 'supplier_fee'`,
  payout_in_books: `update supplier_payouts set state = 'paid', decided_by = :fresh, paid_by = :fresh, bank_ref = 'B' where tenant_id = :tenant`,
  statement_is_lines: `update settlement_lines set statement_id = null where tenant_id = :tenant and kind = 'fee'`,
  reversed_within_sale: `update settlement_lines set base = base - 5000, amount = amount - 5000 where tenant_id = :tenant and kind = 'refund'`,
  share_in_books: share('1'),
  share_return_in_books: share('2', 1),
  shared_is_ours: `update payments set profit_sharing = true where order_id = :paid; ${share('p.amount + 1')}`,
  trade_in_books: `delete from ledger_transfers where tenant_id = :tenant and kind = 'store_delivery'`,
  books_have_trade: `update ledger_transfers set ref = :fresh where tenant_id = :tenant and kind = 'trade_delivery'`,
  shipment_in_stock: `delete from stock_movements where tenant_id = :tenant and ref = 'shipment:' || :counted || ':in'`,
  transit_is_shipments: `update stock_levels set in_transit = in_transit + 1 where tenant_id = :tenant`,
  purchase_line_is_shipments: `update purchase_lines set received = received - 1 where tenant_id = :tenant and received > 0`,
  refunded_order_is_silent: `update orders set status = 'refunded' where id = :picked_up`,
  event_delivered_in_time: `with job as (select graphile_worker.add_job('deliver_event', '{}', job_key => tenant_id || ':' || id) from outbox where tenant_id = :tenant limit 1)
     select * from job; update graphile_worker._private_jobs set created_at = now() - interval '6 minutes'`,
}

describe('what must always hold', () => {
  let w: World
  let shop: TestShop
  const known: Record<string, string> = {}

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    known['tenant'] = shop.t.ref.id
    known['store'] = shop.storeId
    known['fresh'] = newId()
    known['bound_sku'] = (await shop.t.aSku({ price: 800, min: 700, max: 900 })).id
    known['unpaid'] = (await shop.order()).id
    known['paid'] = (await shop.paidOrder()).id
    const picked = await shop.paidOrder()
    const { status } = await shop.manager.post('/verifications', {
      storeId: shop.storeId,
      code: picked.verification!.code,
    })
    expect(status).toBe(200)
    known['picked_up'] = picked.id
    const [review, owner] = [newId(), await shop.t.aPerson('owner')]
    const said = { id: review, lineId: picked.lines[0]!.id, stars: 4, storeStars: 5 }
    expect((await shop.shopper.post('/shop/reviews', said)).status).toBe(201)
    expect((await owner.post(`/reviews/${review}/decisions`, { decision: 'show' })).status).toBe(200)
    const mall = await TestMall.open(shop.t)
    const { order, shipmentId } = await mall.shipped(await mall.order())
    known['counted'] = shipmentId
    const counted = { shipmentId, lines: mall.lines(order) }
    await mall.manager.post(`/purchase-orders/${order.id}/receipts`, counted)
    const { suppliers } = await settledLand(shop.t, owner)
    const supplied = SuppliedShop.known(shop, suppliers!)
    await w.facts('update products set supplier_id = $2 where id = $1', [shop.sku.productId, suppliers])
    const sold = await supplied.sell(shop.manager, [{ sku: shop.sku, quantity: 2 }])
    const [line] = await w.facts<{ id: string }>('select id from order_lines where order_id = $1', [sold])
    const lines = [{ lineId: line!.id, quantity: 1 }]
    expect((await owner.post(`/orders/${sold}/refunds`, { id: newId(), lines, reason: 'x' })).status).toBe(
      200,
    )
    // the fee, the sale, the refund
    await supplied.settled(3)
    known['refunded'] = (await shop.paidOrder()).id
    await shop.manager.post(`/orders/${known['refunded']}/cancel`, { reason: 'test' })
    await w.until(async () => {
      await shop.later(60_000)
      await w.sandbox.control.deliverDue()
      return (
        await w.facts('select 1 from orders where id = $1 and refunded = paid and paid > 0', [
          known['refunded'],
        ])
      )[0]
    }, 'the refund')
  })
  afterAll(() => w.stop())

  /** The names of what an administrator's fault breaks, in a transaction that is undone. */
  async function brokenBy(fault: string, look: 'all' | 'recent' = 'all'): Promise<string[]> {
    const client = new pg.Client({
      connectionString: w.ownerUrl,
      options: '-c search_path=storeweave,public',
    })
    await client.connect()
    try {
      await client.query('begin')
      await client.query(
        fault.replaceAll(/:(\w+)/g, (all, name: string) => (known[name] ? `'${known[name]}'` : all)),
      )
      await client.query('select ctx.begin_tenant($1)', [known['tenant']])
      const since = '00000000-0000-0000-0000-000000000000'
      const { rows } = await client.query<{ name: string }>(breaksOf(invariants, look), [
        known['tenant'],
        w.now(),
        since,
      ])
      return rows.map((r) => r.name)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  }

  it('holds after a day of trade', async () => {
    expect(await brokenBy('select 1')).toEqual([])
    expect(await checkInvariants(w.ownerUrl, w.now())).toEqual([])
  })
  it('has a planted fault for every invariant', () => {
    expect(Object.keys(faults).sort()).toEqual(invariants.map((i) => i.name).sort())
  })
  it.each(Object.entries(faults))(
    'finds what breaks %s, in a full look and in a quick one',
    async (name, fault) => {
      expect(await brokenBy(fault)).toContain(name)
      expect(await brokenBy(fault, 'recent')).toContain(name)
    },
  )
})
