import type { Account } from '../keys.js'
import { PayFault, paramError } from './fault.js'

type Json = Record<string, unknown>

/** The largest payment the sandbox takes: one million yuan, in fen. */
export const TOTAL_MAX = 100_000_000

/** A JSON object from a raw body; 400 PARAM_ERROR otherwise. */
export function objectOf(raw: string): Json {
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch {
    throw new PayFault(400, 'PARAM_ERROR', '请求体不是合法的JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PayFault(400, 'PARAM_ERROR', '请求体不是JSON对象')
  }
  return value as Json
}

/** A nested object of the body. */
export function part(body: Json, key: string): Json {
  const value = body[key]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw paramError(`/${key}`, `输入源“/body/${key}”映射到值字段“${key}”必填性规则校验失败`)
  }
  return value as Json
}

/** A text field with a length limit in characters. */
export function text(body: Json, key: string, max: number, min = 1): string {
  const value = body[key]
  if (typeof value !== 'string' || value.length < min) {
    throw paramError(`/${key}`, `输入源“/body/${key}”映射到值字段“${key}”字符串规则校验失败`, value)
  }
  if ([...value].length > max) throw paramError(`/${key}`, `字段“${key}”超过最大长度 ${max}`, value)
  return value
}

export function textMaybe(body: Json, key: string, max: number): string | undefined {
  return body[key] === undefined || body[key] === null ? undefined : text(body, key, max, 0)
}

/** A merchant order number: 6 to 32 of digits, letters, `_-|*`. */
export function outTradeNoOf(value: unknown): string {
  if (typeof value !== 'string' || !/^[0-9A-Za-z_\-|*]{6,32}$/.test(value)) {
    throw paramError('/out_trade_no', '商户订单号只能是6至32位的数字、大小写字母_-|*', value)
  }
  return value
}

/** A whole number of fen from 1. */
export function fen(body: Json, key: string): number {
  const value = body[key]
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw paramError(`/amount/${key}`, `输入源“/body/amount/${key}”映射到值字段“金额”数值规则校验失败`, value)
  }
  return value
}

/** The order amount: CNY, at least 1 fen, at most a million yuan. */
export function totalOf(body: Json): number {
  const amount = part(body, 'amount')
  if (amount.currency !== undefined && amount.currency !== 'CNY') {
    throw paramError('/amount/currency', '目前仅支持人民币CNY', amount.currency)
  }
  const total = fen(amount, 'total')
  if (total > TOTAL_MAX) throw new PayFault(403, 'RULE_LIMIT', '交易金额超过单笔限额')
  return total
}

/** An address for callbacks: http(s), without query, at most 255 characters. */
export function notifyUrlOf(value: string): string {
  const bad = () => paramError('/notify_url', '通知地址不合法：需为不带参数的绝对URL', value)
  let url: URL
  try {
    url = new URL(value)
  } catch {
    throw bad()
  }
  if (!/^https?:$/.test(url.protocol) || value.includes('?') || url.hash) throw bad()
  return value
}

/** Body and signature must name the same merchant, and the app must be bound to it. */
export function mustBelong(body: Json, account: Account): string {
  const appid = text(body, 'appid', 32)
  if (body.mchid !== account.mchId) {
    throw new PayFault(400, 'PARAM_ERROR', '商户号与签名的商户号不一致', {
      field: '/mchid',
      location: 'body',
    })
  }
  if (appid !== account.appId) {
    throw new PayFault(400, 'APPID_MCHID_NOT_MATCH', '商户号mch_id与appid不匹配')
  }
  return appid
}

/** `time_expire` or two hours from now, as ISO; one in the past is refused. */
export function expiryOf(body: Json, now: Date): string {
  const given = textMaybe(body, 'time_expire', 64)
  if (given === undefined) return new Date(now.getTime() + 7_200_000).toISOString()
  const at = Date.parse(given)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/.test(given) || Number.isNaN(at)) {
    throw paramError('/time_expire', '交易结束时间格式不正确，需符合rfc3339', given)
  }
  if (at <= now.getTime())
    throw paramError('/time_expire', 'time_expire时间过短，刷卡至少1分钟，其他5分钟', given)
  return new Date(at).toISOString()
}
