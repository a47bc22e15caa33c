import { Injectable } from '@nestjs/common'
import {
  moneyText,
  type PurchaseList,
  type PurchaseListRow,
  type PurchaseOffer,
  type PurchaseSettings,
  type PutPurchaseList,
} from '@storeweave/contract'
import { twiceOnADay } from '@storeweave/rules/purchasing'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { TenancyService } from '../tenancy/index.js'
import { goodsOf, sellerOf } from './goods.rows.js'
import { ListsRepo, type ListRow, type Seller, type TermsRow } from './lists.repo.js'
import { SettingsRepo } from './settings.repo.js'

/** What HQ agreed on: who sells what to which stores, at what price and in what packs. */
@Injectable()
export class ListsService {
  constructor(
    private readonly rows: ListsRepo,
    private readonly settingsRows: SettingsRepo,
    private readonly tenancy: TenancyService,
  ) {}

  page(q: {
    limit: number
    cursor?: string | undefined
  }): Promise<{ items: PurchaseListRow[]; nextCursor: string | null }> {
    const before = keysOf(q.cursor, 'id')?.[0]
    return reading(async () => pageOf(await this.rows.page(q.limit, before), q.limit, (r) => [r.id], rowOf))
  }
  one(id: string): Promise<PurchaseList> {
    return reading(async () => {
      const list = found(await this.rows.byId(id))
      return { ...rowOf(list), lines: (await this.rows.lines(id)).map(termsOf) }
    })
  }
  sellers(): Promise<{ items: PurchaseOffer['seller'][] }> {
    return reading(async () => ({ items: (await this.rows.sellers()).map(sellerOf) }))
  }
  settings(): Promise<PurchaseSettings> {
    return reading(async () => ({ approvalFrom: (await this.settingsRows.get()).approval_from }))
  }
  /** From what amount on orders of stores wait for approval, in minor units; null never. */
  setSettings(after: PurchaseSettings): Promise<PurchaseSettings> {
    return transaction(async () => {
      const before = await this.settings()
      await this.settingsRows.set(after.approvalFrom)
      const { nameZh: name } = await this.tenancy.settings()
      record({ subject: 'PurchaseList', id: tenantId(), name, before, after })
      return after
    })
  }

  /**
   * Writes a list whole. Throws `purchasing.changed_meanwhile`, `not_a_warehouse`, `not_its_goods`, `twice_on_a_day`,
   * and `below_supply_price` where a contract in force pays the supplier more than the price.
   */
  async put(id: string, wanted: PutPurchaseList): Promise<PurchaseList> {
    const { timeZone, currency } = await this.tenancy.settings()
    const day = tradingDayOf(clock.now(), timeZone)
    return transaction(async () => {
      const version = await this.rows.lock(id)
      if (version === undefined && wanted.version > 0) throw new Fault('access.not_found')
      if ((version ?? 0) !== wanted.version) throw new Fault('purchasing.changed_meanwhile')
      const seller = found(await this.rows.seller(wanted.sellerId))
      if (seller.kind === 'store') throw new Fault('purchasing.not_a_warehouse')
      if ((await this.rows.units(wanted.unitIds)) !== new Set(wanted.unitIds).size)
        throw new Fault('access.not_found')
      await this.judge(wanted, seller, day, currency)
      if (!(await this.rows.save(id, wanted, seller))) throw new Fault('purchasing.changed_meanwhile')
      await this.rows.fill(id, wanted)
      const after = await this.one(id)
      record({
        subject: 'PurchaseList',
        id,
        name: wanted.name,
        before: version === undefined ? null : { version },
        after: { version: after.version, seller: after.seller.code, lines: wanted.lines.length },
      })
      return after
    })
  }
  /** Ends a list: orders keep the prices they were sent at. */
  remove(id: string): Promise<void> {
    return transaction(async () => {
      const list = found(await this.rows.byId(id))
      await this.rows.empty(id)
      await this.rows.remove(id)
      record({
        subject: 'PurchaseList',
        id,
        name: list.name,
        before: { version: list.version, lines: list.line_count },
        after: null,
      })
    })
  }

  private async judge(
    { lines }: PutPurchaseList,
    seller: Seller,
    day: string,
    currency: string,
  ): Promise<void> {
    const skus = new Map(
      (
        await this.rows.skus(
          lines.map((l) => l.skuId),
          day,
        )
      ).map((s) => [s.id, s]),
    )
    const twice = twiceOnADay(lines)
    if (twice) throw new Fault('purchasing.twice_on_a_day', { code: found(skus.get(twice)).code })
    for (const { skuId, price } of lines) {
      const { code, supplier_id, floor } = found(skus.get(skuId))
      if (seller.kind === 'supplier' && supplier_id !== seller.id)
        throw new Fault('purchasing.not_its_goods', { code })
      if (floor !== null && price < floor) {
        const text = (amount: number) => moneyText(amount, currency)
        throw new Fault('purchasing.below_supply_price', { code, price: text(price), floor: text(floor) })
      }
    }
  }
}

const rowOf = (r: ListRow): PurchaseListRow => ({
  id: r.id,
  name: r.name,
  seller: sellerOf(r),
  units: r.units.map((u) => ({ id: u.id, kind: u.kind, name: { zh: u.zh, en: u.en } })),
  lineCount: r.line_count,
  version: r.version,
  updated: { by: r.updated_by_name, at: r.updated_at },
})
const termsOf = (r: TermsRow): PurchaseList['lines'][number] => ({
  ...goodsOf(r),
  price: r.price,
  min: r.min,
  pack: r.pack,
  from: r.valid_from,
  until: r.valid_until,
  supplyPrice: r.supply_price,
})
