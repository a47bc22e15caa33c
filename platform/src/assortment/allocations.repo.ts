import { Injectable } from '@nestjs/common'
import type { Assortment, ListAllocations, ProductState, WhichProducts } from '@storeweave/contract'
import type { Range } from '@storeweave/rules/assortment'
import type { z } from 'zod'
import { belowCategory, termsCondition } from '../catalog/index.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'

/** A product with where it may be sold, as the database has it. */
export interface AllocationRow {
  id: string
  name_zh: string
  name_en: string
  media_id: string | null
  state: z.infer<typeof ProductState>
  category_id: string
  category_zh: string
  category_en: string
  assortment: Assortment
  store_id: string | null
  unit_ids: string[]
  unlisted: number
}
/** A product's range, and the product. */
export interface RangeRow {
  productId: string
  range: Range
}

const UNIT_IDS =
  'array(select al.unit_id from product_allocations al where al.tenant_id = $1 and al.product_id = p.id order by al.unit_id)'
const ROWS = `select p.id, p.name_zh, p.name_en, p.media_ids[1] as media_id, p.state, p.category_id, c.name_zh as category_zh, c.name_en as category_en, p.assortment, p.store_id, ${UNIT_IDS} as unit_ids,
    (select count(*) from store_listings sl where sl.tenant_id = $1 and sl.product_id = p.id and not sl.listed) as unlisted
  from products p join categories c on c.tenant_id = $1 and c.id = p.category_id where p.tenant_id = $1`

/** The conditions that a product is one of those meant; pushes their values. */
function isMeant(which: WhichProducts, values: unknown[]): string[] {
  const add = (value: unknown) => `$${values.push(value)}`
  const { q, productIds, state, categoryId, supplierId, assortment, unitId } = which
  const unit = unitId && add(unitId)
  return [
    termsCondition('p.id', q, values),
    productIds ? `p.id = any(${add(productIds)}::uuid[])` : '',
    state ? `p.state = ${add(state)}` : '',
    categoryId ? `p.category_id in ${belowCategory(add(categoryId))}` : '',
    supplierId ? `p.supplier_id = ${add(supplierId)}` : '',
    assortment ? `p.assortment = ${add(assortment)}` : '',
    unit
      ? `(p.store_id = ${unit} or exists (select from product_allocations al where al.tenant_id = $1 and al.product_id = p.id and al.unit_id = ${unit}))`
      : '',
  ].filter(Boolean)
}

/** Where products may be sold: what is kept of it, and nothing of what follows from it. */
@Injectable()
export class AllocationsRepo {
  /** A page of products, newest first. */
  page({ limit, cursor, ...which }: ListAllocations): Promise<AllocationRow[]> {
    const after = keysOf(cursor, 'id')
    const values: unknown[] = [tenantId(), limit + 1]
    const where = isMeant(which, values)
    if (after) where.push(`p.id < $${values.push(after[0])}::uuid`)
    return db().many<AllocationRow>(`${ROWS} and ${where.join(' and ')} order by p.id desc limit $2`, values)
  }
  one(productId: string): Promise<AllocationRow | undefined> {
    return db().one<AllocationRow>(`${ROWS} and p.id = $2`, [tenantId(), productId])
  }

  /** The ids of those meant, `most` at most; locked in key order, they stay as they are until the running transaction ends. */
  async pick(which: WhichProducts, most: number, lock: boolean): Promise<string[]> {
    const values: unknown[] = [tenantId(), most]
    const rows = await db().many<{ id: string }>(
      `select p.id from products p where p.tenant_id = $1 and ${isMeant(which, values).join(' and ')} order by p.id limit $2 ${lock ? 'for no key update of p' : ''}`,
      values,
    )
    return rows.map(({ id }) => id)
  }
  /** Where these products may be sold; asked after they were locked, it is what holds. */
  async ranges(productIds: readonly string[]): Promise<RangeRow[]> {
    const rows = await db().many<Pick<AllocationRow, 'id' | 'assortment' | 'store_id' | 'unit_ids'>>(
      `select p.id, p.assortment, p.store_id, ${UNIT_IDS} as unit_ids from products p where p.tenant_id = $1 and p.id = any($2::uuid[]) order by p.id`,
      [tenantId(), productIds],
    )
    return rows.map((r) => ({ productId: r.id, range: rangeOf(r) }))
  }
  /** Writes down where locked products may be sold from now on. */
  async write(rows: readonly RangeRow[]): Promise<void> {
    const text = JSON.stringify(
      rows.map(({ productId, range }) => ({
        id: productId,
        assortment: range.assortment,
        store_id: range.storeId,
        unit_ids: range.unitIds,
      })),
    )
    for (const statement of [SET, TAKE, GIVE]) await db().run(statement, [tenantId(), text])
  }
}

const SET = `update products p set assortment = r.assortment, store_id = r.store_id
  from jsonb_to_recordset($2::jsonb) as r (id uuid, assortment text, store_id uuid) where p.tenant_id = $1 and p.id = r.id`
const TAKE = `delete from product_allocations al using jsonb_to_recordset($2::jsonb) as r (id uuid, unit_ids uuid[])
  where al.tenant_id = $1 and al.product_id = r.id and not al.unit_id = any(r.unit_ids)`
const GIVE = `insert into product_allocations (tenant_id, product_id, unit_id)
  select $1, r.id, u from jsonb_to_recordset($2::jsonb) as r (id uuid, unit_ids uuid[]), unnest(r.unit_ids) u on conflict do nothing`

/** The range that a row of `products` and its allocations make. */
export const rangeOf = (r: Pick<AllocationRow, 'assortment' | 'store_id' | 'unit_ids'>): Range => ({
  assortment: r.assortment,
  storeId: r.store_id,
  unitIds: r.unit_ids,
})
