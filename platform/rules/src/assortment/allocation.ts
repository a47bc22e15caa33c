import type { AllocationKind, Assortment } from '@storeweave/contract'

/**
 * Where a product may be sold: `unitIds` are the nodes of chosen goods, sorted; `storeId` the one store of exclusive ones.
 * `byHand`: somebody decided it, so that rules leave it alone.
 */
export interface Range {
  assortment: Assortment
  storeId: string | null
  unitIds: readonly string[]
  byHand: boolean
}
export interface Reallocation {
  kind: Exclude<AllocationKind, 'rules'>
  unitIds: readonly string[]
}
/** A store with itself and every node above it. */
export interface Placed {
  id: string
  unitIds: readonly string[]
}

const sorted = (ids: Iterable<string>): string[] => [...new Set(ids)].sort()
const chosen = (ids: Iterable<string>): Range => ({
  assortment: 'chosen',
  storeId: null,
  unitIds: sorted(ids),
  byHand: true,
})

/** Where a product may be sold after somebody changed it. Nodes are added to and removed from chosen goods alone: others stay as they are. */
export function reallocated(before: Range, { kind, unitIds }: Reallocation): Range {
  switch (kind) {
    case 'everywhere':
      return { assortment: 'all', storeId: null, unitIds: [], byHand: true }
    case 'exclusive':
      return { assortment: 'exclusive', storeId: unitIds[0]!, unitIds: [], byHand: true }
    case 'only':
      return chosen(unitIds)
    case 'add':
      return before.assortment === 'chosen' ? chosen([...before.unitIds, ...unitIds]) : before
    case 'remove':
      return before.assortment === 'chosen'
        ? chosen(before.unitIds.filter((id) => !unitIds.includes(id)))
        : before
  }
}

/** A text that is the same for the same range, decided the same way. */
export const rangeKey = ({ assortment, storeId, unitIds, byHand }: Range): string =>
  [assortment, byHand ? 'hand' : 'rules', storeId ?? '', ...unitIds].join(' ')

/** True when a store may sell what has such a range; says the same as the server's `releasedTo`. */
export function isReleased({ assortment, storeId, unitIds }: Range, store: Placed): boolean {
  if (assortment === 'all') return true
  if (assortment === 'exclusive') return storeId === store.id
  return unitIds.some((id) => store.unitIds.includes(id))
}

/** What changes of ranges come to, as products times stores: how many of them begin to be released, and how many end. */
export function extentOf(
  changes: readonly { before: Range; after: Range }[],
  stores: readonly Placed[],
): { gained: number; lost: number } {
  const alike = new Map<string, { before: Range; after: Range; count: number }>()
  for (const { before, after } of changes) {
    const key = `${rangeKey(before)}>${rangeKey(after)}`
    const group = alike.get(key)
    if (group) group.count++
    else alike.set(key, { before, after, count: 1 })
  }
  let [gained, lost] = [0, 0]
  for (const { before, after, count } of alike.values())
    for (const store of stores) {
      const [was, is] = [isReleased(before, store), isReleased(after, store)]
      if (is && !was) gained += count
      if (was && !is) lost += count
    }
  return { gained, lost }
}
