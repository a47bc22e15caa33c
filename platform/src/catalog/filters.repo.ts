import { Injectable } from '@nestjs/common'
import type { AskFilters, ShopFilters, TagColour } from '@storeweave/contract'
import { keepUntil } from '../kernel/answers.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { logoOf } from './brands.repo.js'
import { skuSold } from './bundle-stock.js'
import type { HitsSql } from './hits.repo.js'
import { chosenSql, inCategory, type Chosen } from './narrow.repo.js'
import { pictureOf } from './picture.js'
import { nextPriceChange, PRICE } from './price.repo.js'
import { atStore, AVAILABLE, IS_OPEN, OPEN_STORE } from './shop.repo.js'
import { soldAt } from './sold.repo.js'

interface FilterRow {
  until: string | null
  total: number
  brands: { brand: string; count: number; logo?: string }[] | null
  classes: ClassCount[] | null
  attributes: ValueCount[] | null
  tags: { id: string; name_zh: string; name_en: string; colour: TagColour; count: number }[] | null
}
interface ClassCount {
  id: string
  name_zh: string
  name_en: string
  root: string
  root_zh: string
  root_en: string
  count: number
}
interface ValueCount {
  id: string
  name: { zh: string; en: string }
  choice: string | null
  choice_name: { zh: string; en: string } | null
  count: number
}
/** How the one choice of a flag reads. */
const YES = { zh: '是', en: 'Yes' }
/** At most this many brands, the commonest first. */
const BRANDS_MOST = 60

@Injectable()
export class FiltersRepo {
  /** What a window can be narrowed down by, with counts, in one statement. Undefined when the store isn't open to shoppers. */
  async counts(q: AskFilters, hits?: HitsSql): Promise<ShopFilters | undefined> {
    const values: unknown[] = [tenantId(), q.storeId, BRANDS_MOST, clock.now()]
    const chosen = chosenSql(q, values)
    const base = baseSql(q, chosen, values, hits)
    // a tree's own choice doesn't narrow the counts of its other values
    const ofTree = chosen.trees.map(
      ({ ids }, n) => `when (select r.root from roots r where r.id = (${ids}::uuid[])[1]) then b.tree_${n}`,
    )
    const own = ofTree.length ? `case r.root ${ofTree.join(' ')} else 0 end` : '0'
    const ofAttribute = chosen.attributes.map(
      ({ ids }, n) => `when pv.attribute_id = ${attributeOf(ids)} then b.value_${n}`,
    )
    const ownValue = ofAttribute.length ? `case ${ofAttribute.join(' ')} else 0 end` : '0'
    const row = await db().one<FilterRow>(
      `with recursive roots as (
         select c.id, c.id as root from classifications c where c.tenant_id = $1 and c.parent_id is null
         union all select c.id, r.root from classifications c join roots r on r.id = c.parent_id where c.tenant_id = $1),
       above as (
         select c.id, c.id as under, c.parent_id as next from classifications c where c.tenant_id = $1 and c.parent_id is not null
         union all select a.id, c.id, c.parent_id from above a join classifications c on c.tenant_id = $1 and c.id = a.next and c.parent_id is not null),
       base as materialized (${base})
       select ${nextPriceChange('$4')} as until, (select count(*) from base b where b.fails = 0) as total,
         (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('brand', x.brand, 'count', x.count, 'logo', ${logoOf('x.brand')})) order by x.count desc, x.brand collate "C") from (
            select b.brand, count(*) as count from base b where b.fails - b.brand_fails = 0 and b.brand <> '' and position('|' in b.brand) = 0
             group by b.brand order by 2 desc, b.brand collate "C" limit $3) x) as brands,
         (select jsonb_agg(jsonb_build_object('id', c.id, 'name_zh', c.name_zh, 'name_en', c.name_en, 'root', r.id, 'root_zh', r.name_zh, 'root_en', r.name_en, 'count', x.count)
                   order by r.position, r.id, c.position, c.id) from (
            select a.under, r.root, count(distinct b.id) as count from base b join product_classes pc on pc.tenant_id = $1 and pc.product_id = b.id
              join above a on a.id = pc.classification_id join roots r on r.id = a.under where b.fails - ${own} = 0 group by a.under, r.root) x
            join classifications c on c.tenant_id = $1 and c.id = x.under and c.shown join classifications r on r.tenant_id = $1 and r.id = x.root and r.shown) as classes,
         (select jsonb_agg(jsonb_build_object('id', a.id, 'name', jsonb_build_object('zh', a.name_zh, 'en', a.name_en), 'choice', c.id,
                   'choice_name', jsonb_build_object('zh', c.name_zh, 'en', c.name_en), 'count', x.count) order by a.position, a.id, c.position, c.id) from (
            select pv.attribute_id, pv.choice_id, count(*) as count from attributes f join product_values pv on pv.tenant_id = $1 and pv.attribute_id = f.id and (pv.choice_id is not null or pv.value = 'true')
              join base b on b.id = pv.product_id where f.tenant_id = $1 and f.filterable and f.active and b.fails - ${ownValue} = 0 group by pv.attribute_id, pv.choice_id) x
            join attributes a on a.tenant_id = $1 and a.id = x.attribute_id left join attribute_choices c on c.tenant_id = $1 and c.id = x.choice_id) as attributes,
         (select jsonb_agg(jsonb_build_object('id', g.id, 'name_zh', g.name_zh, 'name_en', g.name_en, 'colour', g.colour, 'count', x.count) order by g.position, g.id) from (
            select pt.tag_id, count(*) as count from base b join product_tags pt on pt.tenant_id = $1 and pt.product_id = b.id and pt.from_at <= $4 and (pt.until_at is null or pt.until_at > $4)
             where b.fails - b.tag_fails = 0 group by pt.tag_id) x join tags g on g.tenant_id = $1 and g.id = x.tag_id and g.active) as tags
         from stores st where ${IS_OPEN}`,
      values,
    )
    keepUntil(row?.until)
    return row && shapeOf(row)
  }
}

