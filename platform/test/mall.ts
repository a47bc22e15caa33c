import type { PurchaseCart, PurchaseOrder } from '@storeweave/contract'
import { aContract } from './supplied.js'
import { newId, type Client, type TestSku, type TestTenant, type World } from './world.js'

const day = (w: World) => new Date(w.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** A brand whose stores order: a store and a dealer's, a warehouse with rice, a dairy with milk and cheese by weight, and who works there. */
export class TestMall {
  readonly w: World
  milk!: TestSku
  cheese!: TestSku
  rice!: TestSku
  store!: string
  dealer!: string
  warehouse!: string
  readonly supplierId = newId()
  readonly lists = { dairy: newId(), dealer: newId(), house: newId() }
  owner!: Client
  merch!: Client
  manager!: Client
  dairy!: Client

  private constructor(readonly t: TestTenant) {
    this.w = t.world
  }

  static async open(t: TestTenant): Promise<TestMall> {
    const m = new TestMall(t)
    ;[m.store, m.dealer] = [await t.aStore(), await t.aStore()]
    m.warehouse = await t.aStore({ kind: 'warehouse' })
    await m.w.facts(
      'insert into suppliers (tenant_id, id, code, name_zh, created_at) values ($1, $2, $3, $3, now())',
      [t.ref.id, m.supplierId, `DAIRY${newId().slice(-6)}`],
    )
    const of = { supplierId: m.supplierId }
    m.milk = await t.aSku({ ...of, price: 999, name: { zh: '牛奶', en: 'Milk' }, barcode: '6901234567892' })
    m.cheese = await t.aSku({
      ...of,
      price: 6000,
      unitSize: 500,
      kind: 'weighed',
      name: { zh: '奶酪', en: '' },
    })
    m.rice = await t.aSku({ price: 1500, name: { zh: '大米', en: 'Rice' } })
    await t.stock(m.warehouse, m.rice.id, 100)
    m.owner = await t.aPerson('owner')
    m.merch = await t.aPerson('merchandiser')
    m.manager = await t.aPerson('store_manager', 'store', m.store)
    m.dairy = await t.aPerson('supplier', 'supplier', m.supplierId)
    const { dairy, dealer, house } = m.lists
    const milk = { skuId: m.milk.id, price: 500, min: 12, pack: 6 }
    const cheese = { skuId: m.cheese.id, price: 3333, min: 100, pack: 100 }
    await m.list(dairy, m.supplierId, [t.hqId], [milk, cheese])
    await m.list(dealer, m.supplierId, [m.dealer], [{ ...milk, price: 550 }])
    await m.list(house, m.warehouse, [t.hqId], [{ skuId: m.rice.id, price: 800, min: 1, pack: 1 }])
    return m
  }
  /** Writes a price list anew. */
  async list(id: string, sellerId: string, unitIds: string[], lines: object[], version = 0): Promise<void> {
    const dated = lines.map((l) => ({ from: null, until: null, ...l }))
    const body = { version, name: '协议价', sellerId, unitIds, lines: dated }
    const { status, text } = await this.owner.put(`/purchase-lists/${id}`, body)
    if (status !== 200) throw new Error(`list: ${text}`)
  }
  /** Sets lines of the store's cart; milk by the dozen unless told otherwise. */
  async cart(
    lines: { sku: TestSku; quantity: number; sellerId?: string }[] = [{ sku: this.milk, quantity: 24 }],
    by: Client = this.manager,
    store = this.store,
  ): Promise<PurchaseCart> {
    const sent = lines.map(({ sku, quantity, sellerId }) => ({
      sellerId: sellerId ?? (sku === this.rice ? this.warehouse : this.supplierId),
      skuId: sku.id,
      quantity,
    }))
    const { status, body, text } = await by.put(`/stores/${store}/purchase-cart/lines`, { lines: sent })
    if (status !== 200) throw new Error(`cart: ${text}`)
    return body
  }
  submission(total: number, more: object = {}) {
    return { id: newId(), storeId: this.store, sellerId: this.supplierId, total, ...more }
  }
  /** An order that has reached its seller. */
  async order(
    lines?: { sku: TestSku; quantity: number }[],
    by: Client = this.manager,
    store = this.store,
  ): Promise<PurchaseOrder> {
    const cart = await this.cart(lines, by, store)
    const [{ seller, total }] = cart.sellers as [PurchaseCart['sellers'][0]]
    const sent = await by.post(
      '/purchase-orders',
      this.submission(total, { storeId: store, sellerId: seller.id }),
    )
    if (sent.status !== 201) throw new Error(`order: ${sent.text}`)
    return sent.body
  }
  /** All of an order's lines with a quantity each: as asked unless told otherwise. */
  lines(o: PurchaseOrder, quantity: (asked: number) => number = (asked) => asked) {
    return o.lines.map((l) => ({ lineId: l.id, quantity: quantity(l.asked) }))
  }
  /** Confirmed in full by its seller. */
  async confirmed(o: PurchaseOrder): Promise<PurchaseOrder> {
    const supplied = o.seller.kind === 'supplier'
    const path = `${supplied ? '/supplier' : ''}/purchase-orders/${o.id}/confirmation`
    const { status, body, text } = await (supplied ? this.dairy : this.merch).post(path, {
      lines: this.lines(o),
    })
    if (status !== 200) throw new Error(`confirm: ${text}`)
    return body
  }
  parcel(o: PurchaseOrder, quantity?: (asked: number) => number) {
    return { id: newId(), carrier: '自送', waybill: `W${newId().slice(-8)}`, lines: this.lines(o, quantity) }
  }
  /** Confirmed and shipped in full; answers the shipment's id too. */
  async shipped(o: PurchaseOrder): Promise<{ order: PurchaseOrder; shipmentId: string }> {
    await this.confirmed(o)
    const parcel = this.parcel(o)
    const supplied = o.seller.kind === 'supplier'
    const path = `${supplied ? '/supplier' : ''}/purchase-orders/${o.id}/shipments`
    const { status, body, text } = await (supplied ? this.dairy : this.merch).post(path, parcel)
    if (status !== 200) throw new Error(`ship: ${text}`)
    return { order: body, shipmentId: parcel.id }
  }
  /** A contract with the dairy from today on. */
  async contract(change: object = {}): Promise<void> {
    const body = aContract({ from: day(this.w), ...change })
    const { status, text } = await this.owner.post(`/suppliers/${this.supplierId}/contracts`, body)
    if (status !== 200) throw new Error(`contract: ${text}`)
  }
  /** On hand and on its way at a place. */
  async stock(storeId: string, sku: TestSku): Promise<[onHand: number, inTransit: number]> {
    const [row] = await this.w.facts<{ on_hand: string; in_transit: string }>(
      'select s.on_hand, s.in_transit from stock_levels s join locations l on l.tenant_id = s.tenant_id and l.id = s.location_id where l.store_id = $1 and s.sku_id = $2',
      [storeId, sku.id],
    )
    return [Number(row?.on_hand ?? 0), Number(row?.in_transit ?? 0)]
  }
  /** What the ledger's accounts hold: debits less credits. */
  async books(): Promise<Record<string, number>> {
    const rows = await this.w.facts<{ account: string; balance: string }>(
      `select account, sum(amount) as balance from (
         select debit_account as account, amount from ledger_transfers where tenant_id = $1
         union all select credit_account, -amount from ledger_transfers where tenant_id = $1) x group by account`,
      [this.t.ref.id],
    )
    return Object.fromEntries(rows.map((r) => [r.account, Number(r.balance)]))
  }
  /** Everything that purchasing and stock have written, as one text: a refusal leaves it as it was. */
  async all(): Promise<string> {
    const tables = [
      ...[
        'purchase_lists',
        'purchase_list_lines',
        'purchase_cart_lines',
        'purchase_orders',
        'purchase_lines',
      ],
      ...[
        'purchase_shipments',
        'purchase_shipment_lines',
        'purchase_events',
        'trade_entries',
        'stock_levels',
      ],
      ...['stock_movements', 'ledger_transfers', 'purchase_numbers'],
    ]
    const parts = await Promise.all(
      tables.map((table) =>
        this.w.facts(
          `select coalesce(string_agg(x::text, '|' order by x::text), '') as s from ${table} x where tenant_id = $1`,
          [this.t.ref.id],
        ),
      ),
    )
    return JSON.stringify(parts)
  }
}
