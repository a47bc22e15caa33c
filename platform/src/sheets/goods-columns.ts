import type { Locale } from '@storeweave/contract'
import type { GoodsLine } from '@storeweave/rules/sheets'
import { coded, oneOf, price, whole, words, type CellFault, type Column, type Head } from './columns.js'
import { barcodeColumn, pathKey } from './product-columns.js'

/** What cells of a supplier's goods are read against. */
export interface GoodsGround {
  currency: string
  /** Ids by path and by id; `null` where several have the path. */
  categories: ReadonlyMap<string, string | null>
  /** The supplier's own pictures by the names it gave them. */
  pictures: ReadonlyMap<string, string>
}
const PICTURES_MAX = 12

export const GOODS_KINDS: Record<NonNullable<GoodsLine['kind']>, Record<Locale, string>> = {
  physical: { 'zh-CN': '实物', en: 'physical' },
  weighed: { 'zh-CN': '称重', en: 'weighed' },
}
export const BOUND_KINDS: Record<NonNullable<GoodsLine['boundKind']>, Record<Locale, string>> = {
  none: { 'zh-CN': '不限', en: 'none' },
  range: { 'zh-CN': '区间', en: 'range' },
  ratio: { 'zh-CN': '比例', en: 'ratio' },
}

const category: Column<GoodsLine, GoodsGround> = {
  key: 'category',
  title: { 'zh-CN': '分类', en: 'Category' },
  put: (to, text, { categories }) => {
    const id = categories.get(text.trim()) ?? categories.get(pathKey(text))
    if (id) to.categoryId = id
    else return { code: id === null ? 'category_twice' : 'category_unknown' }
  },
  clear: (to) => void (to.categoryId = null),
}

/** How names of pictures are compared. */
export const pictureKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase()
/** The names in a cell. */
export const pictureNames = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFKC')
      .split(/[;,、|\n]/)
      .map(pictureKey)
      .filter(Boolean),
  ),
]
const pictures: Column<GoodsLine, GoodsGround> = {
  key: 'pictures',
  title: { 'zh-CN': '图片', en: 'Pictures' },
  put: (to, text, { pictures: known }): CellFault | undefined => {
    const names = pictureNames(text)
    const unknown = names.find((name) => !known.has(name))
    if (unknown) return { code: 'picture_unknown', args: { name: unknown.slice(0, 60) } }
    if (names.length > PICTURES_MAX) return { code: 'too_many_pictures', args: { most: PICTURES_MAX } }
    to.mediaIds = [...new Set(names.map((name) => known.get(name)!))]
  },
  clear: (to) => void (to.mediaIds = []),
}

/** An end of the bounds: what it means hangs on their kind, so it is read with it. */
const end = (key: 'bound_min' | 'bound_max', zh: string, en: string): Column<GoodsLine> => {
  const field = key === 'bound_min' ? 'boundMin' : 'boundMax'
  return {
    key,
    title: { 'zh-CN': zh, en },
    put: (to, text) => void (to[field] = text),
    clear: (to) => void (to[field] = null),
  }
}

/** What is read of a sheet of a supplier's goods, in the order in which it is written. */
export const goodsColumns: readonly Column<GoodsLine, GoodsGround>[] = [
  coded<GoodsLine>('code', '货号', 'Item code', (to, code) => void (to.code = code), { needed: true }),
  words<GoodsLine>('name', '商品名称', 'Name', 120, (to, text) => void (to.nameZh = text)),
  words<GoodsLine>('name_en', '英文名称', 'Name (English)', 120, (to, text) => void (to.nameEn = text), {
    clearable: true,
  }),
  oneOf<GoodsLine, 'physical' | 'weighed'>(
    'kind',
    '类型',
    'Kind',
    GOODS_KINDS,
    (to, kind) => void (to.kind = kind),
  ),
  category,
  words<GoodsLine>('brand', '品牌', 'Brand', 60, (to, text) => void (to.brand = text), { clearable: true }),
  words<GoodsLine>('unit', '单位', 'Unit', 20, (to, text) => void (to.unitZh = text)),
  words<GoodsLine>('unit_en', '英文单位', 'Unit (English)', 20, (to, text) => void (to.unitEn = text), {
    clearable: true,
  }),
  whole<GoodsLine>('unit_size', '计价数量', 'Priced per', 1, 100_000, (to, n) => void (to.unitSize = n)),
  barcodeColumn<GoodsLine>((to, list) => void (to.barcodes = list)),
  whole<GoodsLine>('weight', '重量（克）', 'Weight (g)', 0, 1_000_000, (to, n) => void (to.weightGrams = n)),
  price<GoodsLine>('supply_price', '供货价', 'Supply price', (to, n) => void (to.supplyPrice = n!), {
    least: 1,
  }),
  oneOf<GoodsLine, 'none' | 'range' | 'ratio'>(
    'bounds',
    '价格约束',
    'Price bounds',
    BOUND_KINDS,
    (to, kind) => void (to.boundKind = kind),
  ),
  end('bound_min', '最低', 'Lowest'),
  end('bound_max', '最高', 'Highest'),
  pictures,
  words<GoodsLine>('detail', '详情', 'Details', 5000, (to, text) => void (to.detailZh = text), {
    clearable: true,
    long: true,
  }),
  words<GoodsLine>(
    'detail_en',
    '英文详情',
    'Details (English)',
    5000,
    (to, text) => void (to.detailEn = text),
    {
      clearable: true,
      long: true,
    },
  ),
]
/** What becomes of goods beside their fields: told, never read. */
export const goodsShown: readonly Head[] = [
  { key: 'state', title: { 'zh-CN': '状态', en: 'State' }, shown: true },
]
