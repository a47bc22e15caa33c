import type { Account } from '../keys.js'
import type { World } from '../world.js'
import { openidBelongs } from './openid.js'
import { WeChatFault } from './tokens.js'

type Json = Record<string, unknown>

const length = (text: string) => [...text].length

/** What each kind of template field takes, by the platform's table of limits. */
const FIELD_RULES: Record<string, (value: string) => boolean> = {
  thing: (v) => length(v) <= 20,
  number: (v) => /^-?\d{1,32}(\.\d+)?$/.test(v) && v.length <= 32,
  letter: (v) => /^[A-Za-z]{1,32}$/.test(v),
  symbol: (v) => length(v) <= 5,
  character_string: (v) => /^[\x20-\x7e]{1,32}$/.test(v),
  time: (v) => /\d{1,2}:\d{2}|\d{4}\s*(年|-|\/)/.test(v) && length(v) <= 64,
  date: (v) => /\d{4}\s*(年|-|\/|\.)\s*\d{1,2}/.test(v) && length(v) <= 64,
  amount: (v) => /^[¥￥$€£]?\d{1,10}(\.\d{1,2})?元?$/.test(v),
  phone_number: (v) => /^[\d+\-() ]{1,17}$/.test(v),
  car_number: (v) => length(v) <= 8,
  name: (v) => length(v) <= (/^[\x20-\x7e]+$/.test(v) ? 20 : 10),
  phrase: (v) => length(v) <= 5,
  enum: (v) => length(v) <= 20,
  const: (v) => length(v) <= 20,
}

const invalid = (field: string) => new WeChatFault(47003, `argument invalid! data.${field}.value invalid`)

/** Each value of a message, checked against its field's rule. */
function valuesOf(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new WeChatFault(47003, 'argument invalid! data is empty')
  }
  const entries = Object.entries(data as Json)
  if (!entries.length) throw new WeChatFault(47003, 'argument invalid! data is empty')
  return Object.fromEntries(
    entries.map(([field, holder]) => {
      const value = (holder as Json | null)?.value
      const text = typeof value === 'number' ? String(value) : value
      const rule = FIELD_RULES[/^([a-z_]+?)\d+$/.exec(field)?.[1] ?? '']
      if (!rule || typeof text !== 'string' || text === '' || !rule(text)) throw invalid(field)
      return [field, text]
    }),
  )
}

/** Takes in a subscribe message; refusals are 40003, 40037, 41030, 43101 and 47003. */
export function subscribeMessage(world: World, account: Account, body: Json): void {
  const { touser, template_id: templateId, page } = body
  if (typeof touser !== 'string' || !openidBelongs(touser, account.appId)) {
    throw new WeChatFault(40003, 'invalid openid')
  }
  if (typeof templateId !== 'string' || !/^[\w-]{6,64}$/.test(templateId)) {
    throw new WeChatFault(40037, 'invalid template_id')
  }
  if (page !== undefined && (typeof page !== 'string' || /^https?:/.test(page) || page.length > 1024)) {
    throw new WeChatFault(41030, 'invalid page')
  }
  const state = body.miniprogram_state ?? 'formal'
  if (!['developer', 'trial', 'formal'].includes(String(state))) {
    throw new WeChatFault(47003, 'argument invalid! miniprogram_state invalid')
  }
  const data = valuesOf(body.data)
  if (world.switches.strikes('subscribe-refused')) {
    throw new WeChatFault(43101, 'user refuse to accept the msg')
  }
  world.messages.unshift({
    id: world.id(8),
    appid: account.appId,
    openid: touser,
    templateId,
    ...(page ? { page: String(page) } : {}),
    data,
    at: world.now().toISOString(),
  })
  world.changed()
}
