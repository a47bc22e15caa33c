import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageOf, firstReviewState, nextReviewState, reviewMoves } from './index.js'

describe('a rating', () => {
  it.each([
    [[0, 0, 0, 0, 0], null],
    [[0, 0, 0, 0, 1], 5],
    [[1, 0, 0, 0, 1], 3],
    [[0, 0, 1, 1, 1], 4],
    [[0, 0, 0, 3, 1], 4.3],
    [[0, 0, 0, 1, 3], 4.8],
    [[1, 0, 0, 0, 19], 4.8],
  ])('of %j is %s', (counts, average) => expect(averageOf(counts)).toBe(average))

  it('lies between the fewest and the most stars given, with one decimal', () => {
    const counts = fc.array(fc.nat(1_000_000), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(counts, (given) => {
        const average = averageOf(given)
        if (average === null) return given.every((count) => count === 0)
        const stars = given.flatMap((count, at) => (count ? [at + 1] : []))
        const inside = average >= stars[0]! && average <= stars.at(-1)!
        return inside && Number(average.toFixed(1)) === average
      }),
    )
  })
})

describe('a review', () => {
  it('waits for a look, unless words alone are shown at once', () => {
    expect(firstReviewState({ pictures: 0, atOnce: true })).toBe('shown')
    expect(firstReviewState({ pictures: 0, atOnce: false })).toBe('waiting')
    expect(firstReviewState({ pictures: 1, atOnce: true })).toBe('waiting')
  })
  it('is shown and hidden as often as HQ likes, and never comes back once taken back', () => {
    expect(nextReviewState('waiting', 'show')).toBe('shown')
    expect(nextReviewState('shown', 'show')).toBeUndefined()
    expect(nextReviewState('hidden', 'show')).toBe('shown')
    expect(Object.keys(reviewMoves.withdrawn)).toEqual([])
  })
})
