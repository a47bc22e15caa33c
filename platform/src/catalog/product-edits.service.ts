import { Injectable } from '@nestjs/common'
import type { ProductEdit } from '@storeweave/contract'
import {
  contentOf,
  editedValue,
  isSold,
  movesBetween,
  moveNeeds,
  movesFrom,
  missingForSale,
  sameValue,
  valueOf,
  type EditedValue,
  type ProductMove,
  type ProductState,
} from '@storeweave/rules/catalog'
import { isInside } from '@storeweave/rules/pricing'
import { mayReach, mustReach } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { clock } from '../kernel/clock.js'
import { inTransaction, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { actor } from '../kernel/scope.js'
import type { ProductFilter } from './bulk-products.repo.js'
import { ListPriceService, outsideBounds } from './list-prices.service.js'
import type { ListPrice } from './list-prices.repo.js'
import { ProductEditsRepo, type EditableProduct } from './product-edits.repo.js'
import { ProductParts } from './product-parts.service.js'
import type { Lacking } from './product-values.repo.js'
import { SupplyGate } from './supply-gate.js'
import { NOBODY, VersionsRepo } from './versions.repo.js'
import { inWords, nameIn } from './words.js'

/** What an edit makes of one product. */
export interface PlannedEdit {
  product: EditableProduct
  before: EditedValue
  after: EditedValue
}
/** A product with what an edit would make of it, or why it may not. */
export type LookedAt = PlannedEdit & { refusal?: Fault }

/** One change to thousands of products: what it comes to, and its writing. */
@Injectable()
export class ProductEditService {
  constructor(
    private readonly edits: ProductEditsRepo,
    private readonly prices: ListPriceService,
    private readonly parts: ProductParts,
    private readonly versions: VersionsRepo,
    private readonly supply: SupplyGate,
  ) {}

  /** A page of the products a filter or a choice means, in the order of their ids. */
  page(
    { productIds, ...filter }: ProductFilter & { productIds?: readonly string[] | undefined },
    after: string,
    limit: number,
  ): Promise<EditableProduct[]> {
    return transaction(() => this.edits.page(filter, productIds, after, limit))
  }

  /** These products, held until the running transaction ends. */
  lock(ids: readonly string[]): Promise<EditableProduct[]> {
    return this.edits.lock(ids)
  }

  /** What an edit comes to for each product, each looked at alone: the refusal that one would meet by its form. */
  async lookAt(
    products: readonly EditableProduct[],
    edit: ProductEdit,
    currency: string,
  ): Promise<LookedAt[]> {
    const now = clock.now().toISOString()
    const looked = products.map((product): LookedAt => {
      const before = valueOf(editable(product), edit)
      const after = editedValue(before, edit, now)
      const refusal = after ? refusalOf(product, after, edit.move, currency) : illegal(product.state)
      return { product, before, after: after ?? before, ...(refusal ? { refusal } : {}) }
    })
    return edit.price ? this.withPrices(looked) : this.withAttributes(looked)
  }

  /**
   * What stands against putting products back to what they were; `before` is what they are, `after` what they were.
   * States go back by legal moves, each with its own permission.
   */
  lookBack(plans: readonly PlannedEdit[], currency: string): Promise<LookedAt[]> {
    const looked = plans.map((plan): LookedAt => {
      const refusal = backRefusal(plan, currency)
      return refusal ? { ...plan, refusal } : plan
    })
    return plans.some((p) => 'prices' in p.before) ? this.withPrices(looked) : this.withAttributes(looked)
  }

  /** Writes what was looked at in the running transaction, whose rows are locked; one event tells of all. */
  async write(plans: readonly PlannedEdit[], note: string): Promise<void> {
    if (!inTransaction()) throw new Error('many products are written in the transaction that looked at them')
    mustReach('update', 'Product', {})
    const fields = plans.flatMap(({ product: { id }, after }) => (isField(after) ? [{ id, ...after }] : []))
    if (fields.length) {
      await this.versions.keepAll(plans.flatMap(versionsOf))
      await this.edits.setFields(fields)
    }
    const tags = plans.flatMap(({ product: { id }, after }) =>
      'tags' in after ? [{ id, tags: after.tags }] : [],
    )
    if (tags.length) await this.edits.setTags(tags)
    const prices = plans.flatMap(priceChanges)
    if (prices.length) {
      await this.prices.write(prices)
      await this.edits.touch(plans.map((p) => p.product.id))
    }
    await this.parts.touchBundles(plans.map((p) => p.product.id))
    await this.move(plans, note)
    await emit('catalog.products_changed', { productIds: plans.map((p) => p.product.id) })
    await touchAnswers()
  }

  /** Moves products on, step by step where an undo has to go several. */
  private async move(plans: readonly PlannedEdit[], note: string): Promise<void> {
    const ways = plans.flatMap(({ product: { id }, before, after }) =>
      'state' in before && 'state' in after
        ? [{ id, way: movesBetween(before.state, after.state) ?? [] }]
        : [],
    )
    for (let step = 0; ; step++) {
      const rows = ways.flatMap(({ id, way }) => way.slice(step, step + 1).map((one) => ({ id, ...one })))
      if (!rows.length) return
      for (const move of new Set(rows.map((r) => r.move))) mustReach(moveNeeds[move], 'Product', {})
      await this.edits.move(rows, note)
    }
  }

  /** Refuses what would stand in the shop without the attributes its category asks for, or new of a supplier that may list nothing. */
  private async withAttributes(looked: readonly LookedAt[]): Promise<LookedAt[]> {
    const open = looked.filter((l) => !l.refusal)
    const lacking = await transaction(async () => {
      const published = open.flatMap(({ product: { id, categoryId }, after }) =>
        'state' in after && after.state === 'published' ? [{ id, categoryId }] : [],
      )
      const moved = open.flatMap(({ product, after }) =>
        'categoryId' in after && product.state === 'published'
          ? [{ id: product.id, from: product.categoryId, to: after.categoryId }]
          : [],
      )
      return new Map([...(await this.parts.lackingOf(published)), ...(await this.parts.newlyLacking(moved))])
    })
    const going = open.flatMap(({ product, after }) =>
      'state' in after && after.state === 'published' ? [product] : [],
    )
    const barred = await this.supply.against(going.map((p) => p.supplierId))
    const off = await transaction(() => this.parts.offSale(going.map((p) => p.id)))
    return looked.map((one) => {
      if (one.refusal) return one
      const attributes = lacking.get(one.product.id)
      const { supplierId } = one.product
      const stopped = 'state' in one.after && one.after.state === 'published' && supplierId !== null
      const refusal = attributes
        ? lacksAttributes(attributes)
        : (off.get(one.product.id)?.fault() ?? (stopped ? barred.get(supplierId) : undefined))
      return refusal ? { ...one, refusal } : one
    })
  }

  private async withPrices(looked: readonly LookedAt[]): Promise<LookedAt[]> {
    const open = looked.filter((l) => !l.refusal)
    const against = await transaction(() => this.prices.against(open.flatMap(priceChanges)))
    return looked.map((one) => {
      if (one.refusal || !('prices' in one.after)) return one
      const refusal = one.after.prices.map((p) => against.get(p.skuId)).find(Boolean)
      return refusal ? { ...one, refusal } : one
    })
  }
}

/** What a product was, where that was never kept, and what it becomes: its history tells of bulk edits too. */
function versionsOf({ product, after }: PlannedEdit) {
  const { id: productId, version } = product
  const was = contentOf(product)
  return [
    { productId, version, body: was, by: NOBODY },
    { productId, version: version + 1, body: { ...was, ...after }, by: actor() },
  ]
}

const editable = (p: EditableProduct) => ({ ...p, skus: p.skus.filter((s) => s.active) })

/** Why a product may not become this; undefined when it may. What prices alone would meet is asked for all at once. */
function refusalOf(
  p: EditableProduct,
  after: EditedValue,
  move: ProductMove | undefined,
  currency: string,
): Fault | undefined {
  if ('prices' in after) return priceRefusal(p, after, currency)
  if (needsWord(p, after)) return new Fault('catalog.change_needed')
  if (!('state' in after) || !move) return undefined
  return denied(move) ?? unready(p, after.state)
}
function priceRefusal(
  p: EditableProduct,
  { prices }: Extract<EditedValue, { prices: unknown }>,
  currency: string,
): Fault | undefined {
  const bounds = new Map(p.skus.map((s) => [s.id, s]))
  for (const { skuId, price } of prices) {
    const sku = bounds.get(skuId)
    if (!sku) continue
    if (price < 1) return new Fault('sheets.price_too_low')
    if (!isInside(price, sku)) return outsideBounds(sku, currency)
  }
  return undefined
}
type Field = Extract<EditedValue, { categoryId: string } | { brand: string } | { cloudOnly: boolean }>
const isField = (value: EditedValue): value is Field =>
  'categoryId' in value || 'brand' in value || 'cloudOnly' in value
/** What is on sale is edited by who may publish; prices and tags have ways of their own. */
const needsWord = (p: EditableProduct, after: EditedValue): boolean =>
  p.state === 'published' && isField(after) && !mayReach('publish', 'Product', {})
function backRefusal({ product, before, after }: PlannedEdit, currency: string): Fault | undefined {
  if ('prices' in after) return priceRefusal(product, after, currency)
  if (needsWord(product, after)) return new Fault('catalog.change_needed')
  if (!('state' in before) || !('state' in after)) return undefined
  const way = movesBetween(before.state, after.state)
  if (!way) return illegal(before.state)
  return way.map(({ move }) => denied(move)).find(Boolean) ?? unready(product, after.state)
}

function denied(move: ProductMove): Fault | undefined {
  try {
    mustReach(moveNeeds[move], 'Product', {})
    return undefined
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}
const lacksAttributes = (attributes: readonly Lacking[]): Fault =>
  new Fault('catalog.not_ready', {
    missing: inWords(attributes.map(({ name }) => nameIn(name))),
    lacking: ['attributes'],
    attributes,
  })

function unready(p: EditableProduct, to: ProductState): Fault | undefined {
  if (to !== 'published') return undefined
  if (!isSold(p.kind)) return new Fault('catalog.kind_not_sold', { kind: inWords([p.kind]), kindKey: p.kind })
  const lacking = missingForSale({ ...p, mediaIds: p.media.map((m) => m.id) })
  return lacking.length ? new Fault('catalog.not_ready', { missing: inWords(lacking), lacking }) : undefined
}
const illegal = (from: ProductState): Fault =>
  new Fault('catalog.move_illegal', {
    from: inWords([from]),
    allowed: inWords(movesFrom(from)),
    state: from,
    moves: movesFrom(from),
  })

/** Prices that differ, with the bounds they have. */
function priceChanges({ product, before, after }: PlannedEdit): { before: ListPrice; after: ListPrice }[] {
  if (!('prices' in before) || !('prices' in after) || sameValue(before, after)) return []
  const was = new Map(before.prices.map((p) => [p.skuId, p.price]))
  const skus = new Map(product.skus.map((s) => [s.id, s]))
  return after.prices.flatMap(({ skuId, price }) => {
    const sku = skus.get(skuId)
    const old = was.get(skuId)
    if (!sku || old === undefined || old === price) return []
    const { priceMin, priceMax } = sku
    return [
      {
        before: { skuId, listPrice: old, priceMin, priceMax },
        after: { skuId, listPrice: price, priceMin, priceMax },
      },
    ]
  })
}
