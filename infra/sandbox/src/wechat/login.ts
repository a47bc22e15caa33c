import { createHash } from 'node:crypto'
import type { Account } from '../keys.js'
import type { World } from '../world.js'
import { openidOf } from './openid.js'
import { WeChatFault } from './tokens.js'

/** `code-alice-7` and `code-alice-8` are two visits of alice; `code-bob` is one of bob. */
export function userOfCode(code: string): string | undefined {
  const rest = /^code-([\w.-]{1,120})$/.exec(code)?.[1]
  if (!rest) return undefined
  const cut = rest.lastIndexOf('-')
  return cut > 0 ? rest.slice(0, cut) : rest
}

/** The phone number behind `phone-13800000000[-n]`, or one made up for `phone-alice[-n]`. */
export function phoneOfCode(code: string): string | undefined {
  const rest = /^phone-([\w.-]{1,120})$/.exec(code)?.[1]
  if (!rest) return undefined
  const given = /^1\d{10}/.exec(rest)?.[0]
  if (given) return given
  const cut = rest.lastIndexOf('-')
  const digest = createHash('sha256')
    .update(cut > 0 ? rest.slice(0, cut) : rest)
    .digest('hex')
  return `138${String(Number.parseInt(digest.slice(0, 12), 16) % 100_000_000).padStart(8, '0')}`
}

/** Login codes and phone codes of WeChat clients: each works once. */
export class LoginDesk {
  private readonly used = new Set<string>()

  constructor(private readonly world: World) {}

  /** openid and session key for a js_code; 40029 when it is none, 40163 when it was used. */
  session(account: Account, code: string): { openid: string; session_key: string } {
    const user = userOfCode(code)
    if (!user) throw new WeChatFault(40029, 'invalid code')
    this.spend(account, code)
    return {
      openid: openidOf(account.appId, user),
      session_key: Buffer.from(this.world.id(), 'hex').toString('base64'),
    }
  }

  /** The phone number a shopper gave by button; 40029 when the code is none or was used. */
  phone(account: Account, code: unknown): Record<string, unknown> {
    const number = typeof code === 'string' ? phoneOfCode(code) : undefined
    if (!number) throw new WeChatFault(40029, 'invalid code')
    if (this.used.has(`${account.appId}/${String(code)}`)) throw new WeChatFault(40029, 'code been used')
    this.spend(account, String(code))
    return {
      phoneNumber: number,
      purePhoneNumber: number,
      countryCode: '86',
      watermark: { timestamp: Number(this.world.timestamp()), appid: account.appId },
    }
  }

  private spend(account: Account, code: string): void {
    const key = `${account.appId}/${code}`
    if (this.used.has(key)) throw new WeChatFault(40163, 'code been used')
    this.used.add(key)
  }
}
