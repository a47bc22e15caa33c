import { Injectable } from '@nestjs/common'
import type { CreateProduct, ErrorCode } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'

export type SkuFields = CreateProduct['skus'][number]

@Injectable()
export class SkusRepo {
  /** Codes and barcodes among these that belong to other SKUs. */
  async taken(
    productId: string,
    skus: readonly SkuFields[],
  ): Promise<{ code: string | null; barcode: string | null }> {
    const row = await db().one<{ code: string | null; barcode: string | null }>(
      `with wanted as (select * from jsonb_to_recordset($2::jsonb) as w(id uuid, code text, barcodes text[]))
       select (select k.code from skus k join wanted w on w.code = k.code where k.tenant_id = $1 and k.id <> w.id and not k.id = any($3::uuid[]) limit 1) as code,
              (select b.barcode from wanted w cross join unnest(w.barcodes) wb(barcode) join barcodes b on b.tenant_id = $1 and b.barcode = wb.barcode
                join skus k on k.tenant_id = $1 and k.id = b.sku_id where k.product_id <> $4 limit 1) as barcode`,
      [tenantId(), JSON.stringify(skus), skus.map((s) => s.id), productId],
    )
    return row!
  }

  /**
   * Writes the SKUs of a product; those not named become inactive. Prices of SKUs that exist aren't touched: they have
   * their own way (`ListPriceService`). Answers how many it wrote; fewer than given: an id belongs to another product.
   */
  async save(productId: string, skus: readonly SkuFields[]): Promise<number> {
    const ids = skus.map((s) => s.id)
    await db().run(
      'update skus set active = false, updated_at = $4 where tenant_id = $1 and product_id = $2 and not id = any($3::uuid[]) and active',
      [tenantId(), productId, ids, clock.now()],
    )
    // codes that move between SKUs of one product: make room first
    await db().run(
      `update skus k set code = k.id::text from jsonb_to_recordset($3::jsonb) as w(id uuid, code text)
        where k.tenant_id = $1 and k.product_id = $2 and k.id = w.id and k.code <> w.code`,
      [tenantId(), productId, JSON.stringify(skus)],
    )
    return db()
      .run(
        `insert into skus (tenant_id, id, product_id, code, option_indexes, position, list_price, unit_size, price_min, price_max, weight_grams, media_id, bundled, voucher, active, created_at, updated_at)
       select $1, w.id, $2, w.code, w."optionIndexes", w.position, w."listPrice", w."unitSize", w."priceMin", w."priceMax", w."weightGrams", w."mediaId", (select p.kind = 'bundle' from products p where p.tenant_id = $1 and p.id = $2), w.voucher, true, $4, $4
         from jsonb_to_recordset($3::jsonb) as w(id uuid, code text, "optionIndexes" smallint[], position bigint, "listPrice" bigint, "unitSize" bigint, "priceMin" bigint, "priceMax" bigint, "weightGrams" bigint, "mediaId" uuid, voucher jsonb)
       on conflict (tenant_id, id) do update set code = excluded.code, option_indexes = excluded.option_indexes, position = excluded.position, unit_size = excluded.unit_size,
          weight_grams = excluded.weight_grams, media_id = excluded.media_id, voucher = coalesce(excluded.voucher, skus.voucher), active = true, updated_at = excluded.updated_at
        where skus.product_id = excluded.product_id`,
        [tenantId(), productId, JSON.stringify(skus.map((s, position) => ({ ...s, position }))), clock.now()],
      )
      .catch(takenMeanwhile('catalog.code_taken', 'code'))
  }

  /** Makes the barcodes of a product what its SKUs say; those of SKUs left out are free again. */
  async saveBarcodes(productId: string, skus: readonly SkuFields[]): Promise<void> {
    await db().run(
      `delete from barcodes b using skus k where b.tenant_id = $1 and k.tenant_id = $1 and k.id = b.sku_id and k.product_id = $2`,
      [tenantId(), productId],
    )
    await db()
      .run(
        `insert into barcodes (tenant_id, barcode, sku_id)
       select $1, b, w.id from jsonb_to_recordset($2::jsonb) as w(id uuid, barcodes text[]) cross join unnest(w.barcodes) b`,
        [tenantId(), JSON.stringify(skus)],
      )
      .catch(takenMeanwhile('catalog.barcode_taken', 'barcode'))
  }
}

/** Another request took the code between our look and our write. Row security keeps the value out of the error's words. */
const takenMeanwhile =
  (code: ErrorCode, name: string) =>
  (error: { code?: string }): never => {
    throw error.code === '23505' ? new Fault(code, { [name]: '', meanwhile: true }) : error
  }
