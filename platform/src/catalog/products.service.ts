import { Injectable } from '@nestjs/common'
import type {
  CreateProduct,
  ListProducts,
  MadeMove,
  MoveProduct,
  Product,
  UpdateProduct,
} from '@storeweave/contract'
import {
  isBarcode,
  isSold,
  isVoucher,
  misfitOf,
  missingForSale,
  movesFrom,
  moveNeeds,
  nextProductState,
} from '@storeweave/rules/catalog'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { inTransaction, transaction } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { mustOffer } from '../kernel/features.js'
import type { OffSale } from './bundles.service.js'
import { EditGate } from './edit-gate.js'
import { ListPriceService } from './list-prices.service.js'
import { ProductParts } from './product-parts.service.js'
import type { Lacking } from './product-values.repo.js'
import { ProductsRepo, type ProductFields } from './products.repo.js'
import { NOBODY, VersionsRepo, type By } from './versions.repo.js'
import { inWords, nameIn, unknownReference } from './words.js'

/** A product's latest moves; older ones stay in the books. */
const MOVES_MOST = 100

/** Products as HQ keeps them. */
@Injectable()
export class ProductService {
  constructor(
    private readonly products: ProductsRepo,
    private readonly parts: ProductParts,
    private readonly prices: ListPriceService,
    private readonly versions: VersionsRepo,
    private readonly gate: EditGate,
  ) {}

  page(query: ListProducts) {
    return transaction(() => this.products.page(query))
  }

  one(id: string): Promise<Product> {
    return transaction(async () => found(await this.products.one(id)))
  }

  /** Adds a draft. The same product under the same id again answers the one that is there. */
  create({ id, ...fields }: CreateProduct): Promise<Product> {
    checkFields(fields)
    return lookAgain(async () => {
      await this.prices.check(fields.skus)
      await this.checkReferences(fields)
      if (!(await this.products.insert(id, fields))) return this.again(id, fields)
      await this.parts.save(id, fields)
      record({ subject: 'Product', id, name: fields.name.zh, after: fields })
      await emit('catalog.product_changed', { productId: id, state: 'draft' })
      const made = found(await this.products.one(id))
      await this.versions.keep(made, actor())
      return made
    })
  }

  /**
   * Writes a product whole. Throws `catalog.version_stale` when it isn't the version that was read any more, and
   * `catalog.not_ready` when it is published and would lack something; what its category came to ask for since it was
   * published it may go on without; so it may without parts that came off sale. Throws `catalog.bundle_fixed`, `catalog.voucher_fixed`, `catalog.change_needed` when it is published and who asks may not publish.
   * `by`: whose edit it is, where that is somebody else.
   */
  update(id: string, { version, ...fields }: UpdateProduct, by?: By): Promise<Product> {
    checkFields(fields)
    return lookAgain(async () => {
      const before = found(await this.products.one(id))
      await this.checkReferences(fields)
      if ((before.kind === 'bundle') !== (fields.kind === 'bundle')) throw new Fault('catalog.bundle_fixed')
      if (isVoucher(before.kind) !== isVoucher(fields.kind)) throw new Fault('catalog.voucher_fixed')
      const onSale = before.state === 'published'
      await this.gate.check(id, before.state, 'catalog.change_needed')
      if (onSale) refuseUnready({ ...fields, skus: withParts(fields, before) })
      if (onSale && fields.supplierId !== before.supplierId) await this.gate.checkSupplier(fields.supplierId)
      const lackedBefore = onSale ? await this.parts.lacking(id, before.categoryId) : []
      const offBefore = onSale ? (await this.parts.offSale([id])).get(id) : undefined
      await this.versions.keep(before, NOBODY)
      const written = await this.products.update(id, fields, version)
      if (!written) throw new Fault('catalog.version_stale', { version: before.version })
      await this.parts.touchBundles([id])
      await this.changePrices(fields)
      await this.parts.save(id, fields)
      if (onSale) await this.refuseLacking(id, fields.categoryId, lackedBefore)
      if (onSale) await this.refuseOffSale(id, offBefore)
      await emit('catalog.product_changed', { productId: id, state: written.state })
      const after = found(await this.products.one(id))
      await this.versions.keep(after, by ?? actor())
      record({ subject: 'Product', id, name: after.name.zh, before, after })
      return after
    })
  }

  /** What was done with a product and what was said about it, newest first. */
  async moves(id: string): Promise<MadeMove[]> {
    return found(await transaction(() => this.products.moves(id, MOVES_MOST)))
  }

  /** Moves a product on. Throws `catalog.move_illegal`, `tenant.feature_off`, and `catalog.not_ready` when shoppers couldn't buy it. */
  move(id: string, { move, note }: MoveProduct, by?: By): Promise<Product> {
    return transaction(async () => {
      const product = found(await this.products.one(id))
      mustReach(moveNeeds[move], 'Product', {})
      const to = nextProductState(product.state, move)
      if (!to) throw illegal(product.state)
      if (to === 'published') {
        refuseUnready({ ...product, mediaIds: product.media.map((m) => m.id) })
        await this.refuseLacking(id, product.categoryId)
        await this.refuseOffSale(id)
        await this.gate.checkSupplier(product.supplierId)
        if (product.cloudOnly) await mustOffer('express')
      }
      if (!(await this.products.move(id, move, product.state, to, note, by)))
        throw illegal((await this.one(id)).state)
      await this.parts.touchBundles([id])
      record({
        subject: 'Product',
        id,
        name: product.name.zh,
        before: { state: product.state },
        after: { state: to },
        note,
      })
      await emit('catalog.product_changed', { productId: id, state: to })
      return found(await this.products.one(id))
    })
  }

