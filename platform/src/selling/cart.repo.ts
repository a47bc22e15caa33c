import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'

interface PutRow extends CartRow {
  created_at: string
}
export interface CartRow {
  sku_id: string
  quantity: number
  selected: boolean
}

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
  /**
   * Puts a line in or changes it; answers the whole cart as it is then, newest first, without the line when it would
   * have been one too many. Throws `selling.not_for_sale` for a SKU or store that doesn't exist.
   */
  async put(memberId: string, storeId: string, line: CartRow, linesMax: number): Promise<CartRow[]> {
    const { sku_id: skuId, quantity, selected } = line
    try {
      return await db().many<PutRow>(
        `with put as (
           insert into cart_lines (tenant_id, member_id, store_id, sku_id, quantity, selected, created_at, updated_at)
           select $1, $2, $3, $4, $5, $6, $7, $7
            where (select count(*) from cart_lines where tenant_id = $1 and member_id = $2 and store_id = $3 and sku_id <> $4) < $8
           on conflict (tenant_id, member_id, store_id, sku_id) do update set quantity = excluded.quantity, selected = excluded.selected, updated_at = excluded.updated_at
           returning sku_id, quantity, selected, created_at)
         select sku_id, quantity, selected, created_at from cart_lines where tenant_id = $1 and member_id = $2 and store_id = $3 and sku_id <> $4
         union all select sku_id, quantity, selected, created_at from put order by created_at desc, sku_id`,
        [tenantId(), memberId, storeId, skuId, quantity, selected, clock.now(), linesMax],
      )
    } catch (error) {
      if ((error as { code?: string }).code === '23503')
        throw new Fault('selling.not_for_sale', { skuIds: [skuId] })
      throw error
    }
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
