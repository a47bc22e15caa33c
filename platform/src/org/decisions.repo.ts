import { Injectable } from '@nestjs/common'
import type { Decision, DecisionLevel } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface DecisionRow {
  decision: Decision
  level: DecisionLevel
  unit_id: string
  kind: 'hq' | 'region' | 'store'
  name_zh: string
  name_en: string
}

@Injectable()
export class DecisionsRepo {
  /** Everything that is set, at most 5,000 rows, from HQ down. */
  list(): Promise<DecisionRow[]> {
    return db().many<DecisionRow>(
      `select d.decision, d.level, d.unit_id, o.kind, o.name_zh, o.name_en
         from decision_levels d join org_units o on o.tenant_id = $1 and o.id = d.unit_id
        where d.tenant_id = $1 order by o.kind, o.code limit 5000`,
      [tenantId()],
    )
  }
  /** What holds at a node: of each decision the nearest setting on the way up to HQ; none for what nobody has set. */
  at(unitId: string): Promise<Pick<DecisionRow, 'decision' | 'level'>[]> {
    return db().many(
      `with recursive up as (
         select id, parent_id, 0 as steps from org_units where tenant_id = $1 and id = $2
         union all select o.id, o.parent_id, up.steps + 1 from up join org_units o on o.tenant_id = $1 and o.id = up.parent_id
       )
       select distinct on (d.decision) d.decision, d.level
         from up join decision_levels d on d.tenant_id = $1 and d.unit_id = up.id order by d.decision, up.steps`,
      [tenantId(), unitId],
    )
  }
  /** The setting of a node itself, locked until the transaction ends. */
  async own(decision: Decision, unitId: string): Promise<DecisionLevel | null> {
    const row = await db().one<{ level: DecisionLevel }>(
      'select level from decision_levels where tenant_id = $1 and decision = $2 and unit_id = $3 for update',
      [tenantId(), decision, unitId],
    )
    return row?.level ?? null
  }
  put(decision: Decision, unitId: string, level: DecisionLevel): Promise<number> {
    return db().run(
      `insert into decision_levels (tenant_id, decision, unit_id, level, set_by, updated_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, decision, unit_id) do update set level = excluded.level, set_by = excluded.set_by, updated_at = excluded.updated_at`,
      [tenantId(), decision, unitId, level, actor().id, clock.now()],
    )
  }
  remove(decision: Decision, unitId: string): Promise<number> {
    return db().run('delete from decision_levels where tenant_id = $1 and decision = $2 and unit_id = $3', [
      tenantId(),
      decision,
      unitId,
    ])
  }
}
