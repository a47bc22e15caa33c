import { Injectable } from '@nestjs/common'
import {
  VOUCHERS_MOST,
  type Assortment,
  type ListStoreGoods,
  type ReleasedUnit,
  type StoreGood,
  type StoreGoodPage,
} from '@storeweave/contract'
import type { z } from 'zod'
import {
  belowCategory,
  bundlesLeft,
  listedIn,
  pictureOf,
  releasedTo,
  sentFrom,
  termsCondition,
} from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'

interface GoodRow {
  id: string
  kind: StoreGood['kind']
  name_zh: string
  name_en: string
  unit_zh: string
  unit_en: string
  media_id: string | null
  category_id: string
  category_zh: string
  category_en: string
  popularity: number
  assortment: Assortment
  listed: boolean | null
  person_name: string | null
  updated_at: string | null
  unit_kind: ReleasedUnit['kind'] | null
  unit_name_zh: string | null
  unit_name_en: string | null
  available: number
}

/** Published goods as a store `$2` stands to them. Other stores' own goods are none of its business, and what is sold online alone is a warehouse's. */
const GOODS = `select p.id, p.kind, p.name_zh, p.name_en, p.unit_zh, p.unit_en, p.media_ids[1] as media_id, p.category_id, c.name_zh as category_zh, c.name_en as category_en, p.popularity, p.assortment,
    l.listed, l.person_name, l.updated_at, u.kind as unit_kind, u.name_zh as unit_name_zh, u.name_en as unit_name_en,
    (select coalesce(sum(case when k.bundled then ${bundlesLeft('o.id')} when k.voucher is not null then ${VOUCHERS_MOST} else greatest(0, v.on_hand - v.reserved - v.safety) end), 0) from locations o join skus k on k.tenant_id = $1 and k.product_id = p.id and k.active
       left join stock_levels v on v.tenant_id = $1 and v.location_id = o.id and v.sku_id = k.id where o.tenant_id = $1 and o.store_id = st.id) as available
  from stores st join products p on p.tenant_id = $1 and p.state = 'published' and (p.store_id is null or p.store_id = st.id) and (not p.cloud_only or st.kind = 'warehouse') and ${sentFrom()}
  join categories c on c.tenant_id = $1 and c.id = p.category_id
  left join store_listings l on l.tenant_id = $1 and l.store_id = st.id and l.product_id = p.id
  left join lateral (select o.kind, o.name_zh, o.name_en from product_allocations al join org_units o on o.tenant_id = $1 and o.id = al.unit_id
     where p.assortment = 'chosen' and al.tenant_id = $1 and al.product_id = p.id and al.unit_id = any(st.unit_ids) order by array_position(st.unit_ids, al.unit_id) limit 1) u on true
 where st.tenant_id = $1 and st.id = $2`
const SHOW = {
  sold: `${releasedTo()} and ${listedIn()}`,
  unlisted: `${releasedTo()} and not ${listedIn()}`,
  not_released: `not ${releasedTo()}`,
} as const

@Injectable()
export class ListingsRepo {
  /** A page of a store's goods, what sells often first. */
  async page(storeId: string, q: ListStoreGoods): Promise<z.infer<typeof StoreGoodPage>> {
    const after = keysOf(q.cursor, 'number', 'id')
    const values: unknown[] = [tenantId(), storeId, q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      termsCondition('p.id', q.q, values),
      q.categoryId ? `p.category_id in ${belowCategory(add(q.categoryId))}` : '',
      q.show ? SHOW[q.show] : '',
      after ? `(p.popularity, p.id) < (${add(after[0])}::bigint, ${add(after[1])}::uuid)` : '',
    ].filter(Boolean)
    const rows = await db().many<GoodRow>(
      `${GOODS} and ${where.join(' and ')} order by p.popularity desc, p.id desc limit $3`,
      values,
    )
    return pageOf(rows, q.limit, (r) => [r.popularity, r.id], goodOf)
  }

  async one(storeId: string, productId: string): Promise<StoreGood | undefined> {
    const row = await db().one<GoodRow>(`${GOODS} and p.id = $3`, [tenantId(), storeId, productId])
    return row && goodOf(row)
  }

  /** Writes down whether a store lists a product; answers 0 when it said so before. */
  set(storeId: string, productId: string, listed: boolean): Promise<number> {
    const by = actor()
    return db().run(
      `insert into store_listings as l (tenant_id, store_id, product_id, listed, person_id, person_name, updated_at)
       select $1, $2, $3, $4, $5, $6, $7 where not $4 or exists (select from store_listings o where o.tenant_id = $1 and o.store_id = $2 and o.product_id = $3)
       on conflict (tenant_id, store_id, product_id) do update set listed = excluded.listed, person_id = excluded.person_id, person_name = excluded.person_name, updated_at = excluded.updated_at
        where l.listed <> excluded.listed`,
      [tenantId(), storeId, productId, listed, by.id, by.name, clock.now()],
    )
  }
}

function reasonOf(r: GoodRow): StoreGood['reason'] {
  if (r.assortment === 'all') return 'everywhere'
  return r.assortment === 'exclusive' ? 'own' : (r.unit_kind ?? 'not_released')
}

const goodOf = (r: GoodRow): StoreGood => ({
  productId: r.id,
  kind: r.kind,
  name: { zh: r.name_zh, en: r.name_en },
  unit: { zh: r.unit_zh, en: r.unit_en },
  picture: pictureOf(r.media_id, r.name_zh),
  categoryId: r.category_id,
  categoryName: { zh: r.category_zh, en: r.category_en },
  reason: reasonOf(r),
  releasedBy: r.unit_name_zh === null ? null : { zh: r.unit_name_zh, en: r.unit_name_en ?? '' },
  listed: r.listed ?? true,
  by: r.person_name,
  at: r.updated_at,
  available: r.available,
})
