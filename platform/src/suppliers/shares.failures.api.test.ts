import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SharedShop } from '../../test/shared-shop.js'
import { newId } from '../../test/world.js'
import { WechatSharing } from '../payments/index.js'
import { SharePlanService } from './share-plan.service.js'
import { ShareSender } from './share-sender.service.js'
import { ShareReturnsService } from './share-returns.service.js'

describe('shares that do not go as they should', () => {
  let s: SharedShop
  beforeAll(async () => {
    s = await SharedShop.open('2026-12-01')
  }, 60_000)
  afterAll(() => s.w.stop())
  const put = (id: string, why: object = {}) => s.people.chief.post(`/share-returns/${id}`, why)

  it('a share whose answer is lost is asked for and not sent twice', async () => {
    const order = await s.bought(4)
    s.w.sandbox.control.on({ kind: 'pay-answer-lost', times: 1 })
    await s.later(8)
    await s.rounds()
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'done', amount: 3496 })
    expect(s.sandboxShares(order.no).filter((one) => !one.frees)).toHaveLength(1)
  })

  it('killed between sending and writing down, the same number goes out again and counts once', async () => {
    const order = await s.bought(2)
    await s.later(8, false)
    const run = (work: () => Promise<unknown>) => s.shop.t.run(work)
    await run(() => s.w.get(SharePlanService).planDue())
    const [row] = await s.w.facts<{ out_order_no: string; provider_txn: string }>(
      "select h.out_order_no, p.provider_txn from supplier_shares h join payments p on p.id = h.payment_id where h.order_id = $1 and h.kind = 'share'",
      [order.id],
    )
    // sent, and the process is gone before it could say so
    await run(() =>
      s.w.get(WechatSharing).share({
        transactionId: row!.provider_txn,
        outOrderNo: row!.out_order_no,
        account: s.account,
        amount: 1748,
        description: '供应商货款',
      }),
    )
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'due' })
    await s.rounds()
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'done', amount: 1748 })
    expect(s.sandboxShares(order.no).filter((one) => !one.frees)).toHaveLength(1)
  })

  it('many workers plan and send at once: one share an order', async () => {
    const orders = [await s.bought(1), await s.bought(3)]
    await s.later(8, false)
    const run = (work: () => Promise<unknown>) => s.shop.t.run(work)
    const at = (n: number, work: () => Promise<unknown>) =>
      Promise.all(Array.from({ length: n }, () => run(work)))
    await at(4, () => s.w.get(SharePlanService).planDue())
    await at(4, () => s.w.get(ShareSender).pursue())
    await s.rounds()
    for (const { id, no } of orders) {
      expect(await s.sharesOf(id, '&kind=share')).toMatchObject([{ state: 'done' }])
      expect(s.sandboxShares(no).filter((one) => !one.frees)).toHaveLength(1)
    }
  })

  it('a share the provider closes is owed again, and paid with the rest', async () => {
    const owed = await s.dairy.owed()
    const order = await s.bought(2)
    s.w.sandbox.control.on({ kind: 'share-closed', times: 1 })
    await s.later(8)
    await s.rounds()
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'closed', reason: '分账接收账户异常' })
    expect(await s.dairy.owed()).toBe(owed + 1748)
    expect((await s.people.finance.get('/shares?state=closed')).body.items).toHaveLength(1)
  })

  it('a return that fails stops the refund until HQ has it tried again, under a new number', async () => {
    const order = await s.bought(3)
    await s.later(8)
    await s.rounds()
    s.w.sandbox.control.on({ kind: 'return-failed', times: 1 })
    await s.refund(order, 1)
    await s.rounds()
    const [failed] = (await s.people.finance.get('/shares?state=return_failed')).body.items
    expect(failed).toMatchObject({
      orderId: order.id,
      returns: [{ state: 'failed', amount: 874, reason: '供应商账户余额不足', allowed: ['retry', 'carry'] }],
    })
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'due', held: true }])
    await s.rounds()
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'due', held: true }])
    const { id } = failed.returns[0]
    expect((await put(`${id}/retry`)).body).toMatchObject({ returns: [{ state: 'due' }] })
    expect((await put(`${id}/retry`)).body.code).toBe('sharing.move_illegal')
    await s.rounds(5)
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'done', held: false }])
    expect(s.w.sandbox.control.returns().slice(0, 2)).toMatchObject([
      { result: 'SUCCESS' },
      { result: 'FAILED' },
    ])
  })

  it('the brand may pay the shopper itself: the supplier owes it, and is paid so much less', async () => {
    const order = await s.bought(3)
    await s.later(8)
    await s.rounds()
    const owed = await s.dairy.owed()
    s.w.sandbox.control.on({ kind: 'return-notenough', times: 1 })
    await s.refund(order, 1)
    await s.rounds()
    const [failed] = (await s.people.finance.get('/shares?state=return_failed')).body.items
    const { id } = failed.returns[0]
    expect(failed.returns[0]).toMatchObject({ reason: '可分或可退金额不足' })
    expect((await s.people.manager.post(`/share-returns/${id}/carry`, { note: 'x' })).status).toBe(403)
    expect((await put(`${id}/carry`)).status).toBe(400)
    expect((await put(`${id}/carry`, { note: '先垫付' })).body).toMatchObject({
      returned: 0,
      returns: [{ state: 'carried', note: '先垫付', allowed: [] }],
    })
    await s.rounds(5)
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'done' }])
    await s.w.until(async () => (await s.dairy.owed()) === owed - 874, 'the debt')
    // the next refund asks back what is still there, and not the debt once more
    await s.refund(order, 2)
    await s.rounds(5)
    expect((await s.shareOf(order.id)).returns).toMatchObject([
      { state: 'carried', amount: 874 },
      { state: 'done', amount: 1748 },
    ])
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'done' }, { state: 'done' }])
  })

  it('a refund decided while a share is under way waits for what becomes of it', async () => {
    const order = await s.bought(2)
    s.w.sandbox.control.on({ kind: 'share-slow', times: 2 })
    await s.later(8)
    await s.refund(order, 2)
    s.w.shift(1000)
    await s.work()
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'sent' })
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'due', held: true }])
    await s.rounds(6)
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'done', amount: 1748, returned: 1748 })
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'done' }])
  })

  it('what comes back and refunds race: asked back once, refunded once', async () => {
    const order = await s.bought(5)
    await s.later(8)
    await s.rounds()
    const asks = await Promise.all([1, 2].map((n) => s.askRefund(order, n)))
    expect(asks.map((a) => a.status)).toEqual([200, 200])
    const run = (work: () => Promise<unknown>) => s.shop.t.run(work)
    await Promise.all([1, 2, 3].map(() => run(() => s.w.get(ShareReturnsService).pursue())))
    await s.rounds(6)
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'done' }, { state: 'done' }])
    const { returns, returned } = await s.shareOf(order.id)
    expect([returns.reduce((sum: number, r: { amount: number }) => sum + r.amount, 0), returned]).toEqual([
      2623, 2623,
    ])
  })

  it('an order nobody completes in time is set free and not shared', async () => {
    const { id } = await s.shop.order({ lines: [{ skuId: s.milk.id, quantity: 1 }] })
    await s.shop.pay(id)
    await s.later(30)
    await s.rounds()
    expect(await s.sharesOf(id)).toMatchObject([{ kind: 'unfreeze', amount: 0 }])
  })
})

