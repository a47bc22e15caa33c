import { divideHalfUp } from '@storeweave/contract/money'

/** What a supplier's month of shipping comes to, in thousandths of a piece (or of a priced weight). */
export interface Shipped {
  /** What was to leave in the month: shipped, said to be lacking, or overdue. */
  due: number
  shipped: number
  onTime: number
  /** Of what was shipped: came back after it was received. */
  returned: number
}
/** Rates and score in basis points; null where there was nothing to measure. */
export interface Score {
  fillRate: number | null
  onTimeRate: number | null
  returnRate: number | null
  score: number | null
}

/** What each rate counts for, in percent: shipped of what was due, on time, and not returned. */
export const scoreWeights = { fill: 40, onTime: 40, kept: 20 } as const

const WHOLE = 10_000
const rate = (part: number, of: number): number => divideHalfUp(BigInt(part) * BigInt(WHOLE), of)

/**
 * A month's rates, each rounded half up, and the score they weigh up to. Who shipped nothing of what was due scores
 * nothing: neither in time nor kept by anybody.
 */
export function scoreOf({ due, shipped, onTime, returned }: Shipped): Score {
  if (due === 0) return { fillRate: null, onTimeRate: null, returnRate: null, score: null }
  const fillRate = rate(shipped, due)
  if (shipped === 0) return { fillRate, onTimeRate: null, returnRate: null, score: 0 }
  const onTimeRate = rate(onTime, shipped)
  const returnRate = rate(Math.min(returned, shipped), shipped)
  const { fill, onTime: inTime, kept } = scoreWeights
  const score = divideHalfUp(BigInt(fill * fillRate + inTime * onTimeRate + kept * (WHOLE - returnRate)), 100)
  return { fillRate, onTimeRate, returnRate, score }
}
