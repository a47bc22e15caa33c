import { Injectable } from '@nestjs/common'
import { config } from '../kernel/config.js'
import { tenantId } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { callOut } from '../kernel/outbound.js'
import { TenancyService } from '../tenancy/index.js'

interface Answer {
  errcode?: number
  errmsg?: string
}
/** Refused token: WeChat wants a new one. */
const TOKEN_STALE = new Set([40001, 40014, 42001])

/** Width of a mini-program code, px: sharp on a card, and a few kilobytes. */
const CODE_WIDTH = 430

/** WeChat's server interface for mini programs, with the tenant's own app. */
@Injectable()
export class WechatClient {
  private readonly tokens = new Map<string, { token: string; until: number }>()
  constructor(private readonly tenancy: TenancyService) {}

  /** Trades the code of `wx.login` for who it is. Throws `members.wechat_refused` for a wrong or used code. */
  async codeToSession(code: string): Promise<{ openId: string; unionId: string | null }> {
    const { appId, secret } = await this.app()
    const query = new URLSearchParams({
      appid: appId,
      secret,
      js_code: code,
      grant_type: 'authorization_code',
    })
    const answer = this.read<{ openid?: string; unionid?: string }>(
      await callOut(`${config().providers.wechat}/sns/jscode2session?${query}`),
    )
    if (!answer.openid) throw new Fault('members.wechat_refused')
    return { openId: answer.openid, unionId: answer.unionid ?? null }
  }

  /** The phone number behind the code of the getPhoneNumber button. Throws `members.wechat_refused`. */
  async phoneOf(code: string): Promise<string> {
    for (const fresh of [false, true]) {
      const token = await this.token(fresh)
      const answer = this.read<{ phone_info?: { purePhoneNumber?: string } }>(
        await callOut(
          `${config().providers.wechat}/wxa/business/getuserphonenumber?access_token=${encodeURIComponent(token)}`,
          { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) },
        ),
      )
      if (TOKEN_STALE.has(answer.errcode ?? 0) && !fresh) continue
      const phone = answer.phone_info?.purePhoneNumber
      if (phone) return phone
      break
    }
    throw new Fault('members.wechat_refused')
  }

  /**
   * A mini-program code that opens `page` of the app with `scene` (32 signs at most), as the picture that WeChat draws.
   * There may be any number of them. Throws `members.wechat_refused`, and as `callOut` does.
   */
  async codePicture(page: string, scene: string): Promise<Buffer> {
    for (const fresh of [false, true]) {
      const token = await this.token(fresh)
      const answer = await callOut(
        `${config().providers.wechat}/wxa/getwxacodeunlimit?access_token=${encodeURIComponent(token)}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          // the page may be part of a release that WeChat is still looking at
          body: JSON.stringify({ scene, page, check_path: false, width: CODE_WIDTH }),
        },
      )
      if (answer.status === 200 && answer.headers.get('content-type')?.startsWith('image/'))
        return answer.bytes
      if (!TOKEN_STALE.has(this.read<object>(answer).errcode ?? 0)) break
    }
    throw new Fault('members.wechat_refused')
  }

  private async token(fresh: boolean): Promise<string> {
    const hit = this.tokens.get(tenantId())
    if (hit && !fresh && hit.until > Date.now()) return hit.token
    const { appId, secret } = await this.app()
    const answer = this.read<{ access_token?: string; expires_in?: number }>(
      await callOut(`${config().providers.wechat}/cgi-bin/stable_token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret, force_refresh: fresh }),
      }),
    )
    if (!answer.access_token) throw new Fault('members.wechat_refused')
    this.tokens.set(tenantId(), {
      token: answer.access_token,
      until: Date.now() + ((answer.expires_in ?? 7200) - 300) * 1000,
    })
    return answer.access_token
  }
  private async app() {
    const { wechat } = (await this.tenancy.settings()).providers
    if (!wechat) throw new Fault('members.wechat_refused')
    return wechat
  }
  private read<T>({ text }: { text: string }): T & Answer {
    try {
      return JSON.parse(text) as T & Answer
    } catch (error) {
      throw Object.assign(new Fault('members.wechat_refused'), { cause: error })
    }
  }
}
