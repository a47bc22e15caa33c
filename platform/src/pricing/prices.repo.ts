import { Injectable } from '@nestjs/common'
import type { ListStorePrices, StorePrice, StorePricePage, Words } from '@storeweave/contract'
import { effectivePrice } from '@storeweave/rules/pricing'
import type { z } from 'zod'
import { belowCategory, optionTextOf, termsCondition } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'

export interface LockedSku {
  listPrice: number
  priceMin: number | null
  priceMax: number | null
  storePrice: number | null
  currency: string
}

interface PriceRow {
  sku_id: string
  product_id: string
  position: number
  code: string
  name_zh: string
  name_en: string
  options: { name: Words; values: Words[] }[]
  option_indexes: number[]
  unit_zh: string
  unit_en: string
  unit_size: number
  list_price: number
  price_min: number | null
  price_max: number | null
  store_price: number | null
}

const COLUMNS = `k.id as sku_id, k.product_id, k.position, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, p.unit_zh, p.unit_en, k.unit_size, k.list_price, k.price_min, k.price_max, sp.price as store_price`

@Injectable()
export class PricesRepo {
  async storeExists(storeId: string): Promise<boolean> {
    return (
      (await db().one('select 1 from stores where tenant_id = $1 and id = $2', [tenantId(), storeId])) !==
      undefined
    )
  }

  /** A page of a store's price list, products in the order they were made. */
  async page(storeId: string, q: ListStorePrices): Promise<z.infer<typeof StorePricePage>> {
    const after = keysOf(q.cursor, 'id', 'number', 'id')
    const values: unknown[] = [tenantId(), storeId, q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      // another store's own goods are none of this one's business
      '(p.store_id is null or p.store_id = $2)',
      termsCondition('k.product_id', q.q, values),
      q.categoryId ? `p.category_id in ${belowCategory(add(q.categoryId))}` : '',
      q.differing === 'true' ? 'sp.price is not null' : '',
      after
        ? `(k.product_id, k.position, k.id) > (${add(after[0])}::uuid, ${add(after[1])}::bigint, ${add(after[2])}::uuid)`
        : '',
    ].filter(Boolean)
    const rows = await db().many<PriceRow>(
      `select ${COLUMNS} from skus k join products p on p.tenant_id = $1 and p.id = k.product_id and p.state <> 'retired'
         left join store_prices sp on sp.tenant_id = $1 and sp.store_id = $2 and sp.sku_id = k.id
        where k.tenant_id = $1 and k.active and ${where.join(' and ')} order by k.product_id, k.position, k.id limit $3`,
      values,
    )
    return pageOf(rows, q.limit, (r) => [r.product_id, r.position, r.sku_id], shapeOf)
  }

  async one(storeId: string, skuId: string): Promise<StorePrice | undefined> {
    const row = await db().one<PriceRow>(
      `select ${COLUMNS} from skus k join products p on p.tenant_id = $1 and p.id = k.product_id
         left join store_prices sp on sp.tenant_id = $1 and sp.store_id = $2 and sp.sku_id = k.id where k.tenant_id = $1 and k.id = $3`,
      [tenantId(), storeId, skuId],
    )
    return row && shapeOf(row)
  }

  /**
   * A SKU's bounds, held still until the transaction ends: who changes them takes a stronger lock on the same row, so
   * that no price is ever checked against bounds that are just going out of force.
   */
  lock(storeId: string, skuId: string): Promise<LockedSku | undefined> {
    return db().one(
      `select k.list_price as "listPrice", k.price_min as "priceMin", k.price_max as "priceMax",
              (select sp.price from store_prices sp where sp.tenant_id = $1 and sp.store_id = $2 and sp.sku_id = k.id) as "storePrice",
              coalesce((select currency from tenant_settings where tenant_id = $1), 'CNY') as currency
         from skus k join products p on p.tenant_id = $1 and p.id = k.product_id and (p.store_id is null or p.store_id = $2)
        where k.tenant_id = $1 and k.id = $3 for share of k`,
      [tenantId(), storeId, skuId],
    )
  }

  put(storeId: string, skuId: string, price: number): Promise<number> {
    return db().run(
      `insert into store_prices (tenant_id, store_id, sku_id, price, set_by, updated_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, store_id, sku_id) do update set price = excluded.price, set_by = excluded.set_by, updated_at = excluded.updated_at`,
      [tenantId(), storeId, skuId, price, actor().id, clock.now()],
    )
  }

  remove(storeId: string, skuId: string): Promise<number> {
    return db().run('delete from store_prices where tenant_id = $1 and store_id = $2 and sku_id = $3', [
      tenantId(),
      storeId,
      skuId,
    ])
  }

  /** Appends to the history of prices. */
  remember(storeId: string, skuId: string, before: number | null, after: number | null): Promise<number> {
    const by = actor()
    return db().run(
      `insert into price_changes (tenant_id, id, sku_id, store_id, kind, before, after, person_id, person_name, at) values ($1, $2, $3, $4, 'store', $5, $6, $7, $8, $9)`,
      [
        tenantId(),
        newId(),
        skuId,
        storeId,
        JSON.stringify({ price: before }),
        JSON.stringify({ price: after }),
        by.id,
        by.name,
        clock.now(),
      ],
    )
  }
}

const shapeOf = (r: PriceRow): StorePrice => ({
  skuId: r.sku_id,
  productId: r.product_id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unit: { zh: r.unit_zh, en: r.unit_en },
  unitSize: r.unit_size,
  listPrice: r.list_price,
  priceMin: r.price_min,
  priceMax: r.price_max,
  storePrice: r.store_price,
  effectivePrice: effectivePrice(r.list_price, r.store_price),
})
