import { Injectable } from '@nestjs/common'
import type { ProductValue } from '@storeweave/contract'
import type { Described } from '@storeweave/rules/catalog'
import { db, tenantId } from '../kernel/db.js'

/** An attribute that goods of a category must have, by name. */
export interface Lacking {
  id: string
  name: { zh: string; en: string }
}

/** The values of product `p` as JSON, in the order of their attributes. */
export const VALUES = `(select coalesce(jsonb_agg(jsonb_build_object('attributeId', v.attribute_id, 'value', v.value, 'valueEn', v.value_en) order by v.attribute_id, v.value), '[]')
     from product_values v where v.tenant_id = $1 and v.product_id = p.id)`

/**
 * What shoppers read about product `p`, as JSON: a line for each attribute it has values of, in the order of the attributes,
 * choices by their names in their order.
 */
export const SPECS = `(select coalesce(jsonb_agg(jsonb_build_object('name', jsonb_build_object('zh', s.name_zh, 'en', s.name_en), 'value', jsonb_build_object('zh', s.zh, 'en', s.en)) order by s.position, s.id), '[]')
     from (select a.id, a.name_zh, a.name_en, a.position, string_agg(t.zh, '、' order by c.position, v.value) as zh, string_agg(t.en, ', ' order by c.position, v.value) as en
             from product_values v join attributes a on a.tenant_id = $1 and a.id = v.attribute_id and a.active
             left join attribute_choices c on c.tenant_id = $1 and c.id = v.choice_id
            cross join lateral (select case a.kind when 'choice' then c.name_zh when 'flag' then case v.value when 'true' then '是' else '否' end else v.value || a.unit_zh end as zh,
                                       case a.kind when 'choice' then coalesce(nullif(c.name_en, ''), c.name_zh) when 'flag' then case v.value when 'true' then 'Yes' else 'No' end
                                         when 'text' then coalesce(nullif(v.value_en, ''), v.value) else concat_ws(' ', v.value, nullif(coalesce(nullif(a.unit_en, ''), a.unit_zh), '')) end as en) t
            where v.tenant_id = $1 and v.product_id = p.id group by a.id, a.name_zh, a.name_en, a.position) s)`

@Injectable()
export class ProductValuesRepo {
  /** What values of these attributes are held against. */
  async described(ids: readonly string[]): Promise<Map<string, Described & { name: string }>> {
    const rows = await db().many<Described & { name: string }>(
      `select a.id, a.kind, a.several, a.name_zh as name,
              (select coalesce(jsonb_agg(jsonb_build_object('id', c.id)), '[]') from attribute_choices c where c.tenant_id = $1 and c.attribute_id = a.id) as choices
         from attributes a where a.tenant_id = $1 and a.id = any($2::uuid[])`,
      [tenantId(), ids],
    )
    return new Map(rows.map((r) => [r.id, r]))
  }

  /** Makes a product's values these. */
  async set(productId: string, values: readonly (ProductValue & { choice: boolean })[]): Promise<void> {
    await db().run('delete from product_values where tenant_id = $1 and product_id = $2', [
      tenantId(),
      productId,
    ])
    if (!values.length) return
    await db().run(
      `insert into product_values (tenant_id, product_id, attribute_id, value, value_en, choice_id)
       select $1, $2, v.id, v.value, v.en, case when v.choice then v.value::uuid end from unnest($3::uuid[], $4::text[], $5::text[], $6::boolean[]) v(id, value, en, choice)`,
      [
        tenantId(),
        productId,
        values.map((v) => v.attributeId),
        values.map((v) => v.value),
        values.map((v) => v.valueEn),
        values.map((v) => v.choice),
      ],
    )
  }

