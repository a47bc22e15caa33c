import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

/** A node of the org tree by name. */
export interface NamedUnit {
  id: string
  kind: 'hq' | 'region' | 'store'
  name_zh: string
  name_en: string
}
/** A store that sells, with itself and all nodes above it, nearest first. */
export interface PlacedStore {
  id: string
  unit_ids: string[]
}

/** The nodes above each store among `some`, as rows of `store` and `ids`; `$1` is the tenant. */
const above = (some: string): string => `(with recursive up as (
     select s.id as store, s.id as unit, 0 as steps from stores s where s.tenant_id = $1 and ${some}
     union all select up.store, o.parent_id, up.steps + 1 from up join org_units o on o.tenant_id = $1 and o.id = up.unit where o.parent_id is not null)
   select store, array_agg(unit order by steps) as ids from up group by store)`
const keep = (some: string): string =>
  `update stores s set unit_ids = u.ids from ${above(some)} u where s.tenant_id = $1 and s.id = u.store and s.unit_ids <> u.ids`

const ALL = keep('true')
const EMPTY = keep("s.unit_ids = '{}'")
const OF = keep('s.id = any($2::uuid[])')
const BELOW = keep(`s.id in (with recursive below as (
     select id from org_units where tenant_id = $1 and id = $2
     union all select c.id from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id) select id from below)`)

/** What each store knows of its place in the org tree, so that nobody has to climb it while shoppers wait. */
@Injectable()
export class UnitsRepo {
  /** Writes down anew what the stores at and below a node stand under. To be said in the transaction that moves it. */
  keepBelow(unitId: string): Promise<number> {
    return db().run(BELOW, [tenantId(), unitId])
  }
  /** The same for these stores alone. */
  keepOf(storeIds: readonly string[]): Promise<number> {
    return db().run(OF, [tenantId(), storeIds])
  }
  /** Compares all stores with the tree and mends what differs; answers how many did. */
  keepAll(): Promise<number> {
    return db().run(ALL, [tenantId()])
  }
  /** Fills in stores that nobody has placed yet: those that were there before there was this column. */
  fill(): Promise<number> {
    return db().run(EMPTY, [tenantId()])
  }
  /** Waits for those who move a region, and holds them up until the running transaction ends; others who place stores are welcome. */
  async holdTree(): Promise<void> {
    await db().run("select 1 from org_units where tenant_id = $1 and kind = 'hq' for share", [tenantId()])
  }
  /** All stores that sell, closed ones left out. */
  stores(): Promise<PlacedStore[]> {
    return db().many<PlacedStore>(
      "select id, unit_ids from stores where tenant_id = $1 and kind <> 'pickup_point' and status <> 'closed'",
      [tenantId()],
    )
  }
  /** Those of the nodes that there are. */
  named(ids: readonly string[]): Promise<NamedUnit[]> {
    return db().many<NamedUnit>(
      'select id, kind, name_zh, name_en from org_units where tenant_id = $1 and id = any($2::uuid[])',
      [tenantId(), ids],
    )
  }
}
