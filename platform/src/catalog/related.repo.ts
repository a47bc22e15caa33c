import { Injectable } from '@nestjs/common'
import type { ChosenGoods, ProductState, RelatedReason } from '@storeweave/contract'
import type { z } from 'zod'
import { db, tenantId } from '../kernel/db.js'
import type { HitsSql } from './hits.repo.js'
import { pictureOf } from './picture.js'

/** Where the ranks of each reason begin; within one they go by position. */
const RANK = { chosen: 0, bought_together: 100, same_brand: 200, same_category: 300 } as const
/** How many of the same brand or category are looked at for each product asked about. */
const LOOKED_AT = 30
/** How much is read to find what is bought together: the newest completed orders, the first lines of each. */
const ORDERS_READ = 20_000
const LINES_READ = 20
/** How often two goods must have been bought together, and how many are kept of each product. */
const TOGETHER_LEAST = 2
const TOGETHER_KEPT = 10

const REASONS = Object.entries(RANK).reverse() as [RelatedReason, number][]
/** Why goods are offered, by their rank. */
export const reasonOf = (rank: number): RelatedReason => REASONS.find(([, from]) => rank >= from)![0]

/** SQL of what goes with some products, each by its best reason; every part is bounded and read by an index. */
export const relatedSql =
  (productIds: readonly string[]): HitsSql =>
  (values) => {
    const asked = `$${values.push(productIds)}::uuid[]`
    return `select h.product_id, min(h.rank) as rank from (
      select r.other_id as product_id, case r.reason when 'chosen' then ${RANK.chosen} else ${RANK.bought_together} end + least(r.position, 99) as rank
        from related_products r where r.tenant_id = $1 and r.product_id = any(${asked})
      union all
      select b.id, ${RANK.same_brand} from (select distinct s.brand from products s where s.tenant_id = $1 and s.id = any(${asked}) and s.brand <> '') s
       cross join lateral (select x.id from products x where x.tenant_id = $1 and x.state = 'published' and x.brand collate "C" = s.brand collate "C" order by x.id desc limit ${LOOKED_AT}) b
      union all
      select c.id, ${RANK.same_category} from (select distinct s.category_id from products s where s.tenant_id = $1 and s.id = any(${asked})) s
       cross join lateral (select x.id from products x where x.tenant_id = $1 and x.category_id = s.category_id and x.state = 'published' order by x.popularity desc, x.id desc limit ${LOOKED_AT}) c) h
     where h.product_id <> all(${asked}) group by h.product_id`
  }

interface ChosenRow {
  id: string
  name_zh: string
  name_en: string
  media_id: string | null
  state: z.infer<typeof ProductState>
}

@Injectable()
export class RelatedRepo {
  /** What was chosen to go with a product, in its order. */
  async chosen(productId: string): Promise<ChosenGoods['items']> {
    const rows = await db().many<ChosenRow>(
      `select p.id, p.name_zh, p.name_en, p.media_ids[1] as media_id, p.state from related_products r join products p on p.tenant_id = $1 and p.id = r.other_id
        where r.tenant_id = $1 and r.product_id = $2 and r.reason = 'chosen' order by r.position`,
      [tenantId(), productId],
    )
    return rows.map((r) => ({
      productId: r.id,
      name: { zh: r.name_zh, en: r.name_en },
      picture: pictureOf(r.media_id, r.name_zh),
      state: r.state,
    }))
  }
  /** The name of a product; locked against others who choose for it. */
  lock(productId: string): Promise<{ name_zh: string } | undefined> {
    return db().one('select name_zh from products where tenant_id = $1 and id = $2 for no key update', [
      tenantId(),
      productId,
    ])
  }
  name(productId: string): Promise<{ name_zh: string } | undefined> {
    return db().one('select name_zh from products where tenant_id = $1 and id = $2', [tenantId(), productId])
  }
  async count(productIds: readonly string[]): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from products where tenant_id = $1 and id = any($2::uuid[])',
      [tenantId(), productIds],
    )
    return row!.n
  }
  /** Replaces what was chosen to go with a product. */
  async choose(productId: string, otherIds: readonly string[]): Promise<void> {
    await db().run(
      "delete from related_products where tenant_id = $1 and product_id = $2 and reason = 'chosen'",
      [tenantId(), productId],
    )
    await db().run(
      `insert into related_products (tenant_id, product_id, reason, other_id, position)
       select $1, $2, 'chosen', o.id, o.n - 1 from unnest($3::uuid[]) with ordinality o(id, n)`,
      [tenantId(), productId, otherIds],
    )
  }
  /** Finds what is bought together in the newest completed orders; writes what differs and answers how much that is. */
  async together(): Promise<number> {
    const row = await db().one<{ n: number }>(
      `with lately as (select o.id from orders o where o.tenant_id = $1 and o.status = 'completed' order by o.id desc limit ${ORDERS_READ}),
        bought as (select distinct o.id, l.product_id from lately o cross join lateral (
           select l.product_id from order_lines l where l.tenant_id = $1 and l.order_id = o.id order by l.position limit ${LINES_READ}) l),
        pairs as (select a.product_id, b.product_id as other_id, count(*) as times from bought a join bought b on b.id = a.id and b.product_id <> a.product_id
           group by a.product_id, b.product_id having count(*) >= ${TOGETHER_LEAST}),
        best as (select product_id, other_id, row_number() over (partition by product_id order by times desc, other_id) - 1 as position from pairs),
        wanted as (select * from best where position < ${TOGETHER_KEPT}),
        gone as (delete from related_products r where r.tenant_id = $1 and r.reason = 'bought_together'
           and not exists (select from wanted w where w.product_id = r.product_id and w.other_id = r.other_id) returning r.other_id),
        put as (insert into related_products as r (tenant_id, product_id, reason, other_id, position) select $1, product_id, 'bought_together', other_id, position from wanted
       on conflict (tenant_id, product_id, reason, other_id) do update set position = excluded.position where r.position <> excluded.position returning r.other_id)
       select (select count(*) from gone) + (select count(*) from put) as n`,
      [tenantId()],
    )
    return row!.n
  }
}
