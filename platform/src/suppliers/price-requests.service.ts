import { Injectable } from '@nestjs/common'
import type { AskPrices, DecidePrices, ListPriceRequests, PriceRequest } from '@storeweave/contract'
import { next } from '@storeweave/rules/order'
import { boundsAskedFit, priceRequestMoves } from '@storeweave/rules/suppliers'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { pageOf } from '../kernel/page.js'
import { OwnProductsRepo } from './own-products.repo.js'
import { ownSupplier } from './own.js'
import { PortalService } from './portal.service.js'
import { PriceRequestsRepo, type PriceRequestRow } from './price-requests.repo.js'
import { SupplyPrices, type HowAccepted } from './supply-prices.service.js'

type Page = Promise<{ items: PriceRequest[]; nextCursor: string | null }>

/** Other supply prices and bounds of goods that were taken: their supplier asks, HQ decides, and with it what becomes of prices outside. */
@Injectable()
export class PriceRequests {
  constructor(
    private readonly requests: PriceRequestsRepo,
    private readonly products: OwnProductsRepo,
    private readonly prices: SupplyPrices,
    private readonly portal: PortalService,
  ) {}

  /** A page of the asking supplier's, newest first. */
  own(q: ListPriceRequests): Page {
    const supplierId = ownSupplier()
    return this.list(q, supplierId)
  }
  /** A page of all, newest first. */
  page(q: ListPriceRequests): Page {
    return this.list(q, null)
  }
  private list(q: ListPriceRequests, supplierId: string | null): Page {
    return transaction(async () =>
      pageOf(await this.requests.page(q, supplierId), q.limit, (r) => [r.made_at, r.id], requestOf),
    )
  }

  /**
   * Asks for terms of variants of one product; nothing changes until HQ says so. The same again is one. Throws
   * `access.not_found` for another's, `suppliers.skus_differ`, `suppliers.bounds_invalid`, `suppliers.request_open`.
   */
  async ask(productId: string, { id, note, terms }: AskPrices): Promise<PriceRequest> {
    const supplierId = await this.portal.active()
    if (!terms.every((one) => boundsAskedFit(one.bounds))) throw new Fault('suppliers.bounds_invalid')
    return transaction(async () => {
      found(await this.products.own(productId, supplierId))
      const known = await this.requests.one(id, supplierId)
      if (known) return requestOf(known)
      const skus = new Map((await this.products.skus(productId)).map((sku) => [sku.id, sku]))
      const asked = new Set(terms.map((one) => one.skuId))
      if (asked.size !== terms.length || terms.some((one) => !skus.has(one.skuId)))
        throw new Fault('suppliers.skus_differ')
      if (!(await this.requests.insert({ id, supplierId, productId, terms, note })))
        throw new Fault('suppliers.request_open')
      const made = found(await this.requests.one(id, supplierId))
      record({ subject: 'Supply', id: productId, name: made.name_zh, after: { terms }, note })
      return requestOf(made)
    })
  }
  /** Takes back what the asking supplier asked for. */
  async withdraw(id: string): Promise<PriceRequest> {
    const supplierId = await this.portal.active()
    return this.end(id, supplierId, 'withdraw', '')
  }

  /**
   * Accepts what a supplier asked for, or refuses it with a reason. Prices that would lie outside refuse to be left there,
   * are brought to the nearest end, or wait on the conflict desk for the day from which the bounds hold. Throws `suppliers.move_illegal`, `suppliers.reason_needed`, `pricing.breaks_prices`.
   */
  decide(id: string, { move, reason, way, startsAt }: DecidePrices): Promise<PriceRequest> {
    if (move === 'accept') mustReach('update', 'ListPrice', {})
    else if (!reason) throw new Fault('suppliers.reason_needed')
    return this.end(id, null, move, reason, { way, startsAt })
  }

  private end(
    id: string,
    supplierId: string | null,
    move: 'accept' | 'refuse' | 'withdraw',
    reason: string,
    how: HowAccepted = { way: 'refuse' },
  ): Promise<PriceRequest> {
    return transaction(async () => {
      const row = found(await this.requests.one(id, supplierId, true))
      const to = next(priceRequestMoves, row.state, move)
      if (!('to' in to)) throw new Fault('suppliers.move_illegal')
      if (move === 'accept') await this.prices.set(row.supplier_id, row.terms, how)
      await this.requests.end(id, to.to, reason)
      record({
        subject: supplierId ? 'Supply' : 'Supplier',
        id: row.supplier_id,
        name: row.name_zh,
        before: { state: row.state },
        after: { state: to.to, ...(move === 'accept' ? { terms: row.terms } : {}) },
        note: reason,
      })
      return requestOf(found(await this.requests.one(id, supplierId)))
    })
  }
}

const requestOf = (r: PriceRequestRow): PriceRequest => ({
  id: r.id,
  supplierId: r.supplier_id,
  supplierName: { zh: r.supplier_zh, en: r.supplier_en },
  productId: r.product_id,
  productName: { zh: r.name_zh, en: r.name_en },
  terms: r.terms,
  note: r.note,
  state: r.state,
  reason: r.reason,
  by: r.by_name,
  madeAt: r.made_at,
  decidedAt: r.decided_at,
})
