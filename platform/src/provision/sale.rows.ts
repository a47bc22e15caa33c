import type { quote } from '@storeweave/rules/quote'
import { priceOf } from '@storeweave/contract/money'
import { optionTextOf } from '../catalog/index.js'
import { accounts } from '../ledger/index.js'
import type { BulkRow } from './bulk.repo.js'
import { digitsOf, idAt, idOf } from './ids.js'
import type { SeedProduct, SeedSale, SeedSku } from './seed.js'

export interface Staff {
  id: string | null
  name: string
}
/** A sale of the past with all that is known of it. */
export interface PastSale {
  tenantId: string
  sale: SeedSale
  orderId: string
  storeId: string
  number: string
  currency: string
  priced: ReturnType<typeof quote>
  goods: { product: SeedProduct; sku: SeedSku; quantity: number; price: number }[]
  /** Who stood at the till, or handed the goods over. */
  by: Staff
  member: { id: string; name: string; phone: string } | undefined
  /** When the goods were in the shopper's hands. */
  done: Date
}

const isTill = ({ sale }: PastSale) => sale.channel === 'pos'
export const fulfilmentOf = (sale: SeedSale) => (sale.channel === 'pos' ? 'in_store' : 'pickup')
const methodOf = (sale: SeedSale) =>
  sale.tender === 'cash'
    ? 'cash'
    : ({ pos: 'wechat_code', mini_program: 'wechat_jsapi', h5: 'wechat_h5' } as const)[sale.channel]
const idIn = ({ tenantId, sale }: PastSale, kind: string, ...more: string[]) =>
  idAt(sale.at, tenantId, kind, sale.key, ...more)

export function orderRow(p: PastSale): BulkRow {
  const { sale, priced, by, member } = p
  const at = sale.at.toISOString()
  const till = {
    device_id: idOf(p.tenantId, 'till', sale.storeKey),
    cashier_id: by.id,
    cashier_name: by.name,
    tender: sale.tender === 'cash' ? 'cash' : 'wechat_code',
  }
  return {
    id: p.orderId,
    number: p.number,
    store_id: p.storeId,
    member_id: member?.id ?? null,
    channel: sale.channel,
    payment: 'paid',
    status: 'completed',
    fulfilment_kind: fulfilmentOf(sale),
    currency: p.currency,
    goods_total: priced.goodsTotal,
    payable: priced.payable,
    paid: priced.payable,
    quote: priced,
    item_count: p.goods.reduce((n, g) => n + (g.product.kind === 'weighed' ? 1 : g.quantity), 0),
    contact_name: isTill(p) ? '' : (member?.name ?? ''),
    contact_phone: isTill(p) ? '' : (member?.phone ?? ''),
    cashier_name: '',
    ...(isTill(p) ? till : {}),
    cash_received: sale.tender === 'cash' ? priced.payable : null,
    placed_at: at,
    paid_at: at,
    completed_at: p.done.toISOString(),
    trading_day: sale.tradingDay,
  }
}

export function lineRows(p: PastSale): BulkRow[] {
  return p.goods.map(({ product, sku, quantity, price }, position) => {
    const option = optionTextOf(product.options, sku.optionIndexes)
    const picture = sku.picture ?? product.pictures[0]
    return {
      id: idIn(p, 'order line', sku.code),
      order_id: p.orderId,
      position,
      sku_id: idOf(p.tenantId, 'sku', sku.code),
      product_id: idOf(p.tenantId, 'product', product.key),
      supplier_id: product.supplierKey && idOf(p.tenantId, 'supplier', product.supplierKey),
      store_id: p.storeId,
      name_zh: product.name.zh,
      name_en: product.name.en,
      option_zh: option.zh,
      option_en: option.en,
      unit_zh: product.unit.zh,
      unit_en: product.unit.en,
      sku_code: sku.code,
      kind: product.kind,
      media_id: picture ? idOf(p.tenantId, 'picture', picture) : null,
      quantity,
      unit_price: price,
      unit_size: sku.unitSize,
      list_price: sku.listPrice,
      total: p.priced.lines[position]!.total,
      supply_amount: sku.supplyPrice === null ? null : priceOf(sku.supplyPrice, quantity, sku.unitSize),
      trading_day: p.sale.tradingDay,
      sold_at: p.sale.at.toISOString(),
    }
  })
}

