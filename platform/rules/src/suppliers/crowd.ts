/** A part of a report, with how many different people bought in it. */
export interface Group {
  buyers: number
}

/**
 * Which groups of one report may be told: those with at least `least` buyers. Where any is held back, the smallest that
 * could be told is held back with it: the total less what is told would otherwise be the hidden group's own figure. So
 * what is hidden always holds a crowd of its own, or is everything.
 */
export function toldOf<G extends Group>(groups: readonly G[], least: number): G[] {
  const told = groups.filter((group) => group.buyers >= least)
  if (told.length === groups.length) return told
  const smallest = told.reduce<G | undefined>(
    (small, group) => (small === undefined || group.buyers < small.buyers ? group : small),
    undefined,
  )
  return told.filter((group) => group !== smallest)
}

/** True when there are enough buyers for a figure to be told. */
export const isCrowd = (buyers: number, least: number): boolean => buyers >= least
