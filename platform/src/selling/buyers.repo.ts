import { Injectable } from '@nestjs/common'
import type { NamedLevel } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, reading, tenantId } from '../kernel/db.js'
import type { PricedFor } from './basket.service.js'

/** How long goods count as held in the hand after they were scanned. */
export const SCAN_HOLDS_MS = 2 * 3_600_000

/** SQL of a member's level as JSON, null without one; `$1` is the tenant. */
export const levelSql = (member: string): string =>
  `(select json_build_object('id', v.id, 'name', json_build_object('zh', v.name_zh, 'en', v.name_en), 'percentOff', v.percent_off)
      from members who join member_levels v on v.tenant_id = $1 and v.id = who.level_id where who.tenant_id = $1 and who.id = ${member})`
/** SQL of the SKUs that a member scanned at a store not long ago and still has in the cart. */
export const scansSql = (at: { member: string; store: string; now: string }): string =>
  `array(select c.sku_id from cart_lines c where c.tenant_id = $1 and c.member_id = ${at.member} and c.store_id = ${at.store} and c.scanned_until > ${at.now})`

/** What decides on prices of who buys. */
@Injectable()
export class BuyersRepo {
  /** A member's level, and the SKUs they scanned at a store. One statement. */
  of(memberId: string, storeId: string): Promise<PricedFor> {
    return reading(async () => {
      const row = await db().one<{ level: NamedLevel | null; scans: string[] }>(
        `select ${levelSql('$2')} as level, ${scansSql({ member: '$2', store: '$3', now: '$4' })} as scans`,
        [tenantId(), memberId, storeId, clock.now()],
      )
      return { level: row!.level, inStore: new Set(row!.scans) }
    })
  }
}
