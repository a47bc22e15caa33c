import { quote } from '@storeweave/rules/quote'
import { priceOf } from '@storeweave/contract/money'
import { optionTextOf } from '../catalog/index.js'
import { accounts } from '../ledger/index.js'
import type { BulkRow, BulkTable } from './bulk.repo.js'
import { digitsOf, idAt, idOf } from './ids.js'
import { PastStock } from './past-stock.js'
import type { SeedProduct, SeedSale, SeedSku, TenantSeed } from './seed.js'

const MINUTE_MS = 60_000
/** How long after the order its shopper comes: 20 to 64 minutes, by its key. */
const waitOf = (key: string) => (20 + (Number(digitsOf(3, key, 'wait')) % 45)) * MINUTE_MS

interface Staff {
  id: string | null
  name: string
}
interface Sold {
  product: SeedProduct
  sku: SeedSku
}

/** Turns past sales of a tenant into what selling them would have left behind: orders, goods gone, money taken. */
export class SalesRows {
  readonly tables: Record<
    Exclude<
      BulkTable,
      | 'suppliers'
      | 'locations'
      | 'members'
      | 'media'
      | 'categories'
      | 'products'
      | 'skus'
      | 'barcodes'
      | 'product_terms'
      | 'store_prices'
    >,
    BulkRow[]
  > = {
    stock_levels: [],
    stock_movements: [],
    order_counters: [],
    orders: [],
    order_lines: [],
    order_timeline: [],
    fulfilments: [],
    verification_codes: [],
    payments: [],
    ledger_transfers: [],
  }
  private readonly sold = new Map<string, Sold>()
  private readonly codes: ReadonlyMap<string, string>
  private readonly counters = new Map<string, { store_id: string; trading_day: string; last: number }>()
  private readonly stock: PastStock

  constructor(
    private readonly tenantId: string,
    private readonly seed: TenantSeed,
  ) {
    for (const product of seed.products)
      for (const sku of product.skus) this.sold.set(sku.code, { product, sku })
    this.codes = new Map(seed.stores.map((s) => [s.key, s.code]))
    this.stock = new PastStock(tenantId, seed, this.tables.stock_movements)
    for (const sale of seed.sales) this.add(sale)
    this.stock.sellAll()
    this.tables.order_counters = [...this.counters.values()]
    this.tables.stock_levels = this.stock.levels()
  }

  private id(kind: string, key: string): string {
    return idOf(this.tenantId, kind, key)
  }

  private add(sale: SeedSale): void {
    const { seed, tenantId } = this
    const orderId = idAt(sale.at, tenantId, 'order', sale.key)
    const storeId = this.id('store', sale.storeKey)
    const number = this.numberOf(sale)
    const goods = sale.lines.map((l) => ({ ...l, ...this.sold.get(l.skuCode)! }))
    const priced = quote(
      {
        lines: goods.map((l) => ({
          skuId: this.id('sku', l.skuCode),
          quantity: l.quantity,
          unitPrice: l.price,
          listPrice: l.sku.listPrice,
          unitSize: l.sku.unitSize,
        })),
      },
      {
        currency: seed.currency,
        channel: sale.channel,
        fulfilment: fulfilmentOf(sale),
        ...(sale.tender === 'cash' ? { cash: seed.cashRounding } : {}),
      },
    )
    const by = this.staffOf(sale)
    const member = seed.members.find((m) => m.key === sale.memberKey)
    const done = doneAt(sale)
    const at = sale.at.toISOString()
    this.tables.orders.push({
      id: orderId,
      number,
      store_id: storeId,
      member_id: sale.memberKey && this.id('member', sale.memberKey),
      channel: sale.channel,
      payment: 'paid',
      status: 'completed',
      fulfilment_kind: fulfilmentOf(sale),
      currency: seed.currency,
      goods_total: priced.goodsTotal,
      payable: priced.payable,
      paid: priced.payable,
      quote: priced,
      item_count: goods.reduce((n, l) => n + (l.product.kind === 'weighed' ? 1 : l.quantity), 0),
      contact_name: sale.channel === 'pos' ? '' : (member?.name ?? ''),
      contact_phone: sale.channel === 'pos' ? '' : (member?.phone ?? ''),
      ...(sale.channel === 'pos'
        ? {
            device_id: this.id('till', sale.storeKey),
            cashier_id: by.id,
            cashier_name: by.name,
            tender: sale.tender === 'cash' ? 'cash' : 'wechat_code',
          }
        : { cashier_name: '' }),
      cash_received: sale.tender === 'cash' ? priced.payable : null,
      placed_at: at,
      paid_at: at,
      completed_at: done.toISOString(),
      trading_day: sale.tradingDay,
    })
    this.addLines(
      sale,
      orderId,
      storeId,
      priced.lines.map((l) => l.total),
    )
    this.addMoney(sale, orderId, storeId, priced.payable)
    this.addFulfilment(sale, orderId, storeId, by, done)
    this.stock.note(sale, {
      orderId,
      number,
      by: sale.channel === 'pos' ? by : { id: null, name: member?.name ?? '' },
      at: done,
    })
  }

