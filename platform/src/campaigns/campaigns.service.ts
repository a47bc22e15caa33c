import { Injectable } from '@nestjs/common'
import type {
  Campaign,
  CampaignPreview,
  CampaignReport,
  CampaignRow,
  ListCampaigns,
  PutCampaign,
} from '@storeweave/contract'
import { found, mayReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { CampaignPrices, type CampaignLook } from '../pricing/index.js'
import { TenancyService } from '../tenancy/index.js'
import { CampaignPricesRepo } from './campaign-prices.repo.js'
import { campaignOf, rowOf, words } from './campaign.shape.js'
import { CampaignsRepo, type CampaignFacts, type GoodRow } from './campaigns.repo.js'
import { lookOf } from './look.js'
import { ReportRepo } from './report.repo.js'

/** Thrown to undo what was only looked at. */
class Looked extends Error {
  constructor(readonly look: CampaignLook) {
    super('looked at')
  }
}

/** Campaigns as HQ makes them: whose goods, where, for how long, how much off, and who bears it. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly rows: CampaignsRepo,
    private readonly kept: CampaignPricesRepo,
    private readonly reports: ReportRepo,
    private readonly prices: CampaignPrices,
    private readonly tenancy: TenancyService,
  ) {}

  page(q: ListCampaigns): Promise<{ items: CampaignRow[]; nextCursor: string | null }> {
    const before = keysOf(q.cursor, 'id')?.[0]
    return reading(async () =>
      pageOf(await this.rows.page(q.state ?? null, before, q.limit), q.limit, (r) => [r.id], rowOf),
    )
  }
  async one(id: string): Promise<Campaign> {
    const { currency } = await this.tenancy.settings()
    return transaction(async () => {
      const c = found(await this.rows.one(id))
      return campaignOf(c, {
        goods: await this.rows.goods(id),
        merchants: await this.rows.merchants(id),
        units: await this.rows.units(c.unit_ids),
        currency,
        may: mayReach('update', 'Campaign', {}),
      })
    })
  }

  /** Writes a draft whole. Throws `campaigns.changed_meanwhile`, `campaigns.merchants_differ`, `access.not_found` for goods or places that aren't there. */
  put(id: string, wanted: PutCampaign): Promise<Campaign> {
    return transaction(async () => {
      const before = await this.rows.lock(id)
      if ((before?.version ?? 0) !== wanted.version || (before && before.state !== 'draft'))
        throw new Fault(before ? 'campaigns.changed_meanwhile' : 'access.not_found')
      const units = new Set(wanted.unitIds)
      if ((await this.rows.units([...units])).length !== units.size) throw new Fault('access.not_found')
      const owners = new Map(
        (await this.rows.owners(wanted.goods.map((g) => g.skuId))).map((o) => [o.sku_id, o.supplier_id]),
      )
      for (const { skuId } of wanted.goods) if (!owners.has(skuId)) throw new Fault('access.not_found')
      const whose = new Set([...owners.values()].filter((one) => one !== null))
      if (whose.size !== wanted.merchants.length || wanted.merchants.some((m) => !whose.has(m.supplierId)))
        throw new Fault('campaigns.merchants_differ')
      if (!(await this.rows.save(id, wanted))) throw new Fault('campaigns.changed_meanwhile')
      await this.rows.fill(id, wanted, owners)
      const { version: _, ...after } = wanted
      record({
        subject: 'Campaign',
        id,
        name: wanted.name.zh,
        before: before ? { version: before.version } : null,
        after,
      })
      return this.one(id)
    })
  }

  /** What a campaign would do to prices, merchants who haven't answered included, and what stands against it; nothing is changed. */
  async preview(id: string): Promise<CampaignPreview> {
    const look = await transaction<CampaignLook>(async () => {
      const c = found(await this.rows.one(id))
      throw new Looked(await this.prices.look(planOf(c, await this.rows.goods(id))))
    }).catch((error: unknown) => {
      if (error instanceof Looked) return error.look
      throw error
    })
    return lookOf(look)
  }

  /**
   * Opens a draft: merchants are asked, and the brand's own goods have their prices. Throws `campaigns.begun`,
   * `campaigns.move_illegal`, and what `CampaignPrices.set` does.
   */
  open(id: string): Promise<Campaign> {
    return transaction(async () => {
      const c = found(await this.rows.lock(id))
      if (c.state !== 'draft') throw new Fault('campaigns.move_illegal')
      if (Date.parse(c.starts_at) <= clock.now().getTime()) throw new Fault('campaigns.begun')
      await this.rows.move(id, 'open')
      await this.set(
        c,
        (await this.rows.goods(id)).filter((g) => g.supplier_id === null),
      )
      record({
        subject: 'Campaign',
        id,
        name: c.name_zh,
        before: { state: c.state },
        after: { state: 'open' },
      })
      return this.one(id)
    })
  }

  /** Calls an open campaign off: its prices end now, what was sold stays told. */
  callOff(id: string): Promise<Campaign> {
    return transaction(async () => {
      const c = found(await this.rows.lock(id))
      if (c.state !== 'open' || Date.parse(c.ends_at) <= clock.now().getTime())
        throw new Fault('campaigns.move_illegal')
      await this.rows.move(id, 'called_off')
      const standing = await this.kept.standing(id)
      if (standing.length) await this.prices.end(standing)
      await this.kept.end(id)
      record({
        subject: 'Campaign',
        id,
        name: c.name_zh,
        before: { state: c.state },
        after: { state: 'called_off' },
      })
      return this.one(id)
    })
  }

  /** Sets the prices of some of a campaign's goods, in the running transaction. */
  async set(c: CampaignFacts, goods: readonly GoodRow[]): Promise<void> {
    if (!goods.length) return
    const prices = await this.prices.set(planOf(c, goods))
    await this.kept.keep(c.id, prices, c.starts_at, c.ends_at)
  }

  /** What a campaign sold so far and who bears its discount. */
  async report(id: string): Promise<CampaignReport> {
    const { currency } = await this.tenancy.settings()
    return transaction(async () => {
      found(await this.rows.one(id))
      const merchants = new Map((await this.rows.merchants(id)).map((m) => [m.supplier_id, m]))
      const items = (await this.reports.of(id)).map((r) => {
        const m = r.supplier_id === null ? undefined : merchants.get(r.supplier_id)
        return {
          supplier: m ? { id: m.supplier_id, name: words(m.name_zh, m.name_en) } : null,
          share: m?.share ?? 0,
          lines: r.lines,
          sales: r.sales,
          discount: r.discount,
          byMerchant: r.borne,
          byBrand: r.discount - r.borne,
        }
      })
      const sum = (of: (item: (typeof items)[number]) => number) =>
        items.reduce((all, one) => all + of(one), 0)
      return {
        currency,
        items,
        sales: sum((i) => i.sales),
        discount: sum((i) => i.discount),
        byMerchants: sum((i) => i.byMerchant),
        byBrand: sum((i) => i.byBrand),
      }
    })
  }
}

const planOf = (c: CampaignFacts, goods: readonly GoodRow[]) => ({
  wishes: goods.map((g) => ({ skuId: g.sku_id, off: c.off, price: g.price })),
  unitIds: c.unit_ids,
  time: [c.starts_at, c.ends_at] as const,
})
