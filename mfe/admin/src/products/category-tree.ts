import type { Category } from '@storeweave/contract'

export interface Branch extends Category {
  depth: number
  /** Ids from the top down to this one. */
  path: string[]
}

/** Categories in the order in which a tree shows them: by position, children under their parent. */
export function treeOf(items: readonly Category[]): Branch[] {
  const known = new Set(items.map((one) => one.id))
  const under = (parentId: string | null, path: string[]): Branch[] =>
    items
      .filter((one) => (one.parentId && known.has(one.parentId) ? one.parentId : null) === parentId)
      .sort((a, b) => a.position - b.position || a.name.zh.localeCompare(b.name.zh))
      .flatMap((one) => {
        const own = [...path, one.id]
        return [{ ...one, depth: path.length, path: own }, ...under(one.id, own)]
      })
  return under(null, [])
}

/** Choices of a select, each with its place in the tree: `Fruit / Citrus`. */
export const choicesOf = (
  items: readonly Category[],
  text: (name: Category['name']) => string,
): { value: string; label: string }[] => {
  const nameOf = new Map(items.map((one) => [one.id, text(one.name)]))
  return treeOf(items).map((one) => ({
    value: one.id,
    label: one.path.map((id) => nameOf.get(id)).join(' / '),
  }))
}
