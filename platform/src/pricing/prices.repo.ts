import { Injectable } from '@nestjs/common'
import type { ListStorePrices, StorePrice, StorePricePage, Words } from '@storeweave/contract'
import type { z } from 'zod'
import {
  belowCategory,
  inForce,
  leftBounds,
  leftOwnPrice,
  optionTextOf,
  PRICE,
  termsCondition,
} from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'

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
  price: number
}

const COLUMNS = `k.id as sku_id, k.product_id, k.position, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, p.unit_zh, p.unit_en, k.unit_size, k.list_price, pb.price_min, pb.price_max, own.price as store_price, ${PRICE} as price`
/** A store's standing price of its own, what shoppers pay who order there, and the bounds in force; `$2` is the store, `$3` now. */
const AT_STORE = `join stores st on st.tenant_id = $1 and st.id = $2
  left join lateral (select u.price from unit_prices u where u.tenant_id = $1 and u.sku_id = k.id and u.unit_id = $2 and u.channel = 'any' and not u.temporary and ${inForce('u', '$3')} limit 1) own on true
  ${leftOwnPrice({ now: '$3' })} ${leftBounds({ now: '$3' })}`

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
    const values: unknown[] = [tenantId(), storeId, clock.now(), q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      // another store's own goods are none of this one's business
      '(p.store_id is null or p.store_id = $2)',
      termsCondition('k.product_id', q.q, values),
      q.categoryId ? `p.category_id in ${belowCategory(add(q.categoryId))}` : '',
      q.differing === 'true'
        ? `exists (select from unit_prices u where u.tenant_id = $1 and u.sku_id = k.id and u.unit_id = $2 and ${inForce('u', '$3')})`
        : '',
      after
        ? `(k.product_id, k.position, k.id) > (${add(after[0])}::uuid, ${add(after[1])}::bigint, ${add(after[2])}::uuid)`
        : '',
    ].filter(Boolean)
    const rows = await db().many<PriceRow>(
      `select ${COLUMNS} from skus k join products p on p.tenant_id = $1 and p.id = k.product_id and p.state <> 'retired'
         ${AT_STORE}
        where k.tenant_id = $1 and k.active and ${where.join(' and ')} order by k.product_id, k.position, k.id limit $4`,
      values,
    )
    return pageOf(rows, q.limit, (r) => [r.product_id, r.position, r.sku_id], shapeOf)
  }

  async one(storeId: string, skuId: string): Promise<StorePrice | undefined> {
    const row = await db().one<PriceRow>(
      `select ${COLUMNS} from skus k join products p on p.tenant_id = $1 and p.id = k.product_id
         ${AT_STORE} where k.tenant_id = $1 and k.id = $4`,
      [tenantId(), storeId, clock.now(), skuId],
    )
    return row && shapeOf(row)
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
  effectivePrice: r.price,
})
