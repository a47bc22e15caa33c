import { Injectable } from '@nestjs/common'
import {
  moneyText,
  type ListPurchases,
  type PurchaseOrder,
  type PurchaseRow,
  type SubmitPurchase,
} from '@storeweave/contract'
import { priceOf } from '@storeweave/contract/money'
import { faultOf } from '@storeweave/rules/purchasing'
import { found, mayReach, mustReach, within } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { ownSupplier } from '../kernel/own-supplier.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { TenancyService } from '../tenancy/index.js'
import { PurchaseCartRepo } from './cart.repo.js'
import { OffersRepo, type OfferRow } from './offers.repo.js'
import { OrdersRepo, type Reach } from './orders.repo.js'
import { listedOf, orderOf, type Side } from './order.shape.js'
import { SettingsRepo } from './settings.repo.js'
import { ShipmentsRepo } from './shipments.repo.js'

/** Whose orders a side sees. */
export const reachOf = (side: Side): Reach =>
  side === 'supplier' ? { supplierId: ownSupplier() } : { storeIds: within('read', 'PurchaseOrder') }

interface Line {
  offer: OfferRow
  quantity: number
}

/** What ordering looks at besides the orders. */
@Injectable()
export class CartGround {
  constructor(
    readonly cart: PurchaseCartRepo,
    readonly offers: OffersRepo,
    readonly settings: SettingsRepo,
  ) {}
}

/** Purchase orders: sent by a store out of its cart, at the prices in force at that moment, and looked at by both sides. */
@Injectable()
export class PurchaseOrdersService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly shipments: ShipmentsRepo,
    private readonly carts: CartGround,
    private readonly tenancy: TenancyService,
  ) {}

  page(side: Side, q: ListPurchases): Promise<{ items: PurchaseRow[]; nextCursor: string | null }> {
    const before = keysOf(q.cursor, 'id')?.[0]
    return reading(async () =>
      pageOf(await this.orders.page(reachOf(side), q, before), q.limit, (r) => [r.id], listedOf),
    )
  }
  /** One order in reach of a side, with all that happened to it. */
  one(side: Side, id: string): Promise<PurchaseOrder> {
    return reading(async () => {
      const order = found(await this.orders.inReach(id, reachOf(side)))
      return orderOf(
        side,
        order,
        await this.orders.lines(id),
        await this.shipments.of(id),
        await this.orders.events(id),
      )
    })
  }

  /**
   * Orders all that a store's cart has of a seller. Throws `purchasing.cart_empty`, `not_offered`, `quantity_unfit`,
   * `below_supply_price`, and `total_changed` when it costs something else than the person saw.
   */
  async submit(wanted: SubmitPurchase): Promise<PurchaseOrder> {
    const { id, storeId, sellerId } = wanted
    mustReach('create', 'PurchaseOrder', { storeId })
    const { timeZone, currency } = await this.tenancy.settings()
    const day = tradingDayOf(clock.now(), timeZone)
    return transaction(async () => {
      found(await this.carts.cart.holdsStock(storeId))
      if (await this.orders.byId(id)) throw new Fault('request.key_reused')
      const lines = await this.taken(storeId, sellerId, day, currency)
      const total = lines.reduce((sum, l) => sum + priceOf(l.offer.price, l.quantity, l.offer.unit_size), 0)
      if (total !== wanted.total)
        throw new Fault('purchasing.total_changed', { total: moneyText(total, currency), totalAmount: total })
      const { approval_from: from } = await this.carts.settings.get()
      const waits = from !== null && total >= from && !mayReach('approve', 'PurchaseOrder', { storeId })
      const state = waits ? 'to_approve' : 'submitted'
      const { supplier_id: supplierId, warehouse_id: warehouseId } = lines[0]!.offer
      const settledAtSale = supplierId !== null && (await this.orders.isSettledAtSale(supplierId, day))
      const number = await this.orders.number(storeId)
      const head = { id, number, storeId, supplierId, warehouseId, state, currency, settledAtSale } as const
      await this.orders.insert({ ...head, note: wanted.note })
      await this.orders.insertLines(id, lines.map(frozen))
      await this.orders.told(id, 'submit', '', state, wanted.note)
      record({
        subject: 'PurchaseOrder',
        id,
        name: number,
        storeId,
        after: { state, total, lines: lines.length },
      })
      return this.one('brand', id)
    })
  }

  /** Takes a seller's lines out of the cart, each as it is offered and fits today; in key order. */
  private async taken(storeId: string, sellerId: string, day: string, currency: string): Promise<Line[]> {
    const rows = await this.carts.cart.take(storeId, sellerId)
    if (!rows.length) throw new Fault('purchasing.cart_empty')
    const offers = await this.carts.offers.of(
      storeId,
      day,
      rows.map((r) => r.sku_id),
    )
    const mine = new Map(
      offers.filter((o) => (o.supplier_id ?? o.warehouse_id) === sellerId).map((o) => [o.sku_id, o]),
    )
    const lines: Line[] = []
    for (const { sku_id, quantity } of rows.sort((a, b) => (a.sku_id < b.sku_id ? -1 : 1))) {
      const offer = mine.get(sku_id)
      if (!offer)
        throw new Fault('purchasing.not_offered', { code: (await this.carts.cart.codeOf(sku_id)) ?? '' })
      const { code, min, pack, price, floor } = offer
      if (faultOf(quantity, offer)) throw new Fault('purchasing.quantity_unfit', { code, min, pack })
      if (floor !== null && price < floor)
        throw new Fault('purchasing.below_supply_price', { code, ...texts(price, floor, currency) })
      lines.push({ offer, quantity })
    }
    return lines
  }
}

const texts = (price: number, floor: number, currency: string) => ({
  price: moneyText(price, currency),
  floor: moneyText(floor, currency),
})
const frozen = ({ offer, quantity }: Line) => ({
  skuId: offer.sku_id,
  listId: offer.list_id,
  price: offer.price,
  unitSize: offer.unit_size,
  pack: offer.pack,
  asked: quantity,
})