/** Whose values a group of chosen ones are: the attribute of its first choice, or the flag it names. */
const attributeOf = (ids: string): string =>
  `coalesce((select c.attribute_id from attribute_choices c where c.tenant_id = $1 and c.id = (${ids}::uuid[])[1]), (${ids}::uuid[])[1])`

/** The goods of the place and the search, each with which of the chosen filters it fails and how many. */
function baseSql(q: AskFilters, chosen: Chosen, values: unknown[], hits: HitsSql | undefined): string {
  const add = (value: unknown) => `$${values.push(value)}`
  const failing = [
    { as: 'brand_fails', sql: chosen.brand },
    { as: 'tag_fails', sql: chosen.tag },
    ...chosen.trees.map(({ sql }, n) => ({ as: `tree_${n}`, sql })),
    ...chosen.attributes.map(({ sql }, n) => ({ as: `value_${n}`, sql })),
  ]
  const columns = failing.map(({ as, sql }) => `${sql ? `case when ${sql} then 0 else 1 end` : '0'} as ${as}`)
  const priced = [
    q.inStock === 'true' ? 'a.available > 0' : '',
    q.priceFrom !== undefined ? `a.price_from >= ${add(q.priceFrom)}` : '',
    q.priceTo !== undefined ? `a.price_from <= ${add(q.priceTo)}` : '',
  ].filter(Boolean)
  const offer = priced.length
    ? `cross join lateral (select min(${PRICE}) as price_from, sum(${AVAILABLE}) as available from ${OPEN_STORE}
         join skus k on k.tenant_id = $1 and k.product_id = p.id and ${skuSold()} ${atStore({ now: '$4' })} where ${IS_OPEN}) a`
    : ''
  const where = [`p.tenant_id = $1 and ${soldAt()}`, ...inCategory(q, values)].join(' and ')
  const here = 'products p join stores st on st.tenant_id = $1 and st.id = $2'
  const goods = hits
    ? `(select p.* from (${hits(values)}) h cross join lateral (select p.id, p.brand from ${here} where p.id = h.product_id and ${where} limit 1) p)`
    : `(select p.id, p.brand from ${here} where ${where})`
  return `select f.*, ${failing.map(({ as }) => `f.${as}`).join(' + ')} as fails
    from (select p.id, p.brand, ${columns.join(', ')} from ${goods} p ${offer} ${priced.length ? `where ${priced.join(' and ')}` : ''}) f`
}

function shapeOf({ total, brands, classes, attributes, tags }: FilterRow): ShopFilters {
  const trees = new Map<string, ShopFilters['trees'][number]>()
  for (const c of classes ?? []) {
    const tree = trees.get(c.root) ?? { id: c.root, name: { zh: c.root_zh, en: c.root_en }, choices: [] }
    tree.choices.push({ id: c.id, name: { zh: c.name_zh, en: c.name_en }, count: c.count })
    trees.set(c.root, tree)
  }
  return {
    total,
    brands: (brands ?? []).map(({ logo, ...one }) => ({
      ...one,
      ...(logo ? { logo: pictureOf(logo, one.brand)! } : {}),
    })),
    trees: [...trees.values()],
    attributes: attributesOf(attributes ?? []),
    tags: (tags ?? []).map(({ name_zh, name_en, ...tag }) => ({
      ...tag,
      name: { zh: name_zh, en: name_en },
    })),
  }
}

function attributesOf(counts: readonly ValueCount[]): ShopFilters['attributes'] {
  const groups = new Map<string, ShopFilters['attributes'][number]>()
  for (const { id, name, choice, choice_name, count } of counts) {
    const group = groups.get(id) ?? { id, name, choices: [] }
    group.choices.push(choice ? { id: choice, name: choice_name!, count } : { id, name: YES, count })
    groups.set(id, group)
  }
  return [...groups.values()]
}
