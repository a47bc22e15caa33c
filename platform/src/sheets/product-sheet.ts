import { currencyDigits, type BundlePart, type Locale, type Product } from '@storeweave/contract'
import { attributeCell, attributeCellEn, decimalOf } from '@storeweave/rules/sheets'
import type { BulkProduct, NamedAttribute } from '../catalog/index.js'
import { scope } from '../kernel/scope.js'
import { choicesOf } from './attribute-choices.js'
import { YES_NO, type Head } from './columns.js'
import { KIND_WORDS, type Ground } from './product-columns.js'
import { partsText } from './part-cells.js'
import type { KeptSample } from './verdict.js'
import type { OutCell } from './write-sheet.js'

/** Keys of the columns of an export: those of options only as far as any product has them. */
export const exportedColumns = (heads: readonly Head[], optionsMost: number): string[] =>
  heads.map((c) => c.key).filter((key) => Number(/^option(\d)/.exec(key)?.[1] ?? 0) <= optionsMost)

/** The rows of a product, one for each active SKU, in the order of these columns; reading them back changes nothing. */
export function rowsOfProduct(
  p: Product,
  keys: readonly string[],
  ground: Ground,
  locale: Locale,
): OutCell[][] {
  const skus = p.skus.filter((s) => s.active)
  const code = skus[0]?.code ?? ''
  return skus.map((sku) => {
    const cells: Record<string, OutCell> = {
      ...sharedCells(p, code, ground, locale),
      ...skuCells(p, sku, ground),
    }
    return keys.map((key) => cells[key] ?? '')
  })
}

const sharedCells = (p: Product, code: string, ground: Ground, locale: Locale): Record<string, OutCell> => ({
  product: code,
  name: p.name.zh,
  name_en: p.name.en,
  kind: KIND_WORDS[p.kind][locale],
  category: ground.categoryPaths.get(p.categoryId) ?? p.categoryId,
  brand: p.brand,
  unit: p.unit.zh,
  unit_en: p.unit.en,
  supplier: (p.supplierId && ground.supplierCodes.get(p.supplierId)) ?? '',
  cloud_only: YES_NO[p.cloudOnly ? 'true' : 'false'][locale],
  detail: p.detail.zh,
  detail_en: p.detail.en,
  ...Object.fromEntries(ground.attributes.flatMap((a) => attributeCells(p, a, locale))),
})

/** What a product says of an attribute, as the cells of its columns. */
function attributeCells(p: Product, a: NamedAttribute, locale: Locale): [string, OutCell][] {
  const own = p.values.filter((v) => v.attributeId === a.id)
  const cell = valueCell(
    a,
    own.map((v) => v.value),
    locale,
  )
  return [
    [attributeCell(a.id), cell],
    [attributeCellEn(a.id), own[0]?.valueEn ?? ''],
  ]
}

/** Spreadsheets keep so many digits of a number; what has more goes out as text. */
const DIGITS_MAX = 15

/** Values of an attribute as a cell has them. */
export function valueCell(a: NamedAttribute, values: readonly string[], locale: Locale): OutCell {
  const [first = ''] = values
  if (!first) return ''
  if (a.kind === 'choice') return choicesOf(a).write(values, locale)
  if (a.kind === 'flag') return YES_NO[first === 'true' ? 'true' : 'false'][locale]
  const short = a.kind === 'number' && first.replace(/\D/g, '').length <= DIGITS_MAX
  return short ? { number: first } : first
}

function skuCells(
  p: Product,
  sku: Product['skus'][number],
  { currency, partCodes }: Ground,
): Record<string, OutCell> {
  const digits = currencyDigits(currency)
  const price = (minor: number | null): OutCell =>
    minor === null ? '' : { number: decimalOf(minor, digits) }
  const options = p.options.flatMap((option, i) => {
    const value = option.values[sku.optionIndexes[i] ?? -1]
    return [
      [`option${i + 1}`, option.name.zh],
      [`option${i + 1}_en`, option.name.en],
      [`option${i + 1}_value`, value?.zh ?? ''],
      [`option${i + 1}_value_en`, value?.en ?? ''],
    ]
  })
  return {
    ...(Object.fromEntries(options) as Record<string, string>),
    sku: sku.code,
    barcodes: sku.barcodes.join(' '),
    parts: p.kind === 'bundle' ? partsText(sku.parts ?? [], { partCodes }) : '',
    price: price(sku.listPrice),
    price_min: price(sku.priceMin),
    price_max: price(sku.priceMax),
    unit_size: { number: String(sku.unitSize) },
    weight: { number: String(sku.weightGrams) },
  }
}

/** What a cell shows that goes out. */
const shownIn = (cell: OutCell): string =>
  typeof cell === 'string' ? cell : 'number' in cell ? cell.number : cell.typed

/** New products get ids that grow in the order of the sheet: that is how they are listed and go out again. */
export function inOrder(writes: readonly BulkProduct[]): void {
  const fresh = writes.filter((w) => !w.before)
  const ids = fresh.map((w) => w.id).sort()
  fresh.forEach((w, i) => void (w.id = ids[i]!))
}

/** A change as people read it: prices as decimals, categories and suppliers by what a sheet calls them. */
export function readable(c: KeptSample['changes'][number], ground: Ground): KeptSample['changes'][number] {
  const text = (value: string): string => {
    if (value === '') return ''
    if (c.cell.startsWith('price')) return decimalOf(Number(value), currencyDigits(ground.currency))
    if (c.cell === 'category') return ground.categoryPaths.get(value) ?? value
    if (c.cell === 'supplier') return ground.supplierCodes.get(value) ?? value
    if (c.cell === 'cloud_only') return YES_NO[value === 'true' ? 'true' : 'false'][scope().locale]
    if (c.cell === 'parts') return partsText(JSON.parse(value) as BundlePart[], ground)
    if (c.cell === 'barcodes') return (JSON.parse(value) as string[]).join(' ')
    const attribute = ground.attributes.find((a) => attributeCell(a.id) === c.cell)
    if (attribute) return shownIn(valueCell(attribute, JSON.parse(value) as string[], scope().locale))
    return c.cell === 'options' ? '' : value.slice(0, 200)
  }
  return { ...c, before: text(c.before), after: text(c.after) }
}