  /** What goods of a category must have and a product has not, in the order of the attributes. */
  async lacking(productId: string, categoryId: string): Promise<Lacking[]> {
    const rows = await db().many<{ id: string; name_zh: string; name_en: string }>(
      `with recursive up as (
         select c.id, c.parent_id from categories c where c.tenant_id = $1 and c.id = $3
         union select c.id, c.parent_id from categories c join up on c.id = up.parent_id where c.tenant_id = $1)
       select a.id, a.name_zh, a.name_en from attributes a where a.tenant_id = $1 and a.active
          and exists (select from category_attributes ca join up on up.id = ca.category_id where ca.tenant_id = $1 and ca.attribute_id = a.id and ca.required)
          and not exists (select from product_values v where v.tenant_id = $1 and v.product_id = $2 and v.attribute_id = a.id)
        order by a.position, a.id`,
      [tenantId(), productId, categoryId],
    )
    return rows.map((r) => ({ id: r.id, name: { zh: r.name_zh, en: r.name_en } }))
  }

  /** The same for many products at once, by product; those that lack nothing are absent. */
  async lackingOf(pairs: readonly { id: string; categoryId: string }[]): Promise<Map<string, Lacking[]>> {
    if (!pairs.length) return new Map()
    const rows = await db().many<{ product_id: string; id: string; name_zh: string; name_en: string }>(
      `with recursive wanted as (select * from unnest($2::uuid[], $3::uuid[]) w(product_id, category_id)),
         up as (
           select distinct w.category_id as root, w.category_id as id from wanted w
           union select up.root, c.parent_id from up join categories c on c.tenant_id = $1 and c.id = up.id where c.parent_id is not null)
       select distinct w.product_id, a.id, a.name_zh, a.name_en, a.position
         from wanted w join up on up.root = w.category_id join category_attributes ca on ca.tenant_id = $1 and ca.category_id = up.id and ca.required
         join attributes a on a.tenant_id = $1 and a.id = ca.attribute_id and a.active
        where not exists (select from product_values v where v.tenant_id = $1 and v.product_id = w.product_id and v.attribute_id = a.id)
        order by a.position, a.id`,
      [tenantId(), pairs.map((p) => p.id), pairs.map((p) => p.categoryId)],
    )
    const lacking = new Map<string, Lacking[]>()
    for (const r of rows)
      lacking.set(r.product_id, [
        ...(lacking.get(r.product_id) ?? []),
        { id: r.id, name: { zh: r.name_zh, en: r.name_en } },
      ])
    return lacking
  }

  /** What goods of these categories must have, by category, in the order of the attributes. */
  async requiredIn(categoryIds: readonly string[]): Promise<Map<string, Lacking[]>> {
    if (!categoryIds.length) return new Map()
    const rows = await db().many<{ root: string; id: string; name_zh: string; name_en: string }>(
      `with recursive up as (
         select w.id as root, w.id from unnest($2::uuid[]) w(id)
         union select up.root, c.parent_id from up join categories c on c.tenant_id = $1 and c.id = up.id where c.parent_id is not null)
       select distinct up.root, a.id, a.name_zh, a.name_en, a.position from up
         join category_attributes ca on ca.tenant_id = $1 and ca.category_id = up.id and ca.required
         join attributes a on a.tenant_id = $1 and a.id = ca.attribute_id and a.active order by a.position, a.id`,
      [tenantId(), categoryIds],
    )
    const required = new Map<string, Lacking[]>()
    for (const r of rows)
      required.set(r.root, [
        ...(required.get(r.root) ?? []),
        { id: r.id, name: { zh: r.name_zh, en: r.name_en } },
      ])
    return required
  }

  /** What published products would lack in another category that they don't lack in the one they have. */
  async newlyLacking(
    moves: readonly { id: string; from: string; to: string }[],
  ): Promise<Map<string, Lacking[]>> {
    const lacking = await this.lackingOf(moves.map(({ id, to }) => ({ id, categoryId: to })))
    if (!lacking.size) return lacking
    const before = await this.lackingOf(moves.map(({ id, from }) => ({ id, categoryId: from })))
    const added = [...lacking].map(([id, list]): [string, Lacking[]] => {
      const known = new Set(before.get(id)?.map((one) => one.id))
      return [id, list.filter((one) => !known.has(one.id))]
    })
    return new Map(added.filter(([, list]) => list.length))
  }
}
