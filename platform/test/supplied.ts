import { TestShop } from './shop.js'
import { newId, type Client, type TestSku } from './world.js'

/** A supplier of a shop's brand with goods in it, and the people who settle with it. */
export class SuppliedShop {
  private constructor(
    readonly shop: TestShop,
    readonly supplierId: string,
    readonly code: string,
  ) {}

  static async open(shop: TestShop, code: string): Promise<SuppliedShop> {
    const id = newId()
    await shop.w.facts(
      'insert into suppliers (tenant_id, id, code, name_zh, created_at) values ($1, $2, $3, $3, now())',
      [shop.t.ref.id, id, code],
    )
    return new SuppliedShop(shop, id, code)
  }
  /** One that is there already. */
  static known(shop: TestShop, id: string): SuppliedShop {
    return new SuppliedShop(shop, id, id)
  }
  /** Goods of the supplier on the shelf. Prices in minor units. */
  async aSku(price: number, supplyPrice: number | null = null, categoryId?: string): Promise<TestSku> {
    const { shop } = this
    const sku = await shop.t.aSku({
      price,
      supplierId: this.supplierId,
      ...(categoryId ? { categoryId } : {}),
    })
    await shop.w.facts('update skus set supply_price = $3 where tenant_id = $1 and id = $2', [
      shop.t.ref.id,
      sku.id,
      supplyPrice,
    ])
    await shop.t.stock(shop.storeId, sku.id, 10_000)
    return sku
  }
  /** Sold over the counter for cash, and gone; answers the order's id. */
  async sell(by: Client, lines: { sku: TestSku; quantity: number }[]): Promise<string> {
    const id = newId()
    const payable = lines.reduce((sum, l) => sum + l.sku.price * l.quantity, 0)
    const { status, text } = await by.put(`/till/sales/${id}`, {
      storeId: this.shop.storeId,
      deviceId: newId(),
      soldAt: this.shop.w.now().toISOString(),
      lines: lines.map((l) => ({ skuId: l.sku.id, quantity: l.quantity })),
      expectedPayable: payable,
      tender: { kind: 'cash', received: payable },
    })
    if (status !== 200) throw new Error(`sale: ${text}`)
    return id
  }
  /** What was written about the supplier's goods, each kind in the order of its writing. */
  async lines(): Promise<Record<string, unknown>[]> {
    return this.shop.w.facts(
      'select kind, quantity::int, base::int, rate::int, commission::int, amount::int, waiting from settlement_lines where tenant_id = $1 and supplier_id = $2 order by id',
      [this.shop.t.ref.id, this.supplierId],
    )
  }
  /** Waits until so many lines are written. */
  settled(count: number): Promise<Record<string, unknown>[]> {
    return this.shop.w.until(async () => {
      const lines = await this.lines()
      return lines.length >= count ? lines : undefined
    }, `${count} settlement lines`)
  }
  /** What the ledger owes the supplier. */
  async owed(): Promise<number> {
    return 0 - ((await this.shop.balances())[`supplier:${this.supplierId}`] ?? 0)
  }
}

/** A contract as it is agreed on: 12.5 % of the paid amount, paid out a week after each month. */
export const aContract = (change: object = {}) => ({
  id: newId(),
  model: 'commission',
  rate: 1250,
  categoryRates: [],
  feeFixed: 0,
  feeRate: 0,
  holdDays: 7,
  period: 'month',
  from: '2026-12-01',
  until: null,
  terms: '',
  ...change,
})
