import type { AskFilters } from '@storeweave/contract'

/** A category and everything below it, as a sub-query. */
export const belowCategory = (parameter: string): string =>
  `(with recursive below as (select id from categories where tenant_id = $1 and id = ${parameter}
     union select c.id from categories c join below b on c.parent_id = b.id where c.tenant_id = $1) select id from below)`
type Choices = Pick<AskFilters, 'brands' | 'classes' | 'values' | 'tags'>
type Narrowed = Choices & Pick<AskFilters, 'categoryId'>

/** A classification and everything below it, as a sub-query; `ids` is an array. */
const belowClass = (ids: string): string =>
  `(with recursive below as (select id from classifications where tenant_id = $1 and id = any(${ids}::uuid[])
     union select c.id from classifications c join below b on c.parent_id = b.id where c.tenant_id = $1) select id from below)`
const hasClass = (ids: string) =>
  `exists (select from product_classes pc where pc.tenant_id = $1 and pc.product_id = p.id and pc.classification_id in ${belowClass(ids)})`
/** Whether product `p` has one of the choices in an array, or is what one of the flags in it says. */
export const hasValue = (ids: string) =>
  `exists (select from product_values pv where pv.tenant_id = $1 and pv.product_id = p.id
     and (pv.choice_id = any(${ids}::uuid[]) or pv.value = 'true' and pv.attribute_id = any(${ids}::uuid[])))`
/** Whether product `p` has a number of an attribute between two ends, both included; null leaves one open. */
export const hasNumber = (attribute: string, from: string, to: string): string =>
  `exists (select from product_values pv where pv.tenant_id = $1 and pv.product_id = p.id and pv.attribute_id = ${attribute}
     and case when pv.attribute_id = ${attribute} then pv.value::numeric end between coalesce(${from}, '-infinity') and coalesce(${to}, 'infinity'))`
/** Whether product `p` has a text of an attribute, in either language, that is one of an array in small letters or holds one. */
export const hasText = (attribute: string, how: string, texts: string): string =>
  `exists (select from product_values pv cross join unnest(${texts}) w (said) where pv.tenant_id = $1 and pv.product_id = p.id and pv.attribute_id = ${attribute}
     and case ${how} when 'is' then w.said in (lower(pv.value), lower(pv.value_en)) else position(w.said in lower(pv.value)) > 0 or position(w.said in lower(pv.value_en)) > 0 end)`
/** Whether product `p` has one of the tags in an array at a moment, in SQL. */
export const hasTag = (ids: string, at: string): string =>
  `exists (select from product_tags pt join tags g on g.tenant_id = $1 and g.id = pt.tag_id and g.active where pt.tenant_id = $1 and pt.product_id = p.id
     and pt.tag_id = any(${ids}::uuid[]) and pt.from_at <= ${at} and (pt.until_at is null or pt.until_at > ${at}))`
/** The tags a product has at a moment, as JSON for the shop. */
export const tagsSql = (product: string, at: string): string =>
  `(select coalesce(jsonb_agg(jsonb_build_object('name', jsonb_build_object('zh', g.name_zh, 'en', g.name_en), 'colour', g.colour) order by g.position, g.id), '[]')
     from product_tags pt join tags g on g.tenant_id = $1 and g.id = pt.tag_id and g.active
    where pt.tenant_id = $1 and pt.product_id = ${product} and pt.from_at <= ${at} and (pt.until_at is null or pt.until_at > ${at}))`
/** Whether product `p` is under a classification or below it, in SQL. */
export const isUnder = (id: string): string => hasClass(`array[${id}]`)

const listOf = (text: string | undefined, mark: string): string[] => (text ? text.split(mark) : [])

/** The conditions of each filter that is chosen, in SQL on product `p`; `$4` is the moment. */
export function chosenSql(q: Choices, values: unknown[]) {
  const add = (value: unknown) => `$${values.push(value)}`
  const trees = listOf(q.classes, ';').map((group) => ({ ids: add(group.split(',')) }))
  const attributes = listOf(q.values, ';').map((group) => ({ ids: add(group.split(',')) }))
  return {
    brand: q.brands ? `p.brand collate "C" = any(${add(listOf(q.brands, '|'))}::text[])` : undefined,
    tag: q.tags ? hasTag(add(listOf(q.tags, ',')), '$4') : undefined,
    trees: trees.map(({ ids }) => ({ ids, sql: hasClass(ids) })),
    attributes: attributes.map(({ ids }) => ({ ids, sql: hasValue(ids) })),
  }
}
export type Chosen = ReturnType<typeof chosenSql>
export const inCategory = (q: Narrowed, values: unknown[]): string[] =>
  q.categoryId ? [`p.category_id in ${belowCategory(`$${values.push(q.categoryId)}`)}`] : []

/** What category, brand, tags, classifications and attributes demand of product `p`, in SQL. `$1` is the tenant, `$4` the moment. */
export function filterSql(q: Narrowed, values: unknown[]): string[] {
  const { brand, tag, trees, attributes } = chosenSql(q, values)
  const groups = [...trees, ...attributes].map(({ sql }) => sql)
  return [...inCategory(q, values), brand, tag, ...groups].filter((one): one is string => one !== undefined)
}
