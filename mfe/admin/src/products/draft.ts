import type { Media, Product, ProductValue, UpdateProduct } from '@storeweave/contract'
import { isBarcode, isVoucher } from '@storeweave/rules/catalog'
import { blankSku, type Option, type SkuDraft, type Words } from './matrix'

/** A product as it is being edited. */
export interface ProductDraft {
  kind: Product['kind']
  name: Words
  detail: Words
  brand: string
  unit: Words
  categoryId: string
  supplierId: string | null
  options: Option[]
  media: Media[]
  skus: SkuDraft[]
  values: ProductValue[]
  cloudOnly: boolean
}

const words = ({ zh, en }: Words): Words => ({ zh, en })

/** A draft with one SKU and nothing else. */
export const emptyDraft = (skuId: string, unit: Words): ProductDraft => ({
  kind: 'physical',
  name: { zh: '', en: '' },
  detail: { zh: '', en: '' },
  brand: '',
  unit,
  categoryId: '',
  supplierId: null,
  options: [],
  media: [],
  skus: [blankSku(skuId)],
  values: [],
  cloudOnly: false,
})

const skuOf = (sku: Product['skus'][number]): SkuDraft => ({
  id: sku.id,
  code: sku.code,
  barcodes: [...sku.barcodes],
  optionIndexes: [...sku.optionIndexes],
  listPrice: sku.listPrice,
  unitSize: sku.unitSize,
  priceMin: sku.priceMin,
  priceMax: sku.priceMax,
  weightGrams: sku.weightGrams,
  mediaId: sku.mediaId,
  ...(sku.parts ? { parts: sku.parts.map((part) => ({ ...part })) } : {}),
  ...(sku.voucher ? { voucher: { ...sku.voucher, howTo: { ...sku.voucher.howTo } } } : {}),
})

/** What a saved product looks like in the editor. */
export const draftOf = (product: Product): ProductDraft => ({
  kind: product.kind,
  name: words(product.name),
  detail: words(product.detail),
  brand: product.brand,
  unit: words(product.unit),
  categoryId: product.categoryId,
  supplierId: product.supplierId,
  options: product.options.map((option) => ({ name: words(option.name), values: option.values.map(words) })),
  media: [...product.media],
  skus: product.skus.filter((sku) => sku.active).map(skuOf),
  values: product.values.map((one) => ({ ...one })),
  cloudOnly: product.cloudOnly,
})

/** SKUs that are no longer sold and may come back. */
export const formerSkus = (product: Product | undefined): SkuDraft[] =>
  (product?.skus ?? []).filter((sku) => !sku.active).map(skuOf)

/** The body of a write. */
export function bodyOf(draft: ProductDraft): Omit<UpdateProduct, 'version'> {
  const { media, skus, values, ...rest } = draft
  const kept = new Set(media.map((one) => one.id))
  return {
    ...rest,
    brand: rest.brand.trim(),
    values: values.map((one) => ({ ...one, value: one.value.trim(), valueEn: one.valueEn.trim() })),
    mediaIds: media.map((one) => one.id),
    // a bundle is the brand's own, and nothing else has parts
    supplierId: rest.kind === 'bundle' ? null : rest.supplierId,
    skus: skus.map(({ parts = [], voucher, ...sku }) => ({
      ...sku,
      ...(rest.kind === 'bundle' ? { parts } : {}),
      // a virtual product is used once
      ...(voucher && isVoucher(rest.kind)
        ? { voucher: { ...voucher, uses: rest.kind === 'virtual' ? 1 : voucher.uses } }
        : {}),
      code: sku.code.trim(),
      listPrice: sku.listPrice ?? 0,
      mediaId: sku.mediaId && kept.has(sku.mediaId) ? sku.mediaId : null,
    })),
  }
}

/** What keeps a draft from being saved, by path: a key of `products.fault`. */
export function faultsOf(draft: ProductDraft): Record<string, string> {
  const faults: Record<string, string> = {}
  if (!draft.name.zh.trim()) faults['name.zh'] = 'name'
  if (!draft.categoryId) faults['categoryId'] = 'category'
  if (!draft.unit.zh.trim()) faults['unit.zh'] = 'unit'
  draft.options.forEach((option, index) => {
    if (!option.name.zh.trim()) faults[`options.${index}.name`] = 'optionName'
    else if (!option.values.length || option.values.some((value) => !value.zh.trim()))
      faults[`options.${index}.values`] = 'optionValues'
  })
  if (draft.skus.length === 0) faults['skus'] = 'noSku'
  if (draft.skus.length > 250) faults['skus'] = 'manySkus'
  draft.skus.forEach((sku, index) => Object.assign(faults, faultsOfSku(sku, `skus.${index}`)))
  const codes = draft.skus.map((sku) => sku.code.trim())
  codes.forEach((code, index) => {
    if (code && codes.indexOf(code) !== index) faults[`skus.${index}.code`] = 'codeTwice'
  })
  return faults
}

function faultsOfSku(sku: SkuDraft, at: string): Record<string, string> {
  const faults: Record<string, string> = {}
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(sku.code.trim())) faults[`${at}.code`] = 'code'
  if (sku.barcodes.some((barcode) => !isBarcode(barcode))) faults[`${at}.barcodes`] = 'barcode'
  const { listPrice, priceMin, priceMax } = sku
  if (listPrice === undefined) faults[`${at}.listPrice`] = 'price'
  else if (priceMin !== null && listPrice < priceMin) faults[`${at}.listPrice`] = 'belowMin'
  else if (priceMax !== null && listPrice > priceMax) faults[`${at}.listPrice`] = 'aboveMax'
  if (priceMin !== null && priceMax !== null && priceMin > priceMax) faults[`${at}.priceMin`] = 'bounds'
  return faults
}
