import { Injectable } from '@nestjs/common'
import type { EraseMember, PersonalData, PrivacyRequests, ShopperProof } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { forgetKeysOf } from '../kernel/idempotency.js'
import { actor, shopperId } from '../kernel/scope.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { TenancyService } from '../tenancy/index.js'
import { DataRightsRepo } from './data-rights.repo.js'
import { HoldersOfPersonalData } from './holders.js'
import { MembershipsRepo } from './memberships.repo.js'
import { MembersRepo, type MemberRow } from './members.repo.js'
import { MembersService } from './members.service.js'

const DAY_MS = 86_400_000
/** Files one shopper may have made in a day: each reads all their orders. */
const EXPORTS_A_DAY = 5
const REQUESTS_SHOWN = 100

/** A shopper's right to their data, and to be forgotten. */
@Injectable()
export class DataRightsService {
  constructor(
    private readonly rights: DataRightsRepo,
    private readonly members: MembersRepo,
    private readonly sessions: MembersService,
    private readonly holders: HoldersOfPersonalData,
    private readonly tenancy: TenancyService,
    private readonly memberships: MembershipsRepo,
  ) {}

  /** Everything about the shopper who asks. Throws `members.code_wrong`, `members.exports_many`. */
  async exportOwn(proof: ShopperProof): Promise<PersonalData> {
    await this.sessions.mustProve(proof)
    const { name: brand } = await this.tenancy.tenant()
    return transaction(async () => {
      const member = found(await this.members.lock(shopperId()))
      const since = new Date(clock.now().getTime() - DAY_MS).toISOString()
      const requests = await this.rights.of(member.id)
      const lately = requests.filter(({ kind, at }) => kind === 'export' && at > since)
      if (lately.length >= EXPORTS_A_DAY) throw tooMany(lately[0]!.at)
      await this.rights.note(member.id, 'export', null)
      return {
        madeAt: clock.now().toISOString(),
        brand,
        profile: { ...profileOf(member), level: await this.memberships.levelName(member.id) },
        requests: await this.rights.of(member.id),
        consents: [],
        devices: [],
        addresses: [],
        carts: [],
        orders: [],
        ordersLeftOut: 0,
        reviews: [],
        returns: [],
        ...(await this.holders.give(member.id)),
      }
    })
  }

  /** Deletes the account of the shopper who asks, at once. Throws `members.code_wrong`, `members.orders_open`. */
  async eraseOwn(proof: ShopperProof): Promise<void> {
    // said before the code is used up
    await reading(() => this.mustHaveEnded(shopperId()))
    await this.sessions.mustProve(proof)
    await transaction(async () => this.forget(found(await this.members.lock(shopperId())), null))
    forgetPrincipals()
  }

  /** Deletes the account of a phone number for the shopper; the reason goes to the audit log. Throws `access.not_found`, `members.orders_open`. */
  async eraseFor({ phone, reason }: EraseMember): Promise<void> {
    await transaction(async () => {
      const { id } = found(await this.members.byPhone(phone))
      record({ subject: 'Member', id, note: reason })
      await this.forget(found(await this.members.lock(id)), actor().id)
    })
    forgetPrincipals()
  }

  /** The newest exports and erasures of the brand. */
  async requests(): Promise<PrivacyRequests> {
    return { items: await reading(() => this.rights.newest(REQUESTS_SHOWN)) }
  }

  /** With the member locked, orders can neither come nor have come unseen. */
  private async forget(member: MemberRow, byPerson: string | null): Promise<void> {
    await this.mustHaveEnded(member.id)
    await this.holders.forget(member.id)
    await forgetKeysOf(`shopper:${member.id}`)
    if (member.phone) await this.members.dropCode(member.phone)
    await this.rights.erase(member.id)
    await this.rights.note(member.id, 'erasure', byPerson)
  }
  private async mustHaveEnded(memberId: string): Promise<void> {
    const open = await this.holders.open(memberId)
    if (!open.length) return
    const numbers = open
      .slice(0, 5)
      .map(({ number }) => number)
      .join(' ')
    throw new Fault('members.orders_open', { count: open.length, numbers })
  }
}

function tooMany(first: string): Fault {
  const seconds = Math.ceil((Date.parse(first) + DAY_MS - clock.now().getTime()) / 1000)
  return new Fault('members.exports_many', { most: EXPORTS_A_DAY, seconds: Math.max(1, seconds) })
}
const profileOf = (m: MemberRow): Omit<PersonalData['profile'], 'level'> => ({
  id: m.id,
  name: m.name,
  phone: m.phone,
  wechatOpenId: m.wechat_open_id,
  wechatUnionId: m.wechat_union_id,
  avatarUrl: m.avatar_url,
  since: m.created_at,
})
