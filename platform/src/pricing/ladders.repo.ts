import { Injectable } from '@nestjs/common'
import type { Words } from '@storeweave/contract'
import { db, tenantId } from '../kernel/db.js'

export interface LadderSku {
  product_id: string
  only_store_id: string | null
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
  supply_price: number | null
}

/** What a look at one SKU's prices begins with. */
@Injectable()
export class LaddersRepo {
  sku(skuId: string): Promise<LadderSku | undefined> {
    return db().one(
      `select k.product_id, p.store_id as only_store_id, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, p.unit_zh, p.unit_en, k.unit_size, k.list_price, k.price_min, k.price_max, k.supply_price
         from skus k join products p on p.tenant_id = $1 and p.id = k.product_id where k.tenant_id = $1 and k.id = $2`,
      [tenantId(), skuId],
    )
  }
  /** A store with the nodes above it, nearest first. */
  async place(storeId: string): Promise<string[] | undefined> {
    const row = await db().one<{ unit_ids: string[] }>(
      'select unit_ids from stores where tenant_id = $1 and id = $2',
      [tenantId(), storeId],
    )
    return row?.unit_ids
  }
}
