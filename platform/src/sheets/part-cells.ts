import { PARTS_MOST, type BundlePart, type Product } from '@storeweave/contract'
import { misfitPart, partProblem } from '@storeweave/rules/catalog'
import type { NamedPart } from '../catalog/index.js'
import type { CellFault, Column } from './columns.js'
import type { KeptRow } from './kept-rows.js'
import { shownOf } from './sheet-row.js'

/** What cells of parts are read and written against: SKUs that may be named, by code, and codes by id. */
export interface PartGround {
  parts: ReadonlyMap<string, NamedPart>
  partCodes: ReadonlyMap<string, string>
}
const PIECES_MOST = 999

/** The pieces of a cell, `CODE*2; CODE2`, as codes and how many of each; undefined where one is no such piece. */
export function partsIn(text: string): { code: string; quantity: number }[] | undefined {
  const pieces = text
    .normalize('NFKC')
    .split(/[;、\n]/)
    .map((piece) => piece.trim())
    .filter(Boolean)
  const read = pieces.map((piece) => {
    const [code = '', count = '1', ...more] = piece.split(/[*×]/).map((part) => part.trim())
    const quantity = /^\d{1,3}$/.test(count) ? Number(count) : 0
    return { code, quantity, ok: code !== '' && !more.length && quantity >= 1 && quantity <= PIECES_MOST }
  })
  return read.every((piece) => piece.ok) ? read.map(({ code, quantity }) => ({ code, quantity })) : undefined
}

/** The column of what a SKU of a bundle consists of. */
export const partColumn = <L>(set: (line: L, parts: BundlePart[]) => void): Column<L, PartGround> => ({
  key: 'parts',
  title: { 'zh-CN': '组合内容', en: 'Parts' },
  put: (to, text, { parts: known }): CellFault | undefined => {
    const pieces = partsIn(text)
    if (!pieces) return { code: 'parts_invalid' }
    if (pieces.length > PARTS_MOST) return { code: 'too_many_parts', args: { most: PARTS_MOST } }
    for (const [at, { code }] of pieces.entries()) {
      const part = known.get(code)
      if (!part) return { code: 'part_unknown', args: { code: code.slice(0, 40) } }
      if (misfitPart(part)) return { code: 'part_unfitting', args: { code } }
      if (pieces.findIndex((piece) => piece.code === code) !== at)
        return { code: 'part_twice', args: { code } }
    }
    set(
      to,
      pieces.map(({ code, quantity }) => ({ skuId: known.get(code)!.skuId, quantity })),
    )
  },
  clear: (to) => set(to, []),
})

/** Parts as a cell says them; read back they are the same. */
export const partsText = (
  parts: readonly BundlePart[],
  { partCodes }: Pick<PartGround, 'partCodes'>,
): string => parts.map(({ skuId, quantity }) => `${partCodes.get(skuId) ?? skuId}*${quantity}`).join('; ')

/** The ids of all parts of these products. */
export const partIdsOf = (products: readonly Product[]): string[] => [
  ...new Set(products.flatMap((p) => p.skus.flatMap((s) => (s.parts ?? []).map((part) => part.skuId)))),
]

/** The codes that cells of parts name. */
export function codesOfParts(rows: readonly KeptRow[], columns: readonly string[]): string[] {
  const at = columns.indexOf('parts')
  if (at < 0) return []
  return [...new Set(rows.flatMap(({ cells }) => (partsIn(shownOf(cells[at])) ?? []).map((p) => p.code)))]
}

/** Parts of a bundle on sale that are new there and not on sale themselves: the codes of each SKU's. */
export function partsOffSale(
  before: Product,
  skus: readonly { code: string; parts?: readonly BundlePart[] | undefined }[],
  { parts }: PartGround,
): { sku: string; codes: string }[] {
  if (before.state !== 'published') return []
  const off = new Set([...parts.values()].flatMap((part) => (partProblem(part) ? part.skuId : [])))
  const known = new Set(partIdsOf([before]))
  const codes = new Map([...parts.values()].map((part) => [part.skuId, part.code]))
  return skus.flatMap(({ code, parts: wanted = [] }) => {
    const lacking = wanted.filter(({ skuId }) => off.has(skuId) && !known.has(skuId))
    return lacking.length
      ? [{ sku: code, codes: lacking.map(({ skuId }) => codes.get(skuId)).join(', ') }]
      : []
  })
}
