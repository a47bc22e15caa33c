export interface Node {
  id: string
  parentId: string | null
}

/** True when putting `id` under `parentId` would place it below itself. */
export function wouldCycle(nodes: readonly Node[], id: string, parentId: string | null): boolean {
  const parents = new Map(nodes.map((n) => [n.id, n.parentId]))
  const seen = new Set<string>()
  for (let at: string | null | undefined = parentId; at && !seen.has(at); at = parents.get(at)) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}

/** Adds to each node's own count those of everything below it. */
export function rollUp(nodes: readonly Node[], own: ReadonlyMap<string, number>): Map<string, number> {
  const parents = new Map(nodes.map((n) => [n.id, n.parentId]))
  const totals = new Map(nodes.map((n) => [n.id, 0]))
  for (const { id } of nodes) {
    const count = own.get(id) ?? 0
    const seen = new Set<string>()
    for (let at: string | null | undefined = id; at && !seen.has(at); at = parents.get(at)) {
      totals.set(at, (totals.get(at) ?? 0) + count)
      seen.add(at)
    }
  }
  return totals
}
