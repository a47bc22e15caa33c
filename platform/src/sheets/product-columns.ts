import type { Locale } from '@storeweave/contract'
import { isBarcode } from '@storeweave/rules/catalog'
import type { ProductLine, SaidValue } from '@storeweave/rules/sheets'
import type { NamedAttribute } from '../catalog/index.js'
import { partColumn, type PartGround } from './part-cells.js'
import {
  coded,
  EXPONENT,
  oneOf,
  price,
  whole,
  words,
  YES_NO,
  type CellFault,
  type Column,
} from './columns.js'

/** What cells are read against: the brand's own things by the words people write for them. */
export interface Ground extends PartGround {
  currency: string
  /** Ids by path and by id; `null` where several have the path. */
  categories: ReadonlyMap<string, string | null>
  suppliers: ReadonlyMap<string, string>
  /** What to write for a category and a supplier, by id. */
  categoryPaths: ReadonlyMap<string, string>
  supplierCodes: ReadonlyMap<string, string>
  attributes: readonly NamedAttribute[]
}
/** A row as it is being read. */
export type ProductDraft = Omit<ProductLine, 'row' | 'product' | 'sku' | 'values'> & {
  product?: string
  sku?: string
  values: Record<string, SaidValue>
}
type Draft = ProductDraft

const OPTIONS_MAX = 5
const GRAMS_MAX = 1_000_000
const UNIT_SIZE_MAX = 100_000

/** Words for the kinds, the first of each the one that is written. */
export const KIND_WORDS: Record<ProductLineKind, Record<Locale, string>> = {
  physical: { 'zh-CN': '实物', en: 'physical' },
  weighed: { 'zh-CN': '称重', en: 'weighed' },
  virtual: { 'zh-CN': '虚拟商品', en: 'virtual' },
  service_voucher: { 'zh-CN': '服务券', en: 'service voucher' },
  booking: { 'zh-CN': '预约服务', en: 'booking' },
  gift_card: { 'zh-CN': '礼品卡', en: 'gift card' },
  bundle: { 'zh-CN': '组合商品', en: 'bundle' },
}
type ProductLineKind = NonNullable<ProductLine['kind']>

const kind = oneOf<Draft, ProductLineKind>(
  'kind',
  '类型',
  'Kind',
  KIND_WORDS,
  (to, word) => void (to.kind = word),
)

/** A path as it is looked up: any spaces around the marks, either width. */
export const pathKey = (path: string): string =>
  path
    .split(/[>＞]/)
    .map((part) => part.trim())
    .join(' > ')

const category: Column<Draft, Ground> = {
  key: 'category',
  title: { 'zh-CN': '分类', en: 'Category' },
  put: (to, text, { categories }) => {
    const id = categories.get(text.trim()) ?? categories.get(pathKey(text))
    if (id) to.categoryId = id
    else return { code: id === null ? 'category_twice' : 'category_unknown' }
  },
}

const supplier: Column<Draft, Ground> = {
  key: 'supplier',
  title: { 'zh-CN': '供应商编码', en: 'Supplier code' },
  put: (to, text, { suppliers }) => {
    const id = suppliers.get(text.trim())
    if (!id) return { code: 'supplier_unknown' }
    to.supplierId = id
  },
  clear: (to) => void (to.supplierId = null),
}

/** The barcodes of a cell, as typed. */
export const barcodesOf = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFKC')
      .split(/[\s,;、|]+/)
      .filter(Boolean),
  ),
]

/** A column of barcodes, several in a cell. */
export const barcodeColumn = <L>(set: (line: L, list: string[]) => void): Column<L> => ({
  key: 'barcodes',
  title: { 'zh-CN': '条码', en: 'Barcodes' },
  put: (to, text): CellFault | undefined => {
    const list = barcodesOf(text)
    const wrong = list.find((b) => !isBarcode(b))
    if (wrong && EXPONENT.test(wrong)) return { code: 'number_mangled', args: { shown: wrong } }
    if (wrong) return { code: 'barcode_invalid', args: { barcode: wrong.slice(0, 40) } }
    set(to, list)
  },
  clear: (to) => set(to, []),
})

/** Columns of one option: what it is called, and this row's value, in both languages. */
function optionColumns(i: number): Column<Draft>[] {
  const at = (to: Draft) => {
    const list = to.options as Record<string, string>[]
    while (list.length <= i) list.push({})
    return list[i]!
  }
  const n = i + 1
  return [
    words<Draft>(`option${n}`, `规格项${n}`, `Option ${n}`, 30, (to, text) => void (at(to)['name'] = text)),
    words<Draft>(
      `option${n}_en`,
      `规格项${n}英文`,
      `Option ${n} (English)`,
      30,
      (to, text) => void (at(to)['nameEn'] = text),
      { clearable: true },
    ),
    words<Draft>(
      `option${n}_value`,
      `规格值${n}`,
      `Value ${n}`,
      40,
      (to, text) => void (at(to)['value'] = text),
    ),
    words<Draft>(
      `option${n}_value_en`,
      `规格值${n}英文`,
      `Value ${n} (English)`,
      40,
      (to, text) => void (at(to)['valueEn'] = text),
      { clearable: true },
    ),
  ]
}

/** All columns, in the order in which they are written. */
export const productColumns: readonly Column<Draft, Ground>[] = [
  coded<Draft>('product', '商品编号', 'Product code', (to, code) => void (to.product = code)),
  coded<Draft>('sku', '规格编码', 'SKU code', (to, code) => void (to.sku = code), { needed: true }),
  words<Draft>('name', '商品名称', 'Name', 120, (to, text) => void (to.nameZh = text)),
  words<Draft>('name_en', '英文名称', 'Name (English)', 120, (to, text) => void (to.nameEn = text), {
    clearable: true,
  }),
  kind,
  category,
  words<Draft>('brand', '品牌', 'Brand', 60, (to, text) => void (to.brand = text), { clearable: true }),
  words<Draft>('unit', '单位', 'Unit', 20, (to, text) => void (to.unitZh = text)),
  words<Draft>('unit_en', '英文单位', 'Unit (English)', 20, (to, text) => void (to.unitEn = text), {
    clearable: true,
  }),
  ...Array.from({ length: OPTIONS_MAX }, (_, i) => optionColumns(i)).flat(),
  barcodeColumn<Draft>((to, list) => void (to.barcodes = list)),
  partColumn<Draft>((to, parts) => void (to.parts = parts)),
  price<Draft>('price', '统一价', 'List price', (to, n) => void (to.listPrice = n!)),
  price<Draft>('price_min', '最低价', 'Lowest price', (to, n) => void (to.priceMin = n), { clearable: true }),
  price<Draft>('price_max', '最高价', 'Highest price', (to, n) => void (to.priceMax = n), {
    clearable: true,
  }),
  whole<Draft>('unit_size', '计价数量', 'Priced per', 1, UNIT_SIZE_MAX, (to, n) => void (to.unitSize = n)),
  whole<Draft>('weight', '重量（克）', 'Weight (g)', 0, GRAMS_MAX, (to, n) => void (to.weightGrams = n)),
  supplier,
  oneOf<Draft, 'true' | 'false'>('cloud_only', '仅线上销售', 'Sold online only', YES_NO, (to, word) => {
    to.cloudOnly = word === 'true'
  }),
  words<Draft>('detail', '详情', 'Details', 5000, (to, text) => void (to.detailZh = text), {
    clearable: true,
    long: true,
  }),
  words<Draft>('detail_en', '英文详情', 'Details (English)', 5000, (to, text) => void (to.detailEn = text), {
    clearable: true,
    long: true,
  }),
]
