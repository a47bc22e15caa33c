import { aContract, SuppliedShop } from './supplied.js'
import { sharedLand, sharingWrites } from './sharing-writes.js'
import type { Ground } from './writes.js'
import { newId, type Client, type TestTenant, type World } from './world.js'

const DAY_MS = 86_400_000
/** A day in China, so many days from now. */
const day = (w: World, days: number) =>
  new Date(w.now().getTime() + days * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10)
let n = 0

/** Agrees on a contract of one day that is over, whose fee makes a statement, and on one that begins today; answers the statement and its line. */
async function settledDay(
  w: World,
  owner: Client,
  supplierId: string,
): Promise<{ id: string; line: string; contractId: string }> {
  const past = { holdDays: 0, feeFixed: 30_000, from: day(w, -9), until: day(w, -9) }
  const [first, second] = [aContract(past), aContract({ from: day(w, 0) })]
  const agree = async (contract: object) => {
    const { status, text } = await owner.post(`/suppliers/${supplierId}/contracts`, contract)
    if (status !== 200) throw new Error(text)
  }
  await agree(first)
  const found = await w.until(async () => {
    const [row] = await w.facts<{ id: string; line: string }>(
      'select s.id, l.id as line from supplier_statements s join settlement_lines l on l.statement_id = s.id where s.supplier_id = $1',
      [supplierId],
    )
    return row
  }, 'the statement of a day')
  await agree(second)
  return { ...found, contractId: first.id }
}

/** A supplier with a contract, a statement somebody disputes, and a payout that was refused; what a request may name of it. */
export async function settledLand(t: TestTenant, owner: Client): Promise<Record<string, string>> {
  const { world: w } = t
  const [suppliers, disputes, payouts] = [newId(), newId(), newId()]
  await w.facts(
    'insert into suppliers (tenant_id, id, code, name_zh, created_at) values ($1, $2, $3, $3, now())',
    [t.ref.id, suppliers, `SUP-${suppliers}`],
  )
  const { id, line, contractId } = await settledDay(w, owner, suppliers)
  await w.facts(
    "insert into statement_disputes (tenant_id, id, statement_id, line_id, reason, state, raised_by_name, raised_at) values ($1, $2, $3, $4, '有误', 'open', 'x', now())",
    [t.ref.id, disputes, id, line],
  )
  await w.facts(
    `insert into supplier_payouts (tenant_id, id, number, supplier_id, amount, currency, state, proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at)
     values ($1, $2, $3, $4, 1, 'CNY', 'refused', $2, 'x', now(), $2, 'x', now())`,
    [t.ref.id, payouts, `SUP-${suppliers}-P1`, suppliers],
  )
  const shared = await sharedLand(t, suppliers, contractId)
  return { suppliers, contracts: contractId, statements: id, disputes, payouts, ...shared }
}

const aSupplier = (g: Ground) => SuppliedShop.open(g.shop, `SUP${++n}`)
/** A statement of a supplier, and somebody there. */
async function aStatement(g: Ground) {
  const { supplierId } = await aSupplier(g)
  const { id, line } = await settledDay(g.shop.w, g.owner, supplierId)
  return { supplierId, id, line, person: await g.shop.t.aPerson('supplier', 'supplier', supplierId) }
}
async function aDispute(g: Ground) {
  const s = await aStatement(g)
  const dispute = newId()
  const answer = await s.person.post(`/supplier/statements/${s.id}/disputes`, {
    id: dispute,
    lineId: s.line,
    reason: '有误',
  })
  return { ...s, dispute, answer }
}
const answerTo = (g: Ground, d: { id: string; dispute: string }) =>
  g.owner.post(`/statements/${d.id}/disputes/${d.dispute}/answer`, { amount: 100_000, answer: '补' })
async function aPayout(g: Ground) {
  const d = await aDispute(g)
  await answerTo(g, d)
  await d.person.post(`/supplier/statements/${d.id}/confirm`)
  await g.owner.post(`/statements/${d.id}/confirm`)
  const id = newId()
  const proposer = await g.shop.t.aPerson('finance')
  return { id, answer: await proposer.post('/payouts', { id, supplierId: d.supplierId }) }
}

/** A write that succeeds for every route of settlement. */
export const settlementWrites: Record<
  string,
  (g: Ground) => Promise<{ status: number; text: string; headers: Record<string, unknown> }>
> = {
  'POST /api/orders/{id}/refunds': async (g) => {
    const order = await g.shop.paidOrder()
    await g.shop.manager.post('/verifications', {
      storeId: g.shop.storeId,
      code: order.verification!.code,
    })
    const lines = [{ lineId: order.lines[0]!.id, quantity: 1 }]
    return g.owner.post(`/orders/${order.id}/refunds`, { id: newId(), lines, reason: '破损' })
  },
  'POST /api/suppliers/{id}/contracts': async (g) =>
    g.owner.post(`/suppliers/${(await aSupplier(g)).supplierId}/contracts`, aContract()),
  'DELETE /api/contracts/{id}': async (g) => {
    const contract = aContract({ from: day(g.shop.w, 9) })
    await g.owner.post(`/suppliers/${(await aSupplier(g)).supplierId}/contracts`, contract)
    return g.owner.delete(`/contracts/${contract.id}`)
  },
  'POST /api/suppliers/{id}/adjustments': async (g) => {
    const { supplierId } = await aStatement(g)
    return g.owner.post(`/suppliers/${supplierId}/adjustments`, { id: newId(), amount: -5, note: '样品' })
  },
  'POST /api/statements/{id}/confirm': async (g) =>
    g.owner.post(`/statements/${(await aStatement(g)).id}/confirm`),
  'POST /api/statements/{id}/disputes/{disputeId}/answer': async (g) => answerTo(g, await aDispute(g)),
  'POST /api/supplier/statements/{id}/confirm': async (g) => {
    const { id, person } = await aStatement(g)
    return person.post(`/supplier/statements/${id}/confirm`)
  },
  'POST /api/supplier/statements/{id}/disputes': async (g) => (await aDispute(g)).answer,
  'POST /api/payouts': async (g) => (await aPayout(g)).answer,
  'POST /api/payouts/{id}/approve': async (g) => g.owner.post(`/payouts/${(await aPayout(g)).id}/approve`),
  'POST /api/payouts/{id}/refuse': async (g) =>
    g.owner.post(`/payouts/${(await aPayout(g)).id}/refuse`, { note: '待核' }),
  'POST /api/payouts/{id}/pay': async (g) => {
    const { id } = await aPayout(g)
    await g.owner.post(`/payouts/${id}/approve`)
    return g.owner.post(`/payouts/${id}/pay`, { bankRef: `B-${id}` })
  },
  ...sharingWrites,
}
