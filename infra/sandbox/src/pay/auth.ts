import type { IncomingHttpHeaders } from 'node:http'
import type { Account, SigningKey } from '../keys.js'
import { parseAuthorization, requestMessage, signText, signatureMessage, verifyText } from '../wire.js'
import type { World } from '../world.js'
import { PayFault } from './fault.js'

const SKEW_SECONDS_MAX = 300
const SCHEME = 'WECHATPAY2-SHA256-RSA2048'

export interface SignedRequest {
  method: string
  /** Path and query as sent. */
  url: string
  headers: IncomingHttpHeaders
  body: string
}

const signError = (message: string, detail: Record<string, unknown>) =>
  new PayFault(401, 'SIGN_ERROR', message, { location: 'authorization', ...detail })

/** The merchant who signed this request; 401 SIGN_ERROR when the signature, its age or its key is wrong. */
export function authenticate(world: World, request: SignedRequest): Account {
  const header = request.headers.authorization
  const given = parseAuthorization(header)
  if (!given) throw signError('Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》', {})
  if (given.scheme !== SCHEME) {
    throw signError('Http头Authorization认证类型不正确', { field: 'schema', value: given.scheme })
  }
  const account = world.keys.byMchId(given.mchid)
  if (!account) throw new PayFault(401, 'SIGN_ERROR', '商户号不存在', { field: 'mchid', value: given.mchid })
  if (given.serial_no !== account.merchantSerial) {
    throw signError('商户证书序列号有误', {
      field: 'serial_no',
      issue: '证书序列号不存在',
      value: given.serial_no,
    })
  }
  const age = Math.abs(Number(world.timestamp()) - Number(given.timestamp))
  if (!/^\d{10}$/.test(given.timestamp) || age > SKEW_SECONDS_MAX) {
    throw signError('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟', {
      field: 'timestamp',
      value: given.timestamp,
    })
  }
  const { method, url, body } = request
  const message = requestMessage(method, url, given.timestamp, given.nonce_str, body)
  if (!verifyText(message, given.signature, account.merchantPublicKeyPem)) {
    throw signError('错误的签名，验签失败', {
      field: 'signature',
      detail: { issue: 'sign not match' },
      sign_information: {
        method,
        url,
        truncated_sign_message: message.slice(0, 200),
        sign_message_length: message.length,
      },
    })
  }
  return account
}

/** The platform key an answer is signed with: the one the request names, else the merchant's usual one. */
export function answerKey(world: World, account: Account | undefined, asked: string | undefined): SigningKey {
  const { publicKey, certificate } = world.keys.platform
  if (asked && asked !== publicKey.serial && asked !== certificate.serial) {
    throw new PayFault(400, 'PARAM_ERROR', '平台证书序列号Wechatpay-Serial错误', {
      field: 'Wechatpay-Serial',
      location: 'header',
      value: asked,
    })
  }
  if (asked) return asked === certificate.serial ? certificate : publicKey
  return account ? world.keys.signingKey(account) : publicKey
}

/** The Wechatpay-* headers of an answer. */
export function answerHeaders(world: World, key: SigningKey, body: string): Record<string, string> {
  const timestamp = world.timestamp()
  const nonce = world.id()
  return {
    'Wechatpay-Serial': key.serial,
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': signText(signatureMessage(timestamp, nonce, body), key.privateKeyPem),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}
