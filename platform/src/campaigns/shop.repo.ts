import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface ShopRow {
  id: string
  name_zh: string
  name_en: string
  about_zh: string
  about_en: string
  ends_at: string
}
export interface OwnedGoods {
  product_id: string
  owner_zh: string | null
  owner_en: string | null
}

@Injectable()
export class ShopCampaignsRepo {
  /** What runs at an open store now: campaigns that set a price at it or above. */
  running(storeId: string): Promise<ShopRow[]> {
    return db().many<ShopRow>(
      `select c.id, c.name_zh, c.name_en, c.about_zh, c.about_en, c.ends_at from campaigns c join stores st on st.tenant_id = $1 and st.id = $2 and st.status = 'open'
        where c.tenant_id = $1 and c.state = 'open' and c.starts_at <= $3 and c.ends_at > $3
          and exists (select from campaign_prices p where p.tenant_id = $1 and p.campaign_id = c.id and p.unit_id = any(st.unit_ids)) order by c.ends_at, c.id limit 10`,
      [tenantId(), storeId, clock.now()],
    )
  }
  /** Its goods that have a price at the store or above, in HQ's order, each with whose they are. */
  goods(campaignId: string, storeId: string): Promise<OwnedGoods[]> {
    return db().many<OwnedGoods>(
      `select k.product_id, s.name_zh as owner_zh, s.name_en as owner_en from campaign_goods g join skus k on k.tenant_id = $1 and k.id = g.sku_id
         join stores st on st.tenant_id = $1 and st.id = $3 left join suppliers s on s.tenant_id = $1 and s.id = g.supplier_id
        where g.tenant_id = $1 and g.campaign_id = $2 and exists (select from campaign_prices p where p.tenant_id = $1 and p.campaign_id = $2 and p.sku_id = g.sku_id and p.unit_id = any(st.unit_ids))
        group by k.product_id, s.name_zh, s.name_en order by min(g.position)`,
      [tenantId(), campaignId, storeId],
    )
  }
}
