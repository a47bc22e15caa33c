export interface Placed {
  id: string
  position: number
}

/** Siblings after one has moved to another place: those whose position changes, with the new one. Steps of ten leave room. */
export function repositioned(siblings: readonly Placed[], from: number, to: number): Placed[] {
  const list = [...siblings]
  const [moved] = list.splice(from, 1)
  if (!moved || to < 0 || to > list.length) return []
  list.splice(to, 0, moved)
  return list.flatMap((one, index) =>
    one.position === (index + 1) * 10 ? [] : [{ id: one.id, position: (index + 1) * 10 }],
  )
}