  private addLines(sale: SeedSale, orderId: string, storeId: string, totals: readonly number[]): void {
    sale.lines.forEach((line, position) => {
      const { product, sku } = this.sold.get(line.skuCode)!
      const option = optionTextOf(product.options, sku.optionIndexes)
      const picture = sku.picture ?? product.pictures[0]
      this.tables.order_lines.push({
        id: idAt(sale.at, this.tenantId, 'order line', sale.key, line.skuCode),
        order_id: orderId,
        position,
        sku_id: this.id('sku', sku.code),
        product_id: this.id('product', product.key),
        supplier_id: product.supplierKey && this.id('supplier', product.supplierKey),
        store_id: storeId,
        name_zh: product.name.zh,
        name_en: product.name.en,
        option_zh: option.zh,
        option_en: option.en,
        unit_zh: product.unit.zh,
        unit_en: product.unit.en,
        sku_code: sku.code,
        kind: product.kind,
        media_id: picture ? this.id('picture', picture) : null,
        quantity: line.quantity,
        unit_price: line.price,
        unit_size: sku.unitSize,
        list_price: sku.listPrice,
        total: totals[position],
        supply_amount:
          sku.supplyPrice === null ? null : priceOf(sku.supplyPrice, line.quantity, sku.unitSize),
        trading_day: sale.tradingDay,
        sold_at: sale.at.toISOString(),
      })
    })
  }

  private addMoney(sale: SeedSale, orderId: string, storeId: string, amount: number): void {
    const at = sale.at.toISOString()
    const id = idAt(sale.at, this.tenantId, 'payment', sale.key)
    const cash = sale.tender === 'cash'
    const { currency } = this.seed
    this.tables.payments.push({
      id,
      order_id: orderId,
      method: methodOf(sale),
      state: 'paid',
      amount,
      currency,
      out_trade_no: id.replaceAll('-', ''),
      provider_txn: cash
        ? null
        : `42000${sale.tradingDay.replaceAll('-', '')}${digitsOf(15, this.tenantId, sale.key)}`,
      created_at: at,
      paid_at: at,
      updated_at: at,
    })
    if (amount > 0)
      this.tables.ledger_transfers.push({
        id: idAt(sale.at, this.tenantId, 'transfer', sale.key),
        debit_account: cash ? accounts.cash(storeId) : accounts.provider('wechat_pay'),
        credit_account: accounts.sales,
        amount,
        currency,
        kind: 'payment',
        ref: id,
        order_id: orderId,
        at,
      })
  }

  private addFulfilment(sale: SeedSale, orderId: string, storeId: string, by: Staff, done: Date): void {
    const at = sale.at.toISOString()
    const id = idAt(sale.at, this.tenantId, 'fulfilment', sale.key)
    const end = done.toISOString()
    const kind = fulfilmentOf(sale)
    this.tables.fulfilments.push({
      id,
      order_id: orderId,
      store_id: storeId,
      kind,
      state: kind === 'pickup' ? 'picked_up' : 'handed_over',
      paid_at: at,
      finished_at: end,
      created_at: at,
      updated_at: end,
    })
    if (kind === 'pickup')
      this.tables.verification_codes.push({
        id: idAt(sale.at, this.tenantId, 'code', sale.key),
        fulfilment_id: id,
        order_id: orderId,
        store_id: storeId,
        code: digitsOf(8, this.tenantId, sale.key, 'code'),
        state: 'used',
        created_at: at,
        used_at: end,
        used_by: by.id,
        used_by_name: by.name,
        used_store_id: storeId,
      })
    this.addTimeline(sale, orderId, by, done)
  }

  private addTimeline(sale: SeedSale, orderId: string, by: Staff, done: Date): void {
    const shopper: Staff = { id: sale.memberKey && this.id('member', sale.memberKey), name: 'shopper' }
    const pos = sale.channel === 'pos'
    const entry = (event: string, from: string | null, to: string, who: Staff, at: Date, step: number) =>
      this.tables.order_timeline.push({
        id: idAt(new Date(at.getTime() + step), this.tenantId, 'timeline', sale.key, event),
        order_id: orderId,
        event,
        from_state: from,
        to_state: to,
        by_id: who.id,
        by_name: who.name,
        note: '',
        at: at.toISOString(),
      })
    entry('order.placed', null, 'to_pay', pos ? by : shopper, sale.at, 0)
    entry(
      'order.paid',
      'to_pay',
      pos ? 'completed' : 'preparing',
      pos ? by : { id: null, name: 'system' },
      sale.at,
      1,
    )
    if (pos) return
    entry('fulfilment.ready', 'preparing', 'ready', by, new Date((sale.at.getTime() + done.getTime()) / 2), 2)
    entry('fulfilment.verified', 'ready', 'picked_up', by, done, 3)
  }

  private numberOf(sale: SeedSale): string {
    const key = `${sale.storeKey}/${sale.tradingDay}`
    const counter = this.counters.get(key) ?? {
      store_id: this.id('store', sale.storeKey),
      trading_day: sale.tradingDay,
      last: 0,
    }
    this.counters.set(key, counter)
    counter.last += 1
    return `${this.codes.get(sale.storeKey)}-${sale.tradingDay.replaceAll('-', '').slice(2)}-${String(counter.last).padStart(4, '0')}`
  }

  /** Who stood at the till, or handed the goods over. */
  private staffOf(sale: SeedSale): Staff {
    const role = sale.channel === 'pos' ? 'cashier' : 'clerk'
    const here = this.seed.people.filter((p) => p.scope.kind === 'store' && p.scope.key === sale.storeKey)
    const person = here.find((p) => p.role === role) ?? here[0]
    return person ? { id: this.id('person', person.login), name: person.name } : { id: null, name: '' }
  }
}

const fulfilmentOf = (sale: SeedSale) => (sale.channel === 'pos' ? 'in_store' : 'pickup')
const methodOf = (sale: SeedSale) =>
  sale.tender === 'cash'
    ? 'cash'
    : ({ pos: 'wechat_code', mini_program: 'wechat_jsapi', h5: 'wechat_h5' } as const)[sale.channel]
/** When the goods were in the shopper's hands: at once over the counter, later the same day for pickups. */
function doneAt(sale: SeedSale): Date {
  return sale.channel === 'pos' ? sale.at : new Date(sale.at.getTime() + waitOf(sale.key))
}
