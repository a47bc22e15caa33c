import { Injectable } from '@nestjs/common'
import type {
  GetTillCatalogue,
  GetTillChanges,
  PostSale,
  Sale,
  TillCatalogue,
  TillChanges,
} from '@storeweave/contract'
import { found, mustReach } from '../kernel/access.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { featureOff, offSince } from '../kernel/features.js'
import { fingerprintOf, SalesService, type SaleRow } from '../selling/index.js'
import { TenancyService } from '../tenancy/index.js'
import { TillCatalogueRepo } from './till-catalogue.repo.js'
import { TillChangesRepo, type News } from './till-changes.repo.js'

/** A change is dated when it is made and seen when it commits: what was dated so long before is looked at once more. */
const COMMITS_WITHIN_MS = 60_000
/** News older than this, or of more goods, are not told one by one. */
const NEWS_KEPT_MS = 24 * 3_600_000
const NEWS_MOST = 2_000

const EVERYTHING: News = { whole: true, productIds: [], skuIds: [] }

/** What a till of a store does: it carries the goods with it, and hands in sales under ids of its own. */
@Injectable()
export class TillService {
  constructor(
    private readonly goods: TillCatalogueRepo,
    private readonly news: TillChangesRepo,
    private readonly sales: SalesService,
    private readonly tenancy: TenancyService,
  ) {}

  /** A page of all that a store sells. Throws `access.not_found` for a store out of reach or without a till. */
  async catalogue(q: GetTillCatalogue): Promise<TillCatalogue> {
    mustReach('create', 'Sale', { storeId: q.storeId })
    const at = clock.now().toISOString()
    const settings = await this.settings()
    return transaction(async () => {
      const store = await this.store(q.storeId)
      const { items, nextCursor } = await this.goods.page(q)
      return { ...store, ...settings, at, skus: items, complete: nextCursor === null, nextCursor }
    })
  }

  /** What changed at a store since an instant. Throws as `catalogue`. */
  async changes({ storeId, since }: GetTillChanges): Promise<TillChanges> {
    mustReach('create', 'Sale', { storeId })
    const now = clock.now()
    const settings = await this.settings()
    return transaction(async () => {
      const told = { ...(await this.store(storeId)), ...settings, at: now.toISOString() }
      const from = new Date(Date.parse(since) - COMMITS_WITHIN_MS)
      const old = now.getTime() - from.getTime() > NEWS_KEPT_MS
      const { whole, productIds, skuIds } = old ? EVERYTHING : await this.news.since(storeId, from)
      if (whole || productIds.length + skuIds.length > NEWS_MOST)
        return { ...told, whole: true, productIds: [], skuIds: [], skus: [] }
      const skus = await this.goods.these(storeId, productIds, skuIds)
      return { ...told, whole: false, productIds, skuIds, skus }
    })
  }

  private async settings() {
    const { currency, cashRounding, scaleLabels } = await this.tenancy.settings()
    return { currency, cashRounding, scaleLabels: [...scaleLabels] }
  }

  private async store(storeId: string) {
    const { name, unitIds, categories, levels } = found(await this.goods.store(storeId))
    return { storeId, storeName: name, unitIds, categories, levels }
  }

  /**
   * Takes a sale in: cash is paid and handed over, a payment code holds the goods. The same sale again is answered
   * as it stands. Throws `till.sale_differs`, `selling.price_changed` with the new sum, `payments.cash_short`,
   * `inventory.not_enough_stock`, `tenant.feature_off` for one made after tills were: those made before still come in.
   */
  async post(id: string, body: PostSale): Promise<Sale> {
    mustReach('create', 'Sale', { storeId: body.storeId })
    const off = await offSince('till')
    if (off !== undefined && Date.parse(body.soldAt) >= Date.parse(off)) throw featureOff('till')
    const input = { id, ...body }
    const { sale, created } = await this.sales
      .placeSale(input)
      .catch((error: unknown) => this.raced(id, error))
    if (!created && !isSame(sale, body)) throw new Fault('till.sale_differs')
    return toSale(sale)
  }

  /** A sale as it stands; while the shopper pays, the provider is asked. */
  async show(id: string): Promise<Sale> {
    const sale = await this.reach(id, 'read')
    return toSale(sale.paying && sale.payment === 'unpaid' ? await this.sales.check(id) : sale)
  }

  /** Charges the code on the shopper's phone. Throws `payments.provider_refused`: the sale waits for another code. */
  async charge(id: string, authCode: string): Promise<Sale> {
    await this.reach(id, 'create')
    await this.sales.charge(id, authCode)
    return toSale(found(await this.sales.sale(id)))
  }

  /** Calls an unpaid sale off and gives its goods back. Throws `selling.already_paid`. */
  async cancel(id: string): Promise<Sale> {
    await this.reach(id, 'create')
    return toSale(await this.sales.cancelSale(id))
  }

  private async reach(id: string, action: 'read' | 'create'): Promise<SaleRow> {
    const sale = found(await this.sales.sale(id))
    mustReach(action, 'Sale', { storeId: sale.storeId })
    return sale
  }

  /** The same sale came in twice at once: the one that was first counts. */
  private async raced(id: string, error: unknown): Promise<{ sale: SaleRow; created: boolean }> {
    const sale =
      error instanceof Fault && error.code === 'request.key_reused' ? await this.sales.sale(id) : undefined
    if (!sale) throw error
    return { sale, created: false }
  }
}

/** Whether a known sale is the one that is handed in again. */
function isSame(sale: SaleRow, body: PostSale): boolean {
  return (
    sale.fingerprint === fingerprintOf(body) &&
    sale.payable === body.expectedPayable &&
    (body.tender.kind !== 'cash' || sale.received === body.tender.received)
  )
}

function stateOf({ status, payment, paying }: SaleRow): Sale['state'] {
  if (status === 'cancelled' || status === 'refunding' || status === 'refunded') return 'cancelled'
  if (payment !== 'unpaid') return 'paid'
  return paying ? 'paying' : 'unpaid'
}

function toSale(row: SaleRow): Sale {
  const { id, number, storeId, storeName, payable, tender, currency, soldAt, lines, rounding } = row
  const state = stateOf(row)
  const received = tender === 'cash' ? row.received : state === 'paid' ? payable : 0
  return {
    id,
    number,
    storeId,
    storeName,
    cashier: row.cashierName,
    state,
    payable,
    received,
    change: Math.max(0, received - payable),
    tender,
    currency,
    soldAt,
    lines,
    rounding,
  }
}
