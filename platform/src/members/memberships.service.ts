import { Injectable } from '@nestjs/common'
import type { MemberCard } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { MembershipsRepo } from './memberships.repo.js'

/** Which level a member has: at most one. */
@Injectable()
export class MembershipsService {
  constructor(private readonly rows: MembershipsRepo) {}

  /** Who has a phone number, whole as they say it at the counter. Throws `access.not_found`. */
  async find(phone: string): Promise<MemberCard> {
    return found(await reading(() => this.rows.byPhone(phone)))
  }

  /** Gives a member a level, or takes it away (null). Throws `access.not_found`. */
  setLevel(id: string, levelId: string | null): Promise<MemberCard> {
    return transaction(async () => {
      const before = found(await this.rows.lock(id))
      if (before.levelId === levelId) return before
      if (!(await this.rows.setLevel(id, levelId))) throw new Fault('access.not_found')
      record({
        subject: 'Membership',
        id,
        name: before.name,
        before: { levelId: before.levelId },
        after: { levelId },
      })
      return { ...before, levelId }
    })
  }
}
