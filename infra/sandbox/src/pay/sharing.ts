import type { Account } from '../keys.js'
import { beijing, unsealText } from '../wire.js'
import type { PayReturn, PayShare } from '../shares.js'
import type { PayOrder, World } from '../world.js'
import { PayFault, paramError } from './fault.js'
import { part, text } from './shapes.js'

type Json = Record<string, unknown>

const DAY_MS = 86_400_000
const SHARE_DAYS = 30
const RETURN_DAYS = 180
const REQUESTS_PER_ORDER_MAX = 50
const RECEIVERS_MAX = 50
const NUMBER = /^[0-9A-Za-z_\-|*@]+$/
const refused = (message: string) => new PayFault(400, 'INVALID_REQUEST', message)

/** Whether a prepayment asks for its money to be frozen until it is shared (`settle_info.profit_sharing`). */
export function wantsSharing(body: Json): boolean {
  if (body.settle_info === undefined) return false
  const value = part(body, 'settle_info').profit_sharing
  if (value !== undefined && typeof value !== 'boolean')
    throw paramError('/settle_info/profit_sharing', '字段“profit_sharing”类型错误', value)
  return value === true
}

/** Makes a merchant a receiver; the same again changes nothing. Its name comes sealed with WeChat Pay's key. */
export function addReceiver(world: World, account: Account, body: Json): Json {
  if (text(body, 'appid', 32) !== account.appId)
    throw new PayFault(400, 'INVALID_REQUEST', '商户号mch_id与appid不匹配')
  if (body.type !== 'MERCHANT_ID') throw paramError('/type', '分账接收方类型不支持', body.type)
  const number = text(body, 'account', 64)
  const relation = text(body, 'relation_type', 32)
  const sealed = text(body, 'name', 1024)
  const name = [world.keys.platform.publicKey, world.keys.platform.certificate]
    .map((key) => unsealText(sealed, key.privateKeyPem))
    .find((plain) => plain !== undefined)
  if (!name) throw paramError('/name', '敏感字段解密失败，请检查加密使用的公钥与Wechatpay-Serial')
  if (number === account.mchId) throw refused('分账接收方不能是分账方自己')
  if (world.switches.strikes('receiver-refused')) throw refused('分账接收方全称与商户号不匹配')
  world.receivers.set(`${account.mchId}/${number}`, name)
  world.changed()
  return { type: 'MERCHANT_ID', account: number, name: sealed, relation_type: relation }
}

interface Receiver {
  account: string
  amount: number
  description: string
}

/** Takes an instruction in, or answers the one known under its number; the money moves after the answer. */
export function share(world: World, account: Account, body: Json): PayShare {
  const outOrderNo = numberOf(body, 'out_order_no')
  const order = orderOf(world, account, text(body, 'transaction_id', 32))
  if (typeof body.unfreeze_unsplit !== 'boolean')
    throw paramError('/unfreeze_unsplit', '字段“unfreeze_unsplit”必填', body.unfreeze_unsplit)
  const receivers = receiversOf(body)
  const fingerprint = JSON.stringify([order.outTradeNo, receivers, body.unfreeze_unsplit])
  const known = world.shares.get(`${account.mchId}/${outOrderNo}`)
  if (known) return again(known, fingerprint)
  mustBeShareable(world, order)
  mustFit(world, order, receivers)
  for (const r of receivers)
    if (!world.receivers.has(`${account.mchId}/${r.account}`)) throw refused('分账接收方不存在，请先添加')
  return keep(world, account, order, outOrderNo, receivers, body.unfreeze_unsplit, fingerprint)
}

/** Sets the rest of an order free; nothing of it can be shared from then on. */
export function unfreeze(world: World, account: Account, body: Json): PayShare {
  const outOrderNo = numberOf(body, 'out_order_no')
  const order = orderOf(world, account, text(body, 'transaction_id', 32))
  text(body, 'description', 80)
  const fingerprint = JSON.stringify([order.outTradeNo, 'unfreeze'])
  const known = world.shares.get(`${account.mchId}/${outOrderNo}`)
  if (known) return again(known, fingerprint)
  mustBeShareable(world, order)
  return keep(world, account, order, outOrderNo, [], true, fingerprint)
}

