import {
  code,
  currencyDigits,
  line,
  lines,
  MINOR_MAX,
  parseMoney,
  type Locale,
  type SheetFaultCode,
} from '@storeweave/contract'
import { isBarcode } from '@storeweave/rules/catalog'
import { CLEAR, textOf, type ProductLine } from '@storeweave/rules/sheets'

/** What cells are read against: the brand's own things by the words people write for them. */
export interface Ground {
  currency: string
  /** Ids by path and by id; `null` where several have the path. */
  categories: ReadonlyMap<string, string | null>
  suppliers: ReadonlyMap<string, string>
  /** What to write for a category and a supplier, by id. */
  categoryPaths: ReadonlyMap<string, string>
  supplierCodes: ReadonlyMap<string, string>
}
export interface CellFault {
  code: SheetFaultCode
  args?: Record<string, string | number>
}
type Draft = Omit<ProductLine, 'row' | 'product' | 'sku'> & { product?: string; sku?: string }
type Put = (line: Draft, text: string, ground: Ground) => CellFault | undefined

/** A column of a sheet of products. `clear` is what `-` makes of it; columns without cannot be emptied. */
export interface Column {
  key: string
  title: Record<Locale, string>
  needed?: boolean
  put: Put
  clear?: (line: Draft) => void
}

const OPTIONS_MAX = 5
const GRAMS_MAX = 1_000_000
const UNIT_SIZE_MAX = 100_000
const SKU_CODE = code(40)

/** A text column of at most so many characters. */
function words(
  key: string,
  zh: string,
  en: string,
  most: number,
  set: (line: Draft, text: string) => void,
  o: { clearable?: boolean; long?: boolean } = {},
): Column {
  const shape = o.long ? lines(most) : line(most)
  return {
    key,
    title: { 'zh-CN': zh, en },
    put: (to, text) => {
      const read = shape.safeParse(text)
      if (!read.success)
        return text.trim().length > most ? { code: 'too_long', args: { most } } : { code: 'not_text' }
      set(to, read.data)
    },
    ...(o.clearable ? { clear: (to) => set(to, '') } : {}),
  }
}

const EXPONENT = /^\d(?:\.\d+)?e\+?\d+$/i

function whole(
  key: string,
  zh: string,
  en: string,
  least: number,
  most: number,
  set: (line: Draft, n: number) => void,
): Column {
  return {
    key,
    title: { 'zh-CN': zh, en },
    put: (to, text) => {
      const plain = text.normalize('NFKC').replaceAll(',', '')
      const n = /^\d{1,9}$/.test(plain) ? Number(plain) : -1
      if (n < least || n > most) return { code: 'whole_number', args: { least, most } }
      set(to, n)
    },
  }
}

function price(
  key: string,
  zh: string,
  en: string,
  set: (line: Draft, n: number | null) => void,
  clearable = false,
): Column {
  return {
    key,
    title: { 'zh-CN': zh, en },
    put: (to, text, { currency }) => {
      const minor = parseMoney(text.normalize('NFKC'), currency)
      if (minor === undefined || minor > MINOR_MAX)
        return { code: 'price_invalid', args: { digits: currencyDigits(currency) } }
      set(to, minor)
    },
    ...(clearable ? { clear: (to: Draft) => set(to, null) } : {}),
  }
}

/** Words for the kinds, the first of each the one that is written. */
export const KIND_WORDS: Record<ProductLineKind, Record<Locale, string>> = {
  physical: { 'zh-CN': '实物', en: 'physical' },
  weighed: { 'zh-CN': '称重', en: 'weighed' },
}
type ProductLineKind = NonNullable<ProductLine['kind']>

const kind: Column = {
  key: 'kind',
  title: { 'zh-CN': '类型', en: 'Kind' },
  put: (to, text) => {
    const known = Object.entries(KIND_WORDS).find(([key, w]) =>
      [key, w['zh-CN'], w.en].includes(text.trim().toLowerCase()),
    )
    if (!known)
      return {
        code: 'word_unknown',
        args: {
          allowed: Object.values(KIND_WORDS)
            .map((w) => `${w['zh-CN']} / ${w.en}`)
            .join(', '),
        },
      }
    to.kind = known[0] as ProductLineKind
  },
}

/** A path as it is looked up: any spaces around the marks, either width. */
export const pathKey = (path: string): string =>
  path
    .split(/[>＞]/)
    .map((part) => part.trim())
    .join(' > ')

const category: Column = {
  key: 'category',
  title: { 'zh-CN': '分类', en: 'Category' },
  put: (to, text, { categories }) => {
    const id = categories.get(text.trim()) ?? categories.get(pathKey(text))
    if (id) to.categoryId = id
    else return { code: id === null ? 'category_twice' : 'category_unknown' }
  },
}

