import { Injectable } from '@nestjs/common'
import type { AnswerCampaign, MerchantCampaign } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { ownSupplier } from '../kernel/own-supplier.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { TenancyService } from '../tenancy/index.js'
import { ownOf } from './campaign.shape.js'
import { CampaignsRepo, type CampaignFacts } from './campaigns.repo.js'
import { CampaignsService } from './campaigns.service.js'
import { MerchantsRepo } from './merchants.repo.js'
import { ReportRepo } from './report.repo.js'

/** Campaigns as the merchants see them that were asked: their own goods, their own part, their own sums. */
@Injectable()
export class MerchantsService {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly rows: CampaignsRepo,
    private readonly asked: MerchantsRepo,
    private readonly reports: ReportRepo,
    private readonly tenancy: TenancyService,
  ) {}

  async page(q: {
    limit: number
    cursor?: string | undefined
  }): Promise<{ items: MerchantCampaign[]; nextCursor: string | null }> {
    const supplierId = ownSupplier('read')
    const before = keysOf(q.cursor, 'id')?.[0]
    const { currency } = await this.tenancy.settings()
    return transaction(async () => {
      const { items, nextCursor } = pageOf(
        await this.asked.page(supplierId, before, q.limit),
        q.limit,
        (r) => [r.id],
        (r) => r,
      )
      const shown: MerchantCampaign[] = []
      for (const c of items) shown.push(await this.shown(c, supplierId, currency))
      return { items: shown, nextCursor }
    })
  }

  /**
   * Says once whether one's goods take part; with a yes they have the campaign's prices. Throws `campaigns.begun`,
   * `campaigns.move_illegal`, and what setting the prices does, inside the bounds the merchant has set itself.
   */
  async answer(id: string, { answer, note }: AnswerCampaign): Promise<MerchantCampaign> {
    const supplierId = ownSupplier('settle')
    const { currency } = await this.tenancy.settings()
    return transaction(async () => {
      const c = found(await this.rows.lock(id))
      const own = found((await this.rows.merchants(id)).find((m) => m.supplier_id === supplierId))
      if (c.state === 'draft') throw new Fault('access.not_found')
      if (c.state !== 'open' || own.answer !== 'asked') throw new Fault('campaigns.move_illegal')
      if (Date.parse(c.starts_at) <= clock.now().getTime()) throw new Fault('campaigns.begun')
      await this.rows.answer(id, supplierId, answer, note)
      if (answer === 'accepted') await this.campaigns.set(c, await this.rows.goods(id, supplierId))
      record({
        subject: 'Campaign',
        id,
        name: c.name_zh,
        before: { answer: own.answer },
        after: { supplierId, answer, share: own.share, note },
      })
      return this.shown(c, supplierId, currency)
    })
  }

  private async shown(c: CampaignFacts, supplierId: string, currency: string): Promise<MerchantCampaign> {
    const own = found((await this.rows.merchants(c.id)).find((m) => m.supplier_id === supplierId))
    const [sold] = await this.reports.own(supplierId, [c.id])
    const { sales, discount, borne } = sold ?? { sales: 0, discount: 0, borne: 0 }
    return ownOf(c, own, await this.rows.goods(c.id, supplierId), currency, { sales, discount, borne })
  }
}
