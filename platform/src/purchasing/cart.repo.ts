import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { GOODS, type GoodsRow, type SellerRow } from './goods.rows.js'

export interface CartRow extends GoodsRow, SellerRow {
  seller_id: string
  quantity: number
}
export interface CartLine {
  sellerId: string
  skuId: string
  quantity: number
}

@Injectable()
export class PurchaseCartRepo {
  /** All lines of a store's cart with their goods, by seller and name. */
  lines(storeId: string): Promise<CartRow[]> {
    return db().many<CartRow>(
      `select x.seller_id, x.quantity, ${GOODS}, su.id as supplier_id, case when su.id is null then x.seller_id end as warehouse_id,
              coalesce(su.code, wu.code, '') as seller_code, coalesce(su.name_zh, wu.name_zh, '') as seller_zh, coalesce(su.name_en, wu.name_en, '') as seller_en
         from purchase_cart_lines x join skus k on k.tenant_id = $1 and k.id = x.sku_id join products p on p.tenant_id = $1 and p.id = k.product_id
         left join suppliers su on su.tenant_id = $1 and su.id = x.seller_id left join org_units wu on wu.tenant_id = $1 and wu.id = x.seller_id
        where x.tenant_id = $1 and x.store_id = $2 order by x.seller_id, p.name_zh, k.id`,
      [tenantId(), storeId],
    )
  }
  /** Sets quantities, in key order so that two people never wait for each other; 0 takes a line out. */
  async set(storeId: string, lines: readonly CartLine[]): Promise<void> {
    const sorted = [...lines].sort((a, b) => (a.sellerId + a.skuId < b.sellerId + b.skuId ? -1 : 1))
    const columns = (of: readonly CartLine[]) => [of.map((l) => l.sellerId), of.map((l) => l.skuId)]
    const [kept, gone] = [sorted.filter((l) => l.quantity > 0), sorted.filter((l) => l.quantity === 0)]
    if (kept.length)
      await db().run(
        `insert into purchase_cart_lines (tenant_id, store_id, seller_id, sku_id, quantity, updated_at) select $1, $2, w.seller_id, w.sku_id, w.quantity, $6
           from unnest($3::uuid[], $4::uuid[], $5::bigint[]) w(seller_id, sku_id, quantity)
         on conflict (tenant_id, store_id, seller_id, sku_id) do update set quantity = excluded.quantity, updated_at = excluded.updated_at`,
        [tenantId(), storeId, ...columns(kept), kept.map((l) => l.quantity), clock.now()],
      )
    if (gone.length)
      await db().run(
        `delete from purchase_cart_lines c using unnest($3::uuid[], $4::uuid[]) w(seller_id, sku_id)
          where c.tenant_id = $1 and c.store_id = $2 and c.seller_id = w.seller_id and c.sku_id = w.sku_id`,
        [tenantId(), storeId, ...columns(gone)],
      )
  }
  async count(storeId: string): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from purchase_cart_lines where tenant_id = $1 and store_id = $2',
      [tenantId(), storeId],
    )
    return row?.n ?? 0
  }
  /** Takes all of a seller's lines out of the cart: whoever comes second finds none. */
  take(storeId: string, sellerId: string): Promise<{ sku_id: string; quantity: number }[]> {
    return db().many(
      'delete from purchase_cart_lines where tenant_id = $1 and store_id = $2 and seller_id = $3 returning sku_id, quantity',
      [tenantId(), storeId, sellerId],
    )
  }
  /** SKUs by what people type or scan: their code in any case, or a barcode. */
  skusBy(codes: readonly string[]): Promise<{ typed: string; sku_id: string; kind: string }[]> {
    return db().many(
      `select w.typed, k.id as sku_id, p.kind from unnest($2::text[]) w(typed) join skus k on k.tenant_id = $1 and (lower(k.code) = lower(w.typed) or k.id in (select b.sku_id from barcodes b where b.tenant_id = $1 and b.barcode = w.typed))
         join products p on p.tenant_id = $1 and p.id = k.product_id where k.active`,
      [tenantId(), codes],
    )
  }
  async codeOf(skuId: string): Promise<string | undefined> {
    const row = await db().one<{ code: string }>('select code from skus where tenant_id = $1 and id = $2', [
      tenantId(),
      skuId,
    ])
    return row?.code
  }
  /** Whether a store holds stock: only such a one orders. */
  async holdsStock(storeId: string): Promise<{ id: string } | undefined> {
    return db().one('select id from locations where tenant_id = $1 and store_id = $2', [tenantId(), storeId])
  }
}
