import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sandbox } from './index.js'
import { aSandboxAndShop, refusalOf, type Shop } from './testing/merchant.js'

let sandbox: Sandbox
let shop: Shop
let close: () => Promise<void>
beforeEach(async () => {
  ;({ sandbox, shop, close } = await aSandboxAndShop())
  await shop.sell('sold-order-1', 1000)
  shop.received.length = 0
})
afterEach(() => close())

const refund = (outRefundNo: string, fen: number, change: Record<string, unknown> = {}) =>
  shop.client().v3.refund.domestic.refunds.post({
    out_trade_no: 'sold-order-1',
    out_refund_no: outRefundNo,
    notify_url: shop.notifyUrl,
    amount: { refund: fen, total: 1000, currency: 'CNY' },
    ...change,
  })
const queried = (outRefundNo: string) => shop.client().v3.refund.domestic.refunds[outRefundNo].get()
/** The refund is finished right after its answer went out; the callback follows. */
const finished = () => expect.poll(() => shop.received.length)

it('goes from PROCESSING to SUCCESS, and tells the shop', async () => {
  expect((await refund('back-1', 400)).data).toMatchObject({ status: 'PROCESSING', amount: { refund: 400 } })
  await finished().toBe(1)
  const [told] = shop.received
  expect(told && shop.trusts(told)).toBe(true)
  expect(told && shop.reads(told)).toMatchObject({ out_refund_no: 'back-1', refund_status: 'SUCCESS' })
  expect(JSON.parse(told?.body ?? '').event_type).toBe('REFUND.SUCCESS')
  expect((await queried('back-1')).data.status).toBe('SUCCESS')
  expect(sandbox.control.orders()[0]?.state).toBe('REFUND')
})

it('is one refund however often it is asked for under the same number', async () => {
  const first = (await refund('back-1', 400)).data
  const second = (await refund('back-1', 400)).data
  expect(second.refund_id).toBe(first.refund_id)
  expect(sandbox.control.refunds()).toHaveLength(1)
  expect((await refusalOf(refund('back-1', 500))).code).toBe('INVALID_REQUEST')
  await sandbox.control.deliverDue()
  expect(shop.received).toHaveLength(1)
})

it('never gives back more than was paid, in one or several parts', async () => {
  expect(await refusalOf(refund('too-much', 1001))).toMatchObject({ status: 400, code: 'INVALID_REQUEST' })
  await refund('part-1', 600)
  expect((await refusalOf(refund('part-2', 401))).message).toBe('申请退款金额超过订单可退金额')
  await refund('part-2', 400)
  expect((await refusalOf(refund('part-3', 1))).message).toBe('订单已全额退款')
  expect(sandbox.control.refunds().reduce((sum, one) => sum + one.refund, 0)).toBe(1000)
})

it('twenty at once for the whole sum: exactly one', async () => {
  const calls = Array.from({ length: 20 }, (_, i) =>
    refund(`race-${i}`, 1000).then(
      () => 'made',
      () => 'refused',
    ),
  )
  expect((await Promise.all(calls)).filter((one) => one === 'made')).toHaveLength(1)
})

it('refuses what does not fit: unknown order, other total, unpaid order, zero', async () => {
  expect((await refusalOf(refund('r-1', 1, { out_trade_no: 'no-such-order' }))).code).toBe(
    'RESOURCE_NOT_EXISTS',
  )
  const other = { amount: { refund: 1, total: 999, currency: 'CNY' } }
  expect((await refusalOf(refund('r-1', 1, other))).code).toBe('INVALID_REQUEST')
  await shop.place('unpaid-order')
  expect((await refusalOf(refund('r-1', 1, { out_trade_no: 'unpaid-order' }))).status).toBe(404)
  expect((await refusalOf(refund('r-1', 0))).code).toBe('PARAM_ERROR')
  expect((await refusalOf(queried('r-1'))).code).toBe('RESOURCE_NOT_EXISTS')
})

it('by switch: not enough money with the merchant, and an abnormal end', async () => {
  sandbox.control.on({ kind: 'refund-notenough', times: 1 })
  expect(await refusalOf(refund('poor-1', 100))).toMatchObject({ status: 403, code: 'NOT_ENOUGH' })
  sandbox.control.on({ kind: 'refund-abnormal', times: 1 })
  await refund('odd-1', 100)
  await finished().toBe(1)
  expect(JSON.parse(shop.received[0]?.body ?? '').event_type).toBe('REFUND.ABNORMAL')
  expect((await queried('odd-1')).data.status).toBe('ABNORMAL')
})
