import { Injectable } from '@nestjs/common'
import type { DraftGoods, ListGoods, MoveGoods, SupplierGoods, WholeGoods } from '@storeweave/contract'
import { isBarcode, misfitOf } from '@storeweave/rules/catalog'
import { next } from '@storeweave/rules/order'
import { boundsAskedFit, goodsMoves, goodsMissing, mayList } from '@storeweave/rules/suppliers'
import { inWords, nameIn, pictureOf, unknownReference } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { pageOf } from '../kernel/page.js'
import { GoodsRepo, type GoodsBody, type GoodsRow } from './goods.repo.js'
import { LicencesService } from './licences.service.js'
import { ownSupplier } from './own.js'
import { PartnersRepo } from './partners.repo.js'
import { PortalService } from './portal.service.js'

/** Proposals of one supplier that HQ has not taken. */
export const GOODS_OPEN_MOST = 2_000

/** Goods as their supplier drafts them and sends them in. */
@Injectable()
export class GoodsService {
  constructor(
    private readonly goods: GoodsRepo,
    private readonly portal: PortalService,
    private readonly partners: PartnersRepo,
    private readonly licences: LicencesService,
  ) {}

  /** A page of the asking supplier's, last touched first. */
  page(q: ListGoods): Promise<{ items: SupplierGoods[]; nextCursor: string | null }> {
    const supplierId = ownSupplier()
    return transaction(async () =>
      pageOf(await this.goods.page(q, supplierId), q.limit, (r) => [r.updated_at, r.id], goodsOf),
    )
  }
  /** One of the asking supplier's. Throws `access.not_found`. */
  one(id: string): Promise<WholeGoods> {
    const supplierId = ownSupplier()
    return transaction(async () => wholeOf(found(await this.goods.one(id, supplierId))))
  }

  /**
   * Writes a draft whole, a new one where there is none under the id. Throws `suppliers.goods_changed` when it isn't the
   * version that was read, `suppliers.goods_locked` once it was sent, `suppliers.bounds_invalid`, `catalog.options_mismatch`,
   * `catalog.barcode_invalid`, `request.invalid` for a category or picture that isn't there.
   */
  async save(id: string, { version, ...body }: DraftGoods): Promise<WholeGoods> {
    const supplierId = await this.portal.active()
    checkGoods(body)
    return transaction(async () => {
      await this.checkReferences(body)
      const there = await this.goods.one(id, supplierId, true)
      if (!there) {
        if (version !== null) throw new Fault('access.not_found')
        if ((await this.goods.countOpen(supplierId)) >= GOODS_OPEN_MOST) throw new Fault('request.too_many')
        if (!(await this.goods.insert(id, supplierId, body))) throw new Fault('request.key_reused')
      } else {
        if (there.state === 'sent' || there.state === 'taken') throw new Fault('suppliers.goods_locked')
        // the first writing again, whose answer was lost
        const again = version === null && there.version === 1
        if (there.version !== version && !again) throw new Fault('suppliers.goods_changed')
        await this.goods.update(id, body)
      }
      record({ subject: 'Supply', id, name: body.name.zh, before: there?.body ?? null, after: body })
      return this.one(id)
    })
  }

  /** Sends goods in, or takes them back. Throws `suppliers.licence_expired`, `suppliers.goods_incomplete`, `suppliers.move_illegal`, `suppliers.goods_changed`. */
  async move(id: string, { move, version }: MoveGoods): Promise<WholeGoods> {
    const supplierId = await this.portal.active()
    const today = await this.licences.today()
    return transaction(async () => {
      const row = found(await this.goods.one(id, supplierId, true))
      const way = next(goodsMoves, row.state, move)
      if (!('to' in way)) throw new Fault('suppliers.move_illegal')
      if (row.version !== version) throw new Fault('suppliers.goods_changed')
      if (move === 'send') {
        const { state, listing_until } = found(await this.partners.one(supplierId))
        if (!mayList(state, listing_until, today))
          throw new Fault('suppliers.licence_expired', { day: listing_until ?? today })
        const missing = goodsMissing(row.body)
        if (missing.length)
          throw new Fault('suppliers.goods_incomplete', { missing: inWords(missing), lacking: missing })
      }
      await this.goods.move(id, way.to, {})
      record({
        subject: 'Supply',
        id,
        name: row.body.name.zh,
        before: { state: row.state },
        after: { state: way.to },
      })
      return this.one(id)
    })
  }

  /** Throws a draft away. Throws `suppliers.goods_locked` for what was sent or taken. */
  async drop(id: string): Promise<void> {
    const supplierId = await this.portal.active()
    return transaction(async () => {
      const row = found(await this.goods.one(id, supplierId, true))
      if (!(await this.goods.drop(id))) throw new Fault('suppliers.goods_locked')
      record({ subject: 'Supply', id, name: row.body.name.zh, before: row.body })
    })
  }

  private async checkReferences({ categoryId, mediaIds }: GoodsBody): Promise<void> {
    if (categoryId && !(await this.goods.categoryExists(categoryId))) throw unknownReference('categoryId')
    const pictures = [...new Set(mediaIds)]
    if (pictures.length !== mediaIds.length || (await this.goods.pictures(pictures)) !== pictures.length)
      throw unknownReference('mediaIds')
  }
}

/** What goods must be in themselves: options that fit, real barcodes, bounds that can hold a price. */
function checkGoods({ options, skus, bounds }: GoodsBody): void {
  const misfit = misfitOf(options, skus)
  if (misfit >= 0)
    throw new Fault('catalog.options_mismatch', {}, [
      {
        path: `skus.${misfit}.optionIndexes`,
        code: 'mismatch',
        message: 'does not fit the options or is there twice',
      },
    ])
  const twice = (list: readonly string[]) => list.find((v, i) => list.indexOf(v) !== i)
  if (twice(skus.map((s) => s.id))) throw unknownReference('skus')
  const barcodes = skus.flatMap((s) => s.barcodes)
  const wrong = barcodes.find((b) => !isBarcode(b))
  if (wrong) throw new Fault('catalog.barcode_invalid', { barcode: wrong })
  const barcode = twice(barcodes)
  if (barcode) throw new Fault('catalog.barcode_taken', { barcode })
  const all = [
    { path: 'bounds', asked: bounds },
    ...skus.map((s, i) => ({ path: `skus.${i}.bounds`, asked: s.bounds })),
  ]
  const unfit = all.find(({ asked }) => asked !== null && !boundsAskedFit(asked))
  if (unfit)
    throw new Fault('suppliers.bounds_invalid', {}, [
      { path: unfit.path, code: 'bounds', message: 'can hold no price' },
    ])
}

/** The wire shape of a row of goods. */
export const goodsOf = (r: GoodsRow): SupplierGoods => ({
  id: r.id,
  supplierId: r.supplier_id,
  supplierName: { zh: r.supplier_zh, en: r.supplier_en },
  state: r.state,
  ownCode: r.own_code,
  name: r.body.name,
  picture: pictureOf(r.body.mediaIds[0] ?? null, r.body.name.zh),
  skuCount: r.body.skus.length,
  supplyPriceFrom: Math.min(...r.body.skus.map((s) => s.supplyPrice)),
  reason: r.reason,
  productId: r.product_id,
  sentAt: r.sent_at,
  updatedAt: r.updated_at,
})
/** The same whole. */
export const wholeOf = (r: GoodsRow): WholeGoods => ({
  ...goodsOf(r),
  version: r.version,
  body: r.body,
  media: r.body.mediaIds.map((id) => pictureOf(id, nameIn(r.body.name))!),
})
