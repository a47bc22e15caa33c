import type { AskedBounds, DraftGoods } from '@storeweave/contract'
import { parseMoney } from '@storeweave/contract/money'
import { boundsAskedFit } from '../suppliers/index.js'
import { decimalOf } from './cells.js'

export type GoodsBody = Omit<DraftGoods, 'version'>
/** A row of a supplier's goods as read: what is absent stays as it is; an end of the bounds as it was written, null to empty it. */
export interface GoodsLine {
  code?: string
  nameZh?: string
  nameEn?: string
  kind?: GoodsBody['kind']
  categoryId?: string | null
  brand?: string
  unitZh?: string
  unitEn?: string
  unitSize?: number
  barcodes?: string[]
  weightGrams?: number
  supplyPrice?: number
  boundKind?: AskedBounds['kind']
  boundMin?: string | null
  boundMax?: string | null
  mediaIds?: string[]
  detailZh?: string
  detailEn?: string
}
/** What is wrong with a row of goods; `cell` is the key of its column. */
export interface GoodsFault {
  cell: string
  code:
    | 'required'
    | 'bounds_invalid'
    | 'bounds_kind_needed'
    | 'bounds_end_needed'
    | 'bounds_unwanted'
    | 'ratio_invalid'
    | 'price_invalid'
  args?: Record<string, string | number>
}

const WHOLE = 10_000
const RATIO_MAX = 1_000_000
/** A ratio of the supply price as people write it, `1.2` or `120%`, in basis points; undefined for none above 0. */
export function ratioIn(text: string): number | undefined {
  const match = /^(\d{1,5})(?:\.(\d{1,6}))?\s*(%?)$/.exec(text.normalize('NFKC').trim())
  if (!match) return undefined
  const digits = match[3] ? 2 : 4
  let part = match[2] ?? ''
  while (part.endsWith('0')) part = part.slice(0, -1)
  if (part.length > digits) return undefined
  const ratio = Number(match[1]! + part.padEnd(digits, '0'))
  return ratio >= 1 && ratio <= RATIO_MAX ? ratio : undefined
}
/** A ratio in basis points as a sheet says it. */
export const ratioText = (ratio: number): string => decimalOf(ratio, Math.log10(WHOLE))

type Money = { currency: string; digits: number }

/** Lays a row over goods of one variant, or makes new ones of it; `faults` are those of its cells. */
export function mergeGoods(
  before: GoodsBody | undefined,
  line: GoodsLine,
  money: Money,
  newId: () => string,
): { body: GoodsBody; faults: GoodsFault[] } {
  const faults: GoodsFault[] = []
  const sku = before?.skus[0]
  const name = { zh: line.nameZh ?? before?.name.zh ?? '', en: line.nameEn ?? before?.name.en ?? '' }
  const unit = { zh: line.unitZh ?? before?.unit.zh ?? '', en: line.unitEn ?? before?.unit.en ?? '' }
  if (!name.zh) faults.push({ cell: 'name', code: 'required' })
  if (!unit.zh) faults.push({ cell: 'unit', code: 'required' })
  if (line.supplyPrice === undefined && !sku) faults.push({ cell: 'supply_price', code: 'required' })
  const body: GoodsBody = {
    kind: line.kind ?? before?.kind ?? 'physical',
    name,
    detail: {
      zh: line.detailZh ?? before?.detail.zh ?? '',
      en: line.detailEn ?? before?.detail.en ?? '',
    },
    brand: line.brand ?? before?.brand ?? '',
    unit,
    unitSize: line.unitSize ?? before?.unitSize ?? 1,
    categoryId: line.categoryId !== undefined ? line.categoryId : (before?.categoryId ?? null),
    options: before?.options ?? [],
    mediaIds: line.mediaIds ?? before?.mediaIds ?? [],
    bounds: boundsOf(sku?.bounds ?? before?.bounds ?? { kind: 'none' }, line, money, faults),
    skus: [
      {
        id: sku?.id ?? newId(),
        barcodes: line.barcodes ?? sku?.barcodes ?? [],
        optionIndexes: sku?.optionIndexes ?? [],
        weightGrams: line.weightGrams ?? sku?.weightGrams ?? 0,
        supplyPrice: line.supplyPrice ?? sku?.supplyPrice ?? 0,
        // there is one variant: what holds for it holds for the goods
        bounds: null,
      },
    ],
  }
  return { body, faults }
}

