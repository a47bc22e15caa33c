import { Router, type Request } from 'express'
import { bodyObject } from '../http.js'
import type { Postman } from '../postman.js'
import { openidBelongs } from '../wechat/openid.js'
import { paySignMessage, verifyText } from '../wire.js'
import type { PayOrder, World } from '../world.js'
import { PayFault } from './fault.js'
import { settle } from './orders.js'

const refused = (message: string) => new PayFault(400, 'PARAM_ERROR', message)
const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Which order the shopper's phone means: prepay id, package, code URL, or merchant and order number. */
function orderMeant(world: World, body: Record<string, unknown>): PayOrder {
  const pack = textOf(body.package)
  const token = /[?&]pr=(\w+)/.exec(textOf(body.code_url))?.[1]
  const id = textOf(body.prepay_id) || (pack.startsWith('prepay_id=') ? pack.slice(10) : '') || token
  const order = id ? world.orderBy(id) : world.order(textOf(body.mchid), textOf(body.out_trade_no))
  if (!order) throw new PayFault(404, 'ORDER_NOT_EXIST', '订单不存在')
  return order
}

/** The check the WeChat client makes before it opens the cashier. */
function mustBeSigned(world: World, order: PayOrder, body: Record<string, unknown>): void {
  const account = world.keys.byMchId(order.mchid)
  const pack = textOf(body.package) || `prepay_id=${order.prepayId}`
  const message = paySignMessage(
    textOf(body.appId) || order.appid,
    textOf(body.timeStamp),
    textOf(body.nonceStr),
    pack,
  )
  const signed = body.signType === undefined || body.signType === 'RSA'
  if (!account || !signed || !verifyText(message, textOf(body.paySign), account.merchantPublicKeyPem)) {
    throw refused('支付验证签名失败')
  }
  if (body.appId !== undefined && body.appId !== order.appid) throw refused('appid与下单时不一致')
}

/** The shopper confirms (or gives up) a payment; the callback then goes out at once. */
export function confirm(world: World, postman: Postman, body: Record<string, unknown>): PayOrder {
  const order = orderMeant(world, body)
  if (body.paySign !== undefined) mustBeSigned(world, order, body)
  const openid = textOf(body.openid) || undefined
  if (openid && !openidBelongs(openid, order.appid)) throw refused('appid和openid不匹配')
  if (openid && order.openid && openid !== order.openid) throw refused('下单用户与支付用户不一致')
  if (body.outcome === 'cancel') {
    if (order.state === 'USERPAYING') order.state = 'PAYERROR'
    world.changed()
    return order
  }
  settle(world, order, openid)
  postman.post('payment', order)
  void postman.deliverDue()
  return order
}

/** What happens on the shopper's phone, as an HTTP interface for tests, harnesses and the cashier page. */
export function cashierRouter(world: World, postman: Postman): Router {
  const router = Router()
  router.use('/sandbox/wechat-pay', (req, res, next) => {
    // The phone is no web origin: whoever plays it may call from anywhere.
    res.set('Access-Control-Allow-Origin', '*').set('Access-Control-Allow-Headers', 'content-type')
    if (req.method === 'OPTIONS') res.status(204).end()
    else next()
  })
  router.post('/sandbox/wechat-pay/pay', (req: Request, res) => {
    const body = bodyObject(req)
    try {
      if (!body) throw refused('请求体不是JSON对象')
      const order = confirm(world, postman, body)
      if (body.outcome === 'cancel') res.json({ errMsg: 'requestPayment:fail cancel' })
      else res.json({ errMsg: 'requestPayment:ok', transaction_id: order.transactionId })
    } catch (error) {
      if (!(error instanceof PayFault)) throw error
      const { status, code, message } = error
      res.status(status).json({ errMsg: `requestPayment:fail ${message}`, code })
    }
  })
  return router
}
