import { Injectable } from '@nestjs/common'
import type { Product, ProductValue } from '@storeweave/contract'
import { contentOf } from '@storeweave/rules/catalog'
import { mayReach, mustReach } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { inTransaction, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import {
  BulkProductsRepo,
  type BulkProduct,
  type NamedAttribute,
  type NamedPart,
  type NamedSku,
  type ProductFilter,
} from './bulk-products.repo.js'
import { actor } from '../kernel/scope.js'
import { NOBODY, VersionsRepo } from './versions.repo.js'
import { PlansRepo } from './plans.repo.js'
import { ListPriceService } from './list-prices.service.js'
import type { ListPrice } from './list-prices.repo.js'
import { ProductParts } from './product-parts.service.js'
import type { Lacking } from './product-values.repo.js'
import { SupplyGate } from './supply-gate.js'

export type {
  BulkProduct,
  NamedAttribute,
  NamedCategory,
  NamedPart,
  NamedSku,
  ProductFilter,
} from './bulk-products.repo.js'
type PriceChange = { before: ListPrice; after: ListPrice }

/** Products by the hundred, for sheets: what a form does for one, in a few statements for all. */
@Injectable()
export class BulkProductService {
  constructor(
    private readonly bulk: BulkProductsRepo,
    private readonly prices: ListPriceService,
    private readonly parts: ProductParts,
    private readonly versions: VersionsRepo,
    private readonly plans: PlansRepo,
    private readonly supply: SupplyGate,
  ) {}

  /** The products whole that own any of these SKU codes; `lock` holds them for who is about to write. */
  byCodes(codes: readonly string[], lock: boolean): Promise<Product[]> {
    return transaction(() => this.bulk.byCodes(codes, lock))
  }

  /** SKUs by the codes that sheets of other things name; `lock` keeps their prices still for who is about to write. */
  async skusByCodes(codes: readonly string[], lock: boolean): Promise<Map<string, NamedSku>> {
    const rows = await transaction(() => this.bulk.skusByCodes(codes, lock))
    return new Map(rows.map((r) => [r.code, r]))
  }

  /** SKUs that cells of parts name by their codes, and others by their ids. */
  namedParts(codes: readonly string[], ids: readonly string[]): Promise<NamedPart[]> {
    return transaction(() => this.bulk.namedParts(codes, ids))
  }

  /** Whose barcodes these are. */
  barcodeOwners(barcodes: readonly string[]): Promise<Map<string, { skuId: string; code: string }>> {
    return transaction(() => this.bulk.barcodeOwners(barcodes))
  }

  /**
   * What published products would come to lack of what their category asks for, by product: where they go to another
   * category, and where they lose values.
   */
  async lackingIn(products: readonly BulkProduct[]): Promise<Map<string, Lacking[]>> {
    const onSale = products.filter(
      ({ before, fields }) =>
        before?.state === 'published' && (before.categoryId !== fields.categoryId || fields.values),
    )
    const categories = onSale.flatMap((p) => [p.before!.categoryId, p.fields.categoryId])
    const required = await transaction(() => this.parts.requiredIn([...new Set(categories)]))
    return new Map(
      onSale
        .map((p): [string, Lacking[]] => [p.id, newlyLacking(p, required)])
        .filter(([, lacking]) => lacking.length),
    )
  }

  /** Those of the products on sale that would go to a supplier who may put nothing new on sale, by their ids. */
  async supplierBarredFor(products: readonly BulkProduct[]): Promise<Set<string>> {
    const handed = products.filter(
      ({ before, fields }) => before?.state === 'published' && before.supplierId !== fields.supplierId,
    )
    const barred = await this.supply.against(handed.map(({ fields }) => fields.supplierId))
    return new Set(handed.filter(({ fields }) => barred.has(fields.supplierId ?? '')).map(({ id }) => id))
  }

  /** What stands against the prices of these products, by SKU id: the refusal that one alone would meet. */
  pricesRefused(products: readonly BulkProduct[]): Promise<Map<string, Fault>> {
    return transaction(() => this.prices.against(products.flatMap(priceChanges)))
  }

  /**
   * Writes products that were checked, new ones as drafts, in the running transaction, whose rows must be locked. One
   * event tells of all. Throws `access.denied` without the permission to create, update or price, and the database's
   * own 23505 when somebody took a code or barcode meanwhile.
   */
  async save(products: readonly BulkProduct[]): Promise<void> {
    if (!inTransaction()) throw new Error('many products are written in the transaction that checked them')
    const [made, changed] = [products.filter((p) => !p.before), products.filter((p) => p.before)]
    if (made.length) mustReach('create', 'Product', {})
    if (changed.length) mustReach('update', 'Product', {})
    if (changed.some((p) => p.before!.state === 'published')) mustReach('publish', 'Product', {})
    else if (
      !mayReach('publish', 'Product', {}) &&
      (await this.plans.isPublishPlanned(changed.map((p) => p.id)))
    )
      throw new Fault('catalog.planned')
    if (made.length) await this.bulk.insert(made)
    if (changed.length) {
      await this.versions.keepAll(changed.flatMap(versionsOf))
      await this.bulk.update(changed)
      await this.parts.touchBundles(changed.map((p) => p.id))
    }
    const differing = products.filter(hasOtherSkus)
    if (differing.length) await this.bulk.saveSkus(differing)
    await this.parts.saveBundles(products.flatMap(newlyConsisting))
    const coded = products.flatMap(newlyCoded)
    if (coded.length) await this.bulk.saveBarcodes(coded)
    const described = products.flatMap(({ id, fields: { values } }) => (values ? [{ id, values }] : []))
    if (described.length) await this.bulk.saveValues(described)
    // search terms are many times as many rows: they follow within seconds, a new product's by itself
    await this.bulk.findAnew(changed.filter(isFoundAnew).map((p) => p.id))
    await this.prices.write(changed.flatMap(priceChanges))
    await emit('catalog.products_changed', { productIds: products.map((p) => p.id) })
    if (changed.length) await touchAnswers()
  }

  /** A page of whole products in the order of their ids. */
  page(filter: ProductFilter, after: string, limit: number): Promise<Product[]> {
    return transaction(() => this.bulk.page(filter, after, limit))
  }

  /** What a sheet may name: the whole tree of categories, suppliers by their codes, and attributes. */
  named(): Promise<Awaited<ReturnType<BulkProductsRepo['named']>>> {
    return transaction(() => this.bulk.named())
  }

  /** What goods are described by, as sheets name it. */
  namedAttributes(): Promise<NamedAttribute[]> {
    return transaction(() => this.bulk.namedAttributes())
  }

  /** How many options the product with the most of them has. */
  optionsMost(): Promise<number> {
    return transaction(() => this.bulk.optionsMost())
  }
}

/** What a product's category asks for that it has not, but for what it went without before. */
function newlyLacking(
  { before, fields }: BulkProduct,
  required: ReadonlyMap<string, readonly Lacking[]>,
): Lacking[] {
  const lacking = (categoryId: string, values: readonly ProductValue[]) => {
    const there = new Set(values.map((v) => v.attributeId))
    return (required.get(categoryId) ?? []).filter(({ id }) => !there.has(id))
  }
  const known = new Set(lacking(before!.categoryId, before!.values).map(({ id }) => id))
  return lacking(fields.categoryId, fields.values ?? before!.values).filter(({ id }) => !known.has(id))
}

/** What a product was, where that was never kept, and what it becomes. */
function versionsOf({ id: productId, before, fields }: BulkProduct) {
  const was = contentOf(before!)
  return [
    { productId, version: before!.version, body: was, by: NOBODY },
    {
      productId,
      version: before!.version + 1,
      body: { ...fields, values: fields.values ?? was.values, cloudOnly: fields.cloudOnly ?? was.cloudOnly },
      by: actor(),
    },
  ]
}

function priceChanges({ fields, before }: BulkProduct): PriceChange[] {
  const old = new Map((before?.skus ?? []).map((s) => [s.id, s]))
  return fields.skus.flatMap((sku) => {
    const was = old.get(sku.id)
    const same =
      !was ||
      (was.listPrice === sku.listPrice && was.priceMin === sku.priceMin && was.priceMax === sku.priceMax)
    return same ? [] : [{ before: priceOf(was), after: priceOf(sku) }]
  })
}
const priceOf = (s: Product['skus'][number] | BulkProduct['fields']['skus'][number]): ListPrice => ({
  skuId: s.id,
  listPrice: s.listPrice,
  priceMin: s.priceMin,
  priceMax: s.priceMax,
})

/** True when SKUs come, come back, or differ in more than prices and barcodes, which are written their own ways. */
function hasOtherSkus({ fields, before }: BulkProduct): boolean {
  const old = (before?.skus ?? []).filter((s) => s.active)
  const formOf = (s: BulkProduct['fields']['skus'][number]) =>
    [s.id, s.unitSize, s.weightGrams, ...s.optionIndexes].join()
  return old.length !== fields.skus.length || old.some((s, at) => formOf(s) !== formOf(fields.skus[at]!))
}

/** SKUs of bundles whose parts are others than before. */
function newlyConsisting({ fields, before }: BulkProduct) {
  if (fields.kind !== 'bundle') return []
  const old = new Map((before?.skus ?? []).map((s) => [s.id, s.parts]))
  return fields.skus.filter((s) => s.parts && s.parts !== old.get(s.id))
}

/** SKUs whose barcodes are others than before. */
function newlyCoded({ fields, before }: BulkProduct) {
  const old = new Map((before?.skus ?? []).map((s) => [s.id, s.barcodes]))
  return fields.skus.filter(
    (s) => s.barcodes !== old.get(s.id) && (s.barcodes.length || old.get(s.id)?.length),
  )
}

/** True for a product that is found under other words than before. */
function isFoundAnew({ fields, before }: BulkProduct): boolean {
  const wordsOf = (p: Pick<Product, 'name' | 'brand'>) => [p.name.zh, p.name.en, p.brand].join('\n')
  return before !== undefined && wordsOf(before) !== wordsOf(fields)
}
