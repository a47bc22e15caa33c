import { Injectable } from '@nestjs/common'
import type { CreateProduct, ListProducts, MadeMove, Product, ProductPage } from '@storeweave/contract'
import type { z } from 'zod'
import { unitsWithin, within } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { actor } from '../kernel/scope.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { keysOf, pageOf } from '../kernel/page.js'
import {
  listedOf,
  PRODUCT_COLUMNS,
  productOf,
  type ListedProduct,
  type ProductColumns,
} from './products.rows.js'
import { termsCondition } from './hits.repo.js'
import { belowCategory, hasTag, isUnder } from './narrow.repo.js'

export type ProductFields = Omit<CreateProduct, 'id'>
export type ProductState = Product['state']

/** Goods of one store are shown to those who reach it; `units` is a parameter with the nodes reached, null for all. */
export const shownTo = (units: string): string =>
  `(${units}::uuid[] is null or p.store_id is null or p.store_id = any(${units}::uuid[]))`

/** The conditions that a list of products is narrowed by. Pushes its values after those given; `$1` must be the tenant. */
export function narrowed(q: Omit<ListProducts, 'limit' | 'cursor' | 'sort'>, values: unknown[]): string[] {
  const add = (value: unknown) => `$${values.push(value)}`
  return [
    shownTo(add(unitsWithin('Product:read'))),
    termsCondition('p.id', q.q, values),
    q.state ? `p.state = ${add(q.state)}` : '',
    q.supplierId ? `p.supplier_id = ${add(q.supplierId)}` : '',
    q.categoryId ? `p.category_id in ${belowCategory(add(q.categoryId))}` : '',
    q.brand ? `p.brand = ${add(q.brand)}` : '',
    q.classificationId ? isUnder(add(q.classificationId)) : '',
    q.tagId ? hasTag(`array[${add(q.tagId)}]`, add(clock.now())) : '',
  ].filter(Boolean)
}

@Injectable()
export class ProductsRepo {
  /** A product whole. */
  async one(id: string): Promise<Product | undefined> {
    const row = await db().one<ProductColumns>(
      `select ${PRODUCT_COLUMNS} from products p where p.tenant_id = $1 and p.id = $2 and ${shownTo('$3')}`,
      [tenantId(), id, unitsWithin('Product:read')],
    )
    return row && productOf(row)
  }

  /** A page of the console's list; stock is summed over the stores the asker may see. */
  async page(q: ListProducts): Promise<z.infer<typeof ProductPage>> {
    const byName = q.sort === 'name'
    const after = byName ? keysOf(q.cursor, 'text', 'id') : keysOf(q.cursor, 'instant', 'id')
    const values: unknown[] = [tenantId(), within('read', 'Stock'), q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      ...narrowed(q, values),
      after
        ? byName
          ? `(p.name_zh collate "C", p.id) > (${add(after[0])}, ${add(after[1])}::uuid)`
          : `(p.updated_at, p.id) < (${add(after[0])}::timestamptz, ${add(after[1])}::uuid)`
        : '',
    ].filter(Boolean)
    const rows = await db().many<ListedProduct>(
      `select p.id, p.kind, p.state, p.name_zh, p.name_en, p.brand, p.category_id, c.name_zh as category_zh, c.name_en as category_en, p.supplier_id, s.name_zh as supplier_name,
              p.media_ids[1] as media_id, p.unit_zh, p.unit_en, p.updated_at, k.sku_count, coalesce(k.price_from, 0) as price_from, coalesce(k.price_to, 0) as price_to, coalesce(k.unit_size, 1) as unit_size, k.on_hand
         from products p join categories c on c.tenant_id = $1 and c.id = p.category_id left join suppliers s on s.tenant_id = $1 and s.id = p.supplier_id
        cross join lateral (
          select count(*) as sku_count, min(k.list_price) as price_from, max(k.list_price) as price_to, min(k.unit_size) as unit_size, coalesce(sum(
                   (select sum(l.on_hand) from stock_levels l join locations o on o.tenant_id = $1 and o.id = l.location_id
                     where l.tenant_id = $1 and l.sku_id = k.id and ($2::uuid[] is null or o.store_id = any($2)))), 0) as on_hand
            from skus k where k.tenant_id = $1 and k.product_id = p.id and k.active) k
        where p.tenant_id = $1 and ${where.join(' and ')}
        order by ${byName ? 'p.name_zh collate "C", p.id' : 'p.updated_at desc, p.id desc'} limit $3`,
      values,
    )
    return pageOf(rows, q.limit, (r) => [byName ? r.name_zh : r.updated_at, r.id], listedOf)
  }

