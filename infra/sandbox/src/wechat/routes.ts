import { Router, type Request, type Response } from 'express'
import { bodyObject, queryOf } from '../http.js'
import type { Account } from '../keys.js'
import type { World } from '../world.js'
import { codePicture } from './code-picture.js'
import { LoginDesk } from './login.js'
import { uploadShipping } from './shipping.js'
import { subscribeMessage } from './subscribe.js'
import { TokenDesk, WeChatFault } from './tokens.js'

type Json = Record<string, unknown>
type Called = (account: Account, body: Json) => Json | Buffer

const OK = { errcode: 0, errmsg: 'ok' }

/** The server side of mini programs as on api.weixin.qq.com. */
export function wechatRouter(world: World): Router {
  const router = Router()
  const tokens = new TokenDesk(world)
  const logins = new LoginDesk(world)
  const answered = (make: (req: Request) => Json | Buffer) => (req: Request, res: Response) =>
    answer(world, req, res, make)
  /** A call with an access token and a JSON body. */
  const called = (call: Called) =>
    answered((req) => {
      const account = tokens.check(queryOf(req).get('access_token'))
      const body = bodyObject(req)
      if (!body) throw new WeChatFault(47001, 'data format error')
      return call(account, body)
    })

  router.get(
    '/sns/jscode2session',
    answered((req) => {
      const query = queryOf(req)
      const account = tokens.app(query.get('appid') ?? '', query.get('secret') ?? '')
      if (query.get('grant_type') !== 'authorization_code') throw new WeChatFault(40002, 'invalid grant_type')
      return { ...logins.session(account, query.get('js_code') ?? '') }
    }),
  )
  router.get(
    '/cgi-bin/token',
    answered((req) => {
      const query = queryOf(req)
      if (query.get('grant_type') !== 'client_credential') throw new WeChatFault(40002, 'invalid grant_type')
      return tokens.issue(tokens.app(query.get('appid') ?? '', query.get('secret') ?? ''), false)
    }),
  )
  router.post(
    '/cgi-bin/stable_token',
    answered((req) => {
      const body = bodyObject(req)
      if (!body) throw new WeChatFault(47001, 'data format error')
      if (body.grant_type !== 'client_credential') throw new WeChatFault(40002, 'invalid grant_type')
      return tokens.issue(tokens.app(String(body.appid), String(body.secret)), body.force_refresh !== true)
    }),
  )
  router.post(
    '/wxa/business/getuserphonenumber',
    called((account, body) => ({
      ...OK,
      phone_info: logins.phone(account, body.code),
    })),
  )
  router.post(
    '/cgi-bin/message/subscribe/send',
    called((account, body) => {
      subscribeMessage(world, account, body)
      return OK
    }),
  )
  router.post('/wxa/getwxacodeunlimit', called(codePicture))
  router.post(
    '/wxa/sec/order/upload_shipping_info',
    called((account, body) => {
      uploadShipping(world, account.appId, body)
      return OK
    }),
  )
  return router
}

function answer(world: World, req: Request, res: Response, make: (req: Request) => Json | Buffer): void {
  try {
    if (world.switches.strikes('wechat-down')) throw new WeChatFault(-1, 'system error')
    const made = make(req)
    if (Buffer.isBuffer(made)) res.type('image/png').send(made)
    else res.json(made)
  } catch (error) {
    if (!(error instanceof WeChatFault)) throw error
    res.json({ errcode: error.errcode, errmsg: `${error.message} rid: ${world.id(4)}-${world.id(4)}` })
  }
}
