import type { AskedBounds, DraftGoods, Media, WholeGoods } from '@storeweave/contract'
import { uuidv7 } from '@storeweave/kit'

/** Bounds as a form holds them: ends typed as amounts, or as times of the supply price in percent. */
export interface BoundsForm {
  kind: AskedBounds['kind']
  min: number | undefined
  max: number | undefined
}
/** A variant as a form holds it. */
export interface SkuForm {
  id: string
  value: string
  barcode: string
  supplyPrice: number | undefined
  own: boolean
  bounds: BoundsForm
}
/** Goods as a form holds them: variants of one option at most, such as the size. */
export interface GoodsForm {
  nameZh: string
  nameEn: string
  detail: string
  brand: string
  unit: string
  categoryId: string
  option: string
  media: Media[]
  bounds: BoundsForm
  skus: SkuForm[]
}
/** Basis points in a percent. */
const PERCENT = 100

export const noBounds = (): BoundsForm => ({ kind: 'none', min: undefined, max: undefined })
export const newSku = (): SkuForm => ({
  id: uuidv7(),
  value: '',
  barcode: '',
  supplyPrice: undefined,
  own: false,
  bounds: noBounds(),
})
export const newGoods = (): GoodsForm => ({
  nameZh: '',
  nameEn: '',
  detail: '',
  brand: '',
  unit: '件',
  categoryId: '',
  option: '',
  media: [],
  bounds: noBounds(),
  skus: [newSku()],
})

/** Bounds as they travel. */
export function boundsOf({ kind, min, max }: BoundsForm): AskedBounds {
  if (kind === 'none') return { kind }
  const times = kind === 'ratio' ? PERCENT : 1
  const end = (value: number | undefined) =>
    value === undefined || value === null ? null : Math.round(value * times)
  return { kind, min: end(min), max: end(max) }
}
/** Bounds that were read, for a form. */
export function boundsForm(asked: AskedBounds): BoundsForm {
  if (asked.kind === 'none') return noBounds()
  const times = asked.kind === 'ratio' ? PERCENT : 1
  const end = (value: number | null) => (value === null ? undefined : value / times)
  return { kind: asked.kind, min: end(asked.min), max: end(asked.max) }
}

/** Goods as they travel. */
export function draftOf(form: GoodsForm, version: number | null): DraftGoods {
  const option = form.option.trim()
  return {
    version,
    kind: 'physical',
    name: { zh: form.nameZh.trim(), en: form.nameEn.trim() },
    detail: { zh: form.detail, en: '' },
    brand: form.brand.trim(),
    unit: { zh: form.unit.trim(), en: '' },
    unitSize: 1,
    categoryId: form.categoryId || null,
    options: option
      ? [{ name: { zh: option, en: '' }, values: form.skus.map((s) => ({ zh: s.value.trim(), en: '' })) }]
      : [],
    mediaIds: form.media.map((one) => one.id),
    bounds: boundsOf(form.bounds),
    skus: form.skus.map((s, n) => ({
      id: s.id,
      barcodes: s.barcode.trim() ? [s.barcode.trim()] : [],
      optionIndexes: option ? [n] : [],
      weightGrams: 0,
      supplyPrice: s.supplyPrice ?? 0,
      bounds: s.own ? boundsOf(s.bounds) : null,
    })),
  }
}
/** Goods that were read, for a form. */
export function formOf({ body, media }: WholeGoods): GoodsForm {
  const option = body.options[0]
  return {
    nameZh: body.name.zh,
    nameEn: body.name.en,
    detail: body.detail.zh,
    brand: body.brand,
    unit: body.unit.zh,
    categoryId: body.categoryId ?? '',
    option: option?.name.zh ?? '',
    media,
    bounds: boundsForm(body.bounds),
    skus: body.skus.map((s) => ({
      id: s.id,
      value: option?.values[s.optionIndexes[0] ?? 0]?.zh ?? '',
      barcode: s.barcodes[0] ?? '',
      supplyPrice: s.supplyPrice || undefined,
      own: s.bounds !== null,
      bounds: s.bounds ? boundsForm(s.bounds) : noBounds(),
    })),
  }
}
