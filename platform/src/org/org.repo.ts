import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface UnitRow {
  id: string
  kind: 'hq' | 'region' | 'store'
  parent_id: string | null
  name_zh: string
  name_en: string
  code: string
  store_count: number
}

@Injectable()
export class OrgRepo {
  /** The tree without its stores, each node with the number of stores below it; at most 2,000 nodes. */
  tree(): Promise<UnitRow[]> {
    return db().many<UnitRow>(
      `with recursive up as (
         select s.id store, s.parent_id node from org_units s where s.tenant_id = $1 and s.kind = 'store'
         union all select up.store, o.parent_id from up join org_units o on o.tenant_id = $1 and o.id = up.node where o.parent_id is not null
       ), counted as (select node, count(*) n from up group by node)
       select o.id, o.kind, o.parent_id, o.name_zh, o.name_en, o.code, coalesce(c.n, 0) store_count
         from org_units o left join counted c on c.node = o.id where o.tenant_id = $1 and o.kind <> 'store' order by o.kind, o.code limit 2000`,
      [tenantId()],
    )
  }
  unit(id: string): Promise<UnitRow | undefined> {
    return db().one<UnitRow>(
      'select id, kind, parent_id, name_zh, name_en, code, 0 store_count from org_units where tenant_id = $1 and id = $2',
      [tenantId(), id],
    )
  }
  /** True when `id` is `above` or stands below it. */
  async isBelow(id: string, above: string): Promise<boolean> {
    return (
      (await db().one(
        `with recursive up as (select id, parent_id from org_units where tenant_id = $1 and id = $2 union select o.id, o.parent_id from up join org_units o on o.tenant_id = $1 and o.id = up.parent_id)
       select 1 from up where id = $3`,
        [tenantId(), id, above],
      )) !== undefined
    )
  }
  /** Locks the tree against a second move at the same time: two moves that are fine alone may make a ring together. */
  lockTree(): Promise<number> {
    return db().run("select 1 from org_units where tenant_id = $1 and kind = 'hq' for update", [tenantId()])
  }
  insert(u: {
    id: string
    kind: string
    parentId: string | null
    code: string
    nameZh: string
    nameEn: string
  }): Promise<number> {
    return db().run(
      'insert into org_units (tenant_id, id, kind, parent_id, code, name_zh, name_en, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict do nothing',
      [tenantId(), u.id, u.kind, u.parentId, u.code, u.nameZh, u.nameEn, clock.now()],
    )
  }
  update(id: string, c: { parentId?: string; nameZh?: string; nameEn?: string }): Promise<number> {
    return db().run(
      'update org_units set parent_id = coalesce($3, parent_id), name_zh = coalesce($4, name_zh), name_en = coalesce($5, name_en), updated_at = $6 where tenant_id = $1 and id = $2',
      [tenantId(), id, c.parentId ?? null, c.nameZh ?? null, c.nameEn ?? null, clock.now()],
    )
  }
}
