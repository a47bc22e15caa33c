import type { BundlePart, VoucherTerms } from '@storeweave/contract'

export interface Words {
  zh: string
  en: string
}
export interface Option {
  name: Words
  values: Words[]
}
export interface SkuDraft {
  id: string
  code: string
  barcodes: string[]
  optionIndexes: number[]
  listPrice: number | undefined
  unitSize: number
  priceMin: number | null
  priceMax: number | null
  weightGrams: number
  mediaId: string | null
  /** Of a bundle: what one piece consists of. */
  parts?: BundlePart[]
  /** Of a voucher: what one is good for. */
  voucher?: VoucherTerms
}

const keyOf = (indexes: readonly number[]): string => indexes.join()

/** Every way to pick one value of each option, in the order of the values; one empty pick without options. */
export function picksOf(options: readonly Option[]): number[][] {
  return options.reduce<number[][]>(
    (picks, option) => picks.flatMap((pick) => option.values.map((_, index) => [...pick, index])),
    [[]],
  )
}

/** The picks for which there is no SKU yet. */
export function missingPicks(options: readonly Option[], skus: readonly SkuDraft[]): number[][] {
  const there = new Set(skus.map((sku) => keyOf(sku.optionIndexes)))
  return picksOf(options).filter((pick) => !there.has(keyOf(pick)))
}

/** SKUs in the order of their picks, so that a matrix reads like its options. */
export const inOrder = (skus: readonly SkuDraft[]): SkuDraft[] =>
  [...skus].sort((a, b) => {
    const at = a.optionIndexes.findIndex((value, index) => value !== b.optionIndexes[index])
    return at < 0 ? 0 : a.optionIndexes[at]! - b.optionIndexes[at]!
  })

/** SKUs after an option was added at the end: those that are there take its first value. */
export const afterOptionAdded = (skus: readonly SkuDraft[]): SkuDraft[] =>
  skus.map((sku) => ({ ...sku, optionIndexes: [...sku.optionIndexes, 0] }))

/** SKUs after an option was taken away: of those that became the same, the first stays. */
export function afterOptionRemoved(skus: readonly SkuDraft[], at: number): SkuDraft[] {
  const seen = new Set<string>()
  return skus.flatMap((sku) => {
    const optionIndexes = sku.optionIndexes.filter((_, index) => index !== at)
    if (seen.has(keyOf(optionIndexes))) return []
    seen.add(keyOf(optionIndexes))
    return [{ ...sku, optionIndexes }]
  })
}

/** SKUs after a value was taken away: its own go, later values move up. */
export const afterValueRemoved = (skus: readonly SkuDraft[], option: number, value: number): SkuDraft[] =>
  skus
    .filter((sku) => sku.optionIndexes[option] !== value)
    .map((sku) => ({
      ...sku,
      optionIndexes: sku.optionIndexes.map((index, at) =>
        at === option && index > value ? index - 1 : index,
      ),
    }))

/**
 * SKUs with one for each missing pick. One that was sold before with the same pick comes back under its id; a new one
 * takes price, bounds and weight from the first SKU, and a code from `base` and its position.
 */
export function filled(
  options: readonly Option[],
  skus: readonly SkuDraft[],
  former: readonly SkuDraft[],
  base: string,
  newId: () => string,
): SkuDraft[] {
  const all = [...skus]
  const codes = new Set([...skus, ...former].map((sku) => sku.code))
  const model = skus[0]
  for (const pick of missingPicks(options, skus)) {
    const before = former.find(
      (sku) => keyOf(sku.optionIndexes) === keyOf(pick) && !all.some((one) => one.id === sku.id),
    )
    all.push(
      before ?? { ...blankSku(newId()), ...copied(model), optionIndexes: pick, code: freeCode(base, codes) },
    )
  }
  return inOrder(all)
}

/** The first free code `base-1`, `base-2` …; remembers it as taken. */
function freeCode(base: string, taken: Set<string>): string {
  const stem = base || 'SKU'
  let number = 1
  while (taken.has(`${stem}-${number}`)) number++
  taken.add(`${stem}-${number}`)
  return `${stem}-${number}`
}

const copied = (model: SkuDraft | undefined): Partial<SkuDraft> =>
  model
    ? {
        listPrice: model.listPrice,
        unitSize: model.unitSize,
        priceMin: model.priceMin,
        priceMax: model.priceMax,
        weightGrams: model.weightGrams,
      }
    : {}

/** A SKU about which nothing is known yet. */
export const blankSku = (id: string): SkuDraft => ({
  id,
  code: '',
  barcodes: [],
  optionIndexes: [],
  listPrice: undefined,
  unitSize: 1,
  priceMin: null,
  priceMax: null,
  weightGrams: 0,
  mediaId: null,
})

/** Columns of the matrix that are typed into, in their order, and how a pasted cell is taken; an empty price bound is none. */
export const PASTED = ['code', 'barcodes', 'listPrice', 'priceMin', 'priceMax', 'weight'] as const
export type PastedColumn = (typeof PASTED)[number]
/** What stands in pasted text, row by row and cell by cell, as sheets put it on the clipboard. */
export const cellsOf = (text: string): string[][] =>
  text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))

/**
 * Lays pasted cells over the matrix from a row and a column on; what reaches beyond it is left out, what cannot be read
 * as an amount leaves the cell as it is. `amountOf` reads an amount in minor units. Answers how many cells it wrote.
 */
export function paste(
  skus: SkuDraft[],
  at: { row: number; column: PastedColumn },
  cells: readonly (readonly string[])[],
  amountOf: (text: string) => number | undefined,
): number {
  const first = PASTED.indexOf(at.column)
  let written = 0
  cells.forEach((line, down) =>
    line.forEach((text, right) => {
      const [sku, column] = [skus[at.row + down], PASTED[first + right]]
      if (sku && column && pasteOne(sku, column, text, amountOf)) written++
    }),
  )
  return written
}

function pasteOne(
  sku: SkuDraft,
  column: PastedColumn,
  text: string,
  amountOf: (text: string) => number | undefined,
): boolean {
  if (column === 'code') sku.code = text
  else if (column === 'barcodes') sku.barcodes = barcodesIn(text)
  else if (column === 'weight') {
    if (!/^\d{1,7}$/.test(text)) return false
    sku.weightGrams = Math.min(Number(text), 1_000_000)
  } else if (text === '' && column !== 'listPrice') sku[column] = null
  else {
    const amount = amountOf(text)
    if (amount === undefined) return false
    sku[column] = amount
  }
  return true
}

/** Barcodes as people part them: by blanks, commas, semicolons of either width; ten at most. */
export const barcodesIn = (text: string): string[] =>
  text
    .split(/[\s,;，；、]+/)
    .filter(Boolean)
    .slice(0, 10)

/** Gives each value of an option a picture of its own, in order: all SKUs of a colour show the same one. */
export function picturesByOption(skus: SkuDraft[], option: number, mediaIds: readonly string[]): void {
  for (const sku of skus) sku.mediaId = mediaIds[sku.optionIndexes[option] ?? -1] ?? sku.mediaId
}
