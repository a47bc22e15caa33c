import { describe, expect, it } from 'vitest'
import { stepped } from './useOrdering'

describe('steps of a quantity', () => {
  const milk = { min: 12, pack: 6 }
  it('begin with the smallest order, go by packs, and end at nothing', () => {
    expect([0, 12, 13].map((n) => stepped(milk, n, true))).toEqual([12, 18, 18])
    expect([18, 12, 20].map((n) => stepped(milk, n, false))).toEqual([12, 0, 12])
  })
})
