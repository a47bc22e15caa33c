import { Injectable } from '@nestjs/common'
import type { ListSoldLines, ListSupply, SoldLine, SupplyProduct } from '@storeweave/contract'
import { termsCondition } from '../catalog/index.js'
import { db, tenantId } from '../kernel/db.js'

export interface SupplierRow {
  id: string
  code: string
  name_zh: string
  name_en: string
  phone: string
  product_count: number
}
/** Sums of one part of a summary: `now` and `before` are the two periods, `day` splits the first. */
export interface SummaryRow {
  part: 'now' | 'before' | 'day'
  day: string | null
  amount: number
  lines: number
  pieces: number
}
export interface SupplyRow {
  id: string
  name_zh: string
  name_en: string
  state: SupplyProduct['state']
  media_id: string | null
  unit_zh: string
  unit_en: string
  unit_size: number
  sku_count: number
  supply_from: number
  price_min: number | null
  price_max: number | null
  on_hand: number
  store_count: number
  sold: number
}
export interface SoldLineRow {
  id: string
  order_id: string
  sku_code: string
  name_zh: string
  name_en: string
  option_zh: string
  option_en: string
  unit_zh: string
  unit_en: string
  kind: SoldLine['kind']
  unit_size: number
  quantity: number
  supply_amount: number
  trading_day: string
  sold_at: string
}

/**
 * A line counts while its order's money stays: refunded orders sold nothing. Said by what is left out, so that the
 * planner looks an order up by its key: the index of sold orders, which lists them by day, is the wrong one here.
 */
const SOLD =
  "l.sold_at is not null and o.paid_at is not null and o.payment <> 'unpaid' and o.payment <> 'refunded'"

@Injectable()
export class SupplyRepo {
  /** One supplier, or all by code (at most 500), with the number of products that aren't retired. */
  suppliers(id: string | null): Promise<SupplierRow[]> {
    return db().many<SupplierRow>(
      `select s.id, s.code, s.name_zh, s.name_en, s.phone, (select count(*) from products p where p.tenant_id = $1 and p.supplier_id = s.id and p.state <> 'retired') as product_count
         from suppliers s where s.tenant_id = $1 and ($2::uuid is null or s.id = $2) order by s.code limit 500`,
      [tenantId(), id],
    )
  }

  /** Sums over trading days `since`..`until`, and over `before`..`since` (left out) up to the instant `beforeEnds`. Pieces: a weighed line counts as one. */
  summary(
    supplierId: string,
    {
      before,
      beforeEnds,
      since,
      until,
    }: { before: string; beforeEnds: string; since: string; until: string },
  ): Promise<SummaryRow[]> {
    return db().many<SummaryRow>(
      `with lines as (
         select l.trading_day >= $4::date as recent, l.trading_day as day, coalesce(l.supply_amount, 0) as amount, case when l.kind = 'weighed' then 1 else l.quantity end as pieces
           from order_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
          where l.tenant_id = $1 and l.supplier_id = $2 and l.trading_day >= $3 and l.trading_day <= $5 and ${SOLD}
            and (l.trading_day >= $4 or o.placed_at < $6)
       ), sums as (
         select recent, day, grouping(day) as all_days, sum(amount)::bigint as amount, count(*) as lines, sum(pieces)::bigint as pieces
           from lines group by grouping sets ((recent), (recent, day)))
       select case when s.all_days = 0 then 'day' when s.recent then 'now' else 'before' end as part, s.day, s.amount, s.lines, s.pieces
         from sums s where s.recent or s.all_days = 1 order by s.day`,
      [tenantId(), supplierId, before, since, until, beforeEnds],
    )
  }

  /** A page of products by name; stock and stores over the whole brand, sold since a day in smallest units. */
  products(
    supplierId: string,
    q: ListSupply,
    after: (string | number)[] | undefined,
    since: string,
  ): Promise<SupplyRow[]> {
    const values: unknown[] = [tenantId(), supplierId, since, q.limit + 1]
    const where = [termsCondition('p.id', q.q, values)]
    if (after)
      where.push(
        `(p.name_zh collate "C", p.id) > ($${values.push(after[0])}, $${values.push(after[1])}::uuid)`,
      )
    return db().many<SupplyRow>(
      `with page as (
         select p.id, p.name_zh, p.name_en, p.state, p.media_ids[1] as media_id, p.unit_zh, p.unit_en from products p
          where p.tenant_id = $1 and p.supplier_id = $2 and ${where.join(' and ')} order by p.name_zh collate "C", p.id limit $4
       ), sold as (
         select l.product_id, sum(l.quantity)::bigint as sold from order_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
          where l.tenant_id = $1 and l.supplier_id = $2 and l.trading_day >= $3 and l.product_id in (select id from page) and ${SOLD} group by l.product_id)
       select page.*, k.unit_size, k.sku_count, k.supply_from, k.price_min, k.price_max, s.on_hand, s.store_count, coalesce(sold.sold, 0) as sold
         from page left join sold on sold.product_id = page.id
        cross join lateral (select coalesce(min(k.unit_size), 1) as unit_size, count(*) as sku_count, coalesce(min(k.supply_price), 0) as supply_from, min(k.price_min) as price_min, max(k.price_max) as price_max
           from skus k where k.tenant_id = $1 and k.product_id = page.id and k.active) k
        cross join lateral (select coalesce(sum(v.on_hand), 0)::bigint as on_hand, count(distinct v.location_id) filter (where v.on_hand > 0) as store_count
           from skus k join stock_levels v on v.tenant_id = $1 and v.sku_id = k.id where k.tenant_id = $1 and k.product_id = page.id) s
        order by page.name_zh collate "C", page.id`,
      values,
    )
  }

  /** A page of sold lines, newest first; `q` is a word of the product, a code, or the reference of an order. */
  soldLines(
    supplierId: string,
    q: ListSoldLines,
    after: string | number | undefined,
  ): Promise<SoldLineRow[]> {
    const values: unknown[] = [tenantId(), supplierId, q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [SOLD]
    if (q.q?.trim())
      where.push(
        `(${termsCondition('l.product_id', q.q, values)} or right(l.order_id::text, 8) = ${add(q.q.trim().toLowerCase())})`,
      )
    if (q.from) where.push(`l.trading_day >= ${add(q.from)}`)
    if (q.to) where.push(`l.trading_day <= ${add(q.to)}`)
    if (after !== undefined) where.push(`l.id < ${add(after)}::uuid`)
    return db().many<SoldLineRow>(
      `select l.id, l.order_id, l.sku_code, l.name_zh, l.name_en, l.option_zh, l.option_en, l.unit_zh, l.unit_en, l.kind, l.unit_size, l.quantity,
              coalesce(l.supply_amount, 0) as supply_amount, l.trading_day, l.sold_at
         from order_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
        where l.tenant_id = $1 and l.supplier_id = $2 and ${where.join(' and ')} order by l.id desc limit $3`,
      values,
    )
  }
}
