import { signText, signatureMessage, seal, beijing } from './wire.js'
import type { Forgery } from './switches.js'
import type { Delivery, PayOrder, PayRefund, World } from './world.js'

/** An HTTP request as it goes to a merchant's notify_url. */
export interface CallbackRequest {
  headers: Record<string, string>
  body: string
}

/** A paid (or other) order as queries and callbacks show it. */
export function transactionOf(order: PayOrder): Record<string, unknown> {
  const paid = order.paidAt !== undefined
  const shown: Record<string, unknown> = {
    appid: order.appid,
    mchid: order.mchid,
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: STATE_WORDS[order.state],
    amount: paid
      ? { total: order.total, payer_total: order.total, currency: 'CNY', payer_currency: 'CNY' }
      : { total: order.total, currency: 'CNY' },
    attach: order.attach ?? '',
    payer: order.openid ? { openid: order.openid } : {},
  }
  if (!paid) return shown
  return {
    ...shown,
    transaction_id: order.transactionId,
    trade_type: order.tradeType === 'H5' ? 'MWEB' : order.tradeType,
    bank_type: 'OTHERS',
    success_time: beijing(new Date(order.paidAt as string)),
    promotion_detail: [],
  }
}

const STATE_WORDS: Record<PayOrder['state'], string> = {
  NOTPAY: '订单未支付',
  USERPAYING: '用户支付中，需要输入密码',
  SUCCESS: '支付成功',
  REFUND: '转入退款',
  CLOSED: '订单已关闭',
  REVOKED: '订单已撤销',
  PAYERROR: '支付失败',
}

/** The plain text of a refund callback. */
function refundNotice(refund: PayRefund): Record<string, unknown> {
  return {
    mchid: refund.mchid,
    out_trade_no: refund.outTradeNo,
    transaction_id: refund.transactionId,
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_status: refund.status,
    ...(refund.settledAt && refund.status === 'SUCCESS'
      ? { success_time: beijing(new Date(refund.settledAt)) }
      : {}),
    amount: {
      total: refund.total,
      refund: refund.refund,
      payer_total: refund.total,
      payer_refund: refund.refund,
    },
    user_received_account: '支付用户零钱',
  }
}

interface Notice {
  eventType: string
  summary: string
  original: 'transaction' | 'refund'
  plain: Record<string, unknown>
}

/** What a delivery says; a forged notice for an unpaid order claims that it was paid. */
function noticeOf(world: World, delivery: Delivery): Notice {
  const order = world.order(delivery.mchid, delivery.outTradeNo)
  if (!order) throw new Error(`no order ${delivery.outTradeNo}`)
  if (delivery.kind === 'refund') {
    const refund = world.refunds.get(`${delivery.mchid}/${delivery.outRefundNo}`)
    if (!refund) throw new Error(`no refund ${delivery.outRefundNo}`)
    const summary = refund.status === 'SUCCESS' ? '退款成功' : '退款异常'
    return { eventType: `REFUND.${refund.status}`, summary, original: 'refund', plain: refundNotice(refund) }
  }
  const told: PayOrder = order.paidAt
    ? { ...order, state: 'SUCCESS' }
    : {
        ...order,
        state: 'SUCCESS',
        paidAt: world.now().toISOString(),
        transactionId: world.number('4200', 28),
      }
  return {
    eventType: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    original: 'transaction',
    plain: transactionOf(told),
  }
}

function withOtherAmount(plain: Record<string, unknown>): Record<string, unknown> {
  const amount = plain.amount as Record<string, unknown>
  const changed = Object.entries(amount).map(([key, v]) => [key, typeof v === 'number' ? v + 1 : v])
  return { ...plain, amount: Object.fromEntries(changed) }
}

/** Writes, encrypts and signs a callback; with `forgery` in the one way named, and right in all others. */
export function callbackRequest(world: World, delivery: Delivery, forgery?: Forgery): CallbackRequest {
  const account = world.keys.byMchId(delivery.mchid)
  if (!account) throw new Error(`no merchant ${delivery.mchid}`)
  const notice = noticeOf(world, delivery)
  const plain = forgery === 'amount' ? withOtherAmount(notice.plain) : notice.plain
  const event = {
    id: delivery.id,
    create_time: beijing(new Date(delivery.createdAt)),
    resource_type: 'encrypt-resource',
    event_type: notice.eventType,
    summary: notice.summary,
    resource: {
      original_type: notice.original,
      ...seal(JSON.stringify(plain), account.apiV3Key, notice.original),
    },
  }
  const honest = JSON.stringify(event)
  const key = world.keys.signingKey(account)
  const secondsOff = forgery === 'stale' ? 360 : 0
  const timestamp = String(Number(world.timestamp()) - secondsOff)
  const nonce = world.id()
  const signer = forgery === 'other-key' ? world.keys.platform.stranger : key
  let signature = signText(signatureMessage(timestamp, nonce, honest), signer.privateKeyPem)
  if (forgery === 'signature') signature = Buffer.from(world.id(128), 'hex').toString('base64')
  if (forgery === 'probe') signature = `WECHATPAY/SIGNTEST/${signature}`
  const body = forgery === 'body' ? JSON.stringify({ ...event, summary: `${event.summary} ` }) : honest
  return { headers: callbackHeaders(world, key.serial, timestamp, nonce, signature), body }
}

function callbackHeaders(world: World, serial: string, timestamp: string, nonce: string, signature: string) {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Mozilla/4.0',
    'Request-ID': world.id(),
    'Wechatpay-Serial': serial,
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': signature,
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}
