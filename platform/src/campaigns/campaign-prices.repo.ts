import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import type { CampaignSpan, LanePrice } from '../pricing/index.js'

/** The prices that campaigns have set, by which what is sold is told. */
@Injectable()
export class CampaignPricesRepo {
  keep(campaignId: string, prices: readonly LanePrice[], from: string, until: string): Promise<number> {
    return db().run(
      `insert into campaign_prices (tenant_id, id, campaign_id, sku_id, unit_id, channel, regular, price, starts_at, ends_at)
       select $1, w.id, $2, w."skuId", w."unitId", w.channel, w.regular, w.price, $4, $5
         from jsonb_to_recordset($3::jsonb) as w(id uuid, "skuId" uuid, "unitId" uuid, channel text, regular bigint, price bigint)`,
      [tenantId(), campaignId, JSON.stringify(prices), from, until],
    )
  }
  /** Those that have not ended. */
  standing(campaignId: string): Promise<CampaignSpan[]> {
    return db().many<CampaignSpan>(
      `select sku_id as "skuId", unit_id as "unitId", channel, starts_at as "startsAt", ends_at as "endsAt" from campaign_prices where tenant_id = $1 and campaign_id = $2 and ends_at > $3`,
      [tenantId(), campaignId, clock.now()],
    )
  }
  /** From now on they tell of nothing any more; what was sold before stays told. */
  end(campaignId: string): Promise<number> {
    return db().run(
      'update campaign_prices set ends_at = greatest(starts_at, $3) where tenant_id = $1 and campaign_id = $2 and ends_at > $3',
      [tenantId(), campaignId, clock.now()],
    )
  }
}
