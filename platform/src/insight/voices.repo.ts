import type { Invariant } from './invariants.repo.js'

type Recent = (column: string) => string

/** What a product or a store is rated with, beside what its shown reviews add up to. */
const rated = (of: 'product' | 'store', recent: Recent): string => {
  const stars = of === 'product' ? 'r.stars' : 'r.store_stars'
  const list = (each: (n: number) => string) => `concat_ws(' ', ${[1, 2, 3, 4, 5].map(each).join(', ')})`
  const lately = (table: string) =>
    recent('x.id') &&
    `and ${table}.${of}_id in (select x.${of}_id from reviews x where x.tenant_id = $1 ${recent('x.id')})`
  return `select coalesce(g.${of}_id, r.${of}_id) as id, 'rating ' || coalesce(g.stars, '-') || ', reviews ' || coalesce(r.stars, '-') as detail
    from (select g.${of}_id, ${list((n) => `g.stars${n}`)} as stars from ${of}_ratings g where g.tenant_id = $1 ${lately('g')}) g
    full join (select r.${of}_id, ${list((n) => `count(*) filter (where ${stars} = ${n})`)} as stars from reviews r
       where r.tenant_id = $1 ${lately('r')} and r.kind = 'review' and r.state = 'shown' and ${stars} is not null group by r.${of}_id) r on r.${of}_id = g.${of}_id
   where coalesce(g.stars, '0 0 0 0 0') <> coalesce(r.stars, '0 0 0 0 0')`
}
/** What must always hold of what shoppers say. */
export const voices: readonly Invariant[] = [
  {
    name: 'product_rating_is_reviews',
    says: 'A product is rated with the stars of its shown reviews',
    breaks: (recent) => rated('product', recent),
  },
  {
    name: 'store_rating_is_reviews',
    says: 'A store is rated with the stars its shown reviews give it',
    breaks: (recent) => rated('store', recent),
  },
  {
    name: 'refunded_order_is_silent',
    says: 'What was written about an order whose money went back is shown no more, 5 minutes after it is back',
    late: true,
    breaks: () =>
      `select r.id, 'order ' || r.order_id as detail from asked, reviews r join orders o on o.tenant_id = $1 and o.id = r.order_id
        where r.tenant_id = $1 and r.state = 'shown' and o.status = 'refunded' and not exists (
          select from refunds b where b.tenant_id = $1 and b.order_id = o.id and b.done_at > asked.now - interval '5 minutes')`,
  },
]
