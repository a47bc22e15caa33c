import { Injectable } from '@nestjs/common'
import type { MemberCard, Words } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

const CARD = `m.id, m.name, coalesce(right(m.phone, 4), '') as "phoneEnding", m.level_id as "levelId"`

/** The levels that members have. */
@Injectable()
export class MembershipsRepo {
  byPhone(phone: string): Promise<MemberCard | undefined> {
    return db().one(`select ${CARD} from members m where m.tenant_id = $1 and m.phone = $2`, [
      tenantId(),
      phone,
    ])
  }
  /** A member, locked until the transaction ends. */
  lock(id: string): Promise<MemberCard | undefined> {
    return db().one(`select ${CARD} from members m where m.tenant_id = $1 and m.id = $2 for update`, [
      tenantId(),
      id,
    ])
  }
  /** What a member's level is called; null for none. */
  async levelName(id: string): Promise<Words | null> {
    const row = await db().one<Words>(
      'select v.name_zh as zh, v.name_en as en from members m join member_levels v on v.tenant_id = $1 and v.id = m.level_id where m.tenant_id = $1 and m.id = $2',
      [tenantId(), id],
    )
    return row ?? null
  }
  /** Gives a member a level or none; false where there is no such level. */
  async setLevel(id: string, levelId: string | null): Promise<boolean> {
    const set = await db().run(
      `update members m set level_id = $3, updated_at = $4 where m.tenant_id = $1 and m.id = $2
          and ($3::uuid is null or exists (select from member_levels v where v.tenant_id = $1 and v.id = $3))`,
      [tenantId(), id, levelId, clock.now()],
    )
    return set > 0
  }
}
