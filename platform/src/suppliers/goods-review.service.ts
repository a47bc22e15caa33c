import { Injectable } from '@nestjs/common'
import type { ListGoods, RefuseGoods, SupplierGoods, TakeGoods, WholeGoods } from '@storeweave/contract'
import { next } from '@storeweave/rules/order'
import { goodsMoves } from '@storeweave/rules/suppliers'
import { CatalogService } from '../catalog/index.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { pageOf } from '../kernel/page.js'
import { GoodsRepo, type GoodsRow } from './goods.repo.js'
import { goodsOf, wholeOf } from './goods.service.js'
import { ShipperService } from './shipper.service.js'
import { SupplyPrices } from './supply-prices.service.js'

/** Suppliers' goods as HQ looks at them: taken into the catalogue with a list price and a category of the brand's, or refused. */
@Injectable()
export class GoodsReview {
  constructor(
    private readonly goods: GoodsRepo,
    private readonly catalog: CatalogService,
    private readonly prices: SupplyPrices,
    private readonly shippers: ShipperService,
  ) {}

  /** A page of what was sent in, last touched first. */
  page(q: ListGoods): Promise<{ items: SupplierGoods[]; nextCursor: string | null }> {
    return transaction(async () =>
      pageOf(await this.goods.page(q, null), q.limit, (r) => [r.updated_at, r.id], goodsOf),
    )
  }
  /** One that was sent in. Throws `access.not_found`, for drafts too. */
  one(id: string): Promise<WholeGoods> {
    return transaction(async () => wholeOf(found(await this.goods.one(id, null))))
  }

  /** Sends goods back with a reason. Throws `suppliers.move_illegal`, `suppliers.goods_changed`. */
  refuse(id: string, { version, reason }: RefuseGoods): Promise<WholeGoods> {
    return transaction(async () => {
      const row = await this.lock(id, 'refuse', version)
      await this.goods.move(id, 'refused', { reason, decided: true })
      record({ ...about(row), before: { state: row.state }, after: { state: 'refused' }, note: reason })
      return this.one(id)
    })
  }

  /**
   * Takes goods into the catalogue with supply prices and bounds, and publishes them or leaves them a draft. Throws what
   * adding and publishing a product throws, `suppliers.skus_differ` unless every variant has its price, `pricing.*` for a
   * list price outside the bounds.
   */
  take(id: string, { version, categoryId, skus, publish, shippedBy }: TakeGoods): Promise<WholeGoods> {
    mustReach('create', 'Product', {})
    if (publish) mustReach('publish', 'Product', {})
    return transaction(async () => {
      const row = await this.lock(id, 'take', version)
      const productId = await this.add(row, categoryId, skus)
      if (shippedBy === 'supplier') await this.shippers.set(productId, shippedBy)
      if (publish) await this.catalog.move(productId, { move: 'publish', note: '' })
      await this.goods.move(id, 'taken', { productId, decided: true })
      record({
        ...about(row),
        before: { state: row.state },
        after: { state: 'taken', productId },
      })
      return this.one(id)
    })
  }

  /** Makes the product, a draft, with ids of the brand's own and the supplier's terms; answers its id. */
  private async add(row: GoodsRow, categoryId: string, skus: TakeGoods['skus']): Promise<string> {
    const given = new Map(skus.map((s) => [s.id, s]))
    if (
      given.size !== skus.length ||
      skus.length !== row.body.skus.length ||
      row.body.skus.some((s) => !given.has(s.id))
    )
      throw new Fault('suppliers.skus_differ')
    const { kind, name, detail, brand, unit, unitSize, options, mediaIds } = row.body
    const priced = row.body.skus.map((sku) => ({ ...sku, newId: newId(), ...given.get(sku.id)! }))
    // ids of the brand's own: a supplier's could name what is there already
    const product = await this.catalog.create({
      id: newId(),
      kind,
      name,
      detail,
      brand,
      unit,
      categoryId,
      supplierId: row.supplier_id,
      options,
      mediaIds,
      skus: priced.map((sku) => ({
        id: sku.newId,
        code: sku.code,
        barcodes: sku.barcodes,
        optionIndexes: sku.optionIndexes,
        listPrice: sku.listPrice,
        unitSize,
        priceMin: null,
        priceMax: null,
        weightGrams: sku.weightGrams,
        mediaId: null,
      })),
    })
    await this.prices.set(
      row.supplier_id,
      priced.map((sku) => ({
        skuId: sku.newId,
        supplyPrice: sku.supplyPrice,
        bounds: sku.bounds ?? row.body.bounds,
      })),
      { way: 'refuse' },
    )
    return product.id
  }

  private async lock(id: string, move: 'take' | 'refuse', version: number): Promise<GoodsRow> {
    const row = found(await this.goods.one(id, null, true))
    if (!('to' in next(goodsMoves, row.state, move))) throw new Fault('suppliers.move_illegal')
    if (row.version !== version) throw new Fault('suppliers.goods_changed')
    return row
  }
}

const about = (row: GoodsRow) => ({
  subject: 'Supplier' as const,
  id: row.supplier_id,
  name: row.body.name.zh,
})
