import { quote } from '@storeweave/rules/quote'
import type { BulkRow } from './bulk.repo.js'
import { digitsOf, idAt, idOf } from './ids.js'
import { PastStock } from './past-stock.js'
import {
  codeRows,
  fulfilmentOf,
  fulfilmentRow,
  lineRows,
  orderRow,
  paymentRow,
  timelineRows,
  transferRows,
  type PastSale,
  type Staff,
} from './sale.rows.js'
import type { SeedProduct, SeedSale, SeedSku, TenantSeed } from './seed.js'

const MINUTE_MS = 60_000

interface Counter {
  store_id: string
  trading_day: string
  last: number
}
type Goods = PastSale['goods']

/** Turns past sales of a tenant into what selling them would have left behind: orders, goods gone, money taken. */
export class PastSales {
  /** Rows by table, in the order in which they can be written. */
  readonly tables = {
    stock_levels: [] as BulkRow[],
    stock_movements: [] as BulkRow[],
    order_counters: [] as BulkRow[],
    orders: [] as BulkRow[],
    order_lines: [] as BulkRow[],
    order_timeline: [] as BulkRow[],
    fulfilments: [] as BulkRow[],
    verification_codes: [] as BulkRow[],
    payments: [] as BulkRow[],
    ledger_transfers: [] as BulkRow[],
  }
  private readonly goods = new Map<string, { product: SeedProduct; sku: SeedSku }>()
  private readonly codes: ReadonlyMap<string, string>
  private readonly counters = new Map<string, Counter>()
  private readonly stock: PastStock

  constructor(
    private readonly tenantId: string,
    private readonly seed: TenantSeed,
  ) {
    for (const product of seed.products)
      for (const sku of product.skus) this.goods.set(sku.code, { product, sku })
    this.codes = new Map(seed.stores.map((s) => [s.key, s.code]))
    this.stock = new PastStock(tenantId, seed, this.tables.stock_movements)
    for (const sale of seed.sales) this.add(this.pastOf(sale))
    this.stock.sellAll()
    this.tables.order_counters.push(...[...this.counters.values()].map((counter) => ({ ...counter })))
    this.tables.stock_levels.push(...this.stock.levels())
  }

  private add(past: PastSale): void {
    const { tables } = this
    const payment = paymentRow(past)
    const fulfilment = fulfilmentRow(past)
    tables.orders.push(orderRow(past))
    tables.order_lines.push(...lineRows(past))
    tables.payments.push(payment)
    tables.ledger_transfers.push(...transferRows(past, payment.id))
    tables.fulfilments.push(fulfilment)
    tables.verification_codes.push(...codeRows(past, fulfilment.id))
    tables.order_timeline.push(...timelineRows(past))
    this.stock.note(past)
  }

  private pastOf(sale: SeedSale): PastSale {
    const { seed, tenantId } = this
    const goods = sale.lines.map((l) => ({ ...l, ...this.goods.get(l.skuCode)! }))
    const member = seed.members.find((m) => m.key === sale.memberKey)
    return {
      tenantId,
      sale,
      orderId: idAt(sale.at, tenantId, 'order', sale.key),
      storeId: idOf(tenantId, 'store', sale.storeKey),
      number: this.numberOf(sale),
      currency: seed.currency,
      priced: this.priceOf(sale, goods),
      goods,
      by: this.staffOf(sale),
      member: member && { id: idOf(tenantId, 'member', member.key), name: member.name, phone: member.phone },
      done: doneAt(sale),
    }
  }

  private priceOf(sale: SeedSale, goods: Goods): PastSale['priced'] {
    const lines = goods.map(({ sku, quantity, price }) => ({
      skuId: idOf(this.tenantId, 'sku', sku.code),
      quantity,
      unitPrice: price,
      listPrice: sku.listPrice,
      unitSize: sku.unitSize,
    }))
    const { currency, cashRounding } = this.seed
    const cash = sale.tender === 'cash' ? { cash: cashRounding } : {}
    return quote({ lines }, { currency, channel: sale.channel, fulfilment: fulfilmentOf(sale), ...cash })
  }

  private numberOf({ storeKey, tradingDay }: SeedSale): string {
    const key = `${storeKey}/${tradingDay}`
    const counter = this.counters.get(key) ?? {
      store_id: idOf(this.tenantId, 'store', storeKey),
      trading_day: tradingDay,
      last: 0,
    }
    this.counters.set(key, counter)
    counter.last += 1
    const day = tradingDay.replaceAll('-', '').slice(2)
    return `${this.codes.get(storeKey)}-${day}-${String(counter.last).padStart(4, '0')}`
  }

  private staffOf({ channel, storeKey }: SeedSale): Staff {
    const role = channel === 'pos' ? 'cashier' : 'clerk'
    const here = this.seed.people.filter((p) => p.scope.kind === 'store' && p.scope.key === storeKey)
    const person = here.find((p) => p.role === role) ?? here[0]
    if (!person) return { id: null, name: '' }
    return { id: idOf(this.tenantId, 'person', person.login), name: person.name }
  }
}

/** At once over the counter; 20 to 64 minutes later for pickups, by the sale's key. */
function doneAt({ channel, at, key }: SeedSale): Date {
  if (channel === 'pos') return at
  return new Date(at.getTime() + (20 + (Number(digitsOf(3, key, 'wait')) % 45)) * MINUTE_MS)
}