function again(known: PayShare, fingerprint: string): PayShare {
  if (known.fingerprint !== fingerprint) throw refused('商户分账单号重复：参数与首次请求不一致')
  return known
}

function keep(
  world: World,
  account: Account,
  order: PayOrder,
  outOrderNo: string,
  receivers: readonly Receiver[],
  frees: boolean,
  fingerprint: string,
): PayShare {
  const made: PayShare = {
    mchid: account.mchId,
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId as string,
    outOrderNo,
    orderId: world.number('3008', 28),
    state: 'PROCESSING',
    frees,
    fingerprint,
    createdAt: world.now().toISOString(),
    receivers: receivers.map((r) => ({ ...r, result: 'PENDING', detailId: world.number('3601', 28) })),
  }
  world.shares.set(`${account.mchId}/${outOrderNo}`, made)
  if (frees) order.freed = true
  world.changed()
  return made
}

function mustBeShareable(world: World, order: PayOrder): void {
  if (!order.profitSharing) throw refused('非分账订单不支持分账')
  if (order.freed) throw new PayFault(403, 'NOT_ENOUGH', '订单已解冻，没有可分账的金额')
  if (world.now().getTime() - Date.parse(order.paidAt as string) > SHARE_DAYS * DAY_MS)
    throw refused('订单已超过分账期限')
  if (world.sharesOf(order).length >= REQUESTS_PER_ORDER_MAX) throw refused('同一笔订单分账次数超过50次')
}

function mustFit(world: World, order: PayOrder, receivers: readonly Receiver[]): void {
  const wanted = receivers.reduce((sum, r) => sum + r.amount, 0)
  const shared = world.sharedOf(order)
  if ((shared + wanted) * 10_000 > order.total * world.shareRatio)
    throw new PayFault(403, 'RULE_LIMIT', '分账金额超过最大分账比例')
  if (shared + wanted > order.total - world.refundedOf(order))
    throw new PayFault(403, 'NOT_ENOUGH', '分账金额超过订单剩余可分金额')
}

/** What happens after an instruction was taken in: each receiver gets its money, or doesn't by switch. */
export function finishShare(world: World, made: PayShare): void {
  if (made.state !== 'PROCESSING' || world.switches.strikes('share-slow', made)) return
  for (const receiver of made.receivers) {
    const fails = world.switches.strikes('share-closed', made)
    receiver.result = fails ? 'CLOSED' : 'SUCCESS'
    if (fails) receiver.failReason = 'ACCOUNT_ABNORMAL'
  }
  made.state = 'FINISHED'
  made.finishedAt = world.now().toISOString()
  world.changed()
}

/** An instruction as the interface shows it. */
export function shareView(made: PayShare): Json {
  return {
    transaction_id: made.transactionId,
    out_order_no: made.outOrderNo,
    order_id: made.orderId,
    state: made.state,
    receivers: made.receivers.map((r) => ({
      amount: r.amount,
      description: r.description,
      type: 'MERCHANT_ID',
      account: r.account,
      result: r.result,
      ...(r.failReason ? { fail_reason: r.failReason } : {}),
      detail_id: r.detailId,
      create_time: beijing(new Date(made.createdAt)),
      finish_time: beijing(new Date(made.finishedAt ?? made.createdAt)),
    })),
  }
}
export function shareNamed(
  world: World,
  account: Account,
  outOrderNo: string,
  query: URLSearchParams,
): PayShare {
  const made = world.shares.get(`${account.mchId}/${outOrderNo}`)
  if (!made || made.transactionId !== query.get('transaction_id'))
    throw new PayFault(404, 'RESOURCE_NOT_EXISTS', '分账单不存在')
  return made
}

