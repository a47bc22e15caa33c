import { Injectable } from '@nestjs/common'
import {
  barcodeIs,
  buyableSql,
  saleSkusOf,
  saleSkusSql,
  type SaleRow,
  type SaleSku,
} from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface CartRow {
  sku_id: string
  quantity: number
  selected: boolean
}
/** A cart right after something was put into it. */
export interface PutCart {
  /** What was to be put; null where there is no such SKU. */
  skuId: string | null
  forSale: boolean
  /** False where it isn't for sale, or its line would be one too many. */
  isIn: boolean
  rows: CartRow[]
  skus: Map<string, SaleSku>
}
interface PutRow {
  sku_id: string | null
  for_sale: boolean
  is_in: boolean
  lines: CartRow[]
  skus: SaleRow[]
}

/**
 * Puts the SKU that `which` names into a cart, if it is for sale, and reads the cart: all in one statement, so that it
 * needs no transaction around. `$1` the tenant, `$2` the store, `$3` the member, `$4` for `which`, `$5` the time, `$6`
 * the most lines.
 */
const putSql = (put: { which: string; columns: string; values: string; again: string }) => `with
  hit as materialized (${buyableSql(put.which)}),
  put as (
    insert into cart_lines as c (tenant_id, member_id, store_id, sku_id, created_at, updated_at, ${put.columns})
    select $1, $3, $2, h.sku_id, $5, $5, ${put.values} from hit h
     where h.for_sale and (select count(*) from cart_lines o where o.tenant_id = $1 and o.member_id = $3 and o.store_id = $2 and o.sku_id <> h.sku_id) < $6
    on conflict (tenant_id, member_id, store_id, sku_id) do update set ${put.again}, updated_at = excluded.updated_at
    returning sku_id, quantity, selected, created_at),
  lines as materialized (
    select sku_id, quantity, selected, created_at from cart_lines
     where tenant_id = $1 and member_id = $3 and store_id = $2 and sku_id not in (select sku_id from put)
    union all select sku_id, quantity, selected, created_at from put)
  select h.sku_id, coalesce(h.for_sale, false) as for_sale, exists (select from put) as is_in,
    (select coalesce(json_agg(l order by l.created_at desc, l.sku_id), '[]') from lines l) as lines,
    (select coalesce(json_agg(k), '[]') from (${saleSkusSql('array(select sku_id from lines)')}) k) as skus
    from (select) one left join hit h on true`
const SET = putSql({
  which: 'k.id = $4::uuid',
  columns: 'quantity, selected',
  values: '$7::bigint, $8::boolean',
  again: 'quantity = excluded.quantity, selected = excluded.selected, scan_id = null',
})
/** The same scan again changes nothing: the line remembers which one it was last. */
const SCAN = putSql({
  which: barcodeIs('$4::text[]'),
  columns: 'quantity, scan_id',
  values: 'h.step, $7::uuid',
  again:
    'quantity = case when c.scan_id = excluded.scan_id then c.quantity else least(c.quantity + excluded.quantity, $8::bigint) end, selected = true, scan_id = excluded.scan_id',
})

@Injectable()
export class CartRepo {
  /** The lines of a member's cart at a store, newest first. */
  lines(memberId: string, storeId: string): Promise<CartRow[]> {
    return db().many<CartRow>(
      'select sku_id, quantity, selected from cart_lines where tenant_id = $1 and member_id = $2 and store_id = $3 order by created_at desc, sku_id',
      [tenantId(), memberId, storeId],
    )
  }
  /** The store whose cart the member touched last. */
  async lastStore(memberId: string): Promise<string | undefined> {
    return (
      await db().one<{ store_id: string }>(
        'select store_id from cart_lines where tenant_id = $1 and member_id = $2 order by updated_at desc limit 1',
        [tenantId(), memberId],
      )
    )?.store_id
  }
  /** Sets a line. */
  set(memberId: string, storeId: string, line: CartRow, linesMax: number): Promise<PutCart> {
    const { sku_id, quantity, selected } = line
    return this.put(SET, [storeId, memberId, sku_id, clock.now(), linesMax, quantity, selected])
  }
  /** Puts one more of what carries one of these barcodes in, once for each scan; a quantity ends at `quantityMax`. */
  scan(
    memberId: string,
    storeId: string,
    { scanId, barcodes }: { scanId: string; barcodes: readonly string[] },
    { linesMax, quantityMax }: { linesMax: number; quantityMax: number },
  ): Promise<PutCart> {
    return this.put(SCAN, [storeId, memberId, barcodes, clock.now(), linesMax, scanId, quantityMax])
  }
  private async put(sql: string, values: readonly unknown[]): Promise<PutCart> {
    const row = (await db().one<PutRow>(sql, [tenantId(), ...values]))!
    const { sku_id: skuId, for_sale: forSale, is_in: isIn, lines: rows, skus } = row
    return { skuId, forSale, isIn, rows, skus: saleSkusOf(skus) }
  }
  /** Adds lines to a cart; a quantity ends at `quantityMax`. */
  async add(memberId: string, storeId: string, rows: readonly CartRow[], quantityMax: number): Promise<void> {
    await db().run(
      `insert into cart_lines as c (tenant_id, member_id, store_id, sku_id, quantity, selected, created_at, updated_at)
       select $1, $2, $3, g.sku_id, g.quantity, g.selected, $7, $7
         from unnest($4::uuid[], $5::bigint[], $6::boolean[]) as g (sku_id, quantity, selected) order by g.sku_id
       on conflict (tenant_id, member_id, store_id, sku_id)
       do update set quantity = least(c.quantity + excluded.quantity, $8), selected = excluded.selected, updated_at = excluded.updated_at`,
      [
        tenantId(),
        memberId,
        storeId,
        rows.map((r) => r.sku_id),
        rows.map((r) => r.quantity),
        rows.map((r) => r.selected),
        clock.now(),
        quantityMax,
      ],
    )
  }
  remove(memberId: string, storeId: string, skuId: string): Promise<number> {
    return db().run(
      'delete from cart_lines where tenant_id = $1 and member_id = $2 and store_id = $3 and sku_id = $4',
      [tenantId(), memberId, storeId, skuId],
    )
  }
}
