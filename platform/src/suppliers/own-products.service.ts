import { Injectable } from '@nestjs/common'
import type { AskChange, AskedBounds, OwnProduct, WholeChange } from '@storeweave/contract'
import { CatalogService, ChangeService, optionTextOf } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { OwnProductsRepo, type SupplySku } from './own-products.repo.js'
import { ownSupplier } from './own.js'
import { PortalService } from './portal.service.js'

/** A supplier's goods in the catalogue, and what it would have changed about them. */
@Injectable()
export class OwnProducts {
  constructor(
    private readonly repo: OwnProductsRepo,
    private readonly catalog: CatalogService,
    private readonly changes: ChangeService,
    private readonly portal: PortalService,
  ) {}

  /** One of the asking supplier's products. Throws `access.not_found`. */
  one(id: string): Promise<OwnProduct> {
    const supplierId = ownSupplier()
    return transaction(async () => {
      const { category_zh: zh, category_en: en } = found(await this.repo.own(id, supplierId))
      const product = await this.catalog.product(id)
      const prices = new Map((await this.repo.skus(id)).map((s) => [s.id, s]))
      const ids = await this.repo.changes(id, supplierId)
      const changes: WholeChange[] = []
      for (const change of ids) changes.push(await this.changes.one(change))
      return {
        id,
        version: product.version,
        state: product.state,
        kind: product.kind,
        name: product.name,
        detail: product.detail,
        brand: product.brand,
        unit: product.unit,
        unitSize: product.skus[0]?.unitSize ?? 1,
        categoryName: { zh, en },
        media: product.media,
        skus: product.skus
          .filter((s) => s.active)
          .map((s) => ({
            id: s.id,
            code: s.code,
            optionText: optionTextOf(product.options, s.optionIndexes),
            barcodes: s.barcodes,
            weightGrams: s.weightGrams,
            supplyPrice: prices.get(s.id)?.supply_price ?? null,
            bounds: boundsOf(prices.get(s.id)),
          })),
        changes,
      }
    })
  }

  /**
   * Asks for other names, words, pictures or barcodes of goods on sale. What the supplier may not touch (codes, category,
   * prices) goes in as it is. Throws as a change request does, `suppliers.skus_differ`, `access.not_found` for another's.
   */
  async ask(id: string, { skus, version, ...asked }: AskChange): Promise<OwnProduct> {
    const supplierId = await this.portal.active()
    return transaction(async () => {
      found(await this.repo.own(id, supplierId))
      const product = await this.catalog.product(id)
      const given = new Map(skus.map((s) => [s.id, s]))
      const active = product.skus.filter((s) => s.active)
      if (given.size !== skus.length || skus.length !== active.length || active.some((s) => !given.has(s.id)))
        throw new Fault('suppliers.skus_differ')
      const { kind, categoryId, options } = product
      await this.changes.propose(id, {
        ...asked,
        version,
        kind,
        categoryId,
        supplierId,
        options,
        skus: active.map(({ active: _, ...sku }) => ({ ...sku, ...given.get(sku.id)! })),
      })
      return this.one(id)
    })
  }

  /** Takes back what the asking supplier asked for. Throws `access.not_found`, `catalog.change_decided`. */
  async withdraw(id: string, changeId: string): Promise<OwnProduct> {
    const supplierId = await this.portal.active()
    return transaction(async () => {
      found(await this.repo.own(id, supplierId))
      found((await this.repo.changes(id, supplierId)).find((one) => one === changeId))
      await this.changes.move(changeId, { move: 'withdraw', decisionNote: '' })
      return this.one(id)
    })
  }
}

/** Bounds as the supplier asked for them: the ratio, where it was one. */
function boundsOf(sku: SupplySku | undefined): AskedBounds {
  if (!sku || (sku.price_min === null && sku.price_max === null)) return { kind: 'none' }
  return sku.ratio_min === null && sku.ratio_max === null
    ? { kind: 'range', min: sku.price_min, max: sku.price_max }
    : { kind: 'ratio', min: sku.ratio_min, max: sku.ratio_max }
}
