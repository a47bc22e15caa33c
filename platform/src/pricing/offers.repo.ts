import { Injectable } from '@nestjs/common'
import { saleSkusSql, type NamedLevel, type SaleRow } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

interface OffersRow {
  level_id: string | null
  levels: NamedLevel[]
  skus: SaleRow[]
}
const OF_PRODUCT = `select (select m.level_id from members m where m.tenant_id = $1 and m.id = $4) as level_id,
    (select coalesce(json_agg(json_build_object('id', v.id, 'name', json_build_object('zh', v.name_zh, 'en', v.name_en), 'percentOff', v.percent_off) order by v.rank), '[]') from member_levels v where v.tenant_id = $1) as levels,
    (select coalesce(json_agg(o), '[]') from (${saleSkusSql('array(select o.id from skus o where o.tenant_id = $1 and o.product_id = $3)', { now: '$5' })}) o) as skus`

/** What shoppers are shown of a product's prices, in one statement. */
@Injectable()
export class OffersRepo {
  async ofProduct(storeId: string, productId: string, memberId: string | null): Promise<OffersRow> {
    const values = [tenantId(), storeId, productId, memberId, clock.now()]
    return (await db().one<OffersRow>(OF_PRODUCT, values))!
  }
}
