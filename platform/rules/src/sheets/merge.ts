import type { BundlePart, CreateProduct, Product } from '@storeweave/contract'
import type { ProductLine, RowFault } from './lines.js'
import { mergeValues, valueChanges } from './values.js'

type Fields = Omit<CreateProduct, 'id'>
type SkuFields = Fields['skus'][number]
interface Text {
  zh: string
  en: string
}

export interface Merged {
  fields: Fields
  faults: RowFault[]
}

const SKUS_MAX = 250
const VALUES_MAX = 50
const BARCODES_MAX = 10

/** Fields of the product itself: key in the line, key of the column. All rows of a product that say them must agree. */
const SHARED = [
  ['kind', 'kind'],
  ['nameZh', 'name'],
  ['nameEn', 'name_en'],
  ['categoryId', 'category'],
  ['brand', 'brand'],
  ['unitZh', 'unit'],
  ['unitEn', 'unit_en'],
  ['supplierId', 'supplier'],
  ['cloudOnly', 'cloud_only'],
  ['detailZh', 'detail'],
  ['detailEn', 'detail_en'],
] as const
type Shared = (typeof SHARED)[number][0]

/** Lays the rows of one product over what is there; SKUs that no row names stay, and nothing is ever switched off. */
export function mergeProduct(
  before: Product | undefined,
  lines: readonly ProductLine[],
  newId: () => string,
): Merged {
  const faults: RowFault[] = []
  const shared = sharedOf(lines, faults)
  const options = optionsOf(before, lines, faults)
  const skus = skusOf(before, lines, options, newId, faults)
  const cloudOnly = shared.cloudOnly ?? before?.cloudOnly
  const values = mergeValues(before?.values ?? [], lines, faults)
  const fields: Fields = {
    kind: shared.kind ?? before?.kind ?? 'physical',
    name: { zh: shared.nameZh ?? before?.name.zh ?? '', en: shared.nameEn ?? before?.name.en ?? '' },
    detail: {
      zh: shared.detailZh ?? before?.detail.zh ?? '',
      en: shared.detailEn ?? before?.detail.en ?? '',
    },
    brand: shared.brand ?? before?.brand ?? '',
    unit: { zh: shared.unitZh ?? before?.unit.zh ?? '', en: shared.unitEn ?? before?.unit.en ?? '' },
    categoryId: shared.categoryId ?? before?.categoryId ?? '',
    supplierId: shared.supplierId !== undefined ? shared.supplierId : (before?.supplierId ?? null),
    options,
    mediaIds: before?.media.map((m) => m.id) ?? [],
    skus,
    ...(values ? { values } : {}),
    ...(cloudOnly === undefined ? {} : { cloudOnly }),
  }
  if (fields.kind !== 'bundle')
    for (const line of lines)
      if (line.parts?.length) faults.push({ row: line.row, cell: 'parts', code: 'parts_unwanted' })
  const { row } = lines[0]!
  if (!fields.name.zh) faults.push({ row, cell: 'name', code: 'required' })
  if (!fields.categoryId) faults.push({ row, cell: 'category', code: 'required' })
  if (!fields.unit.zh) faults.push({ row, cell: 'unit', code: 'required' })
  if (skus.length > SKUS_MAX) faults.push({ row, cell: '', code: 'too_many_skus', args: { most: SKUS_MAX } })
  return { fields, faults }
}

function sharedOf(lines: readonly ProductLine[], faults: RowFault[]): Pick<ProductLine, Shared> {
  const said: Partial<Record<Shared, string | boolean | null>> = {}
  const first: Partial<Record<Shared, number>> = {}
  for (const line of lines)
    for (const [key, cell] of SHARED) {
      const value = line[key]
      if (value === undefined) continue
      if (first[key] === undefined) {
        said[key] = value
        first[key] = line.row
      } else if (said[key] !== value)
        faults.push({ row: line.row, cell, code: 'fields_differ', args: { row: first[key] } })
    }
  return said as Pick<ProductLine, Shared>
}

/** The options: those that are there, renamed where the rows say so, with values that are new at the end. */
function optionsOf(
  before: Product | undefined,
  lines: readonly ProductLine[],
  faults: RowFault[],
): Fields['options'] {
  const options = (before?.options ?? []).map((o) => ({
    name: { ...o.name },
    values: o.values.map((v) => ({ ...v })),
  }))
  const named: number[] = []
  for (const line of lines)
    line.options.forEach((said, i) => {
      const cell = `option${i + 1}`
      if (said.value === undefined && said.name === undefined) return
      const option = (options[i] ??= { name: { zh: '', en: '' }, values: [] })
      if (said.name !== undefined) {
        if (named[i] !== undefined && option.name.zh !== said.name)
          faults.push({ row: line.row, cell, code: 'fields_differ', args: { row: named[i] } })
        named[i] ??= line.row
        option.name = { zh: said.name, en: said.nameEn ?? option.name.en }
      }
      if (said.value !== undefined) addValue(option.values, said.value, said.valueEn)
      if (option.values.length > VALUES_MAX)
        faults.push({
          row: line.row,
          cell: `${cell}_value`,
          code: 'too_many_values',
          args: { most: VALUES_MAX },
        })
    })
  for (let i = 0; i < options.length; i++) {
    options[i] ??= { name: { zh: '', en: '' }, values: [] }
    if (!options[i]!.name.zh) faults.push({ row: lines[0]!.row, cell: `option${i + 1}`, code: 'required' })
  }
  return options
}

