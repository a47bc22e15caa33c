import { Router, type Request, type Response } from 'express'
import { bodyText } from '../http.js'
import type { Account, SigningKey } from '../keys.js'
import type { Postman } from '../postman.js'
import { transactionOf } from '../callback.js'
import { seal } from '../wire.js'
import type { TradeType, World } from '../world.js'
import { answerHeaders, answerKey, authenticate } from './auth.js'
import { BillDesk } from './bill.js'
import { codepay, reverse } from './codepay.js'
import { PayFault } from './fault.js'
import { ageOut, close, orderUnknown, prepay } from './orders.js'
import { finishRefund, refund, refundView } from './refunds.js'
import { objectOf } from './shapes.js'
import { sharingRoutes } from './sharing.routes.js'

interface Ask {
  account: Account
  req: Request
  body: string
  query: URLSearchParams
}
interface Answer {
  status?: number
  json?: unknown
  bytes?: Buffer
  /** What happens in the world after the answer has gone out. */
  then?: () => void
}
type Endpoint = (ask: Ask) => Answer

/** The order number a request is about, if it can be read at all: switches aim at it. */
function aimOf(req: Request): { outTradeNo?: string } {
  const inPath = /\/out-trade-no\/([^/?]+)/.exec(req.originalUrl)?.[1]
  if (inPath) return { outTradeNo: decodeURIComponent(inPath) }
  const inBody = /"out_trade_no"\s*:\s*"([^"]+)"/.exec(bodyText(req))?.[1]
  return inBody ? { outTradeNo: inBody } : {}
}

/** WeChat Pay v3 as on api.mch.weixin.qq.com: each request verified, each answer signed. */
export function payRouter(world: World, postman: Postman): Router {
  const router = Router()
  const bills = new BillDesk(world)
  const serve = (endpoint: Endpoint) => (req: Request, res: Response) => answer(world, req, res, endpoint)

  router.get(
    '/v3/certificates',
    serve(({ account }) => ({ json: certificates(world, account) })),
  )
  for (const [path, type] of [
    ['jsapi', 'JSAPI'],
    ['h5', 'H5'],
    ['native', 'NATIVE'],
  ] as const) {
    router.post(
      `/v3/pay/transactions/${path}`,
      serve((ask) => prepaid(world, ask, type)),
    )
  }
  router.post(
    '/v3/pay/transactions/codepay',
    serve(({ account, body }) => ({
      json: transactionOf(codepay(world, account, objectOf(body))),
    })),
  )
  router.get(
    '/v3/pay/transactions/:by/:number',
    serve((ask) => ({ json: queried(world, ask) })),
  )
  router.post(
    '/v3/pay/transactions/out-trade-no/:number/close',
    serve(({ account, body, req }) => {
      close(world, account, String(req.params.number), objectOf(body))
      return { status: 204 }
    }),
  )
  router.post(
    '/v3/pay/transactions/out-trade-no/:number/reverse',
    serve(({ account, body, req }) => ({
      json: reverse(world, account, String(req.params.number), objectOf(body)),
    })),
  )
  router.post(
    '/v3/refund/domestic/refunds',
    serve(({ account, body }) => {
      const made = refund(world, account, objectOf(body))
      const then = () => {
        finishRefund(world, postman, made)
        void postman.deliverDue()
      }
      return { json: refundView(made), then }
    }),
  )
  router.get(
    '/v3/refund/domestic/refunds/:number',
    serve(({ account, req }) => {
      const made = world.refunds.get(`${account.mchId}/${String(req.params.number)}`)
      if (!made) throw new PayFault(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
      return { json: refundView(made) }
    }),
  )
  router.get(
    '/v3/bill/tradebill',
    serve(({ account, query }) => ({ json: bills.apply(account, query) })),
  )
  router.get(
    '/v3/billdownload/file',
    serve(({ account, query }) => ({
      bytes: bills.fetch(account, query.get('token') ?? ''),
    })),
  )
  sharingRoutes(router, world, serve)
  router.all(
    '/v3/{*rest}',
    serve(() => {
      throw new PayFault(404, 'RESOURCE_NOT_EXISTS', '请求的资源不存在')
    }),
  )
  return router
}

function prepaid(world: World, { account, body }: Ask, type: TradeType): Answer {
  const order = prepay(world, account, type, objectOf(body))
  if (type === 'NATIVE') return { json: { code_url: `weixin://wxpay/bizpayurl?pr=${order.codeToken}` } }
  if (type === 'JSAPI') return { json: { prepay_id: order.prepayId } }
  const page = `${world.url}/cgi-bin/mmpayweb-bin/checkmweb`
  return { json: { h5_url: `${page}?prepay_id=${order.prepayId}&package=${order.codeToken}` } }
}

function queried(world: World, { account, req, query }: Ask): unknown {
  const { by, number } = req.params as { by: string; number: string }
  if (query.get('mchid') !== account.mchId) {
    throw new PayFault(400, 'PARAM_ERROR', '商户号与签名的商户号不一致', {
      field: 'mchid',
      location: 'query',
    })
  }
  const order = by === 'id' ? world.orderBy(number) : world.order(account.mchId, number)
  if (!order || order.mchid !== account.mchId || (by === 'id' && order.transactionId !== number)) {
    throw orderUnknown()
  }
  ageOut(world, order)
  return transactionOf(order)
}

function certificates(world: World, account: Account): unknown {
  const { serial, certificatePem, notBefore, notAfter } = world.keys.platform.certificate
  return {
    data: [
      {
        serial_no: serial,
        effective_time: notBefore,
        expire_time: notAfter,
        encrypt_certificate: seal(certificatePem, account.apiV3Key, 'certificate'),
      },
    ],
  }
}

/** Verifies, runs and answers one request; the switches of a failing provider strike here. */
function answer(world: World, req: Request, res: Response, endpoint: Endpoint): void {
  const aim = aimOf(req)
  const { switches } = world
  if (switches.strikes('pay-timeout', aim)) return // the caller waits until it gives up
  let key: SigningKey = world.keys.platform.publicKey
  let reply: Answer
  try {
    if (switches.strikes('pay-down', aim)) throw new PayFault(500, 'SYSTEM_ERROR', '系统异常，请稍后重试')
    const body = bodyText(req)
    const { method, originalUrl: url, headers } = req
    const account = authenticate(world, { method, url, headers, body })
    key = answerKey(world, account, req.get('wechatpay-serial'))
    reply = endpoint({ account, req, body, query: new URL(url, 'http://x').searchParams })
  } catch (error) {
    reply = refusal(error)
  }
  if (switches.strikes('pay-answer-lost', aim)) req.socket.destroy()
  else send(world, req, res, reply, key, switches.strikes('pay-answer-forged', aim))
  if (reply.then) setImmediate(reply.then)
}

function refusal(error: unknown): Answer {
  if (!(error instanceof PayFault)) throw error
  const { status, code, message, detail } = error
  return { status, json: { code, message, ...(detail ? { detail } : {}) } }
}

function send(
  world: World,
  req: Request,
  res: Response,
  reply: Answer,
  key: SigningKey,
  forged: boolean,
): void {
  res.status(reply.status ?? 200).set('Request-ID', world.id())
  if (reply.bytes) {
    res.type('text/plain').send(reply.bytes) // bill files carry no signature
    return
  }
  const text = reply.json === undefined ? '' : JSON.stringify(reply.json)
  const signer = forged ? { ...world.keys.platform.stranger, serial: key.serial } : key
  res.set(answerHeaders(world, signer, text))
  if (text) res.type('application/json')
  res.end(req.method === 'HEAD' ? '' : text)
}