/** Bounds as a row leaves them: what it doesn't say stays, unless it names another kind. */
function boundsOf(before: AskedBounds, line: GoodsLine, money: Money, faults: GoodsFault[]): AskedBounds {
  const { boundKind, boundMin, boundMax } = line
  const says = typeof boundMin === 'string' || typeof boundMax === 'string'
  const kind = boundKind ?? before.kind
  if (kind === 'none') {
    if (says)
      faults.push(
        boundKind
          ? { cell: typeof boundMin === 'string' ? 'bound_min' : 'bound_max', code: 'bounds_unwanted' }
          : { cell: 'bounds', code: 'bounds_kind_needed' },
      )
    return { kind }
  }
  if (boundKind === undefined && boundMin === undefined && boundMax === undefined) return before
  const was = before.kind === kind ? before : { min: null, max: null }
  const read = (cell: string, text: string | null | undefined, stays: number | null): number | null => {
    if (typeof text !== 'string') return text === null ? null : stays
    const value = kind === 'range' ? parseMoney(text.normalize('NFKC'), money.currency) : ratioIn(text)
    if (value === undefined)
      faults.push(
        kind === 'range'
          ? { cell, code: 'price_invalid', args: { digits: money.digits } }
          : { cell, code: 'ratio_invalid' },
      )
    return value ?? null
  }
  const wrong = faults.length
  const min = read('bound_min', boundMin, was.min)
  const max = read('bound_max', boundMax, was.max)
  const asked: AskedBounds = { kind, min, max }
  if (faults.length === wrong && !boundsAskedFit(asked))
    faults.push(
      min === null && max === null
        ? { cell: 'bound_min', code: 'bounds_end_needed' }
        : { cell: 'bound_min', code: 'bounds_invalid' },
    )
  return asked
}

/** The cells of goods of one variant, as texts that read back as the same. */
export function goodsTexts(body: GoodsBody, digits: number): Record<string, string> {
  const sku = body.skus[0]!
  const bounds = sku.bounds ?? body.bounds
  const end = (value: number | null): string => {
    if (value === null) return ''
    return bounds.kind === 'ratio' ? ratioText(value) : decimalOf(value, digits)
  }
  return {
    name: body.name.zh,
    name_en: body.name.en,
    kind: body.kind,
    category: body.categoryId ?? '',
    brand: body.brand,
    unit: body.unit.zh,
    unit_en: body.unit.en,
    unit_size: String(body.unitSize),
    barcodes: sku.barcodes.join(' '),
    weight: String(sku.weightGrams),
    supply_price: decimalOf(sku.supplyPrice, digits),
    bounds: bounds.kind,
    bound_min: bounds.kind === 'none' ? '' : end(bounds.min),
    bound_max: bounds.kind === 'none' ? '' : end(bounds.max),
    pictures: body.mediaIds.join(' '),
    detail: body.detail.zh,
    detail_en: body.detail.en,
  }
}

/** What a row changes of goods: keys of columns, each with the text before and after. Empty when nothing does. */
export function goodsChanges(
  before: GoodsBody,
  after: GoodsBody,
  digits: number,
): { cell: string; before: string; after: string }[] {
  const [was, is] = [goodsTexts(before, digits), goodsTexts(after, digits)]
  return Object.keys(is).flatMap((cell) =>
    was[cell] === is[cell] ? [] : [{ cell, before: was[cell]!, after: is[cell]! }],
  )
}
