import type { CreateProduct, Difference, Product } from '@storeweave/contract'

/** What an edit writes of a product, whole: what a version keeps and a change proposes. */
export type ProductContent = Required<Omit<CreateProduct, 'id'>>

/** What a product holds now, its SKUs that are sold alone. */
export const contentOf = (p: Product): ProductContent => ({
  kind: p.kind,
  name: p.name,
  detail: p.detail,
  brand: p.brand,
  unit: p.unit,
  categoryId: p.categoryId,
  supplierId: p.supplierId,
  options: p.options,
  mediaIds: p.media.map((m) => m.id),
  skus: p.skus.filter((s) => s.active).map(({ active: _, ...sku }) => sku),
  values: p.values,
  cloudOnly: p.cloudOnly,
})

type Texts = Record<string, string>
const SKU_FIELDS = [
  'code',
  'barcodes',
  'optionIndexes',
  'listPrice',
  'unitSize',
  'priceMin',
  'priceMax',
  'weightGrams',
  'mediaId',
  'parts',
  'voucher',
] as const

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join(' ') : String(value)

/** The options as people read them: `颜色: 红, 蓝 / 尺码: S`, in both languages. */
const optionsText = (p: ProductContent, language: 'zh' | 'en'): string =>
  p.options.map((o) => `${o.name[language]}: ${o.values.map((v) => v[language]).join(', ')}`).join(' / ')
const picksText = (p: ProductContent, indexes: readonly number[]): string =>
  indexes.map((value, n) => p.options[n]?.values[value]?.zh ?? '').join(' / ')

const plainFields = (p: ProductContent): Texts => ({
  kind: p.kind,
  'name.zh': p.name.zh,
  'name.en': p.name.en,
  'detail.zh': p.detail.zh,
  'detail.en': p.detail.en,
  brand: p.brand,
  'unit.zh': p.unit.zh,
  'unit.en': p.unit.en,
  categoryId: p.categoryId,
  supplierId: p.supplierId ?? '',
  mediaIds: p.mediaIds.join(' '),
  cloudOnly: p.cloudOnly ? 'true' : 'false',
  'options.zh': optionsText(p, 'zh'),
  'options.en': optionsText(p, 'en'),
})
/** What a voucher is good for, in one line. */
const termsText = (terms: ProductContent['skus'][number]['voucher']): string =>
  terms
    ? [
        `×${terms.uses}`,
        terms.validDays === null ? '' : `${terms.validDays}d`,
        terms.validUntil ?? '',
        terms.refundable ? '↩' : '',
        terms.howTo.zh,
        terms.howTo.en,
      ]
        .filter(Boolean)
        .join(' ')
    : ''
function skuFields(p: ProductContent, sku: ProductContent['skus'][number]): Texts {
  const fields = Object.fromEntries(SKU_FIELDS.map((field) => [field, textOf(sku[field])]))
  const parts = (sku.parts ?? []).map((part) => `${part.skuId}*${part.quantity}`).join(' ')
  return { ...fields, optionIndexes: picksText(p, sku.optionIndexes), parts, voucher: termsText(sku.voucher) }
}
function valueFields(p: ProductContent): Map<string, string> {
  const texts = new Map<string, string[]>()
  for (const { attributeId, value, valueEn } of p.values)
    texts.set(attributeId, [...(texts.get(attributeId) ?? []), valueEn ? `${value} / ${valueEn}` : value])
  return new Map([...texts].map(([id, list]) => [id, list.sort().join(' ')]))
}

/**
 * What differs between two states of a product, field by field and SKU by SKU, as texts; ids stay ids. A SKU that comes
 * or goes is one difference, `sku`, with its options.
 */
export function differencesOf(before: ProductContent, after: ProductContent): Difference[] {
  const out: Difference[] = []
  const note = (field: string, of: string, was = '', is = '') =>
    was !== is && out.push({ field, of, before: was, after: is })
  const [was, is] = [plainFields(before), plainFields(after)]
  for (const field of Object.keys(was)) note(field, '', was[field], is[field])
  const [old, now] = [valueFields(before), valueFields(after)]
  for (const id of new Set([...old.keys(), ...now.keys()])) note('value', id, old.get(id), now.get(id))
  const former = new Map(before.skus.map((s) => [s.id, s]))
  const present = new Set(after.skus.map((s) => s.id))
  const named = (p: ProductContent, sku: ProductContent['skus'][number]) =>
    picksText(p, sku.optionIndexes) || sku.code
  for (const sku of before.skus) if (!present.has(sku.id)) note('sku', sku.code, named(before, sku), '')
  for (const sku of after.skus) {
    const other = former.get(sku.id)
    if (!other) {
      note('sku', sku.code, '', named(after, sku))
      continue
    }
    const [then, later] = [skuFields(before, other), skuFields(after, sku)]
    for (const field of SKU_FIELDS) note(`sku.${field}`, sku.code, then[field], later[field])
  }
  return out
}