const supplier: Column = {
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

const barcodes: Column = {
  key: 'barcodes',
  title: { 'zh-CN': '条码', en: 'Barcodes' },
  put: (to, text): CellFault | undefined => {
    const list = barcodesOf(text)
    const wrong = list.find((b) => !isBarcode(b))
    if (wrong && EXPONENT.test(wrong)) return { code: 'number_mangled', args: { shown: wrong } }
    if (wrong) return { code: 'barcode_invalid', args: { barcode: wrong.slice(0, 40) } }
    to.barcodes = list
  },
  clear: (to) => void (to.barcodes = []),
}

function coded(key: 'product' | 'sku', zh: string, en: string): Column {
  return {
    key,
    title: { 'zh-CN': zh, en },
    needed: key === 'sku',
    put: (to, text) => {
      const read = SKU_CODE.safeParse(text)
      if (!read.success && EXPONENT.test(text)) return { code: 'number_mangled', args: { shown: text } }
      if (!read.success) return { code: 'code_invalid' }
      to[key] = read.data
    },
  }
}

/** Columns of one option: what it is called, and this row's value, in both languages. */
function optionColumns(i: number): Column[] {
  const at = (to: Draft) => {
    const list = to.options as Record<string, string>[]
    while (list.length <= i) list.push({})
    return list[i]!
  }
  const n = i + 1
  return [
    words(`option${n}`, `规格项${n}`, `Option ${n}`, 30, (to, text) => void (at(to)['name'] = text)),
    words(
      `option${n}_en`,
      `规格项${n}英文`,
      `Option ${n} (English)`,
      30,
      (to, text) => void (at(to)['nameEn'] = text),
      { clearable: true },
    ),
    words(`option${n}_value`, `规格值${n}`, `Value ${n}`, 40, (to, text) => void (at(to)['value'] = text)),
    words(
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
export const productColumns: readonly Column[] = [
  coded('product', '商品编号', 'Product code'),
  coded('sku', '规格编码', 'SKU code'),
  words('name', '商品名称', 'Name', 120, (to, text) => void (to.nameZh = text)),
  words('name_en', '英文名称', 'Name (English)', 120, (to, text) => void (to.nameEn = text), {
    clearable: true,
  }),
  kind,
  category,
  words('brand', '品牌', 'Brand', 60, (to, text) => void (to.brand = text), { clearable: true }),
  words('unit', '单位', 'Unit', 20, (to, text) => void (to.unitZh = text)),
  words('unit_en', '英文单位', 'Unit (English)', 20, (to, text) => void (to.unitEn = text), {
    clearable: true,
  }),
  ...Array.from({ length: OPTIONS_MAX }, (_, i) => optionColumns(i)).flat(),
  barcodes,
  price('price', '统一价', 'List price', (to, n) => void (to.listPrice = n!)),
  price('price_min', '最低价', 'Lowest price', (to, n) => void (to.priceMin = n), true),
  price('price_max', '最高价', 'Highest price', (to, n) => void (to.priceMax = n), true),
  whole('unit_size', '计价数量', 'Priced per', 1, UNIT_SIZE_MAX, (to, n) => void (to.unitSize = n)),
  whole('weight', '重量（克）', 'Weight (g)', 0, GRAMS_MAX, (to, n) => void (to.weightGrams = n)),
  supplier,
  words('detail', '详情', 'Details', 5000, (to, text) => void (to.detailZh = text), {
    clearable: true,
    long: true,
  }),
  words('detail_en', '英文详情', 'Details (English)', 5000, (to, text) => void (to.detailEn = text), {
    clearable: true,
    long: true,
  }),
]

/** What a sheet to mend says about its rows; read back, it means nothing. */
export const PROBLEMS: { key: string; title: Record<Locale, string> } = {
  key: 'problems',
  title: { 'zh-CN': '错误说明', en: 'Problems' },
}
const byKey = new Map(productColumns.map((c) => [c.key, c]))
/** What a column is called in a language; the key itself for one that isn't there. */
export const titleOf = (key: string, locale: Locale): string =>
  (key === PROBLEMS.key ? PROBLEMS.title : byKey.get(key)?.title)?.[locale] ?? key

/** The column of a key. */
export const columnOf = (key: string): Column | undefined => byKey.get(key)

/** Puts what a cell says into a line; an empty one says nothing, `-` empties. Answers what is wrong with it. */
export function putCell(line: Draft, column: Column, cell: string, ground: Ground): CellFault | undefined {
  const raw = cell.trim()
  if (raw === '') return undefined
  if (raw === CLEAR) {
    if (!column.clear) return { code: 'required' }
    column.clear(line)
    return undefined
  }
  const text = textOf(raw).trim()
  return text === '' ? undefined : column.put(line, text, ground)
}
