import { Injectable } from '@nestjs/common'
import type { Attribute, CreateAttribute, UpdateAttribute } from '@storeweave/contract'
import type { Asked } from '@storeweave/rules/catalog'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

interface Row {
  id: string
  kind: Attribute['kind']
  name_zh: string
  name_en: string
  unit_zh: string
  unit_en: string
  several: boolean
  filterable: boolean
  active: boolean
  position: number
  choices: Attribute['choices']
  products: number
  categories: number
}

@Injectable()
export class AttributesRepo {
  /** All attributes with their choices, and how many products and categories have each. */
  async all(): Promise<Attribute[]> {
    const rows = await db().many<Row>(
      `select a.id, a.kind, a.name_zh, a.name_en, a.unit_zh, a.unit_en, a.several, a.filterable, a.active, a.position,
              (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', jsonb_build_object('zh', c.name_zh, 'en', c.name_en)) order by c.position, c.id), '[]')
                 from attribute_choices c where c.tenant_id = $1 and c.attribute_id = a.id) as choices,
              (select count(distinct v.product_id) from product_values v where v.tenant_id = $1 and v.attribute_id = a.id) as products,
              (select count(*) from category_attributes ca where ca.tenant_id = $1 and ca.attribute_id = a.id) as categories
         from attributes a where a.tenant_id = $1 order by a.position, a.id`,
      [tenantId()],
    )
    return rows.map((r) => ({
      id: r.id,
      kind: r.kind,
      name: { zh: r.name_zh, en: r.name_en },
      unit: { zh: r.unit_zh, en: r.unit_en },
      several: r.several,
      filterable: r.filterable,
      active: r.active,
      position: r.position,
      choices: r.choices,
      productCount: r.products,
      categoryCount: r.categories,
    }))
  }

  /** Adds one without choices; 0 when the id is there already. */
  insert(a: CreateAttribute): Promise<number> {
    return db().run(
      `insert into attributes (tenant_id, id, kind, name_zh, name_en, unit_zh, unit_en, several, filterable, position, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) on conflict (tenant_id, id) do nothing`,
      [
        tenantId(),
        a.id,
        a.kind,
        a.name.zh,
        a.name.en,
        a.unit.zh,
        a.unit.en,
        a.several,
        a.filterable,
        a.position,
        clock.now(),
      ],
    )
  }

  /** Changes what is given; 0 when it isn't there. */
  update(id: string, a: UpdateAttribute): Promise<number> {
    return db().run(
      `update attributes set name_zh = coalesce($3, name_zh), name_en = coalesce($4, name_en), unit_zh = coalesce($5, unit_zh), unit_en = coalesce($6, unit_en),
              filterable = coalesce($7, filterable), active = coalesce($8, active), position = coalesce($9, position), updated_at = $10 where tenant_id = $1 and id = $2`,
      [
        tenantId(),
        id,
        a.name?.zh ?? null,
        a.name?.en ?? null,
        a.unit?.zh ?? null,
        a.unit?.en ?? null,
        a.filterable ?? null,
        a.active ?? null,
        a.position ?? null,
        clock.now(),
      ],
    )
  }

  /** The name of a choice that goods have and that is not among those to stay. */
  async usedBeside(id: string, staying: readonly string[]): Promise<string | undefined> {
    const row = await db().one<{ name_zh: string }>(
      `select c.name_zh from attribute_choices c where c.tenant_id = $1 and c.attribute_id = $2 and c.id <> all($3::uuid[])
          and exists (select from product_values v where v.tenant_id = $1 and v.attribute_id = $2 and v.value = c.id::text) order by c.position, c.id limit 1`,
      [tenantId(), id, staying],
    )
    return row?.name_zh
  }

  /** Makes the choices of an attribute these, in this order. Answers how many there are now: fewer where an id is another attribute's. */
  async setChoices(id: string, choices: Attribute['choices']): Promise<number> {
    await db().run(
      'delete from attribute_choices where tenant_id = $1 and attribute_id = $2 and id <> all($3::uuid[])',
      [tenantId(), id, choices.map((c) => c.id)],
    )
    return db().run(
      `insert into attribute_choices (tenant_id, id, attribute_id, name_zh, name_en, position)
       select $1, c.id, $2, c.zh, c.en, c.n from unnest($3::uuid[], $4::text[], $5::text[]) with ordinality c(id, zh, en, n)
       on conflict (tenant_id, id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, position = excluded.position
        where attribute_choices.attribute_id = excluded.attribute_id`,
      [
        tenantId(),
        id,
        choices.map((c) => c.id),
        choices.map((c) => c.name.zh),
        choices.map((c) => c.name.en),
      ],
    )
  }

  /** The categories from the topmost down to one, with its name; undefined when it isn't there. */
  async pathTo(categoryId: string): Promise<{ path: string[]; name: string } | undefined> {
    const rows = await db().many<{ id: string; name_zh: string }>(
      `with recursive up as (
         select c.id, c.parent_id, c.name_zh, 0 as depth from categories c where c.tenant_id = $1 and c.id = $2
         union all select c.id, c.parent_id, c.name_zh, up.depth + 1 from categories c join up on c.id = up.parent_id where c.tenant_id = $1)
       select id, name_zh from up order by depth desc`,
      [tenantId(), categoryId],
    )
    const own = rows.at(-1)
    return own && { path: rows.map((r) => r.id), name: own.name_zh }
  }

  /** What categories ask for by attributes that are in use, each category's in its order. */
  asked(categoryIds: readonly string[]): Promise<Asked[]> {
    return db().many(
      `select ca.category_id as "categoryId", ca.attribute_id as "attributeId", ca.required from category_attributes ca
         join attributes a on a.tenant_id = $1 and a.id = ca.attribute_id and a.active
        where ca.tenant_id = $1 and ca.category_id = any($2::uuid[]) order by ca.position, ca.attribute_id`,
      [tenantId(), categoryIds],
    )
  }

  /** Makes what a category itself asks for this, in this order. */
  async setAsked(
    categoryId: string,
    items: readonly { attributeId: string; required: boolean }[],
  ): Promise<void> {
    await db().run('delete from category_attributes where tenant_id = $1 and category_id = $2', [
      tenantId(),
      categoryId,
    ])
    await db().run(
      `insert into category_attributes (tenant_id, category_id, attribute_id, required, position)
       select $1, $2, t.id, t.required, t.n from unnest($3::uuid[], $4::boolean[]) with ordinality t(id, required, n)`,
      [tenantId(), categoryId, items.map((i) => i.attributeId), items.map((i) => i.required)],
    )
  }

  /** Has pages of products that are kept made anew: what many of them show has changed. */
  async look(): Promise<void> {
    await db().run(
      'insert into catalog_looks (tenant_id, look) values ($1, 1) on conflict (tenant_id) do update set look = catalog_looks.look + 1',
      [tenantId()],
    )
  }
}
