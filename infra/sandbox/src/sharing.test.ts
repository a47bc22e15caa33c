import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from './index.js'
import { aSandboxAndShop, refusalOf, Rsa, type Shop } from './testing/merchant.js'

const ACCOUNT = '1900000109'

describe('profit sharing, asked for by an independent client', () => {
  let sandbox: Sandbox
  let shop: Shop
  let close: () => Promise<void>
  let transactionId: string

  /** Sells an order, frozen or not; answers WeChat Pay's number of it. */
  async function sell(outTradeNo: string, frozen = true): Promise<string> {
    const change = frozen ? { settle_info: { profit_sharing: true } } : {}
    const { data } = await shop.client().v3.pay.transactions.jsapi.post(shop.order(outTradeNo, 1000, change))
    return sandbox.control.pay({ prepayId: data.prepay_id }).transactionId!
  }
  const receiver = (change: Record<string, unknown> = {}) =>
    shop.client().v3.profitsharing.receivers.add.post({
      appid: shop.settings.wechat.appId,
      type: 'MERCHANT_ID',
      account: ACCOUNT,
      name: Rsa.encrypt('晨光乳业有限公司', shop.settings.wechatPay.platformPublicKeyPem),
      relation_type: 'SUPPLIER',
      ...change,
    })
  const share = (outOrderNo: string, amount: number, change: Record<string, unknown> = {}) =>
    shop.client().v3.profitsharing.orders.post({
      appid: shop.settings.wechat.appId,
      transaction_id: transactionId,
      out_order_no: outOrderNo,
      receivers: [{ type: 'MERCHANT_ID', account: ACCOUNT, amount, description: '货款' }],
      unfreeze_unsplit: false,
      ...change,
    })
  const queried = async (outOrderNo: string) =>
    (
      await shop
        .client()
        .v3.profitsharing.orders[outOrderNo].get({ params: { transaction_id: transactionId } })
    ).data
  const back = (outReturnNo: string, amount: number) =>
    shop.client().v3.profitsharing.returnOrders.post({
      out_order_no: 'share-1',
      out_return_no: outReturnNo,
      return_mchid: ACCOUNT,
      amount,
      description: '用户退款',
    })
  const left = async () =>
    (await shop.client().v3.profitsharing.transactions[transactionId].amounts.get()).data.unsplit_amount

  beforeEach(async () => {
    ;({ sandbox, shop, close } = await aSandboxAndShop())
    transactionId = await sell('sold-order-1')
    await receiver()
  })
  afterEach(() => close())

  it('shares within the ratio, asynchronously, once a number, and tells what is left', async () => {
    expect(await left()).toBe(1000)
    const { data } = await share('share-1', 300)
    expect(data).toMatchObject({ state: 'PROCESSING', receivers: [{ result: 'PENDING', amount: 300 }] })
    expect(await queried('share-1')).toMatchObject({
      state: 'FINISHED',
      receivers: [{ result: 'SUCCESS', account: ACCOUNT }],
    })
    expect((await share('share-1', 300)).data.order_id).toBe(data.order_id)
    expect((await refusalOf(share('share-1', 200))).code).toBe('INVALID_REQUEST')
    expect(await refusalOf(share('share-2', 1))).toMatchObject({ status: 403, code: 'RULE_LIMIT' })
    sandbox.control.shareUpTo(10_000)
    await shop.client().v3.refund.domestic.refunds.post({
      out_trade_no: 'sold-order-1',
      out_refund_no: 'refund-1',
      amount: { refund: 500, total: 1000, currency: 'CNY' },
    })
    expect((await refusalOf(share('share-2', 201))).code).toBe('NOT_ENOUGH')
    expect(await left()).toBe(200)
  })

  it('refuses who is no receiver, orders that are not frozen, and names it cannot read', async () => {
    const stranger = [{ type: 'MERCHANT_ID', account: '1900000999', amount: 1, description: 'x' }]
    expect((await refusalOf(share('share-1', 1, { receivers: stranger }))).code).toBe('INVALID_REQUEST')
    expect((await refusalOf(receiver({ name: '明文' }))).code).toBe('PARAM_ERROR')
    transactionId = await sell('sold-order-2', false)
    expect((await refusalOf(share('share-1', 1))).message).toBe('非分账订单不支持分账')
    transactionId = 'nobody'
    expect((await refusalOf(share('share-1', 1))).status).toBe(404)
  })

  it('takes back what was shared, in parts, never more; and sets the rest free for good', async () => {
    await share('share-1', 300)
    await queried('share-1')
    expect((await back('back-1', 100)).data).toMatchObject({ result: 'PROCESSING', amount: 100 })
    const { data } = await shop
      .client()
      .v3.profitsharing.returnOrders['back-1'].get({ params: { out_order_no: 'share-1' } })
    expect(data).toMatchObject({ result: 'SUCCESS', return_mchid: ACCOUNT })
    expect((await refusalOf(back('back-2', 201))).code).toBe('INVALID_REQUEST')
    expect((await back('back-1', 100)).data.return_id).toBe(data.return_id)
    const free = { transaction_id: transactionId, out_order_no: 'free-1', description: '解冻' }
    await shop.client().v3.profitsharing.orders.unfreeze.post(free)
    expect((await queried('free-1')).state).toBe('FINISHED')
    expect((await refusalOf(share('share-2', 1))).code).toBe('NOT_ENOUGH')
    expect(await left()).toBe(0)
  })

  it('fails where it is told to', async () => {
    sandbox.control.on({ kind: 'share-closed', times: 1 })
    await share('share-1', 300)
    expect((await queried('share-1')).receivers).toMatchObject([
      { result: 'CLOSED', fail_reason: 'ACCOUNT_ABNORMAL' },
    ])
    sandbox.control.on({ kind: 'receiver-refused', times: 1 })
    expect((await refusalOf(receiver())).code).toBe('INVALID_REQUEST')
  })
})
