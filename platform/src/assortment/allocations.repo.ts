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
  by_hand: boolean
  rules: { ruleId: string; name: string }[]
  unlisted: number
}
/** A product's range, and the rules that decided it; none where somebody did, or where it is sold everywhere. */
export interface RangeRow {
  productId: string
  range: Range
  ruleIds: readonly string[]
}

/** Whether somebody decided where product `p` is sold. Who narrowed it before there were rules did it by hand. */
export const BY_HAND = "coalesce(p.by_hand, p.assortment <> 'all')"

const UNIT_IDS =
  'array(select al.unit_id from product_allocations al where al.tenant_id = $1 and al.product_id = p.id order by al.unit_id)'
const RULE_IDS =
  'array(select rp.rule_id from ruled_products rp where rp.tenant_id = $1 and rp.product_id = p.id order by rp.rule_id)'
const ROWS = `select p.id, p.name_zh, p.name_en, p.media_ids[1] as media_id, p.state, p.category_id, c.name_zh as category_zh, c.name_en as category_en, p.assortment, p.store_id, ${UNIT_IDS} as unit_ids, ${BY_HAND} as by_hand,
    (select coalesce(jsonb_agg(jsonb_build_object('ruleId', r.id, 'name', r.name) order by r.name, r.id), '[]')
       from ruled_products rp join allocation_rules r on r.tenant_id = $1 and r.id = rp.rule_id where rp.tenant_id = $1 and rp.product_id = p.id) as rules,
    (select count(*) from store_listings sl where sl.tenant_id = $1 and sl.product_id = p.id and not sl.listed) as unlisted
  from products p join categories c on c.tenant_id = $1 and c.id = p.category_id where p.tenant_id = $1`

/** The conditions that a product is one of those meant; pushes their values. */
function isMeant(which: WhichProducts, values: unknown[]): string[] {
  const add = (value: unknown) => `$${values.push(value)}`
  const { q, productIds, state, categoryId, supplierId, assortment, unitId, ruleId } = which
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
    ruleId
      ? `exists (select from ruled_products rp where rp.tenant_id = $1 and rp.rule_id = ${add(ruleId)} and rp.product_id = p.id)`
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
    const rows = await db().many<RangeColumns & { id: string; rule_ids: string[] }>(
      `select p.id, p.assortment, p.store_id, ${UNIT_IDS} as unit_ids, ${BY_HAND} as by_hand, ${RULE_IDS} as rule_ids from products p where p.tenant_id = $1 and p.id = any($2::uuid[]) order by p.id`,
      [tenantId(), productIds],
    )
    return rows.map((r) => ({ productId: r.id, range: rangeOf(r), ruleIds: r.rule_ids }))
  }
  /** Those of these products that there are, in key order; they stay as they are until the running transaction ends. */
  async hold(productIds: readonly string[]): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      'select id from products where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update',
      [tenantId(), productIds],
    )
    return rows.map(({ id }) => id)
  }
  /** Writes down where locked products may be sold from now on, and by which rules. */
  async write(rows: readonly RangeRow[]): Promise<void> {
    const text = JSON.stringify(
      rows.map(({ productId, range, ruleIds }) => ({
        id: productId,
        assortment: range.assortment,
        store_id: range.storeId,
        unit_ids: range.unitIds,
        by_hand: range.byHand,
        rule_ids: ruleIds,
      })),
    )
    for (const statement of [SET, TAKE, GIVE, TAKE_RULED, GIVE_RULED])
      await db().run(statement, [tenantId(), text])
  }
}

const SET = `update products p set assortment = r.assortment, store_id = r.store_id, by_hand = r.by_hand
  from jsonb_to_recordset($2::jsonb) as r (id uuid, assortment text, store_id uuid, by_hand boolean) where p.tenant_id = $1 and p.id = r.id`
const TAKE = `delete from product_allocations al using jsonb_to_recordset($2::jsonb) as r (id uuid, unit_ids uuid[])
  where al.tenant_id = $1 and al.product_id = r.id and not al.unit_id = any(r.unit_ids)`
const GIVE = `insert into product_allocations (tenant_id, product_id, unit_id)
  select $1, r.id, u from jsonb_to_recordset($2::jsonb) as r (id uuid, unit_ids uuid[]), unnest(r.unit_ids) u on conflict do nothing`
const TAKE_RULED = `delete from ruled_products rp using jsonb_to_recordset($2::jsonb) as r (id uuid, rule_ids uuid[])
  where rp.tenant_id = $1 and rp.product_id = r.id and not rp.rule_id = any(r.rule_ids)`
const GIVE_RULED = `insert into ruled_products (tenant_id, rule_id, product_id)
  select $1, i, r.id from jsonb_to_recordset($2::jsonb) as r (id uuid, rule_ids uuid[]), unnest(r.rule_ids) i on conflict do nothing`

type RangeColumns = Pick<AllocationRow, 'assortment' | 'store_id' | 'unit_ids' | 'by_hand'>

/** The range that a row of `products` and its allocations make. */
export const rangeOf = (r: RangeColumns): Range => ({
  assortment: r.assortment,
  storeId: r.store_id,
  unitIds: r.unit_ids,
  byHand: r.by_hand,
})
