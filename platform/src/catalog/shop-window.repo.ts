import { Injectable } from '@nestjs/common'
import type { ListShop, ShopCard, ShopPage } from '@storeweave/contract'
import type { z } from 'zod'
import { db, tenantId } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { pictureOf } from './picture.js'
import { belowCategory } from './products.repo.js'
import { AT_STORE, AVAILABLE, IS_OPEN, OPEN_STORE, PRICE } from './shop.repo.js'
import { termsCondition } from './terms.js'

const sorts = {
  popular: {
    order: 'p.popularity desc, p.id desc',
    after: '(p.popularity, p.id) <',
    kinds: ['number', 'id'],
    cast: 'bigint',
    key: (r: CardRow) => r.popularity,
  },
  newest: {
    order: 'p.published_at desc, p.id desc',
    after: '(p.published_at, p.id) <',
    kinds: ['instant', 'id'],
    cast: 'timestamptz',
    key: (r: CardRow) => r.published_at,
  },
  price_up: {
    order: 'a.price_from, p.id',
    after: '(a.price_from, p.id) >',
    kinds: ['number', 'id'],
    cast: 'bigint',
    key: (r: CardRow) => r.price_from,
  },
  price_down: {
    order: 'a.price_from desc, p.id desc',
    after: '(a.price_from, p.id) <',
    kinds: ['number', 'id'],
    cast: 'bigint',
    key: (r: CardRow) => r.price_from,
  },
} as const

interface CardRow {
  store_id: string
  id: string | null
  kind: ShopCard['kind']
  name_zh: string
  name_en: string
  brand: string
  unit_zh: string
  unit_en: string
  media_id: string | null
  popularity: number
  published_at: string
  sku_count: number
  price_from: number
  price_to: number
  list_from: number
  unit_size: number
  available: number
  sku_id: string
}
@Injectable()
export class ShopWindowRepo {
  /** A page of a store's shop window in one statement. Undefined when the store isn't open to shoppers. */
  async page(q: ListShop): Promise<z.infer<typeof ShopPage> | undefined> {
    const sort = sorts[q.sort]
    const after = keysOf(q.cursor, ...sort.kinds)
    const values: unknown[] = [tenantId(), q.storeId, q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      termsCondition('p.id', q.q, values),
      q.categoryId ? `p.category_id in ${belowCategory(add(q.categoryId))}` : '',
      q.inStock === 'true' ? 'a.available > 0' : '',
      after ? `${sort.after} (${add(after[0])}::${sort.cast}, ${add(after[1])}::uuid)` : '',
    ].filter(Boolean)
    const rows = await db().many<CardRow>(
      `select st.id as store_id, w.* from ${OPEN_STORE} left join lateral (
         select p.id, p.kind, p.name_zh, p.name_en, p.brand, p.unit_zh, p.unit_en, p.media_ids[1] as media_id, p.popularity, p.published_at, a.*
           from products p cross join lateral (
             select count(*) as sku_count, min(${PRICE}) as price_from, max(${PRICE}) as price_to, min(k.list_price) as list_from,
                    min(k.unit_size) as unit_size, coalesce(sum(${AVAILABLE}), 0) as available, (array_agg(k.id order by k.position, k.id))[1] as sku_id
               from skus k ${AT_STORE} where k.tenant_id = $1 and k.product_id = p.id and k.active) a
          where p.tenant_id = $1 and p.state = 'published' and a.sku_count > 0 and ${where.join(' and ')}
          order by ${sort.order} limit $3) w on true
        where ${IS_OPEN}`,
      values,
    )
    if (!rows.length) return undefined
    return pageOf(
      rows.filter((r) => r.id !== null),
      q.limit,
      (r) => [sort.key(r), r.id],
      cardOf,
    )
  }
}

const cardOf = (r: CardRow): ShopCard => ({
  id: r.id!,
  kind: r.kind,
  name: { zh: r.name_zh, en: r.name_en },
  brand: r.brand,
  unit: { zh: r.unit_zh, en: r.unit_en },
  unitSize: r.unit_size,
  picture: pictureOf(r.media_id, r.name_zh),
  priceFrom: r.price_from,
  priceTo: r.price_to,
  listPriceFrom: r.list_from,
  available: r.available,
  skuCount: r.sku_count,
  skuId: r.sku_count === 1 ? r.sku_id : null,
})