  private async changePrices(fields: ProductFields): Promise<void> {
    const wanted = fields.skus.map((s) => ({
      skuId: s.id,
      listPrice: s.listPrice,
      priceMin: s.priceMin,
      priceMax: s.priceMax,
    }))
    const locked = await this.prices.lock(wanted.map((w) => w.skuId))
    if (await this.prices.change(wanted, locked)) mustReach('update', 'ListPrice', {})
  }

  /** Refuses ids that name nothing, as fields of the request. */
  async checkReferences(fields: ProductFields): Promise<void> {
    const [unknown] = await this.products.unknownOf(fields)
    if (unknown) throw unknownReference(unknown)
  }

  /** Refuses while attributes are lacking that the category asks for, but for those that were lacking before. */
  private async refuseLacking(
    id: string,
    categoryId: string,
    before: readonly Lacking[] = [],
  ): Promise<void> {
    const known = new Set(before.map((one) => one.id))
    const attributes = (await this.parts.lacking(id, categoryId)).filter((one) => !known.has(one.id))
    if (attributes.length)
      throw new Fault('catalog.not_ready', {
        missing: inWords(attributes.map(({ name }) => nameIn(name))),
        lacking: ['attributes'],
        attributes,
      })
  }

  /** Refuses parts of a bundle that aren't on sale, but for those that weren't before. */
  private async refuseOffSale(id: string, before?: OffSale): Promise<void> {
    const off = (await this.parts.offSale([id])).get(id)
    if (off && !off.within(before)) throw off.fault()
  }

  private async again(id: string, fields: ProductFields): Promise<Product> {
    const there = found(await this.products.one(id))
    const ids = new Set(there.skus.map((s) => s.id))
    if (there.name.zh !== fields.name.zh || !fields.skus.every((s) => ids.has(s.id)))
      throw new Fault('request.key_reused')
    return there
  }
}

/** A transaction that is run anew when somebody took a code meanwhile: the second look can name it. */
const lookAgain = <T>(work: () => Promise<T>): Promise<T> =>
  transaction(work).catch((error: unknown) => {
    if (error instanceof Fault && error.args['meanwhile'] && !inTransaction()) return transaction(work)
    throw error
  })

const illegal = (from: Product['state']) =>
  new Fault('catalog.move_illegal', {
    from: inWords([from]),
    allowed: inWords(movesFrom(from)),
    state: from,
    moves: movesFrom(from),
  })

function refuseUnready(p: Parameters<typeof missingForSale>[0] & { kind: Product['kind'] }): void {
  if (!isSold(p.kind)) throw new Fault('catalog.kind_not_sold', { kind: inWords([p.kind]), kindKey: p.kind })
  const lacking = missingForSale(p)
  if (lacking.length) throw new Fault('catalog.not_ready', { missing: inWords(lacking), lacking })
}

/** The SKUs of an edit as they will be sold: those that say nothing of parts, or of what a voucher is good for, keep theirs. */
function withParts({ skus }: ProductFields, before: Product) {
  const old = new Map(before.skus.map((s) => [s.id, s]))
  return skus.map((s) => {
    const was = old.get(s.id)
    return { ...s, active: true, parts: s.parts ?? was?.parts, voucher: s.voucher ?? was?.voucher }
  })
}

/** A bundle is the brand's own, and each part in it once; nothing else has parts. */
function checkParts(kind: Product['kind'], supplierId: string | null, skus: ProductFields['skus']): void {
  if (kind === 'bundle' && supplierId !== null) throw new Fault('catalog.bundle_supplied')
  for (const [n, { parts = [] }] of skus.entries()) {
    if (kind !== 'bundle' && parts.length)
      throw new Fault('request.invalid', {}, [
        { path: `skus.${n}.parts`, code: 'unfitting', message: 'only a bundle has parts' },
      ])
    if (new Set(parts.map((p) => p.skuId)).size < parts.length) throw new Fault('catalog.part_twice')
  }
}

/** Vouchers alone are good for uses, a virtual one for a single use, and they are counted by the piece. */
function checkTerms(kind: Product['kind'], skus: ProductFields['skus']): void {
  for (const [n, { voucher, unitSize }] of skus.entries()) {
    const wrong =
      (voucher && !isVoucher(kind)) || (kind === 'virtual' && voucher && voucher.uses !== 1)
        ? 'voucher'
        : isVoucher(kind) && unitSize !== 1
          ? 'unitSize'
          : undefined
    if (wrong)
      throw new Fault('request.invalid', {}, [
        { path: `skus.${n}.${wrong}`, code: 'unfitting', message: 'does not fit the kind of the product' },
      ])
  }
}

/** What a product must be in itself: options that fit, valid barcodes, nothing twice. */
export function checkFields({ kind, supplierId, options, skus }: ProductFields): void {
  checkParts(kind, supplierId, skus)
  checkTerms(kind, skus)
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
  const code = twice(skus.map((s) => s.code))
  if (code) throw new Fault('catalog.code_taken', { code })
  const barcodes = skus.flatMap((s) => s.barcodes)
  const wrong = barcodes.find((b) => !isBarcode(b))
  if (wrong) throw new Fault('catalog.barcode_invalid', { barcode: wrong })
  const barcode = twice(barcodes)
  if (barcode) throw new Fault('catalog.barcode_taken', { barcode })
}
