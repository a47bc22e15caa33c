import { randomInt } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { Agreed, Member, ShopperProof, ShopperSession } from '@storeweave/contract'
import { shopperAbility } from '../kernel/ability.js'
import { found } from '../kernel/access.js'
import { addressCaller, noteBlock, pace, rateOf } from '../kernel/callers.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { asSystem } from '../kernel/jobs.js'
import { scope, shopperId } from '../kernel/scope.js'
import { digest } from '../kernel/secret.js'
import { usePrincipals } from '../kernel/staff.js'
import { SessionsService, type SessionTokens } from '../people/index.js'
import { ConsentsService } from './consents.service.js'
import { MembersRepo, type MemberRow } from './members.repo.js'
import { SmsClient } from './sms.js'
import { WechatClient } from './wechat.js'

/** Messages cost money and codes can be guessed: a network asks for 20 and tries 60 in 10 minutes. */
const MESSAGES_MOST = 20
const CODES_MOST = 60
const TEN_MINUTES = 600

@Injectable()
export class MembersService implements OnModuleInit {
  constructor(
    private readonly members: MembersRepo,
    private readonly sessions: SessionsService,
    private readonly wechat: WechatClient,
    private readonly sms: SmsClient,
    private readonly consents: ConsentsService,
  ) {}

  onModuleInit(): void {
    usePrincipals('shopper', {
      load: (tenant, subject, session) =>
        asSystem({ id: tenant, slug: '' }, 'access', () =>
          transaction(async () =>
            (await this.members.lives(subject, session))
              ? { kind: 'shopper' as const, id: subject, ability: shopperAbility }
              : undefined,
          ),
        ),
    })
  }

  /** Signs in with the code of `wx.login`; the first time makes the member. Throws what `admit` does. */
  async signInByWechat(code: string, device: string, agreed?: Agreed): Promise<ShopperSession> {
    const { openId, unionId } = await this.wechat.codeToSession(code)
    const member = await transaction(() =>
      this.admit(
        () => this.members.byOpenId(openId),
        () => this.members.addByOpenId(openId, unionId),
        agreed,
      ),
    )
    return this.open(member, device)
  }

  /** Sends a sign-in code. Throws `members.sms_too_often` with the seconds to wait: for the phone, or for the network. */
  async sendCode(phone: string): Promise<void> {
    const caller = addressCaller(scope().act?.address ?? '')
    await pace('sms', caller, rateOf(MESSAGES_MOST, TEN_MINUTES), 'members.sms_too_often')
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
    const seconds = await transaction(() => this.members.keepCode(phone, this.hash(phone, code)))
    if (seconds) {
      noteBlock(scope().tenant, 'sms', caller, seconds)
      throw new Fault('members.sms_too_often', { seconds })
    }
    try {
      await this.sms.sendCode(phone, code)
    } catch (error) {
      await transaction(() => this.members.dropCode(phone)) // nothing was sent: the shopper may ask again at once
      throw error
    }
  }

  /** Signs in with phone and code; the first time makes the member. Throws `members.code_wrong`, `request.too_many`, and what `admit` does: then the code is still good. */
  async signInBySms(phone: string, code: string, device: string, agreed?: Agreed): Promise<ShopperSession> {
    const caller = addressCaller(scope().act?.address ?? '')
    await pace('codes', caller, rateOf(CODES_MOST, TEN_MINUTES), 'request.too_many')
    const member = await transaction(async () =>
      (await this.members.useCode(phone, this.hash(phone, code)))
        ? this.admit(
            () => this.members.byPhone(phone),
            () => this.members.addByPhone(phone),
            agreed,
          )
        : undefined,
    )
    if (!member) throw new Fault('members.code_wrong')
    return this.open(member, device)
  }

  /** In the running transaction: nobody is written down who has not agreed. Throws `members.consent_needed`, `members.notice_changed`. */
  private async admit(
    find: () => Promise<MemberRow | undefined>,
    make: () => Promise<number>,
    agreed?: Agreed,
  ): Promise<MemberRow> {
    const known = await find()
    if (known && !agreed) return known
    if (!agreed) throw new Fault('members.consent_needed')
    if (!known) await make()
    const member = found(known ?? (await find()))
    await this.consents.agree(member.id, agreed)
    return member
  }

  /** A fresh proof that it is the shopper who asks: the code sent to their own phone, or WeChat's for their own account. Throws `members.code_wrong`. */
  async mustProve({ by, code }: ShopperProof): Promise<void> {
    const me = found(await transaction(() => this.members.byId(shopperId())))
    const right =
      by === 'wechat'
        ? me.wechat_open_id !== null && (await this.wechat.codeToSession(code)).openId === me.wechat_open_id
        : me.phone !== null && (await this.codeFits(me.phone, code))
    if (!right) throw new Fault('members.code_wrong')
  }
  private codeFits(phone: string, code: string): Promise<boolean> {
    return transaction(() => this.members.useCode(phone, this.hash(phone, code)))
  }

  async refresh(refreshToken: string): Promise<ShopperSession> {
    const tokens = await this.sessions.refresh(['shopper'], refreshToken)
    return toSession(tokens, found(await transaction(() => this.members.byId(tokens.subjectId))))
  }
  signOut(refreshToken: string): Promise<void> {
    return this.sessions.close(refreshToken)
  }
  async me(): Promise<Member> {
    return toMember(found(await transaction(() => this.members.byId(shopperId()))))
  }
  rename(name: string): Promise<Member> {
    return transaction(async () => {
      await this.members.rename(shopperId(), name)
      return this.me()
    })
  }
  /** Binds the phone that the getPhoneNumber button gave; one that is another member's stays theirs (`members.phone_taken`). */
  async bindPhone(code: string): Promise<Member> {
    const phone = await this.wechat.phoneOf(code)
    return transaction(async () => {
      if (!(await this.members.bindPhone(shopperId(), phone))) throw new Fault('members.phone_taken')
      return this.me()
    })
  }
  /** The WeChat open id of a member, which JSAPI payment needs; null when they never signed in by WeChat. */
  async openIdOf(memberId: string): Promise<string | null> {
    return (await transaction(() => this.members.byId(memberId)))?.wechat_open_id ?? null
  }

  private async open(member: MemberRow, device: string): Promise<ShopperSession> {
    return toSession(await this.sessions.open('shopper', member.id, device), member)
  }
  private hash(phone: string, code: string): string {
    return digest(`${tenantId()}:${phone}:${code}`)
  }
}

const toMember = (m: MemberRow): Member => ({
  id: m.id,
  name: m.name,
  phone: m.phone,
  avatarUrl: m.avatar_url,
  hasWechat: m.wechat_open_id !== null,
})
const toSession = (t: SessionTokens, m: MemberRow): ShopperSession => ({
  accessToken: t.accessToken,
  expiresIn: t.expiresIn,
  refreshToken: t.refreshToken,
  member: toMember(m),
})
