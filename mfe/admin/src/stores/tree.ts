import type { OrgUnit } from '@storeweave/contract'

export interface UnitBranch extends OrgUnit {
  depth: number
}

/** Head office and regions in the order of a tree; units whose parent is out of reach stand at the top. */
export function regionTree(units: readonly OrgUnit[]): UnitBranch[] {
  const inner = units.filter((unit) => unit.kind !== 'store')
  const known = new Set(inner.map((unit) => unit.id))
  const under = (parentId: string | null, depth: number): UnitBranch[] =>
    inner
      .filter((unit) => (unit.parentId && known.has(unit.parentId) ? unit.parentId : null) === parentId)
      .sort((a, b) => a.code.localeCompare(b.code))
      .flatMap((unit) => [{ ...unit, depth }, ...under(unit.id, depth + 1)])
  return under(null, 0)
}

/** Units under which another may hang: not itself and nothing below it. */
export function parentsFor(units: readonly OrgUnit[], id: string | undefined): UnitBranch[] {
  const tree = regionTree(units)
  if (!id) return tree
  const at = tree.findIndex((unit) => unit.id === id)
  if (at < 0) return tree
  let end = at + 1
  while (end < tree.length && tree[end]!.depth > tree[at]!.depth) end++
  return [...tree.slice(0, at), ...tree.slice(end)]
}
