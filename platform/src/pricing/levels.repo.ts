import { Injectable } from '@nestjs/common'
import type { MemberLevel, SetMemberLevel } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

const COLUMNS = `v.id, jsonb_build_object('zh', v.name_zh, 'en', v.name_en) as name, v.rank, v.percent_off as "percentOff",
  (select count(*) from members m where m.tenant_id = $1 and m.level_id = v.id) as members`

/** Levels of members. */
@Injectable()
export class LevelsRepo {
  /** All of them, the highest rank first. */
  all(): Promise<MemberLevel[]> {
    return db().many(`select ${COLUMNS} from member_levels v where v.tenant_id = $1 order by v.rank desc`, [
      tenantId(),
    ])
  }
  one(id: string): Promise<MemberLevel | undefined> {
    return db().one(`select ${COLUMNS} from member_levels v where v.tenant_id = $1 and v.id = $2`, [
      tenantId(),
      id,
    ])
  }
  /** Makes a level, or changes it; false where another has its rank. */
  async set(id: string, { name, rank, percentOff }: SetMemberLevel): Promise<boolean> {
    const values = [tenantId(), id, name.zh, name.en, rank, percentOff, clock.now()]
    try {
      await db().run(
        `insert into member_levels as v (tenant_id, id, name_zh, name_en, rank, percent_off, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)
         on conflict (tenant_id, id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, rank = excluded.rank, percent_off = excluded.percent_off, updated_at = excluded.updated_at`,
        values,
      )
      return true
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (code === '23505' && constraint === 'member_levels_rank') return false
      throw error
    }
  }
  /** Takes a level away that no member has and no price was ever set for; false where there is one. */
  async remove(id: string): Promise<boolean> {
    const gone = await db().run(
      `delete from member_levels v where v.tenant_id = $1 and v.id = $2
          and not exists (select from members m where m.tenant_id = $1 and m.level_id = $2)
          and not exists (select from tier_prices t where t.tenant_id = $1 and t.level_id = $2)`,
      [tenantId(), id],
    )
    return gone > 0
  }
}
