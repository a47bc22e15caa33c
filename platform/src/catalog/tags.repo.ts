import { Injectable } from '@nestjs/common'
import type {
  CreateTag,
  ProductMarks,
  SetProductMarks,
  Tag,
  TagColour,
  UpdateTag,
} from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

interface TagRow {
  id: string
  name_zh: string
  name_en: string
  colour: TagColour
  position: number
  active: boolean
  products: number
}

@Injectable()
export class TagsRepo {
  /** All tags with how many products have each at this moment. */
  async all(): Promise<Tag[]> {
    const rows = await db().many<TagRow>(
      `select g.id, g.name_zh, g.name_en, g.colour, g.position, g.active,
              (select count(*) from product_tags pt where pt.tenant_id = $1 and pt.tag_id = g.id and pt.from_at <= $2 and (pt.until_at is null or pt.until_at > $2)) as products
         from tags g where g.tenant_id = $1 order by g.position, g.id`,
      [tenantId(), clock.now()],
    )
    return rows.map((r) => ({
      id: r.id,
      name: { zh: r.name_zh, en: r.name_en },
      colour: r.colour,
      position: r.position,
      active: r.active,
      productCount: r.products,
    }))
  }

  /** Adds a tag; 0 when the id is there already. */
  insert(t: CreateTag): Promise<number> {
    return db().run(
      `insert into tags (tenant_id, id, name_zh, name_en, colour, position, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7)
       on conflict (tenant_id, id) do nothing`,
      [tenantId(), t.id, t.name.zh, t.name.en, t.colour, t.position, clock.now()],
    )
  }

  /** Changes what is given; 0 when it isn't there. */
  update(id: string, t: UpdateTag): Promise<number> {
    return db().run(
      `update tags set name_zh = coalesce($3, name_zh), name_en = coalesce($4, name_en), colour = coalesce($5, colour), position = coalesce($6, position), active = coalesce($7, active), updated_at = $8
        where tenant_id = $1 and id = $2`,
      [
        tenantId(),
        id,
        t.name?.zh ?? null,
        t.name?.en ?? null,
        t.colour ?? null,
        t.position ?? null,
        t.active ?? null,
        clock.now(),
      ],
    )
  }

  /** What a product is sorted under; undefined when it isn't there. Locked against others who write the same, when asked. */
  async marks(productId: string, locked = false): Promise<{ name: string; marks: ProductMarks } | undefined> {
    const row = await db().one<{
      name_zh: string
      classes: string[]
      tags: { tagId: string; from: string; until: string | null }[]
    }>(
      `select p.name_zh,
              (select coalesce(array_agg(pc.classification_id order by pc.classification_id), '{}') from product_classes pc where pc.tenant_id = $1 and pc.product_id = p.id) as classes,
              (select coalesce(jsonb_agg(jsonb_build_object('tagId', pt.tag_id, 'from', pt.from_at, 'until', pt.until_at) order by pt.from_at, pt.tag_id), '[]') from product_tags pt where pt.tenant_id = $1 and pt.product_id = p.id) as tags
         from products p where p.tenant_id = $1 and p.id = $2 ${locked ? 'for no key update of p' : ''}`,
      [tenantId(), productId],
    )
    if (!row) return undefined
    const iso = (at: string) => new Date(at).toISOString()
    const tags = row.tags.map((t) => ({ tagId: t.tagId, from: iso(t.from), until: t.until && iso(t.until) }))
    return { name: row.name_zh, marks: { classificationIds: row.classes, tags } }
  }

  /** Which of the lists names something that isn't there. Trees themselves are no values. */
  async unknownOf({ classificationIds, tags }: SetProductMarks): Promise<string | undefined> {
    const row = await db().one<{ classes: number; tags: number }>(
      `select (select count(*) from classifications where tenant_id = $1 and id = any($2::uuid[]) and parent_id is not null) as classes,
              (select count(*) from tags where tenant_id = $1 and id = any($3::uuid[])) as tags`,
      [tenantId(), classificationIds, tags.map((t) => t.tagId)],
    )
    if (row!.classes < new Set(classificationIds).size) return 'classificationIds'
    return row!.tags < new Set(tags.map((t) => t.tagId)).size ? 'tags' : undefined
  }

  /** Replaces what a product is sorted under. */
  async setMarks(productId: string, { classificationIds, tags }: SetProductMarks): Promise<void> {
    const key = [tenantId(), productId]
    await db().run('delete from product_classes where tenant_id = $1 and product_id = $2', key)
    await db().run('delete from product_tags where tenant_id = $1 and product_id = $2', key)
    await db().run(
      `insert into product_classes (tenant_id, classification_id, product_id) select $1, c, $2 from unnest($3::uuid[]) c`,
      [...key, classificationIds],
    )
    await db().run(
      `insert into product_tags (tenant_id, product_id, tag_id, from_at, until_at) select $1, $2, t.tag_id, t.from_at, t.until_at
         from unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[]) t(tag_id, from_at, until_at)`,
      [...key, tags.map((t) => t.tagId), tags.map((t) => t.from), tags.map((t) => t.until)],
    )
  }
}
