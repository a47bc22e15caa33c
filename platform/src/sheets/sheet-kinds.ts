import type { Locale, SheetFaultCode } from '@storeweave/contract'
import { goodsColumns, goodsShown } from './goods-columns.js'
import type { SheetOf } from './imports.repo.js'
import { barcodesOf, productColumns } from './product-columns.js'
import { priceColumns, priceShown } from './price-columns.js'
import { stockColumns, stockShown } from './stock-columns.js'
import { storeColumns } from './store-columns.js'
import type { Head } from './columns.js'

/** What a cell of a row says, by the key of its column; empty where there is none. */
export type Said = (key: string) => string
/** A kind of sheet, as far as its head and the sheet as a whole go. */
export interface SheetKind {
  heads: readonly Head[]
  /** What ties rows to one thing that is written together; without it each row stands by itself. */
  tie?: (said: Said) => string
  /** What a row is about, which another row may not be about too; empty for nothing. */
  about: (said: Said) => string
  twice: { cell: string; code: SheetFaultCode }
  /** Lists in cells whose parts may not be in another row's. */
  parts?: { cell: string; of: (text: string) => string[]; code: SheetFaultCode; name: string }
}

const pair = (said: Said): string => (said('store') && said('sku') ? `${said('store')} ${said('sku')}` : '')

export const sheetKinds: Record<SheetOf, SheetKind> = {
  products: {
    heads: productColumns,
    tie: (said) => said('product') || said('sku'),
    about: (said) => said('sku'),
    twice: { cell: 'sku', code: 'code_twice' },
    parts: { cell: 'barcodes', of: barcodesOf, code: 'barcode_twice', name: 'barcode' },
  },
  prices: { heads: [...priceColumns, ...priceShown], about: pair, twice: { cell: 'sku', code: 'row_twice' } },
  stores: {
    heads: storeColumns,
    about: (said) => said('store'),
    twice: { cell: 'store', code: 'row_twice' },
  },
  goods: {
    heads: [...goodsColumns, ...goodsShown],
    about: (said) => said('code'),
    twice: { cell: 'code', code: 'row_twice' },
    parts: { cell: 'barcodes', of: barcodesOf, code: 'barcode_twice', name: 'barcode' },
  },
  stock: { heads: [...stockColumns, ...stockShown], about: pair, twice: { cell: 'sku', code: 'row_twice' } },
}

/** What a sheet to mend says about its rows; read back, it means nothing. */
export const PROBLEMS: Head = { key: 'problems', title: { 'zh-CN': '错误说明', en: 'Problems' }, shown: true }

/** What a column is called in a language; the key itself for one that isn't there. */
export const titleOf = (heads: readonly Head[], key: string, locale: Locale): string =>
  [...heads, PROBLEMS].find((head) => head.key === key)?.title[locale] ?? key

/** The heads of columns in a language. */
export const headOf = (heads: readonly Head[], keys: readonly string[], locale: Locale): string[] =>
  keys.map((key) => titleOf(heads, key, locale))
