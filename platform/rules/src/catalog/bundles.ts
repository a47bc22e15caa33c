import type { PartProblem, ProductKind } from '@storeweave/contract'
import { allocate, priceOf, type Minor } from '@storeweave/contract/money'
import type { ProductState } from './states.js'

/** What decides whether goods can be part of a bundle. */
export interface PartFacts {
  kind: ProductKind
  state: ProductState
  supplierId: string | null
  active: boolean
}

/** What never fits into a bundle, whatever its state: stock that isn't counted in pieces, or isn't the brand's own. */
export function misfitPart({
  kind,
  supplierId,
}: Pick<PartFacts, 'kind' | 'supplierId'>): PartProblem | undefined {
  if (kind === 'weighed' || kind === 'bundle') return kind
  if (kind !== 'physical') return 'kind'
  return supplierId === null ? undefined : 'supplied'
}

/** Why a bundle with this part isn't sold now; undefined when nothing stands against it. */
export function partProblem(part: PartFacts): PartProblem | undefined {
  const misfit = misfitPart(part)
  if (misfit) return misfit
  if (!part.active) return 'sku_inactive'
  if (part.state === 'published') return undefined
  return part.state === 'retired' ? 'retired' : 'not_published'
}

/** What a part costs by the list: minor units per `unitSize`, and pieces of it in one bundle. */
export interface ListedPart {
  listPrice: Minor
  unitSize: number
  quantity: number
}

/** What the parts of one bundle cost singly, by the list. */
export const singlyOf = (parts: readonly ListedPart[]): Minor =>
  parts.reduce((sum, p) => sum + priceOf(p.listPrice, p.quantity, p.unitSize), 0)

/** Which share of a sum falls to each part, by what they cost singly; the shares add up to the sum to the fen. */
export const partShares = (total: Minor, parts: readonly ListedPart[]): Minor[] =>
  allocate(
    total,
    parts.map((p) => priceOf(p.listPrice, p.quantity, p.unitSize)),
  )
