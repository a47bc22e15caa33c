import { Injectable } from '@nestjs/common'
import type { OwnProduct } from '@storeweave/contract'
import { inForce } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface SupplySku {
  id: string
  supply_price: number | null
  price_min: number | null
  price_max: number | null
  ratio_min: number | null
  ratio_max: number | null
}

/** What a supplier may know of its goods in the catalogue that their form doesn't say. */
@Injectable()
export class OwnProductsRepo {
  /** Whether these goods are the supplier's, and what their category is called; undefined for another's. */
  own(
    productId: string,
    supplierId: string,
  ): Promise<{ category_zh: string; category_en: string } | undefined> {
    return db().one(
      'select c.name_zh as category_zh, c.name_en as category_en from products p join categories c on c.tenant_id = $1 and c.id = p.category_id where p.tenant_id = $1 and p.id = $2 and p.supplier_id = $3',
      [tenantId(), productId, supplierId],
    )
  }
  /** Supply prices and the supplier's own bounds in force, of variants that are sold. */
  skus(productId: string): Promise<SupplySku[]> {
    return db().many<SupplySku>(
      `select k.id, k.supply_price, b.price_min, b.price_max, b.ratio_min, b.ratio_max from skus k
         left join lateral (select * from price_bounds b where b.tenant_id = $1 and b.sku_id = k.id and b.source = 'supplier' and ${inForce('b', '$3')} limit 1) b on true
        where k.tenant_id = $1 and k.product_id = $2 and k.active order by k.position, k.id`,
      [tenantId(), productId, clock.now()],
    )
  }
  /** The latest change requests of these goods that the supplier's own people made, newest first, at most 20. */
  async changes(productId: string, supplierId: string): Promise<OwnProduct['changes'][number]['id'][]> {
    const rows = await db().many<{ id: string }>(
      `select c.id from product_changes c where c.tenant_id = $1 and c.product_id = $2
          and exists (select from role_grants g where g.tenant_id = $1 and g.person_id = c.person_id and g.scope_kind = 'supplier' and g.scope_id = $3)
        order by c.made_at desc, c.id desc limit 20`,
      [tenantId(), productId, supplierId],
    )
    return rows.map((r) => r.id)
  }
}