/** Takes back what a receiver got, or answers the return known under its number. */
export function giveBack(world: World, account: Account, body: Json): PayReturn {
  const outReturnNo = numberOf(body, 'out_return_no')
  const made = world.shares.get(`${account.mchId}/${numberOf(body, 'out_order_no')}`)
  const mchid = text(body, 'return_mchid', 32)
  text(body, 'description', 80)
  const amount = body.amount
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 1)
    throw paramError('/amount', '回退金额必须是正整数', amount)
  const known = world.returns.get(`${account.mchId}/${outReturnNo}`)
  if (known) {
    if (known.amount !== amount || known.returnMchid !== mchid || known.outOrderNo !== body.out_order_no)
      throw refused('商户回退单号重复：参数与首次请求不一致')
    return known
  }
  const got = made?.receivers.find((r) => r.account === mchid && r.result === 'SUCCESS')
  if (!made || !got) throw new PayFault(404, 'RESOURCE_NOT_EXISTS', '分账单不存在或未成功')
  if (world.now().getTime() - Date.parse(made.createdAt) > RETURN_DAYS * DAY_MS)
    throw refused('分账已超过回退期限')
  if (world.returnedOf(made, mchid) + amount > got.amount) throw refused('回退金额超过可回退金额')
  if (world.switches.strikes('return-notenough', made))
    throw new PayFault(403, 'NOT_ENOUGH', '回退方账户余额不足')
  const back: PayReturn = {
    mchid: account.mchId,
    outOrderNo: made.outOrderNo,
    orderId: made.orderId,
    outTradeNo: made.outTradeNo,
    outReturnNo,
    returnId: world.number('3701', 28),
    returnMchid: mchid,
    amount,
    result: 'PROCESSING',
    createdAt: world.now().toISOString(),
  }
  world.returns.set(`${account.mchId}/${outReturnNo}`, back)
  world.changed()
  return back
}

export function finishReturn(world: World, made: PayReturn): void {
  if (made.result !== 'PROCESSING' || world.switches.strikes('return-slow', made)) return
  const fails = world.switches.strikes('return-failed', made)
  made.result = fails ? 'FAILED' : 'SUCCESS'
  if (fails) made.failReason = 'BALANCE_NOT_ENOUGH'
  made.finishedAt = world.now().toISOString()
  world.changed()
}

export const returnView = (made: PayReturn): Json => ({
  order_id: made.orderId,
  out_order_no: made.outOrderNo,
  out_return_no: made.outReturnNo,
  return_id: made.returnId,
  return_mchid: made.returnMchid,
  amount: made.amount,
  description: '用户退款',
  result: made.result,
  ...(made.failReason ? { fail_reason: made.failReason } : {}),
  create_time: beijing(new Date(made.createdAt)),
  finish_time: beijing(new Date(made.finishedAt ?? made.createdAt)),
})
export function returnNamed(
  world: World,
  account: Account,
  outReturnNo: string,
  query: URLSearchParams,
): PayReturn {
  const made = world.returns.get(`${account.mchId}/${outReturnNo}`)
  if (!made || made.outOrderNo !== query.get('out_order_no'))
    throw new PayFault(404, 'RESOURCE_NOT_EXISTS', '回退单不存在')
  return made
}

/** How much of an order is still frozen. */
export function amountsOf(world: World, account: Account, transactionId: string): Json {
  const order = orderOf(world, account, transactionId)
  const left =
    order.freed || !order.profitSharing ? 0 : order.total - world.refundedOf(order) - world.sharedOf(order)
  return { transaction_id: transactionId, unsplit_amount: left }
}

function numberOf(body: Json, key: string): string {
  const value = text(body, key, 64)
  if (!NUMBER.test(value)) throw paramError(`/${key}`, '单号只能是数字、大小写字母_-|*@', value)
  return value
}
function orderOf(world: World, account: Account, transactionId: string): PayOrder {
  const order = world.orderBy(transactionId)
  if (!order || order.mchid !== account.mchId || order.transactionId !== transactionId)
    throw new PayFault(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  return order
}
function receiversOf(body: Json): Receiver[] {
  const list = body.receivers
  if (!Array.isArray(list) || list.length < 1 || list.length > RECEIVERS_MAX)
    throw paramError('/receivers', '分账接收方须为1至50个')
  const all = list.map((one: unknown) => {
    const r = part({ one }, 'one')
    if (r.type !== 'MERCHANT_ID') throw paramError('/receivers/type', '分账接收方类型不支持', r.type)
    const amount = r.amount
    if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 1)
      throw paramError('/receivers/amount', '分账金额必须是正整数', amount)
    return { account: text(r, 'account', 64), amount, description: text(r, 'description', 80) }
  })
  if (new Set(all.map((r) => r.account)).size < all.length)
    throw paramError('/receivers', '分账接收方不能重复')
  return all
}
