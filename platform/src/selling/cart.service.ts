import { Injectable } from '@nestjs/common'
import {
  MINOR_MAX,
  type Cart,
  type GuestCart,
  type Scanned,
  type ScanToCart,
  type SetCartLine,
} from '@storeweave/contract'
import { formsOf, gramsFor, readScaleLabel } from '@storeweave/rules/catalog'
import { CatalogService, type SaleSku } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { reading, tenantId, transaction, writing } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { shopperId } from '../kernel/scope.js'
import { Together, type Outcome } from '../kernel/together.js'
import { TenancyService } from '../tenancy/index.js'
import { ANYBODY, BasketService, notForSale, type PricedFor, type QuoteShape } from './basket.service.js'
import { CartRepo, type CartLines, type CartRow, type PutCart, type Scan } from './cart.repo.js'

/** As many lines as one order may have. */
const LINES_MAX = 100
const QUANTITY_MAX = 999_999
/** How many scans one statement takes at most. */
const SCANS_MOST = 64
const CONTEXT = { channel: 'mini_program', fulfilment: 'pickup' } as const

/** A member's cart, one a store, priced anew every time it is looked at. */
@Injectable()
export class CartService {
  private readonly scans = new Together<Scan, PutCart>(
    (group) => this.scanAll(group.map((member) => member.entry)),
    () => SCANS_MOST,
  )

  constructor(
    private readonly carts: CartRepo,
    private readonly basket: BasketService,
    private readonly catalog: CatalogService,
    private readonly tenancy: TenancyService,
  ) {}

  /** The cart of a store; without one, of the store whose cart was touched last. */
  show(storeId?: string): Promise<Cart> {
    return reading(async () => {
      const at = storeId ?? (await this.carts.lastStore(shopperId()))
      return at
        ? this.at(at)
        : { storeId: null, lines: [], quote: await this.basket.quote([], new Map(), CONTEXT), count: 0 }
    })
  }

  /** Sets a line's quantity and choice; 0 takes it out. Throws `selling.voucher_direct`, `selling.ships_only`, `selling.not_for_sale`, `selling.quantity_invalid`. */
  async set(skuId: string, { storeId, quantity, selected }: SetCartLine): Promise<Cart> {
    if (quantity === 0) return this.remove(skuId, storeId)
    const line = { sku_id: skuId, quantity, selected }
    const put = await writing(() => this.carts.set(shopperId(), storeId, line, LINES_MAX))
    if (!put.forSale) {
      const known = await reading(() => this.basket.known(storeId, [skuId]))
      if (known.get(skuId)?.voucher) throw new Fault('selling.voucher_direct')
      throw notForSale([skuId], known)
    }
    return this.after(storeId, put)
  }

  /**
   * Puts one more of what a barcode stands for into the cart, or as much as a scale's label says, once for each id. Throws `access.not_found` when the store
   * doesn't sell it, `selling.quantity_invalid` when the cart is full.
   */
  async scan({ id, storeId, barcode }: ScanToCart): Promise<Scanned> {
    const entry = { scanId: id, memberId: shopperId(), storeId, ...(await this.scanned(storeId, barcode)) }
    const put = await this.scans.join(tenantId(), entry)
    if (!put.skuId || !put.forSale) throw new Fault('access.not_found')
    return { skuId: put.skuId, cart: await this.after(storeId, put) }
  }

  /** What to look for, and how much of it. An amount on a label means the grams that cost it at this store, or nearly. */
  private async scanned(storeId: string, code: string): Promise<Pick<Scan, 'barcodes' | 'grams'>> {
    const label = code.startsWith('2')
      ? readScaleLabel(code, (await this.tenancy.settings()).scaleLabels)
      : undefined
    if (!label) return { barcodes: formsOf(code) }
    const barcodes = [label.barcode]
    if (label.grams !== undefined) return { barcodes, grams: label.grams }
    const sku = await this.catalog.skuOfBarcode(storeId, label.barcode)
    return { barcodes, grams: sku && gramsFor(label.amount!, sku.price, sku.unitSize)?.grams }
  }

