import { Injectable } from '@nestjs/common'
import type { MemberLevel, SetMemberLevel } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { LevelsRepo } from './levels.repo.js'

/** Levels of members, which HQ defines. */
@Injectable()
export class LevelsService {
  constructor(private readonly rows: LevelsRepo) {}

  /** All levels, the highest first. */
  list(): Promise<{ items: MemberLevel[] }> {
    return reading(async () => ({ items: await this.rows.all() }))
  }

  /** Makes a level under an id, or changes it. Throws `pricing.level_rank_taken`. */
  set(id: string, wish: SetMemberLevel): Promise<MemberLevel> {
    return transaction(async () => {
      const before = await this.rows.one(id)
      if (!(await this.rows.set(id, wish))) throw new Fault('pricing.level_rank_taken', { rank: wish.rank })
      record({ subject: 'ListPrice', id, name: wish.name.zh, ...(before ? { before } : {}), after: wish })
      return found(await this.rows.one(id))
    })
  }

  /** Takes a level away. Throws `access.not_found`, and `pricing.level_in_use` while members have it or prices were set for it. */
  remove(id: string): Promise<void> {
    return transaction(async () => {
      const before = found(await this.rows.one(id))
      if (!(await this.rows.remove(id))) throw new Fault('pricing.level_in_use', { members: before.members })
      record({ subject: 'ListPrice', id, name: before.name.zh, before, after: {} })
    })
  }
}