describe('a month with shares, to the fen', () => {
  let s: SharedShop
  beforeAll(async () => {
    s = await SharedShop.open('2026-12-01')
  }, 60_000)
  afterAll(() => s.w.stop())

  it('the statement says what was shared, and the payout is what remains', async () => {
    await s.bought(3)
    const returned = await s.bought(2)
    await s.later(8)
    await s.rounds()
    await s.refund(returned, 1)
    await s.rounds(6)
    // sold near the end of the month: shared after the statement is issued, before it may be paid
    await s.on('2026-12-28')
    await s.bought(1)
    await s.dairy.sell(s.people.manager, [{ sku: s.milk, quantity: 4 }])
    await s.dairy.settled(8)
    await s.on('2027-01-01')
    const statement = async () => (await s.people.finance.get('/statements')).body.items[0]
    const issued = await statement()
    expect(issued).toMatchObject({ sales: 2622 + 1748 + 874 + 3496, refunds: -874, shared: 2622 + 874 })
    const lines = (await s.people.dairy.get(`/supplier/statements/${issued.id}/lines?kind=share`)).body.items
    expect(lines.map((l: { amount: number }) => l.amount).sort((a: number, b: number) => a - b)).toEqual([
      -2622, -1748, 874,
    ])
    await s.people.dairy.post(`/supplier/statements/${issued.id}/confirm`)
    await s.people.finance.post(`/statements/${issued.id}/confirm`)
    await s.on('2027-01-08')
    await s.rounds()
    expect(await statement()).toMatchObject({
      closing: issued.closing,
      shared: 2622 + 874 + 874,
      state: 'confirmed',
    })
    const { body } = await s.people.finance.post('/payouts', { id: newId(), supplierId: s.dairy.supplierId })
    expect([body.amount, body.code]).toEqual([3496, undefined])
    await s.people.chief.post(`/payouts/${body.id}/approve`)
    await s.people.finance.post(`/payouts/${body.id}/pay`, { bankRef: 'B-1' })
    expect(await s.dairy.owed()).toBe(0)
    expect(await s.shop.balances()).toMatchObject({ bank: -3496, sharing: 0 })
    // what came of an order whose statement a payout has taken is shared no more
    expect((await s.people.finance.get('/supplier-accounts')).body.items[0]).toMatchObject({
      balance: 0,
      payable: 0,
    })
  })

  it('a supplier that owes is sent no more than it is owed', async () => {
    const [id, owed] = [newId(), await s.dairy.owed()]
    await s.people.finance.post(`/suppliers/${s.dairy.supplierId}/adjustments`, {
      id,
      amount: -1000 - owed,
      note: '破损',
    })
    const order = await s.bought(2)
    await s.later(8)
    await s.rounds()
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'done', amount: 748 })
    expect(await s.dairy.owed()).toBe(0)
  })
})