  /** Scans of one member wait for each other; those of many share a statement and its commit. */
  private async scanAll(scans: readonly Scan[]): Promise<Outcome<PutCart>[]> {
    const puts = new Map<Scan, PutCart>()
    for (let left = scans; left.length;) {
      const round = [...new Map(left.toReversed().map((scan) => [scan.memberId, scan])).values()]
      const done = await writing(() => this.carts.scan(round, { lines: LINES_MAX, quantity: QUANTITY_MAX }))
      round.forEach((scan, n) => puts.set(scan, done[n]!))
      left = left.filter((scan) => !puts.has(scan))
    }
    return scans.map((scan) => ({ done: puts.get(scan)! }))
  }

  private after(storeId: string, { isIn, rows, level, skus }: PutCart): Promise<Cart> {
    if (!isIn) throw new Fault('selling.quantity_invalid')
    return this.priced(storeId, rows, skus, buyerOf({ rows, level }))
  }

  remove(skuId: string, storeId: string): Promise<Cart> {
    return transaction(async () => {
      await this.carts.remove(shopperId(), storeId, skuId)
      return this.at(storeId)
    })
  }

  /** A guest's cart priced for its store, without keeping it. Goods that nobody knows are left out. */
  preview({ storeId, lines }: GuestCart): Promise<Cart> {
    const rows = lines.map(rowOf)
    return reading(async () => this.priced(storeId, rows, await this.known(storeId, rows), ANYBODY))
  }

  /**
   * Adds a guest's cart to the member's: quantities of goods in both add up. What isn't for sale, and what would be one
   * line too many, stays out; the rest comes over.
   */
  merge({ storeId, lines }: GuestCart): Promise<Cart> {
    return transaction(async () => {
      const guest = lines.map(rowOf)
      const skus = await this.known(storeId, guest)
      const mine = new Set((await this.carts.lines(shopperId(), storeId)).rows.map((r) => r.sku_id))
      let room = LINES_MAX - mine.size
      const rows = guest
        .filter((r) => skus.get(r.sku_id)?.forSale && !skus.get(r.sku_id)?.voucher)
        .filter((r) => mine.has(r.sku_id) || room-- > 0)
      await this.carts.add(shopperId(), storeId, rows, QUANTITY_MAX)
      return this.at(storeId)
    })
  }

  private async at(storeId: string): Promise<Cart> {
    const { rows, level } = await this.carts.lines(shopperId(), storeId)
    return this.priced(storeId, rows, await this.known(storeId, rows), buyerOf({ rows, level }))
  }

  private known(storeId: string, rows: readonly CartRow[]): Promise<Map<string, SaleSku>> {
    return this.basket.known(
      storeId,
      rows.map((r) => r.sku_id),
    )
  }

  private async priced(
    storeId: string,
    rows: readonly CartRow[],
    skus: ReadonlyMap<string, SaleSku>,
    buyer: PricedFor,
  ): Promise<Cart> {
    const lines = []
    for (const { sku_id: skuId, quantity, selected } of rows) {
      const sku = skus.get(skuId)
      if (!sku) continue
      const { productId, name, optionText, unit, kind, picture, forSale, available, unitSize } = sku
      const quote = await this.basket.quote([{ skuId, quantity }], skus, CONTEXT, buyer)
      const { unitPrice, total, offer } = quote.lines[0]!
      const words = { skuId, productId, name, optionText, unit, kind, picture }
      lines.push({
        ...words,
        forSale,
        quantity,
        selected,
        available,
        unitPrice,
        unitSize,
        total,
        ...(offer ? { offer } : {}),
      })
    }
    const bought = lines.filter((l) => l.selected && l.forSale)
    const quote: QuoteShape = await this.basket.quote(bought, skus, CONTEXT, buyer)
    const count = lines.reduce((n, l) => n + (l.kind === 'weighed' ? 1 : l.quantity), 0)
    return { storeId, lines, quote, count: Math.min(count, MINOR_MAX) }
  }
}

/** A cart's member as buyer: what they scanned not long ago is priced as in the store. */
function buyerOf({ rows, level }: CartLines): PricedFor {
  const now = clock.now().getTime()
  const scanned = rows.filter((r) => Date.parse(r.scanned_until ?? '') > now)
  return { level, inStore: new Set(scanned.map((r) => r.sku_id)) }
}
const rowOf = (l: GuestCart['lines'][number]): CartRow => ({
  sku_id: l.skuId,
  quantity: l.quantity,
  selected: l.selected,
})
