import { Injectable } from '@nestjs/common'
import { MINOR_MAX, type Cart, type SetCartLine } from '@storeweave/contract'
import { InventoryService } from '../inventory/index.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { shopperId } from '../kernel/scope.js'
import { BasketService, type QuoteShape } from './basket.service.js'
import { CartRepo, type CartRow } from './cart.repo.js'

/** As many lines as one order may have. */
const LINES_MAX = 100
const CONTEXT = { channel: 'mini_program', fulfilment: 'pickup' } as const

/** A member's cart, one a store, priced anew every time it is looked at. */
@Injectable()
export class CartService {
  constructor(
    private readonly carts: CartRepo,
    private readonly basket: BasketService,
    private readonly inventory: InventoryService,
  ) {}

  /** The cart of a store; without one, of the store whose cart was touched last. */
  show(storeId?: string): Promise<Cart> {
    return transaction(async () => {
      const at = storeId ?? (await this.carts.lastStore(shopperId()))
      return at
        ? this.priced(at)
        : { storeId: null, lines: [], quote: await this.basket.quote([], new Map(), CONTEXT), count: 0 }
    })
  }

  /** Sets a line's quantity and choice; 0 takes it out. Throws `selling.not_for_sale`, `selling.quantity_invalid`. */
  set(skuId: string, { storeId, quantity, selected }: SetCartLine): Promise<Cart> {
    return transaction(async () => {
      if (quantity === 0) await this.carts.remove(shopperId(), storeId, skuId)
      else {
        await this.basket.price(storeId, [{ skuId, quantity }], CONTEXT)
        if (!(await this.carts.put(shopperId(), storeId, skuId, quantity, selected, LINES_MAX)))
          throw new Fault('selling.quantity_invalid')
      }
      return this.priced(storeId)
    })
  }

  remove(skuId: string, storeId: string): Promise<Cart> {
    return transaction(async () => {
      await this.carts.remove(shopperId(), storeId, skuId)
      return this.priced(storeId)
    })
  }

  private async priced(storeId: string): Promise<Cart> {
    const rows = await this.carts.lines(shopperId(), storeId)
    const ids = rows.map((r) => r.sku_id)
    const { skus, prices } = await this.basket.known(storeId, ids)
    const available = await this.inventory.availableAt(storeId, ids)
    const known = rows.filter((r) => skus.has(r.sku_id) && prices.has(r.sku_id))
    const totals = new Map<string, number>()
    for (const row of known)
      totals.set(row.sku_id, (await this.basket.quote([wanted(row)], prices, CONTEXT)).payable)
    const lines = known.map((row) => {
      const sku = skus.get(row.sku_id)!
      const { skuId, productId, name, optionText, unit, kind, picture, forSale } = sku
      return {
        skuId,
        productId,
        name,
        optionText,
        unit,
        kind,
        picture,
        forSale,
        quantity: row.quantity,
        selected: row.selected,
        available: available.get(row.sku_id) ?? 0,
        unitPrice: prices.get(row.sku_id)!.price,
        unitSize: prices.get(row.sku_id)!.unitSize,
        total: totals.get(row.sku_id)!,
      }
    })
    const bought = known.filter((r) => r.selected && skus.get(r.sku_id)!.forSale)
    const quote: QuoteShape = await this.basket.quote(bought.map(wanted), prices, CONTEXT)
    const count = lines.reduce((n, l) => n + (l.kind === 'weighed' ? 1 : l.quantity), 0)
    return { storeId, lines, quote, count: Math.min(count, MINOR_MAX) }
  }
}

const wanted = (row: CartRow) => ({ skuId: row.sku_id, quantity: row.quantity })
