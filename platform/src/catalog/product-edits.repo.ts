import { Injectable } from '@nestjs/common'
import type { Product } from '@storeweave/contract'
import type { HeldTag, ProductMove, ProductState } from '@storeweave/rules/catalog'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import { narrowed } from './products.repo.js'
import { PRODUCT_COLUMNS, productOf, type ProductColumns } from './products.rows.js'
import type { ProductFilter } from './bulk-products.repo.js'

/** A product as edits of many see it. */
export interface EditableProduct extends Product {
  tags: HeldTag[]
}
type Row = ProductColumns & { tags: { tagId: string; from: string; until: string | null }[] }

const TAGS = `(select coalesce(jsonb_agg(jsonb_build_object('tagId', pt.tag_id, 'from', pt.from_at, 'until', pt.until_at) order by pt.tag_id), '[]')
  from product_tags pt where pt.tenant_id = $1 and pt.product_id = p.id) as tags`
const iso = (at: string): string => new Date(at).toISOString()
const editableOf = (r: Row): EditableProduct => ({
  ...productOf(r),
  tags: r.tags.map((t) => ({ tagId: t.tagId, from: iso(t.from), until: t.until && iso(t.until) })),
})

/** One kind of change to many products, a statement for each kind of row. */
@Injectable()
export class ProductEditsRepo {
  /** A page of the products a filter or a choice means, in the order of their ids. */
  async page(
    filter: ProductFilter,
    productIds: readonly string[] | undefined,
    after: string,
    limit: number,
  ): Promise<EditableProduct[]> {
    const values: unknown[] = [tenantId(), after, limit]
    const chosen = productIds ? `and p.id = any($${values.push(productIds)}::uuid[])` : ''
    const rows = await db().many<Row>(
      `select ${PRODUCT_COLUMNS}, ${TAGS} from products p where p.tenant_id = $1 and p.id > $2 ${chosen} and ${narrowed(filter, values).join(' and ')} order by p.id limit $3`,
      values,
    )
    return rows.map(editableOf)
  }

  /** These products, held until the transaction ends. */
  async lock(ids: readonly string[]): Promise<EditableProduct[]> {
    await db().run(
      'select id from products where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update',
      [tenantId(), ids],
    )
    const rows = await db().many<Row>(
      `select ${PRODUCT_COLUMNS}, ${TAGS} from products p where p.tenant_id = $1 and p.id = any($2::uuid[]) order by p.id`,
      [tenantId(), ids],
    )
    return rows.map(editableOf)
  }

  /** Gives locked products a category or a brand of their own, or says whether they are sold online alone. */
  setFields(
    rows: readonly { id: string; categoryId?: string; brand?: string; cloudOnly?: boolean }[],
  ): Promise<number> {
    return db().run(
      `update products p set category_id = coalesce(w."categoryId", category_id), brand = coalesce(w.brand, p.brand), termed = p.termed and w.brand is null, cloud_only = coalesce(w."cloudOnly", p.cloud_only),
              version = version + 1, updated_at = $3
         from jsonb_to_recordset($2::jsonb) as w(id uuid, "categoryId" uuid, brand text, "cloudOnly" boolean) where p.tenant_id = $1 and p.id = w.id`,
      [tenantId(), JSON.stringify(rows), clock.now()],
    )
  }

  /** Tells editors of locked products that something of them was changed elsewhere. */
  touch(ids: readonly string[]): Promise<number> {
    return db().run(
      'update products set version = version + 1, updated_at = $3 where tenant_id = $1 and id = any($2::uuid[])',
      [tenantId(), ids, clock.now()],
    )
  }

  /** Makes the tags of locked products these. */
  async setTags(rows: readonly { id: string; tags: readonly HeldTag[] }[]): Promise<void> {
    await db().run('delete from product_tags where tenant_id = $1 and product_id = any($2::uuid[])', [
      tenantId(),
      rows.map((r) => r.id),
    ])
    await db().run(
      `insert into product_tags (tenant_id, product_id, tag_id, from_at, until_at)
       select $1, w.id, w.tag, w."from", w.until from jsonb_to_recordset($2::jsonb) as w(id uuid, tag uuid, "from" timestamptz, until timestamptz)`,
      [
        tenantId(),
        JSON.stringify(
          rows.flatMap((r) => r.tags.map((t) => ({ id: r.id, tag: t.tagId, from: t.from, until: t.until }))),
        ),
      ],
    )
  }

  /** Moves locked products on and remembers who did; `move` is none where an undo puts them back. */
  move(
    rows: readonly { id: string; move: ProductMove; from: ProductState; to: ProductState }[],
    note: string,
  ): Promise<number> {
    const by = actor()
    return db().run(
      `with w as (select * from jsonb_to_recordset($2::jsonb) as w(id uuid, entry uuid, move text, "from" text, "to" text)),
         moved as (
           update products p set state = w."to", version = version + 1, updated_at = $3, published_at = case when w."to" = 'published' then $3 else published_at end
             from w where p.tenant_id = $1 and p.id = w.id and p.state = w."from" returning p.id)
       insert into product_moves (tenant_id, id, product_id, move, from_state, to_state, note, person_id, person_name, at)
       select $1, w.entry, w.id, w.move, w."from", w."to", $4, $5, $6, $3 from w join moved on moved.id = w.id`,
      [
        tenantId(),
        JSON.stringify(rows.map((r) => ({ ...r, entry: newId() }))),
        clock.now(),
        note,
        by.id,
        by.name,
      ],
    )
  }
}
