import { Injectable } from '@nestjs/common'
import { db, tenantId } from '../kernel/db.js'
import { CAMPAIGN_COLUMNS, type CampaignFacts } from './campaigns.repo.js'

@Injectable()
export class MerchantsRepo {
  /** A page of the campaigns that a merchant was asked for, the newest first. */
  page(supplierId: string, before: unknown, limit: number): Promise<CampaignFacts[]> {
    return db().many<CampaignFacts>(
      `select ${CAMPAIGN_COLUMNS} from campaign_merchants m join campaigns c on c.tenant_id = $1 and c.id = m.campaign_id
        where m.tenant_id = $1 and m.supplier_id = $2 and c.state <> 'draft' and ($3::uuid is null or c.id < $3) order by c.id desc limit $4`,
      [tenantId(), supplierId, before ?? null, limit + 1],
    )
  }
}
