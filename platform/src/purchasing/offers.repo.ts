import { Injectable } from '@nestjs/common'
import type { ListOffers } from '@storeweave/contract'
import { LOW_STOCK } from '@storeweave/rules/inventory'
import { termsCondition } from '../catalog/index.js'
import { db, tenantId } from '../kernel/db.js'
import { GOODS, SELLER, SELLER_OF, type GoodsRow, type SellerRow } from './goods.rows.js'

export interface OfferRow extends GoodsRow, SellerRow {
  list_id: string
  price: number
  min: number
  pack: number
  /** What a contract in force pays the goods' supplier a priced unit: no agreement goes below it. */
  floor: number | null
  available: number | null
  in_transit: number
  in_cart: number
}

/** A supplier's contract of a day pays it by supply price; `s` and `day` are SQL. */
export const paidBySupplyPrice = (supplier: string, day: string): string =>
  `(select c.model = 'supply_price' and coalesce(c.valid_until >= ${day}, true) from supplier_contracts c where c.tenant_id = $1 and c.supplier_id = ${supplier} and c.valid_from <= ${day} order by c.valid_from desc limit 1)`

/**
 * What store $2 may order on day $3, a row a seller and SKU: of the lists at its own node and above the nearest of each
 * seller, of two at one node the one made later. Suppliers that are active, warehouses that are open, goods on sale.
 */
const OFFERED = `near as (
    select l.id, l.supplier_id, l.warehouse_id, min(array_position(st.unit_ids, u.unit_id)) as steps
      from stores st join locations at on at.tenant_id = $1 and at.store_id = st.id
      join purchase_list_units u on u.tenant_id = $1 and u.unit_id = any(st.unit_ids)
      join purchase_lists l on l.tenant_id = $1 and l.id = u.list_id
      left join suppliers s on s.tenant_id = $1 and s.id = l.supplier_id
      left join stores w on w.tenant_id = $1 and w.id = l.warehouse_id
     where st.tenant_id = $1 and st.id = $2 and (s.state = 'active' or (w.status = 'open' and w.id <> st.id))
     group by l.id, l.supplier_id, l.warehouse_id),
  offered as (
    select distinct on (coalesce(l.supplier_id, l.warehouse_id), n.sku_id) l.id as list_id, l.supplier_id, l.warehouse_id, coalesce(l.supplier_id, l.warehouse_id) as seller_id, n.sku_id, n.price, n.min, n.pack
      from near l join purchase_list_lines n on n.tenant_id = $1 and n.list_id = l.id
     where (n.valid_from is null or n.valid_from <= $3) and (n.valid_until is null or n.valid_until >= $3)
     order by coalesce(l.supplier_id, l.warehouse_id), n.sku_id, l.steps, l.id desc)`
const SOLD = "k.active and p.state = 'published' and p.kind in ('physical', 'weighed')"
const OFFER = `select x.list_id, x.price, x.min, x.pack, ${GOODS}, ${SELLER}, case when ${paidBySupplyPrice('p.supplier_id', '$3')} then k.supply_price end as floor,
    case when sl.sku_id is not null then greatest(sl.on_hand - sl.reserved - sl.safety, 0) end as available, coalesce(sl.in_transit, 0) as in_transit, coalesce(c.quantity, 0) as in_cart
  from offered x join skus k on k.tenant_id = $1 and k.id = x.sku_id join products p on p.tenant_id = $1 and p.id = k.product_id and ${SOLD} ${SELLER_OF}
  join locations at on at.tenant_id = $1 and at.store_id = $2
  left join stock_levels sl on sl.tenant_id = $1 and sl.location_id = at.id and sl.sku_id = x.sku_id
  left join purchase_cart_lines c on c.tenant_id = $1 and c.store_id = $2 and c.seller_id = x.seller_id and c.sku_id = x.sku_id`

@Injectable()
export class OffersRepo {
  /** A page of what a store may order, by name; `low` leaves what it has little of. */
  page(storeId: string, day: string, q: ListOffers, after?: (string | number)[]): Promise<OfferRow[]> {
    const values: unknown[] = [tenantId(), storeId, day, q.limit + 1]
    const add = (value: unknown) => `$${values.push(value)}`
    const where = [
      termsCondition('k.product_id', q.q, values),
      q.sellerId ? `x.seller_id = ${add(q.sellerId)}` : '',
      q.low
        ? `(sl.sku_id is null or sl.on_hand + sl.in_transit - sl.reserved - sl.safety <= ${LOW_STOCK})`
        : '',
      after
        ? `(p.name_zh collate "C", k.id, x.seller_id) > (${add(after[0])} collate "C", ${add(after[1])}::uuid, ${add(after[2])}::uuid)`
        : '',
    ].filter(Boolean)
    return db().many<OfferRow>(
      `with ${OFFERED} ${OFFER} ${where.length ? `where ${where.join(' and ')}` : ''} order by p.name_zh collate "C", k.id, x.seller_id limit $4`,
      values,
    )
  }
  /** What sellers ask a store for these SKUs on a day, the cheapest first. */
  of(storeId: string, day: string, skuIds: readonly string[]): Promise<OfferRow[]> {
    return db().many<OfferRow>(
      `with ${OFFERED} ${OFFER} where x.sku_id = any($4) order by x.price, x.seller_id`,
      [tenantId(), storeId, day, skuIds],
    )
  }
}
