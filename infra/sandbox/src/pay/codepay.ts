import { openidOf } from '../wechat/openid.js'
import type { Account } from '../keys.js'
import type { PayOrder, World } from '../world.js'
import { PayFault, paramError } from './fault.js'
import { keepOrder, orderUnknown, reentry, settle } from './orders.js'
import { wantsSharing } from './sharing.js'
import { expiryOf, mustBelong, outTradeNoOf, part, text, textMaybe, totalOf } from './shapes.js'

type Json = Record<string, unknown>

/** Payment codes with these last four digits always behave so, without any switch. */
export const CODE_ENDINGS = { userpaying: '0001', notenough: '0002' } as const

const userPaying = () => new PayFault(202, 'USERPAYING', '用户支付中，需要输入密码')
const notEnough = () => new PayFault(403, 'NOTENOUGH', '用户的账户余额不足')

/** Pays with the code on the shopper's phone: paid at once, USERPAYING (202) or a refusal. */
export function codepay(world: World, account: Account, body: Json): PayOrder {
  const appid = mustBelong(body, account)
  const outTradeNo = outTradeNoOf(body.out_trade_no)
  const description = text(body, 'description', 127)
  const attach = textMaybe(body, 'attach', 128)
  const total = totalOf(body)
  const authCode = authCodeOf(body)
  text(part(part(body, 'scene_info'), 'store_info'), 'id', 32)
  const fingerprint = JSON.stringify(['MICROPAY', appid, description, attach ?? '', total, authCode])
  const profitSharing = wantsSharing(body)
  const known = reentry(world.order(account.mchId, outTradeNo), fingerprint)
  if (known?.state === 'USERPAYING') throw userPaying()
  const short =
    world.switches.strikes('code-notenough', { outTradeNo }) || authCode.endsWith(CODE_ENDINGS.notenough)
  const order =
    known ??
    keepOrder(world, {
      mchid: account.mchId,
      appid,
      outTradeNo,
      tradeType: 'MICROPAY',
      description,
      ...(attach ? { attach } : {}),
      ...(profitSharing ? { profitSharing } : {}),
      total,
      openid: openidOf(appid, `code${authCode}`),
      fingerprint,
      expiresAt: expiryOf(body, world.now()),
      state: 'NOTPAY',
    })
  if (short) {
    order.state = 'PAYERROR'
    throw notEnough()
  }
  const asks = world.switches.strikes('code-userpaying', { outTradeNo })
  if (asks || (!known && authCode.endsWith(CODE_ENDINGS.userpaying))) {
    order.state = 'USERPAYING'
    throw userPaying()
  }
  settle(world, order)
  return order
}

function authCodeOf(body: Json): string {
  const code = part(body, 'payer').auth_code
  if (typeof code !== 'string' || !/^1[0-5]\d{16}$/.test(code)) {
    throw paramError('/payer/auth_code', '付款码无效：应为10至15开头的18位数字', code)
  }
  return code
}

/** Reverses a payment-code order: an unpaid one is closed for good, a paid one goes back to the shopper. */
export function reverse(world: World, account: Account, outTradeNo: string, body: Json): Json {
  const appid = mustBelong(body, account)
  const order = world.order(account.mchId, outTradeNo)
  if (!order) throw orderUnknown()
  if (order.tradeType !== 'MICROPAY') throw new PayFault(400, 'INVALID_REQUEST', '仅付款码支付的订单可以撤销')
  if (order.paidAt && order.state === 'SUCCESS') giveBack(world, order)
  order.state = 'REVOKED'
  world.changed()
  return { appid, mchid: account.mchId, out_trade_no: outTradeNo }
}

/** The money of a reversed payment is a refund of its own in the books, made by WeChat Pay itself. */
function giveBack(world: World, order: PayOrder): void {
  const now = world.now().toISOString()
  const outRefundNo = `reverse-${order.outTradeNo}`
  world.refunds.set(`${order.mchid}/${outRefundNo}`, {
    mchid: order.mchid,
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId as string,
    outRefundNo,
    refundId: world.number('5030', 29),
    refund: order.total,
    total: order.total,
    status: 'SUCCESS',
    createdAt: now,
    settledAt: now,
  })
}
