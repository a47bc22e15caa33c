import type { Invariant } from './invariants.repo.js'

/** What must always hold of what is sold where. */
export const soldWhere: readonly Invariant[] = [
  {
    name: 'ruled_goods_have_rules',
    says: 'Goods that rules decide on are released to chosen places and nobody set them by hand; chosen goods that nobody set by hand have a rule',
    breaks:
      () => `select p.id, p.assortment || ', by hand ' || coalesce(p.by_hand::text, 'unsaid') as detail from products p where p.tenant_id = $1 and
        (p.assortment = 'chosen' and p.by_hand is false) <> exists (select from ruled_products rp where rp.tenant_id = $1 and rp.product_id = p.id)`,
  },
  {
    name: 'store_knows_its_place',
    says: 'A store that was placed knows the nodes above it as the tree has them, within an hour of the release before moving it',
    late: true,
    breaks:
      () => `select s.id, 'knows ' || array_to_string(s.unit_ids, ' ') as detail from stores s where s.tenant_id = $1 and s.unit_ids <> '{}' and s.unit_ids <> array(
        with recursive up as (select o.id, o.parent_id, 0 as steps from org_units o where o.tenant_id = $1 and o.id = s.id
          union all select o.id, o.parent_id, up.steps + 1 from up join org_units o on o.tenant_id = $1 and o.id = up.parent_id) select id from up order by steps)`,
  },
]
