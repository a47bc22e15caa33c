import type { Account } from '../keys.js'
import type { World } from '../world.js'

/** A refusal by api.weixin.qq.com: HTTP 200 with errcode and errmsg. */
export class WeChatFault extends Error {
  constructor(
    readonly errcode: number,
    message: string,
  ) {
    super(message)
  }
}

interface Token {
  value: string
  appid: string
  expiresAt: number
}

const LIFE_SECONDS = 7_200
/** After a new token the former one still works for five minutes. */
const GRACE_MS = 300_000

/** Access tokens of the apps: given out, replaced and checked. */
export class TokenDesk {
  private tokens: Token[] = []

  constructor(private readonly world: World) {}

  /** The app of an id and secret; 40013 or 40125 otherwise. */
  app(appid: string, secret: string): Account {
    const account = this.world.keys.byAppId(appid)
    if (!account) throw new WeChatFault(40013, 'invalid appid')
    if (account.appSecret !== secret) throw new WeChatFault(40125, 'invalid appsecret')
    return account
  }

  /** A token: always a new one, or the one still good (`stable`). */
  issue(account: Account, stable: boolean): { access_token: string; expires_in: number } {
    const now = this.world.now().getTime()
    this.tokens = this.tokens.filter((token) => token.expiresAt > now)
    const mine = this.tokens.filter((token) => token.appid === account.appId)
    const last = mine.at(-1)
    if (stable && last)
      return { access_token: last.value, expires_in: Math.floor((last.expiresAt - now) / 1000) }
    for (const token of mine) token.expiresAt = Math.min(token.expiresAt, now + GRACE_MS)
    const value = `90_${this.world.id(48)}`
    this.tokens.push({ value, appid: account.appId, expiresAt: now + LIFE_SECONDS * 1000 })
    return { access_token: value, expires_in: LIFE_SECONDS }
  }

  /** The app a token speaks for; 41001, 40001 or 42001 otherwise. */
  check(value: string | null): Account {
    if (!value) throw new WeChatFault(41001, 'access_token missing')
    const token = this.tokens.find((t) => t.value === value)
    const account = token && this.world.keys.byAppId(token.appid)
    if (!account) throw new WeChatFault(40001, 'invalid credential, access_token is invalid or not latest')
    if (token.expiresAt <= this.world.now().getTime()) throw new WeChatFault(42001, 'access_token expired')
    return account
  }
}
