import { aContract, SuppliedShop } from './supplied.js'
import type { Ground } from './writes.js'
import { newId, type TestTenant } from './world.js'

let n = 0
const anAccount = () => ({ id: newId(), account: `19${String(10_000_000 + ++n)}`, name: '供应商有限公司' })

/** An account of a supplier's that was refused, and a share whose return failed; what a request may name of them. */
export async function sharedLand(
  t: TestTenant,
  supplierId: string,
  contractId: string,
): Promise<Record<string, string>> {
  const receiver = newId()
  const values = [t.ref.id, receiver, supplierId]
  await t.world.facts(
    `insert into share_receivers (tenant_id, id, supplier_id, account, name, state, by_supplier, proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at)
     values ($1, $2, $3, '1900000109', 'x', 'refused', false, $2, 'x', now(), $2, 'x', now())`,
    values,
  )
  return { 'share-receivers': receiver, 'share-returns': await aFailedReturn(t, supplierId, contractId) }
}

/** A share of an order there was, sent and not given back: rows alone, that hold together in the books. */
async function aFailedReturn(t: TestTenant, supplierId: string, contractId: string): Promise<string> {
  const put = (statement: string, ...values: unknown[]) => t.world.facts(statement, [t.ref.id, ...values])
  const [order] = await put('select id from orders where tenant_id = $1 order by id limit 1')
  if (!order) throw new Error('no order to share')
  const [payment, share, line, back, refund] = [newId(), newId(), newId(), newId(), newId()]
  await put(
    `insert into payments (tenant_id, id, order_id, method, state, amount, refunded_amount, currency, out_trade_no, created_at, updated_at) values ($1, $2, $3, 'wechat_native', 'closed', 1, 1, 'CNY', $4, now(), now())`,
    payment,
    order['id'],
    payment.replaceAll('-', ''),
  )
  await put(
    `insert into settlement_lines (tenant_id, id, supplier_id, kind, order_id, contract_id, amount, day, created_at) values ($1, $2, $3, 'share', $4, $5, -1, '2027-12-31', now())`,
    line,
    supplierId,
    order['id'],
    contractId,
  )
  await put(
    `insert into ledger_transfers (tenant_id, id, debit_account, credit_account, amount, currency, kind, ref, at)
     values ($1, $2, 'supplier:' || $3::text, 'sharing', 1, 'CNY', 'supplier_share', $4, now()), ($1, $5, 'sharing', 'provider:wechat_pay', 1, 'CNY', 'share_settled', $6, now())`,
    newId(),
    supplierId,
    line,
    newId(),
    share,
  )
  await put(
    `insert into supplier_shares (tenant_id, id, kind, order_id, payment_id, supplier_id, account, amount, currency, day, state, out_order_no, line_id, created_at, updated_at, done_at)
     values ($1, $2, 'share', $3, $4, $5, '1900000109', 1, 'CNY', '2027-12-31', 'done', $6, $7, now(), now(), now())`,
    share,
    order['id'],
    payment,
    supplierId,
    share.replaceAll('-', ''),
    line,
  )
  await put(
    `insert into refunds (tenant_id, id, payment_id, order_id, amount, reason, state, out_refund_no, created_at, updated_at) values ($1, $2, $3, $4, 1, 'returned', 'failed', $5, now(), now())`,
    refund,
    payment,
    order['id'],
    refund.replaceAll('-', ''),
  )
  await put(
    `insert into share_returns (tenant_id, id, share_id, refund_id, order_id, amount, state, out_return_no, created_at, updated_at) values ($1, $2, $3, $4, $5, 1, 'failed', $6, now(), now())`,
    back,
    share,
    refund,
    order['id'],
    back.replaceAll('-', ''),
  )
  return back
}

const aSupplier = async (g: Ground) => (await SuppliedShop.open(g.shop, `SHARED${++n}`)).supplierId
async function aReceiver(g: Ground) {
  const [supplierId, asked] = [await aSupplier(g), anAccount()]
  const finance = await g.shop.t.aPerson('finance')
  const answer = await finance.post(`/suppliers/${supplierId}/share-receivers`, asked)
  return { id: asked.id, answer }
}
async function aStuckReturn(g: Ground): Promise<string> {
  const supplierId = await aSupplier(g)
  await g.shop.order()
  const contract = aContract()
  await g.owner.post(`/suppliers/${supplierId}/contracts`, contract)
  return aFailedReturn(g.shop.t, supplierId, contract.id)
}

/** A write that succeeds for every route of profit sharing. */
export const sharingWrites: Record<
  string,
  (g: Ground) => Promise<{ status: number; text: string; headers: Record<string, unknown> }>
> = {
  'PUT /api/share-settings': (g) => g.owner.put('/share-settings', { maxRatio: 3000 + ++n }),
  'POST /api/suppliers/{id}/share-receivers': async (g) => (await aReceiver(g)).answer,
  'POST /api/supplier/share-receivers': async (g) => {
    const person = await g.shop.t.aPerson('supplier', 'supplier', await aSupplier(g))
    return person.post('/supplier/share-receivers', anAccount())
  },
  'POST /api/share-receivers/{id}/approve': async (g) =>
    g.owner.post(`/share-receivers/${(await aReceiver(g)).id}/approve`),
  'POST /api/share-receivers/{id}/refuse': async (g) =>
    g.owner.post(`/share-receivers/${(await aReceiver(g)).id}/refuse`, { note: '待核' }),
  'POST /api/share-receivers/{id}/end': async (g) => {
    const { id } = await aReceiver(g)
    await g.owner.post(`/share-receivers/${id}/approve`)
    return g.owner.post(`/share-receivers/${id}/end`, { note: '停用' })
  },
  'POST /api/share-returns/{id}/retry': async (g) =>
    g.owner.post(`/share-returns/${await aStuckReturn(g)}/retry`),
  'POST /api/share-returns/{id}/carry': async (g) =>
    g.owner.post(`/share-returns/${await aStuckReturn(g)}/carry`, { note: '品牌垫付' }),
}
