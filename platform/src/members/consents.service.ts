import { Injectable } from '@nestjs/common'
import {
  purposes,
  requiredPurposes,
  type Agreed,
  type PrivacyStanding,
  type SetConsent,
} from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { shopperId } from '../kernel/scope.js'
import { ConsentsRepo } from './consents.repo.js'
import { HoldersOfPersonalData } from './holders.js'
import { MembersRepo } from './members.repo.js'
import { NoticesService } from './notices.service.js'

/** Who agreed to what. Every change of mind is a row of its own. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly consents: ConsentsRepo,
    private readonly members: MembersRepo,
    private readonly notices: NoticesService,
    private readonly holders: HoldersOfPersonalData,
  ) {}

  /** How the shopper stands, and what keeps them from deleting the account now. */
  standing(): Promise<PrivacyStanding> {
    return reading(async () => {
      const version = await this.notices.version()
      const last = new Map((await this.consents.last(shopperId())).map((one) => [one.purpose, one]))
      const service = last.get('service')
      return {
        version,
        mustAgree: !service?.given || service.version !== version,
        consents: purposes.map((purpose) => {
          const one = last.get(purpose)
          const said = { given: one?.given ?? false, version: one?.version ?? null, at: one?.at ?? null }
          return { purpose, required: requiredPurposes.has(purpose), ...said }
        }),
        open: (await this.holders.open(shopperId())).slice(0, 20),
      }
    })
  }

  /** Writes down what the shopper says. Throws `members.notice_changed`, `members.purpose_required`. */
  async set(said: SetConsent): Promise<PrivacyStanding> {
    await transaction(async () => {
      found(await this.members.lock(shopperId()))
      if (!said.given && requiredPurposes.has(said.purpose)) throw new Fault('members.purpose_required')
      // taking back is taken whatever was shown
      if (said.given) await this.mustBeCurrent(said.version)
      await this.keep(shopperId(), said)
    })
    return this.standing()
  }

  /** In the running transaction: the agreement somebody gives on the way in. Throws `members.notice_changed`. */
  async agree(memberId: string, agreed: Agreed): Promise<void> {
    await this.mustBeCurrent(agreed.version)
    await this.keep(memberId, { ...agreed, purpose: 'service', given: true })
  }

  private async mustBeCurrent(version: number): Promise<void> {
    if (version !== (await this.notices.version())) throw new Fault('members.notice_changed')
  }
  /** The same word again is no news. */
  private async keep(memberId: string, said: SetConsent): Promise<void> {
    const last = (await this.consents.last(memberId)).find(({ purpose }) => purpose === said.purpose)
    if (last?.given === said.given && last.version === said.version) return
    await this.consents.append(memberId, said)
  }
}
