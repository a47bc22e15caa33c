import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'

const GRADES = [1, 2, 3, 4, 5]
const columns = GRADES.map((n) => `stars${n}`)
const counted = (stars: string) =>
  GRADES.map((n) => `count(*) filter (where r.${stars} = ${n}) as stars${n}`).join(', ')
const PICTURED = 'count(*) filter (where r.pictures > 0) as pictured'

/** What the shown ones among reviews `$2` give to each product or store. */
const given = (of: 'product' | 'store') =>
  `select r.${of}_id, ${of === 'product' ? `${counted('stars')}, ${PICTURED}` : counted('store_stars')}
     from reviews r where r.tenant_id = $1 and r.id = any($2::uuid[]) and r.kind = 'review' and r.state = 'shown'${of === 'store' ? ' and r.store_stars is not null' : ''} group by r.${of}_id`
const columnsOf = (of: 'product' | 'store') => (of === 'product' ? [...columns, 'pictured'] : columns)

const addSql = (of: 'product' | 'store') =>
  `insert into ${of}_ratings as g (tenant_id, ${of}_id, ${columnsOf(of).join(', ')})
   select $1, d.* from (${given(of)}) d order by d.${of}_id
   on conflict (tenant_id, ${of}_id) do update set ${columnsOf(of)
     .map((c) => `${c} = g.${c} + excluded.${c}`)
     .join(', ')}`
/** Rows of ratings are locked in the order of their ids, products before stores. */
const lockSql = (of: 'product' | 'store') =>
  `select g.${of}_id from ${of}_ratings g where g.tenant_id = $1 and g.${of}_id in (select r.${of}_id from reviews r where r.tenant_id = $1 and r.id = any($2::uuid[]))
    order by g.${of}_id for update`
const takeSql = (of: 'product' | 'store') =>
  `update ${of}_ratings g set ${columnsOf(of)
    .map((c) => `${c} = g.${c} - d.${c}`)
    .join(', ')} from (${given(of)}) d where g.tenant_id = $1 and g.${of}_id = d.${of}_id`

const ADD = [addSql('product'), addSql('store')]
const TAKE = [lockSql('product'), takeSql('product'), lockSql('store'), takeSql('store')]

/** How products and stores are rated: a balance of the shown reviews, bumped together with them. */
@Injectable()
export class RatingsRepo {
  /** Counts reviews in that have become shown just now. */
  async add(reviewIds: readonly string[]): Promise<void> {
    for (const sql of ADD) await db().run(sql, [tenantId(), reviewIds])
  }
  /** Counts out those of the reviews that are shown; to be said before they are changed, with the reviews locked. */
  async take(reviewIds: readonly string[]): Promise<void> {
    for (const sql of TAKE) await db().run(sql, [tenantId(), reviewIds])
  }
}
