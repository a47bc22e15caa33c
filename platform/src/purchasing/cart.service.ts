import { Injectable } from '@nestjs/common'
import type {
  ListOffers,
  OrderAgain,
  PurchaseCart,
  PurchaseCartLine,
  PurchaseOffer,
  SetPurchaseCart,
} from '@storeweave/contract'
import { priceOf } from '@storeweave/contract/money'
import { atLeast, faultOf, readQuick, unitsOf } from '@storeweave/rules/purchasing'
import { found, mustReach } from '../kernel/access.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { TenancyService } from '../tenancy/index.js'
import { PurchaseCartRepo, type CartLine, type CartRow } from './cart.repo.js'
import { goodsOf, sellerOf } from './goods.rows.js'
import { OffersRepo, type OfferRow } from './offers.repo.js'
import { OrdersRepo } from './orders.repo.js'
import { SettingsRepo } from './settings.repo.js'

const LINES_MOST = 200
type Left = PurchaseCart['left']

/** A store's cart in the ordering mall: shared by its people, kept until it is ordered. */
@Injectable()
export class PurchaseCartService {
  constructor(
    private readonly cart: PurchaseCartRepo,
    private readonly offers: OffersRepo,
    private readonly orders: OrdersRepo,
    private readonly settings: SettingsRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** A page of what a store may order today. */
  async page(storeId: string, q: ListOffers): Promise<{ items: PurchaseOffer[]; nextCursor: string | null }> {
    mustReach('create', 'PurchaseOrder', { storeId })
    const day = await this.today()
    const after = keysOf(q.cursor, 'text', 'id', 'id')
    const rows = await reading(async () => {
      found(await this.cart.holdsStock(storeId))
      return this.offers.page(storeId, day, q, after)
    })
    return pageOf(rows, q.limit, (r) => [r.name_zh, r.sku_id, r.supplier_id ?? r.warehouse_id], offerOf)
  }

  read(storeId: string): Promise<PurchaseCart> {
    return this.at(storeId, () => Promise.resolve([]))
  }

  /** Sets quantities as they are. Throws `purchasing.not_offered`, `purchasing.cart_full`. */
  set(storeId: string, { lines }: SetPurchaseCart): Promise<PurchaseCart> {
    return this.at(storeId, async (day) => {
      const last = new Map(lines.map((l) => [l.sellerId + l.skuId, l]))
      const wanted = [...last.values()]
      const offered = await this.offered(
        storeId,
        day,
        wanted.map((l) => l.skuId),
      )
      for (const { sellerId, skuId, quantity } of wanted) {
        const code = found(await this.cart.codeOf(skuId))
        if (quantity > 0 && !offered.has(sellerId + skuId))
          throw new Fault('purchasing.not_offered', { code })
      }
      await this.keep(storeId, wanted)
      return []
    })
  }

  /** Takes in pasted lines: what they name gets their quantities, rounded up to what is sold, from its cheapest seller. */
  paste(storeId: string, text: string): Promise<PurchaseCart> {
    return this.at(storeId, async (day) => {
      const lines = readQuick(text)
      const skus = new Map(
        (await this.cart.skusBy(lines.map((l) => l.code))).map((s) => [s.typed, s] as const),
      )
      const offers = await this.offers.of(
        storeId,
        day,
        [...skus.values()].map((s) => s.sku_id),
      )
      const kept = new Map<string, CartLine>()
      const left: Left = []
      for (const { line, code, thousandths } of lines) {
        const sku = skus.get(code)
        const offer = offers.find((o) => o.sku_id === sku?.sku_id)
        const units = sku && unitsOf(thousandths, sku.kind === 'weighed')
        if (!sku) left.push({ line, code, why: 'unknown' })
        else if (!offer) left.push({ line, code, why: 'not_offered' })
        else if (!units) left.push({ line, code, why: 'no_quantity' })
        else kept.set(sku.sku_id, lineOf(offer, atLeast(units, offer)))
      }
      await this.keep(storeId, [...kept.values()])
      return left
    })
  }

  /** Takes in what an order of the store asked for, as far as its seller still offers it. */
  again(storeId: string, { purchaseId }: OrderAgain): Promise<PurchaseCart> {
    return this.at(storeId, async (day) => {
      const order = found(await this.orders.byId(purchaseId))
      if (order.store_id !== storeId) throw new Fault('access.not_found')
      const lines = await this.orders.lines(purchaseId)
      const sellerId = sellerOf(order).id
      const offered = await this.offered(
        storeId,
        day,
        lines.map((l) => l.sku_id),
      )
      const left: Left = []
      const kept = lines.flatMap((l, i) => {
        const offer = offered.get(sellerId + l.sku_id)
        if (offer) return [lineOf(offer, atLeast(l.asked, offer))]
        left.push({ line: i + 1, code: l.code, why: 'not_offered' })
        return []
      })
      await this.keep(storeId, kept)
      return left
    })
  }

  private async keep(storeId: string, lines: readonly CartLine[]): Promise<void> {
    await this.cart.set(storeId, lines)
    if ((await this.cart.count(storeId)) > LINES_MOST)
      throw new Fault('purchasing.cart_full', { most: LINES_MOST })
  }
  private async offered(storeId: string, day: string, skuIds: string[]): Promise<Map<string, OfferRow>> {
    const rows = await this.offers.of(storeId, day, skuIds)
    return new Map(rows.map((r) => [sellerOf(r).id + r.sku_id, r]))
  }
  private async today(): Promise<string> {
    return tradingDayOf(clock.now(), (await this.tenancy.settings()).timeZone)
  }
  /** Changes a store's cart and answers it as it is then. */
  private async at(storeId: string, change: (day: string) => Promise<Left>): Promise<PurchaseCart> {
    mustReach('create', 'PurchaseOrder', { storeId })
    const [day, { currency }] = [await this.today(), await this.tenancy.settings()]
    return transaction(async () => {
      found(await this.cart.holdsStock(storeId))
      const left = await change(day)
      const rows = await this.cart.lines(storeId)
      const offered = await this.offered(
        storeId,
        day,
        rows.map((r) => r.sku_id),
      )
      const { approval_from: approvalFrom } = await this.settings.get()
      return { currency, approvalFrom, sellers: sellersOf(rows, offered), left }
    })
  }
}

const lineOf = (offer: OfferRow, quantity: number): CartLine => ({
  sellerId: sellerOf(offer).id,
  skuId: offer.sku_id,
  quantity,
})
const offerOf = (r: OfferRow): PurchaseOffer => ({
  seller: sellerOf(r),
  ...goodsOf(r),
  price: r.price,
  min: r.min,
  pack: r.pack,
  available: r.available,
  inTransit: r.in_transit,
  inCart: r.in_cart,
})
function sellersOf(rows: readonly CartRow[], offered: Map<string, OfferRow>): PurchaseCart['sellers'] {
  const by = new Map<string, CartRow[]>()
  for (const row of rows) by.set(row.seller_id, [...(by.get(row.seller_id) ?? []), row])
  return [...by.values()].map((mine) => {
    const lines = mine.map((r) => cartLineOf(r, offered.get(r.seller_id + r.sku_id)))
    return {
      seller: sellerOf(mine[0]!),
      lines,
      total: lines.reduce((sum, l) => sum + l.total, 0),
      orderable: lines.every((l) => l.fault === null),
    }
  })
}
function cartLineOf(r: CartRow, offer: OfferRow | undefined): PurchaseCartLine {
  const { price, min, pack } = offer ?? { price: 0, min: 1, pack: 1 }
  return {
    ...goodsOf(r),
    price,
    min,
    pack,
    quantity: r.quantity,
    total: priceOf(price, r.quantity, r.unit_size),
    fault: offer ? (faultOf(r.quantity, offer) ?? null) : 'not_offered',
  }
}
