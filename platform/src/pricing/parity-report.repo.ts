import { Injectable } from '@nestjs/common'
import type { AddParityException, ListParityDifferences, SetParityPolicy, Words } from '@storeweave/contract'
import {
  ABOVE_STORES,
  belowCategory,
  BEYOND,
  inForce,
  leftException,
  MARKED,
  priceIn,
  termsCondition,
} from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface PolicyRow {
  below_most: number | null
  above_most: number | null
  blocks: boolean
  set_by_name: string
  updated_at: string
}
export interface ExceptionRow {
  id: string
  sku_id: string | null
  category_id: string | null
  goods_zh: string | null
  goods_en: string | null
  unit_id: string | null
  unit_zh: string | null
  unit_en: string | null
  reason: string
  ends_at: string
  set_by_name: string
  created_at: string
}
export interface DifferenceRow {
  sku_id: string
  product_id: string
  code: string
  name_zh: string
  name_en: string
  options: { name: Words; values: Words[] }[]
  option_indexes: number[]
  unit_id: string
  unit_zh: string
  unit_en: string
  kind: 'hq' | 'region' | 'store'
  stores: number
  online: number
  in_store: number
  reason: string | null
  ends_at: string | null
  set_by_name: string | null
}

/** Stores that sell and take SKU `d.sku_id`'s prices from node `d.unit_id`: none nearer has any, in SQL; `$2` is now. */
const STORES = `(select count(*) from stores st where st.tenant_id = $1 and st.unit_ids @> array[d.unit_id]
    and not exists (select from unit_prices u where u.tenant_id = $1 and u.sku_id = d.sku_id and ${inForce('u', '$2')}
      and u.unit_id = any(st.unit_ids[1:array_position(st.unit_ids, d.unit_id) - 1])))`
const EXCEPTION = `select x.id, x.sku_id, x.category_id, coalesce(p.name_zh || ' ' || k.code, c.name_zh) as goods_zh, coalesce(nullif(p.name_en, '') || ' ' || k.code, c.name_en) as goods_en,
    x.unit_id, o.name_zh as unit_zh, o.name_en as unit_en, x.reason, x.ends_at, x.set_by_name, x.created_at
  from parity_exceptions x left join skus k on k.tenant_id = $1 and k.id = x.sku_id left join products p on p.tenant_id = $1 and p.id = k.product_id
  left join categories c on c.tenant_id = $1 and c.id = x.category_id left join org_units o on o.tenant_id = $1 and o.id = x.unit_id`

/** The policy of prices online and in the store, what it lets pass, and what differs beyond it. */
@Injectable()
export class ParityReportRepo {
  policy(): Promise<PolicyRow | undefined> {
    return db().one(
      'select below_most, above_most, blocks, set_by_name, updated_at from parity_policies where tenant_id = $1',
      [tenantId()],
    )
  }
  setPolicy(p: SetParityPolicy): Promise<number> {
    const by = actor()
    return db().run(
      `insert into parity_policies (tenant_id, below_most, above_most, blocks, set_by, set_by_name, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id) do update set below_most = excluded.below_most, above_most = excluded.above_most, blocks = excluded.blocks,
         set_by = excluded.set_by, set_by_name = excluded.set_by_name, updated_at = excluded.updated_at`,
      [tenantId(), p.belowMost, p.aboveMost, p.blocks, by.id, by.name, clock.now()],
    )
  }

