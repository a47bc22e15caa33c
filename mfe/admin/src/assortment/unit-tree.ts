import type { ScopeUnit } from '@storeweave/kit'

export interface UnitRow extends ScopeUnit {
  depth: number
  /** Stores at or below it. */
  stores: number
  /** Something hangs below it. */
  parent: boolean
}

/** The org tree as rows, children under their parent, regions before stores; HQ on top. */
export function unitRows(units: readonly ScopeUnit[], text: (name: ScopeUnit['name']) => string): UnitRow[] {
  const known = new Set(units.map((unit) => unit.id))
  const children = new Map<string | null, ScopeUnit[]>()
  for (const unit of units) {
    const under = unit.parentId && known.has(unit.parentId) ? unit.parentId : null
    children.set(under, [...(children.get(under) ?? []), unit])
  }
  const rank = (unit: ScopeUnit) => (unit.kind === 'store' ? 1 : 0)
  const rowsUnder = (parent: string | null, depth: number): UnitRow[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => rank(a) - rank(b) || text(a.name).localeCompare(text(b.name)))
      .flatMap((unit) => {
        const below = rowsUnder(unit.id, depth + 1)
        const stores = below.filter((row) => row.kind === 'store').length + rank(unit)
        return [{ ...unit, depth, stores, parent: below.length > 0 }, ...below]
      })
  return rowsUnder(null, 0)
}

/** The ids above a unit, nearest first. */
export function aboveOf(units: readonly Pick<ScopeUnit, 'id' | 'parentId'>[], id: string): string[] {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  const above: string[] = []
  for (let at = parents.get(id); at && !above.includes(at); at = parents.get(at)) above.push(at)
  return above
}

/** The units in view: those whose parents are all open, or, while something is typed, those whose name has it. */
export function shownRows(
  rows: readonly UnitRow[],
  open: ReadonlySet<string>,
  typed: string,
  most: number,
): UnitRow[] {
  const word = typed.trim().toLowerCase()
  if (word)
    return rows
      .filter(({ name }) => `${name.zh} ${name.en}`.toLowerCase().includes(word))
      .slice(0, most)
      .map((row) => ({ ...row, depth: 0 }))
  return rows.filter((row) => aboveOf(rows, row.id).every((id) => open.has(id)))
}

/** Ids without those that stand below another of them: a region says it for all below. */
export const topmost = (units: readonly ScopeUnit[], ids: readonly string[]): string[] =>
  ids.filter((id) => !aboveOf(units, id).some((up) => ids.includes(up)))
