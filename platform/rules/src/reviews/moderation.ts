export type ReviewState = 'waiting' | 'shown' | 'hidden' | 'withdrawn'
export type ReviewMove = 'show' | 'hide' | 'withdraw'

/** A review's life. What its shopper has taken back never comes back. */
export const reviewMoves = {
  waiting: { show: 'shown', hide: 'hidden', withdraw: 'withdrawn' },
  shown: { hide: 'hidden', withdraw: 'withdrawn' },
  hidden: { show: 'shown', withdraw: 'withdrawn' },
  withdrawn: {},
} as const satisfies Record<ReviewState, Partial<Record<ReviewMove, ReviewState>>>

/** Where a move leads from a state; undefined when it isn't legal. */
export const nextReviewState = (from: ReviewState, move: ReviewMove): ReviewState | undefined =>
  (reviewMoves[from] as Partial<Record<ReviewMove, ReviewState>>)[move]

/** Where what a shopper wrote begins: pictures are always looked at first, words where the brand says so. */
export const firstReviewState = (said: { pictures: number; atOnce: boolean }): 'waiting' | 'shown' =>
  said.atOnce && said.pictures === 0 ? 'shown' : 'waiting'
