/** What a supplier asks of the prices its goods are sold at: a range in minor units, a ratio of the supply price in basis points, or nothing. Null leaves an end open. */
export type AskedBounds =
  | { kind: 'none' }
  | { kind: 'range'; min: number | null; max: number | null }
  | { kind: 'ratio'; min: number | null; max: number | null }

const fits = (min: number | null, max: number | null) => min === null || max === null || min <= max

/** True for bounds that can hold a price: at least one end, none at or below 0 for ratios, the lowest not above the highest. */
export function boundsAskedFit(asked: AskedBounds): boolean {
  if (asked.kind === 'none') return true
  const { min, max } = asked
  const least = asked.kind === 'ratio' ? 1 : 0
  return (min !== null || max !== null) && (min ?? least) >= least && (max ?? 1) >= 1 && fits(min, max)
}
