import { anAddress } from './land.js'
import { TestShop } from './shop.js'
import { aSupplier, ok } from './suppliers.js'
import { newId, type Client, type TestSku } from './world.js'

let n = 0
export const aWaybill = (): string => `SF${String(++n).padStart(9, '0')}`

/** A supplier who ships its own goods out of a depot, and somebody who buys them. */
export class TestDepot {
  private constructor(
    readonly s: TestShop,
    readonly owner: Client,
    readonly supplierId: string,
    public person: Client,
    readonly login: string,
    readonly depotId: string,
    public addressId: string,
  ) {}

  static async open(s: TestShop, owner: Client): Promise<TestDepot> {
    const supplier = await aSupplier(s.t.api, owner)
    const depotId = newId()
    await ok(owner.post(`/suppliers/${supplier.id}/depots`, aDepot(s, { id: depotId })))
    const addressId = await TestDepot.address(s.shopper)
    return new TestDepot(s, owner, supplier.id, supplier.person, supplier.login, depotId, addressId)
  }
  static async address(shopper: Client): Promise<string> {
    const id = newId()
    await ok(shopper.post('/shop/addresses', { id, ...anAddress }))
    return id
  }
  /** Goods that the supplier ships, so many of them in the depot. */
  async aSku(price: number, stock = 100): Promise<TestSku> {
    const sku = await this.s.t.aSku({ price, supplierId: this.supplierId })
    await ok(this.owner.put(`/products/${sku.productId}/shipper`, { shippedBy: 'supplier' }))
    if (stock) await this.move(sku, 'receipt', stock)
    return sku
  }
  /** Something happens to the depot's stock. */
  move(sku: TestSku, kind: 'receipt' | 'loss' | 'count', quantity: number, id = newId()): Promise<any> {
    const change = { id, depotId: this.depotId, skuId: sku.id, kind, quantity }
    return ok(this.person.post('/supplier/stock/changes', change))
  }
  wanted(lines: { sku: TestSku; quantity: number }[]) {
    return {
      storeId: this.depotId,
      fulfilment: 'express' as const,
      addressId: this.addressId,
      lines: lines.map(({ sku, quantity }) => ({ skuId: sku.id, quantity })),
    }
  }
  /** A paid order of the shop's shopper; answers it as the supplier sees it. */
  async order(lines: { sku: TestSku; quantity: number }[], isAccepted = true): Promise<any> {
    const { id } = await this.s.paidOrder(this.wanted(lines))
    if (isAccepted) await ok(this.person.post(`/supplier/orders/${id}/acceptance`))
    return ok(this.person.get(`/supplier/orders/${id}`))
  }
  ship(orderId: string, lines: { lineId: string; quantity: number }[], waybill = aWaybill()) {
    return this.person.post(`/supplier/orders/${orderId}/parcels`, { carrier: 'sf', waybill, lines })
  }
  refuse(orderId: string, lines: { lineId: string; quantity: number }[], id = newId()) {
    return this.person.post(`/supplier/orders/${orderId}/refusals`, { id, lines, reason: '仓库缺货' })
  }
  /** On hand and held of goods in the depot. */
  async level(sku: TestSku): Promise<{ onHand: number; reserved: number }> {
    const [row] = await this.s.w.facts(
      'select on_hand::int, reserved::int from stock_levels where sku_id = $1 and location_id = $2',
      [sku.id, this.depotId],
    )
    return { onHand: row!.on_hand, reserved: row!.reserved }
  }
  /** What an order has been paid, given back, and how it stands. */
  async money(orderId: string): Promise<Record<string, unknown>> {
    const [row] = await this.s.w.facts('select status, paid::int, refunded::int from orders where id = $1', [
      orderId,
    ])
    return row!
  }
}

/** A depot as HQ's form sends it. */
export const aDepot = (s: TestShop, more: object = {}) => ({
  id: newId(),
  code: `D${++n}`,
  name: { zh: `供应商仓${n}`, en: `Depot ${n}` },
  regionId: s.t.regionId,
  address: '滨江路 8 号',
  shipHours: 48,
  ...more,
})