export function paymentRow(p: PastSale): BulkRow & { id: string } {
  const id = idIn(p, 'payment')
  const at = p.sale.at.toISOString()
  const day = p.sale.tradingDay.replaceAll('-', '')
  return {
    id,
    order_id: p.orderId,
    method: methodOf(p.sale),
    state: 'paid',
    amount: p.priced.payable,
    currency: p.currency,
    out_trade_no: id.replaceAll('-', ''),
    provider_txn: p.sale.tender === 'cash' ? null : `42000${day}${digitsOf(15, p.tenantId, p.sale.key)}`,
    created_at: at,
    paid_at: at,
    updated_at: at,
  }
}

/** The money fact of a payment; an amount of 0 is none. */
export function transferRows(p: PastSale, paymentId: string): BulkRow[] {
  if (p.priced.payable === 0) return []
  const drawer = p.sale.tender === 'cash' ? accounts.cash(p.storeId) : accounts.provider('wechat_pay')
  return [
    {
      id: idIn(p, 'transfer'),
      debit_account: drawer,
      credit_account: accounts.sales,
      amount: p.priced.payable,
      currency: p.currency,
      kind: 'payment',
      ref: paymentId,
      order_id: p.orderId,
      at: p.sale.at.toISOString(),
    },
  ]
}

export function fulfilmentRow(p: PastSale): BulkRow & { id: string } {
  const at = p.sale.at.toISOString()
  const end = p.done.toISOString()
  const state = isTill(p) ? 'handed_over' : 'picked_up'
  const times = { paid_at: at, finished_at: end, created_at: at, updated_at: end }
  const kind = fulfilmentOf(p.sale)
  return { id: idIn(p, 'fulfilment'), order_id: p.orderId, store_id: p.storeId, kind, state, ...times }
}

/** The used code of a pickup; goods over the counter have none. */
export function codeRows(p: PastSale, fulfilmentId: string): BulkRow[] {
  if (isTill(p)) return []
  return [
    {
      id: idIn(p, 'code'),
      fulfilment_id: fulfilmentId,
      order_id: p.orderId,
      store_id: p.storeId,
      code: digitsOf(8, p.tenantId, p.sale.key, 'code'),
      state: 'used',
      created_at: p.sale.at.toISOString(),
      used_at: p.done.toISOString(),
      used_by: p.by.id,
      used_by_name: p.by.name,
      used_store_id: p.storeId,
    },
  ]
}

export function timelineRows(p: PastSale): BulkRow[] {
  const { sale, by, done } = p
  const rows: BulkRow[] = []
  const note = (event: string, from: string | null, to: string, who: Staff, at: Date) =>
    rows.push({
      // entries of one instant keep their order by id
      id: idAt(new Date(at.getTime() + rows.length), p.tenantId, 'timeline', sale.key, event),
      order_id: p.orderId,
      event,
      from_state: from,
      to_state: to,
      by_id: who.id,
      by_name: who.name,
      note: '',
      at: at.toISOString(),
    })
  const shopper: Staff = { id: p.member?.id ?? null, name: 'shopper' }
  note('order.placed', null, 'to_pay', isTill(p) ? by : shopper, sale.at)
  if (isTill(p)) {
    note('order.paid', 'to_pay', 'completed', by, sale.at)
    return rows
  }
  note('order.paid', 'to_pay', 'preparing', { id: null, name: 'system' }, sale.at)
  note('fulfilment.ready', 'preparing', 'ready', by, new Date((sale.at.getTime() + done.getTime()) / 2))
  note('fulfilment.verified', 'ready', 'picked_up', by, done)
  return rows
}
