import { Injectable } from '@nestjs/common'
import type { ListShop, ShopCard } from '@storeweave/contract'
import { keepUntil } from '../kernel/answers.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { skuSold } from './bundle-stock.js'
import type { HitsSql } from './hits.repo.js'
import { filterSql, tagsSql } from './narrow.repo.js'
import { pictureOf } from './picture.js'
import { nextPriceChange, PRICE } from './price.repo.js'
import { atStore, AVAILABLE, IS_OPEN, OPEN_STORE } from './shop.repo.js'
import { ratingOf, starsSql } from './rating.repo.js'
import { soldAt } from './sold.repo.js'

const sorts = {
  best: {
    order: 'p.fit desc, p.popularity desc, p.id desc',
    after: '(p.fit, p.popularity, p.id) <',
    kinds: ['number', 'number', 'id'],
    casts: ['bigint', 'bigint', 'uuid'],
    keys: (r: CardRow) => [r.fit, r.popularity],
  },
  popular: {
    order: 'p.popularity desc, p.id desc',
    after: '(p.popularity, p.id) <',
    kinds: ['number', 'id'],
    casts: ['bigint', 'uuid'],
    keys: (r: CardRow) => [r.popularity],
  },
  newest: {
    order: 'p.published_at desc, p.id desc',
    after: '(p.published_at, p.id) <',
    kinds: ['instant', 'id'],
    casts: ['timestamptz', 'uuid'],
    keys: (r: CardRow) => [r.published_at],
  },
  price_up: {
    order: 'a.price_from, p.id',
    after: '(a.price_from, p.id) >',
    kinds: ['number', 'id'],
    casts: ['bigint', 'uuid'],
    keys: (r: CardRow) => [r.price_from],
  },
  price_down: {
    order: 'a.price_from desc, p.id desc',
    after: '(a.price_from, p.id) <',
    kinds: ['number', 'id'],
    casts: ['bigint', 'uuid'],
    keys: (r: CardRow) => [r.price_from],
  },
} as const

interface CardRow {
  store_id: string
  /** When the next price begins or ends. */
  until: string | null
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
  fit: number
  sku_count: number
  price_from: number
  price_to: number
  list_from: number
  unit_size: number
  available: number
  sku_id: string
  tags: ShopCard['tags']
  stars: number[] | null
}
export type Question = Omit<ListShop, 'q' | 'sort'> & { sort: keyof typeof sorts }
export interface CardPage {
  items: ShopCard[]
  nextCursor: string | null
}

const COLUMNS =
  'p.id, p.kind, p.name_zh, p.name_en, p.brand, p.unit_zh, p.unit_en, p.media_ids[1] as media_id, p.popularity, p.published_at'
@Injectable()
export class ShopWindowRepo {
  /** A page of a store's shop window in one statement, of all goods or of what a search hits. Undefined when the store isn't open to shoppers. */
  async page(q: Question, hits?: HitsSql): Promise<CardPage | undefined> {
    const rows = await this.rows(q, hits)
    return rows && pageOf(rows, q.limit, (r) => [...sorts[q.sort].keys(r), r.id], cardOf)
  }

  /** The first page of goods that come in their order (`place`): no more are looked at than it takes to fill it. */
  async best(q: Question, inOrder: HitsSql): Promise<CardPage | undefined> {
    const rows = await this.rows(q, inOrder, true)
    return rows && pageOf(rows, q.limit, (r) => [r.fit, r.popularity, r.id], cardOf)
  }

  /** The goods that fit best of those that `hits` ranks, as the store sells them, each with its rank. Undefined as for a page. */
  async ranked(q: Question, hits: HitsSql): Promise<{ rank: number; card: ShopCard }[] | undefined> {
    const rows = await this.rows(q, hits)
    return rows?.slice(0, q.limit).map((r) => ({ rank: -r.fit, card: cardOf(r) }))
  }

  private async rows(
    q: Question,
    hits: HitsSql | undefined,
    inOrder = false,
  ): Promise<CardRow[] | undefined> {
    const sort = sorts[q.sort]
    const after = keysOf(q.cursor, ...sort.kinds)
    const values: unknown[] = [tenantId(), q.storeId, q.limit + 1, clock.now()]
    const add = (value: unknown) => `$${values.push(value)}`
    const goods = goodsSql(q, values, hits, inOrder)
    const where = [
      'a.sku_count > 0',
      q.inStock === 'true' ? 'a.available > 0' : '',
      q.priceFrom !== undefined ? `a.price_from >= ${add(q.priceFrom)}` : '',
      q.priceTo !== undefined ? `a.price_from <= ${add(q.priceTo)}` : '',
      after ? `${sort.after} (${after.map((key, n) => `${add(key)}::${sort.casts[n]}`).join(', ')})` : '',
    ].filter(Boolean)
    const sql = `select st.id as store_id, ${nextPriceChange('$4')} as until, w.*, ${tagsSql('w.id', '$4')} as tags, ${starsSql('product', 'w.id')} as stars from ${OPEN_STORE} left join lateral (
         select p.*, a.* from ${goods} p cross join lateral (
             select count(*) as sku_count, min(${PRICE}) as price_from, max(${PRICE}) as price_to, min(k.list_price) as list_from,
                    min(k.unit_size) as unit_size, coalesce(sum(${AVAILABLE}), 0) as available, (array_agg(k.id order by k.position, k.id))[1] as sku_id
               from skus k ${atStore({ now: '$4' })} where k.tenant_id = $1 and k.product_id = p.id and ${skuSold()}) a
          where ${where.join(' and ')}
          order by ${inOrder ? 'p.place' : sort.order} limit $3) w on true
        where ${IS_OPEN}`
    // what a search hits is looked up in one way only, and planned for longer than it takes; a window's ways differ by tenant
    const rows = await (hits ? db().manyPlannedOnce<CardRow>(sql, values) : db().many<CardRow>(sql, values))
    keepUntil(rows[0]?.until)
    return rows.length ? rows.filter((r) => r.id !== null) : undefined
  }
}

/**
 * The goods a page is taken from. What a search hits is sorted before prices are looked up, for those of one page only; each
 * is looked up by its key, however many PostgreSQL believes there may be.
 */
function goodsSql(q: Question, values: unknown[], hits: HitsSql | undefined, inOrder: boolean): string {
  const where = [`p.tenant_id = $1 and ${soldAt()}`, ...filterSql(q, values)].join(' and ')
  if (!hits) return `(select ${COLUMNS}, 0 as fit from products p where ${where})`
  const order = inOrder || q.sort.startsWith('price') ? '' : `order by ${sorts[q.sort].order}`
  return `(select p.*${inOrder ? ', h.place' : ''} from (${hits(values)}) h
     cross join lateral (select ${COLUMNS}, -h.rank as fit from products p where p.id = h.product_id and ${where} limit 1) p ${order})`
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
  tags: r.tags,
  rating: ratingOf(r.stars),
})