function addValue(values: Text[], zh: string, en: string | undefined): void {
  const there = values.find((v) => v.zh === zh)
  if (!there) values.push({ zh, en: en ?? '' })
  else if (en !== undefined) there.en = en
}

function skusOf(
  before: Product | undefined,
  lines: readonly ProductLine[],
  options: Fields['options'],
  newId: () => string,
  faults: RowFault[],
): SkuFields[] {
  const byCode = new Map((before?.skus ?? []).map((s) => [s.code, s]))
  const lineOf = new Map(lines.map((l) => [l.sku, l]))
  const kept = (before?.skus ?? []).filter((s) => s.active || lineOf.has(s.code))
  const skus: SkuFields[] = kept.map(({ active: _, ...sku }) => {
    const line = lineOf.get(sku.code)
    return line ? withLine(sku, line, options) : sku
  })
  for (const line of lines) {
    if (byCode.has(line.sku)) continue
    if (line.listPrice === undefined) faults.push({ row: line.row, cell: 'price', code: 'required' })
    skus.push(withLine(blankSku(newId(), line.sku), line, options))
  }
  for (const { row, barcodes } of lines)
    if ((barcodes?.length ?? 0) > BARCODES_MAX)
      faults.push({ row, cell: 'barcodes', code: 'too_many_barcodes', args: { most: BARCODES_MAX } })
  return skus
}

const blankSku = (id: string, code: string): SkuFields => ({
  id,
  code,
  barcodes: [],
  optionIndexes: [],
  listPrice: 0,
  unitSize: 1,
  priceMin: null,
  priceMax: null,
  weightGrams: 0,
  mediaId: null,
})

function withLine(sku: SkuFields, line: ProductLine, options: Fields['options']): SkuFields {
  const picked = options.map((option, i) => {
    const value = line.options[i]?.value
    return value === undefined ? (sku.optionIndexes[i] ?? -1) : option.values.findIndex((v) => v.zh === value)
  })
  return {
    ...sku,
    // the same ones in another order are no change
    barcodes: line.barcodes && !sameSet(line.barcodes, sku.barcodes) ? [...line.barcodes] : sku.barcodes,
    optionIndexes: picked,
    listPrice: line.listPrice ?? sku.listPrice,
    priceMin: line.priceMin !== undefined ? line.priceMin : sku.priceMin,
    priceMax: line.priceMax !== undefined ? line.priceMax : sku.priceMax,
    unitSize: line.unitSize ?? sku.unitSize,
    weightGrams: line.weightGrams ?? sku.weightGrams,
    ...(line.parts && partsKey(line.parts) !== partsKey(sku.parts ?? []) ? { parts: [...line.parts] } : {}),
  }
}
/** What tells sets of parts apart, in whatever order they stand. */
const partsKey = (parts: readonly BundlePart[]): string =>
  parts
    .map(({ skuId, quantity }) => `${skuId}*${quantity}`)
    .sort()
    .join(' ')
const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((x) => b.includes(x))

/** What a merge changes: keys of columns, each with the value before and after as text. Empty when nothing does. */
export function changesOf(
  before: Product,
  after: Fields,
): { cell: string; sku: string; before: string; after: string }[] {
  const changes: { cell: string; sku: string; before: string; after: string }[] = []
  const note = (cell: string, sku: string, was: unknown, is: unknown) => {
    const [x, y] = [textOfValue(was), textOfValue(is)]
    if (x !== y) changes.push({ cell, sku, before: x, after: y })
  }
  note('kind', '', before.kind, after.kind)
  note('name', '', before.name.zh, after.name.zh)
  note('name_en', '', before.name.en, after.name.en)
  note('category', '', before.categoryId, after.categoryId)
  note('brand', '', before.brand, after.brand)
  note('unit', '', before.unit.zh, after.unit.zh)
  note('unit_en', '', before.unit.en, after.unit.en)
  note('supplier', '', before.supplierId, after.supplierId)
  note('cloud_only', '', before.cloudOnly, after.cloudOnly)
  note('detail', '', before.detail.zh, after.detail.zh)
  note('detail_en', '', before.detail.en, after.detail.en)
  note('options', '', before.options.map(wordsOf), after.options.map(wordsOf))
  if (after.values)
    for (const c of valueChanges(before.values, after.values)) note(c.cell, '', c.before, c.after)
  const was = new Map(before.skus.map((s) => [s.code, s]))
  for (const sku of after.skus) {
    const old = was.get(sku.code)
    note('sku', sku.code, old?.active ? sku.code : '', sku.code)
    if (!old) continue
    note('barcodes', sku.code, old.barcodes, sku.barcodes)
    note('options', sku.code, old.optionIndexes, sku.optionIndexes)
    note('price', sku.code, old.listPrice, sku.listPrice)
    note('price_min', sku.code, old.priceMin, sku.priceMin)
    note('price_max', sku.code, old.priceMax, sku.priceMax)
    note('unit_size', sku.code, old.unitSize, sku.unitSize)
    note('weight', sku.code, old.weightGrams, sku.weightGrams)
    note('parts', sku.code, old.parts ?? [], sku.parts ?? old.parts ?? [])
  }
  return changes
}
const wordsOf = (o: Fields['options'][number]) => [o.name.zh, o.name.en, o.values.map((v) => [v.zh, v.en])]
const textOfValue = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
