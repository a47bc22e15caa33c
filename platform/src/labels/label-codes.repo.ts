import { randomInt } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { LabelTarget } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface CodeRow {
  sku_id: string
  code: string
  picture: string | null
  app_id: string | null
}
const SIGNS = '0123456789abcdefghijklmnopqrstuvwxyz'
const LENGTH = 12
const newCode = () => Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')

/** The short codes that labels lead by. */
@Injectable()
export class LabelCodesRepo {
  /** Gives codes to those SKUs of a store that have none yet. */
  give(storeId: string, skuIds: readonly string[]): Promise<number> {
    return db().run(
      `insert into label_codes (tenant_id, code, store_id, sku_id, created_at)
       select $1, w.code, $2, w.sku_id, $4 from jsonb_to_recordset($3::jsonb) as w (sku_id uuid, code text) order by w.sku_id on conflict do nothing`,
      [
        tenantId(),
        storeId,
        JSON.stringify(skuIds.map((sku_id) => ({ sku_id, code: newCode() }))),
        clock.now(),
      ],
    )
  }

  of(storeId: string, skuIds: readonly string[]): Promise<CodeRow[]> {
    return db().many(
      'select sku_id, code, picture, app_id from label_codes where tenant_id = $1 and store_id = $2 and sku_id = any($3::uuid[])',
      [tenantId(), storeId, skuIds],
    )
  }

  /** Keeps where a code's picture lies, and which app it opens. */
  draw(code: string, picture: string, appId: string): Promise<number> {
    return db().run('update label_codes set picture = $3, app_id = $4 where tenant_id = $1 and code = $2', [
      tenantId(),
      code,
      picture,
      appId,
    ])
  }

  /** What a code stands for. */
  target(code: string): Promise<LabelTarget | undefined> {
    return db().one(
      `select c.store_id as "storeId", k.product_id as "productId", k.id as "skuId" from label_codes c
         join skus k on k.tenant_id = $1 and k.id = c.sku_id where c.tenant_id = $1 and c.code = $2`,
      [tenantId(), code],
    )
  }
}
