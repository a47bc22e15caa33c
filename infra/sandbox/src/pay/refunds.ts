import type { Account } from '../keys.js'
import type { Postman } from '../postman.js'
import { beijing } from '../wire.js'
import type { PayOrder, PayRefund, World } from '../world.js'
import { PayFault, paramError } from './fault.js'
import { fen, notifyUrlOf, part, text, textMaybe } from './shapes.js'

type Json = Record<string, unknown>

const YEAR_MS = 365 * 86_400_000
const REFUNDS_PER_ORDER_MAX = 50
const refused = (message: string) => new PayFault(400, 'INVALID_REQUEST', message)

/** Makes a refund, or gives back the one already made under this out_refund_no with the same amounts; an abnormal one is tried again. */
export function refund(world: World, account: Account, body: Json): PayRefund {
  const outRefundNo = text(body, 'out_refund_no', 64)
  if (!/^[0-9A-Za-z_\-|*@]+$/.test(outRefundNo)) {
    throw paramError('/out_refund_no', '商户退款单号只能是数字、大小写字母_-|*@', outRefundNo)
  }
  const amount = part(body, 'amount')
  if (amount.currency !== 'CNY')
    throw paramError('/amount/currency', '退款币种目前仅支持CNY', amount.currency)
  const wanted = fen(amount, 'refund')
  const total = fen(amount, 'total')
  const notify = textMaybe(body, 'notify_url', 256)
  const reason = textMaybe(body, 'reason', 80)
  const order = orderOf(world, account, body)
  const known = world.refunds.get(`${account.mchId}/${outRefundNo}`)
  if (known) {
    if (known.refund !== wanted || known.total !== total || known.outTradeNo !== order.outTradeNo) {
      throw refused('订单金额或退款金额与之前请求不一致，请核实后再试')
    }
    if (known.status === 'ABNORMAL') {
      known.status = 'PROCESSING'
      delete known.settledAt
      world.changed()
    }
    return known
  }
  mustBeRefundable(world, order, wanted, total)
  const made: PayRefund = {
    mchid: account.mchId,
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId as string,
    outRefundNo,
    refundId: world.number('5030', 29),
    refund: wanted,
    total,
    ...(reason ? { reason } : {}),
    ...(notify ? { notifyUrl: notifyUrlOf(notify) } : {}),
    status: 'PROCESSING',
    createdAt: world.now().toISOString(),
  }
  world.refunds.set(`${account.mchId}/${outRefundNo}`, made)
  order.state = 'REFUND'
  world.changed()
  return made
}

function orderOf(world: World, account: Account, body: Json): PayOrder {
  const transactionId = textMaybe(body, 'transaction_id', 32)
  const outTradeNo = textMaybe(body, 'out_trade_no', 32)
  if (!transactionId && !outTradeNo)
    throw paramError('/out_trade_no', '微信支付订单号和商户订单号不能同时为空')
  const order = transactionId
    ? world.orderBy(transactionId)
    : world.order(account.mchId, outTradeNo as string)
  if (!order || order.mchid !== account.mchId || !order.transactionId) {
    throw new PayFault(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  }
  return order
}

function mustBeRefundable(world: World, order: PayOrder, wanted: number, total: number): void {
  const { outTradeNo } = order
  if (order.state === 'REVOKED') throw refused('订单已撤销')
  if (total !== order.total) throw refused('订单金额或退款金额与之前请求不一致，请核实后再试')
  const left = order.total - world.refundedOf(order)
  if (left === 0) throw refused('订单已全额退款')
  if (wanted > left) throw refused('申请退款金额超过订单可退金额')
  if (world.refundsOf(order).length >= REFUNDS_PER_ORDER_MAX) throw refused('部分退款次数超过50次')
  if (world.now().getTime() - Date.parse(order.paidAt as string) > YEAR_MS)
    throw refused('订单已经超过退款期限')
  if (world.switches.strikes('refund-notenough', { outTradeNo })) {
    throw new PayFault(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起')
  }
}

/** The bank's part: a refund still under way ends well, or abnormal by switch, and its callback goes out. */
export function finishRefund(world: World, postman: Postman, made: PayRefund): void {
  if (made.status !== 'PROCESSING' || made.settledAt) return
  made.settledAt = world.now().toISOString()
  made.status = world.switches.strikes('refund-abnormal', made) ? 'ABNORMAL' : 'SUCCESS'
  const order = world.order(made.mchid, made.outTradeNo)
  if (order) postman.post('refund', order, made)
  world.changed()
}

/** A refund as the interface shows it. */
export function refundView(made: PayRefund): Json {
  return {
    refund_id: made.refundId,
    out_refund_no: made.outRefundNo,
    transaction_id: made.transactionId,
    out_trade_no: made.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...(made.settledAt && made.status === 'SUCCESS'
      ? { success_time: beijing(new Date(made.settledAt)) }
      : {}),
    create_time: beijing(new Date(made.createdAt)),
    status: made.status,
    funds_account: 'AVAILABLE',
    amount: {
      total: made.total,
      refund: made.refund,
      payer_total: made.total,
      payer_refund: made.refund,
      settlement_refund: made.refund,
      settlement_total: made.total,
      discount_refund: 0,
      currency: 'CNY',
      refund_fee: 0,
    },
    promotion_detail: [],
  }
}
