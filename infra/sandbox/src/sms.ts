import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { Router, type Request } from 'express'
import { bodyText, queryOf } from './http.js'
import { CODE_TEMPLATE } from './credentials.js'
import type { World } from './world.js'

const SKEW_MS_MAX = 15 * 60_000

/** Percent-encoding as the signature of the SMS interface wants it (RFC 3986, `~` stays). */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The text an SMS request signs: method, `/`, and the sorted parameters without Signature. */
export function smsStringToSign(method: string, params: Record<string, string>): string {
  const sorted = Object.keys(params)
    .filter((key) => key !== 'Signature')
    .sort()
    .map((key) => `${percentEncode(key)}=${percentEncode(params[key] ?? '')}`)
    .join('&')
  return `${method}&${percentEncode('/')}&${percentEncode(sorted)}`
}

/** HMAC-SHA1 over the string to sign, keyed with the secret and a trailing `&`, in base64. */
export function smsSignature(method: string, params: Record<string, string>, secret: string): string {
  return createHmac('sha1', `${secret}&`).update(smsStringToSign(method, params)).digest('base64')
}

class SmsFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const business = (code: string, message: string) => new SmsFault(200, code, message)
const required = (params: Record<string, string>, name: string): string => {
  const value = params[name]
  if (!value) throw new SmsFault(400, `Missing${name}`, `${name} is mandatory for this action.`)
  return value
}

/** SendSms in the shape of Aliyun's RPC interface, signed with HMAC-SHA1. */
export class SmsDesk {
  private readonly nonces = new Set<string>()

  constructor(private readonly world: World) {}

  /** Sends to up to a thousand numbers; refusals carry the provider's codes. */
  send(method: string, params: Record<string, string>): Record<string, string> {
    if (this.world.switches.strikes('sms-down')) {
      throw new SmsFault(
        503,
        'ServiceUnavailable',
        'The request has failed due to a temporary failure of the server.',
      )
    }
    this.mustBeSigned(method, params)
    if (params.Action !== 'SendSms')
      throw new SmsFault(404, 'InvalidAction.NotFound', 'Specified api is not found.')
    const phones = required(params, 'PhoneNumbers').split(',')
    if (phones.length > 1_000 || phones.some((phone) => !/^(\+?86)?1[3-9]\d{9}$/.test(phone))) {
      throw business('isv.MOBILE_NUMBER_ILLEGAL', '手机号码格式错误')
    }
    const signName = required(params, 'SignName')
    if ([...signName].length < 2 || [...signName].length > 12) {
      throw business('isv.SMS_SIGNATURE_ILLEGAL', '该账号下找不到对应签名')
    }
    const templateCode = required(params, 'TemplateCode')
    if (!/^SMS_\w{3,40}$/.test(templateCode))
      throw business('isv.SMS_TEMPLATE_ILLEGAL', '该账号下找不到对应模板')
    const values = this.valuesOf(templateCode, params.TemplateParam)
    if (this.world.switches.strikes('sms-limit')) {
      throw business('isv.BUSINESS_LIMIT_CONTROL', '触发分钟级流控Permits:1')
    }
    const at = this.world.now().toISOString()
    for (const phone of phones) {
      const text = `【${signName}】${wordsOf(templateCode, values)}`
      const bare = phone.replace(/^\+?86/, '')
      this.world.sms.unshift({
        id: this.world.id(8),
        phone: bare,
        signName,
        templateCode,
        params: values,
        text,
        at,
      })
    }
    this.world.changed()
    return { Code: 'OK', Message: 'OK', BizId: this.world.number('', 18) + '^0', RequestId: requestId() }
  }

  private mustBeSigned(method: string, params: Record<string, string>): void {
    const account = this.world.keys.bySmsKey(required(params, 'AccessKeyId'))
    if (!account) throw new SmsFault(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.')
    const at = Date.parse(required(params, 'Timestamp'))
    if (!(Math.abs(this.world.now().getTime() - at) <= SKEW_MS_MAX)) {
      throw new SmsFault(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.')
    }
    const given = Buffer.from(required(params, 'Signature'))
    const right = Buffer.from(smsSignature(method, params, account.smsAccessKeySecret))
    const known = params.SignatureMethod === 'HMAC-SHA1' && params.SignatureVersion === '1.0'
    if (!known || given.length !== right.length || !timingSafeEqual(given, right)) {
      const server = smsStringToSign(method, params)
      throw new SmsFault(
        400,
        'SignatureDoesNotMatch',
        `Specified signature is not matched with our calculation. server string to sign is:${server}`,
      )
    }
    const nonce = `${account.slug}/${required(params, 'SignatureNonce')}`
    if (this.nonces.has(nonce)) {
      throw new SmsFault(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.')
    }
    this.nonces.add(nonce)
  }

  private valuesOf(templateCode: string, json = '{}'): Record<string, string> {
    let values: unknown
    try {
      values = JSON.parse(json)
    } catch {
      values = undefined
    }
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
      throw business('isv.INVALID_JSON_PARAM', 'JSON参数不合法，只接受字符串值')
    }
    const texts = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
    if (templateCode === CODE_TEMPLATE && !texts.code) {
      throw business('isv.TEMPLATE_MISSING_PARAMETERS', '模板缺少变量')
    }
    return texts
  }
}

const requestId = () => randomUUID().toUpperCase()

/** The message as the phone shows it; templates other than the code's show their variables. */
function wordsOf(templateCode: string, values: Record<string, string>): string {
  if (templateCode === CODE_TEMPLATE) return `您的验证码是${values.code}，5分钟内有效，请勿告诉他人。`
  const list = Object.entries(values).map(([key, value]) => `${key}：${value}`)
  return `${templateCode} ${list.join('，')}`
}

/** POST / (form or query parameters) and the messages as JSON. */
export function smsRouter(world: World): Router {
  const router = Router()
  const desk = new SmsDesk(world)
  router.post('/', (req: Request, res) => {
    const form = new URLSearchParams(bodyText(req))
    const params = Object.fromEntries([...queryOf(req), ...form])
    try {
      res.json(desk.send(req.method, params))
    } catch (error) {
      if (!(error instanceof SmsFault)) throw error
      const { status, code, message } = error
      res.status(status).json({ Code: code, Message: message, RequestId: requestId() })
    }
  })
  router.get('/sms.json', (req, res) => {
    const phone = queryOf(req).get('phone')
    res.json({ messages: world.sms.filter((message) => !phone || message.phone === phone) })
  })
  return router
}
