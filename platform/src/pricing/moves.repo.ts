import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** What a move of a node has to do with prices. */
@Injectable()
export class MovesRepo {
  /** SKUs with prices or bounds of their own at or below a node, from now on. */
  async pricedBelow(unitId: string): Promise<string[]> {
    const set = (table: string) =>
      `select r.sku_id from below join ${table} r on r.tenant_id = $1 and r.unit_id = below.id and (r.ends_at is null or r.ends_at > $3)`
    const rows = await db().many<{ sku_id: string }>(
      `with recursive below as (
         select id from org_units where tenant_id = $1 and id = $2
         union all select c.id from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id)
       ${set('unit_prices')} union ${set('tier_prices')} union ${set('price_bounds')}`,
      [tenantId(), unitId, clock.now()],
    )
    return rows.map((r) => r.sku_id)
  }

  /** Puts bounds on the desk: prices lie outside them. */
  contest(ids: readonly string[]): Promise<number> {
    return db().run(
      'update price_bounds set contested = true where tenant_id = $1 and id = any($2::uuid[])',
      [tenantId(), ids],
    )
  }
}