  /** Exceptions that have not ended, the one that ends first in front. */
  exceptions(after: [string, string] | undefined, limit: number): Promise<ExceptionRow[]> {
    return db().many(
      `${EXCEPTION} where x.tenant_id = $1 and x.ends_at > $2 and ($3::timestamptz is null or (x.ends_at, x.id) > ($3::timestamptz, $4::uuid)) order by x.ends_at, x.id limit $5`,
      [tenantId(), clock.now(), after?.[0] ?? null, after?.[1] ?? null, limit],
    )
  }
  exception(id: string): Promise<ExceptionRow | undefined> {
    return db().one(`${EXCEPTION} where x.tenant_id = $1 and x.id = $2`, [tenantId(), id])
  }
  /** Adds an exception; 0 where that id is taken. */
  addException(x: AddParityException): Promise<number> {
    const by = actor()
    return db().run(
      `insert into parity_exceptions (tenant_id, id, sku_id, category_id, unit_id, reason, ends_at, set_by, set_by_name, created_at)
       select $1, $2, $3::uuid, $4::uuid, $5::uuid, $6, $7, $8, $9, $10
        where ($3::uuid is null or exists (select from skus where tenant_id = $1 and id = $3)) and ($4::uuid is null or exists (select from categories where tenant_id = $1 and id = $4))
          and ($5::uuid is null or exists (select from org_units where tenant_id = $1 and id = $5)) on conflict do nothing`,
      [
        tenantId(),
        x.id,
        x.skuId ?? null,
        x.categoryId ?? null,
        x.unitId ?? null,
        x.reason,
        x.endsAt,
        by.id,
        by.name,
        clock.now(),
      ],
    )
  }
  /** Ends an exception now; 0 where it has ended. */
  endException(id: string): Promise<number> {
    return db().run(
      'update parity_exceptions set ends_at = $3 where tenant_id = $1 and id = $2 and ends_at > $3',
      [tenantId(), id, clock.now()],
    )
  }

  /**
   * A page of what differs beyond the policy now, by SKU and node, at the nodes where prices are set: the stores below have
   * nothing nearer. Stores out of `reach` (null: all) are left out, and regions that no store inherits from.
   */
  differences(
    q: Omit<ListParityDifferences, 'cursor'>,
    after: readonly unknown[] | undefined,
    reach: string[] | null,
  ): Promise<DifferenceRow[]> {
    const values: unknown[] = [tenantId(), clock.now(), reach]
    const add = (value: unknown) => `$${values.push(value)}`
    const unit = q.unitId ? add(q.unitId) : ''
    const where = [
      termsCondition('k.product_id', q.q, values),
      q.categoryId ? `p.category_id in ${belowCategory(add(q.categoryId))}` : '',
      unit
        ? `(${unit} = any(n.path) or n.unit_id = any(coalesce((select path from tree where id = ${unit}), (select unit_ids from stores where tenant_id = $1 and id = ${unit}))))`
        : '',
      after ? `(n.sku_id, n.unit_id) > (${add(after[0])}::uuid, ${add(after[1])}::uuid)` : '',
    ].filter(Boolean)
    const shown = q.excepted === undefined ? '' : `and x.ends_at is ${q.excepted ? 'not null' : 'null'}`
    return db().many(
      `${ABOVE_STORES},
       nodes as (select distinct u.sku_id, u.unit_id, coalesce(t.path, st.unit_ids) as path from unit_prices u left join tree t on t.id = u.unit_id left join stores st on st.tenant_id = $1 and st.id = u.unit_id
          where u.tenant_id = $1 and ${inForce('u', '$2')} and u.sku_id in ${MARKED('$2')} and ($3::uuid[] is null or t.id is not null or u.unit_id = any($3))),
       d as (select n.sku_id, n.unit_id, n.path, k.product_id, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, ${priceIn('online', 'n.path', '$2')} as online, ${priceIn('in_store', 'n.path', '$2')} as in_store,
                x.reason, x.ends_at, x.set_by_name
           from nodes n join skus k on k.tenant_id = $1 and k.id = n.sku_id and k.active join products p on p.tenant_id = $1 and p.id = k.product_id and p.state <> 'retired' ${leftException('n.path', '$2')}
          where ${where.join(' and ')} ${shown})
       select d.sku_id, d.unit_id, d.product_id, d.code, d.name_zh, d.name_en, d.options, d.option_indexes, d.online, d.in_store, d.reason, d.ends_at, d.set_by_name,
              o.kind, o.name_zh as unit_zh, o.name_en as unit_en, s.stores
         from d cross join parity_policies pp join org_units o on o.tenant_id = $1 and o.id = d.unit_id cross join lateral (select ${STORES} as stores) s
        where pp.tenant_id = $1 and ${BEYOND} and s.stores > 0 order by d.sku_id, d.unit_id limit ${add(q.limit + 1)}`,
      values,
    )
  }
}
