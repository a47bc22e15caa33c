import { currencyDigits, type Locale, type Product } from '@storeweave/contract'
import { decimalOf } from '@storeweave/rules/sheets'
import { KIND_WORDS, productColumns, type Ground } from './product-columns.js'
import type { OutCell } from './write-sheet.js'

/** Keys of the columns of an export: those of options only as far as any product has them. */
export const exportedColumns = (optionsMost: number): string[] =>
  productColumns.map((c) => c.key).filter((key) => Number(/^option(\d)/.exec(key)?.[1] ?? 0) <= optionsMost)

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
  detail: p.detail.zh,
  detail_en: p.detail.en,
})

function skuCells(p: Product, sku: Product['skus'][number], { currency }: Ground): Record<string, OutCell> {
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
    price: price(sku.listPrice),
    price_min: price(sku.priceMin),
    price_max: price(sku.priceMax),
    unit_size: { number: String(sku.unitSize) },
    weight: { number: String(sku.weightGrams) },
  }
}
