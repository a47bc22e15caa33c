import { openidBelongs, openidOf } from '../wechat/openid.js'
import type { Account } from '../keys.js'
import type { PayOrder, TradeType, World } from '../world.js'
import { PayFault, paramError } from './fault.js'
import { wantsSharing } from './sharing.js'
import { expiryOf, mustBelong, notifyUrlOf, outTradeNoOf, part, text, textMaybe, totalOf } from './shapes.js'

type Json = Record<string, unknown>

export const orderPaid = () => new PayFault(400, 'ORDERPAID', '该订单已支付')
export const orderClosed = () => new PayFault(400, 'ORDER_CLOSED', '订单已关闭')
export const orderUnknown = () => new PayFault(404, 'ORDER_NOT_EXIST', '订单不存在')

/** Refuses an order that exists already in another shape, is paid or is closed; else gives back the open one. */
export function reentry(known: PayOrder | undefined, fingerprint: string): PayOrder | undefined {
  if (!known) return undefined
  if (known.paidAt) throw orderPaid()
  if (known.state === 'CLOSED' || known.state === 'REVOKED') throw orderClosed()
  if (known.fingerprint !== fingerprint) {
    throw new PayFault(403, 'OUT_TRADE_NO_USED', '商户订单号重复：请求重入时，参数与首次请求时不一致')
  }
  return known
}

/** Makes or repeats an order before payment; the channel's own fields are checked here too. */
export function prepay(world: World, account: Account, tradeType: TradeType, body: Json): PayOrder {
  const appid = mustBelong(body, account)
  const outTradeNo = outTradeNoOf(body.out_trade_no)
  const description = text(body, 'description', 127)
  const attach = textMaybe(body, 'attach', 128)
  const notifyUrl = notifyUrlOf(text(body, 'notify_url', 255))
  const total = totalOf(body)
  const openid = tradeType === 'JSAPI' ? payerOf(body, appid) : undefined
  if (tradeType === 'H5') mustBeH5(body)
  const expiresAt = expiryOf(body, world.now())
  const profitSharing = wantsSharing(body)
  const fingerprint = JSON.stringify([
    ...[tradeType, appid, description, attach ?? '', total, openid ?? ''],
    ...(profitSharing ? ['sharing'] : []),
  ])
  const again = reentry(world.order(account.mchId, outTradeNo), fingerprint)
  if (again) {
    // A repeated request gets a fresh prepay id, and the newest notify_url and deadline hold.
    again.prepayId = newPrepayId(world)
    Object.assign(again, { notifyUrl, expiresAt })
    world.changed()
    return again
  }
  return keepOrder(world, {
    mchid: account.mchId,
    appid,
    outTradeNo,
    tradeType,
    description,
    ...(attach ? { attach } : {}),
    total,
    notifyUrl,
    ...(openid ? { openid } : {}),
    ...(profitSharing ? { profitSharing } : {}),
    fingerprint,
    expiresAt,
    state: 'NOTPAY',
  })
}

type NewOrder = Omit<PayOrder, 'prepayId' | 'codeToken' | 'createdAt'>

/** Enters an order into the book. */
export function keepOrder(world: World, order: NewOrder): PayOrder {
  const kept: PayOrder = {
    ...order,
    prepayId: newPrepayId(world),
    codeToken: world.id(5),
    createdAt: world.now().toISOString(),
  }
  world.orders.set(`${kept.mchid}/${kept.outTradeNo}`, kept)
  world.changed()
  return kept
}

function newPrepayId(world: World): string {
  const digits = world.now().toISOString().replace(/\D/g, '').slice(0, 14)
  return `wx${digits}${world.id(9)}0000`
}

function payerOf(body: Json, appid: string): string {
  const openid = part(body, 'payer').openid
  if (typeof openid !== 'string' || !openid) throw paramError('/payer/openid', '缺少参数openid', openid)
  if (!openidBelongs(openid, appid)) throw paramError('/payer/openid', 'appid和openid不匹配', openid)
  return openid
}

function mustBeH5(body: Json): void {
  const scene = part(body, 'scene_info')
  text(scene, 'payer_client_ip', 45)
  text(part(scene, 'h5_info'), 'type', 32)
}

/** Closes an unpaid order whose deadline has passed; true when it did. */
export function ageOut(world: World, order: PayOrder): boolean {
  if (order.paidAt || order.expiresAt > world.now().toISOString()) return false
  if (order.state === 'NOTPAY' || order.state === 'USERPAYING') order.state = 'CLOSED'
  return true
}

/** Marks an order paid; refuses a paid, closed or expired one. */
export function settle(world: World, order: PayOrder, openid?: string): void {
  if (order.paidAt) throw orderPaid()
  if (order.state === 'CLOSED' || order.state === 'REVOKED') throw orderClosed()
  if (ageOut(world, order)) throw new PayFault(400, 'ORDER_CLOSED', '订单已过期')
  order.openid ??= openid ?? openidOf(order.appid, 'passer-by')
  order.state = 'SUCCESS'
  order.paidAt = world.now().toISOString()
  order.transactionId = world.number('4200', 28)
  world.changed()
}

/** Closes an unpaid order; closing twice is fine, closing a paid one is refused. */
export function close(world: World, account: Account, outTradeNo: string, body: Json): void {
  if (body.mchid !== account.mchId) throw paramError('/mchid', '商户号与签名的商户号不一致')
  const order = world.order(account.mchId, outTradeNo)
  if (!order) throw orderUnknown()
  if (order.paidAt) throw orderPaid()
  order.state = 'CLOSED'
  world.changed()
}