  /** Which of the ids a product names are unknown: fields of the request. */
  async unknownOf(p: ProductFields): Promise<string[]> {
    const mediaIds = [...new Set([...p.mediaIds, ...p.skus.flatMap((s) => s.mediaId ?? [])])]
    const row = await db().one<{ category: boolean; supplier: boolean; pictures: number }>(
      `select exists (select from categories where tenant_id = $1 and id = $2) as category,
              $3::uuid is null or exists (select from suppliers where tenant_id = $1 and id = $3) as supplier,
              (select count(*) from media where tenant_id = $1 and id = any($4::uuid[]) and kind = 'picture') as pictures`,
      [tenantId(), p.categoryId, p.supplierId, mediaIds],
    )
    return [
      ...(row!.category ? [] : ['categoryId']),
      ...(row!.supplier ? [] : ['supplierId']),
      ...(row!.pictures === mediaIds.length ? [] : ['mediaIds']),
    ]
  }

  /** Adds a draft without SKUs; 0 when the id is there already. */
  insert(id: string, p: ProductFields): Promise<number> {
    return db().run(
      `insert into products (tenant_id, id, kind, name_zh, name_en, detail_zh, detail_en, brand, unit_zh, unit_en, category_id, supplier_id, options, media_ids, cloud_only, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, coalesce($15::boolean, false), $16, $16) on conflict (tenant_id, id) do nothing`,
      [tenantId(), id, ...fieldsOf(p), clock.now()],
    )
  }

  /** Writes the fields if the version is still the one that was read. */
  async update(id: string, p: ProductFields, version: number): Promise<{ state: ProductState } | undefined> {
    await touchAnswers()
    return db().one(
      `update products set kind = $3, name_zh = $4, name_en = $5, detail_zh = $6, detail_en = $7, brand = $8, unit_zh = $9, unit_en = $10, category_id = $11, supplier_id = $12,
              options = $13, media_ids = $14, cloud_only = coalesce($15::boolean, cloud_only), supplier_ships = supplier_ships and supplier_id is not distinct from $12, updated_at = $16, version = version + 1
        where tenant_id = $1 and id = $2 and version = $17 returning state`,
      [tenantId(), id, ...fieldsOf(p), clock.now(), version],
    )
  }

  /** Touches a product whose prices were changed elsewhere, so that an editor with the old ones is told. */
  async touch(id: string): Promise<number> {
    await touchAnswers()
    return db().run(
      'update products set version = version + 1, updated_at = $3 where tenant_id = $1 and id = $2',
      [tenantId(), id, clock.now()],
    )
  }

  /** Moves a product on if it is still in the state it was seen in, and remembers who did. */
  async move(
    id: string,
    move: string,
    from: ProductState,
    to: ProductState,
    note: string,
    by = actor(),
  ): Promise<boolean> {
    await touchAnswers()
    const moved = await db().run(
      `with moved as (
         update products set state = $4, version = version + 1, updated_at = $5, published_at = case when $4 = 'published' then $5 else published_at end
          where tenant_id = $1 and id = $2 and state = $3 returning id)
       insert into product_moves (tenant_id, id, product_id, move, from_state, to_state, note, person_id, person_name, at)
       select $1, $6, id, $7, $3, $4, $8, $9, $10, $5 from moved`,
      [tenantId(), id, from, to, clock.now(), newId(), move, note, by.id, by.name],
    )
    return moved === 1
  }

  /** The latest moves of a product, newest first; undefined for a product that isn't there. */
  async moves(id: string, limit: number): Promise<MadeMove[] | undefined> {
    const row = await db().one<{ moves: MadeMove[] }>(
      `select coalesce((select json_agg(json_build_object('id', m.id, 'move', m.move, 'from', m.from_state, 'to', m.to_state, 'note', m.note, 'by', m.person_name, 'at', m.at) order by m.id desc)
          from (select * from product_moves where tenant_id = $1 and product_id = $2 order by id desc limit $3) m), '[]') as moves
         from products p where p.tenant_id = $1 and p.id = $2 and ${shownTo('$4')}`,
      [tenantId(), id, limit, unitsWithin('Product:read')],
    )
    return row?.moves.map((m) => ({ ...m, at: new Date(m.at).toISOString() }))
  }

  /** Counts how often each product was sold since a day; orders the shop window. Answers how many changed. */
  refreshPopularity(since: string): Promise<number> {
    return db().run(
      `update products p set popularity = coalesce(s.times, 0)
         from products o left join (select product_id, count(*) as times from order_lines where tenant_id = $1 and trading_day >= $2 and sold_at is not null group by product_id) s on s.product_id = o.id
        where p.tenant_id = $1 and o.tenant_id = $1 and o.id = p.id and p.popularity <> coalesce(s.times, 0)`,
      [tenantId(), since],
    )
  }
}

const fieldsOf = (p: ProductFields): unknown[] => [
  p.kind,
  p.name.zh,
  p.name.en,
  p.detail.zh,
  p.detail.en,
  p.brand,
  p.unit.zh,
  p.unit.en,
  p.categoryId,
  p.supplierId,
  JSON.stringify(p.options),
  p.mediaIds,
  p.cloudOnly ?? null,
]
