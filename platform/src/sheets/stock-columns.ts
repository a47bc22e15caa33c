import type { Locale } from '@storeweave/contract'
import { coded, oneOf, whole, words, type Column, type Head } from './columns.js'

/** A row of a sheet of stock: what was counted, or by how much it changes. */
export interface StockLine {
  store?: string
  sku?: string
  count?: number
  change?: number
  reason?: StockReason
  document?: string
  note?: string
}
type StockReason = 'receipt' | 'correction' | 'loss'
const QUANTITY_MAX = 999_999

/** Words for the reasons, the first of each the one that is written. */
export const REASON_WORDS: Record<StockReason, Record<Locale, string>> = {
  receipt: { 'zh-CN': '入库', en: 'receipt' },
  correction: { 'zh-CN': '盘点', en: 'correction' },
  loss: { 'zh-CN': '报损', en: 'loss' },
}

/** What is read of a sheet of stock; quantities are pieces, or grams of weighed goods. */
export const stockColumns: readonly Column<StockLine>[] = [
  coded('store', '门店编码', 'Store code', (to, code) => void (to.store = code), { most: 20, needed: true }),
  coded('sku', '规格编码', 'SKU code', (to, code) => void (to.sku = code), { needed: true }),
  whole('count', '盘点数量', 'Counted', 0, QUANTITY_MAX, (to, n) => void (to.count = n)),
  whole('change', '增减数量', 'Change', -QUANTITY_MAX, QUANTITY_MAX, (to, n) => void (to.change = n)),
  oneOf('reason', '原因', 'Reason', REASON_WORDS, (to, reason) => void (to.reason = reason)),
  words('document', '单据号', 'Document', 60, (to, text) => void (to.document = text)),
  words('note', '备注', 'Note', 200, (to, text) => void (to.note = text)),
]
/** What goes out beside it, to be looked at. */
export const stockShown: readonly Head[] = [
  { key: 'name', title: { 'zh-CN': '商品', en: 'Product' }, shown: true },
  { key: 'on_hand', title: { 'zh-CN': '账面数量', en: 'On hand' }, shown: true },
  { key: 'reserved', title: { 'zh-CN': '已占用', en: 'Reserved' }, shown: true },
]
