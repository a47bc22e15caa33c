import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  approvalOf,
  canWithdraw,
  lastDayOf,
  nextReturnState,
  openReturnStates,
  returnableOf,
  returnMoves,
  type ReturnMove,
} from './index.js'

const states = Object.keys(returnMoves) as (keyof typeof returnMoves)[]
const moves: ReturnMove[] = [
  'approve',
  'refund',
  'refuse',
  'withdraw',
  'lapse',
  'send',
  'receive',
  'overrule',
  'overrule_paying',
]

describe('a return', () => {
  it('is paid once: nothing leads out of refunded or withdrawn', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 30 }), (asked) => {
        let state: (typeof states)[number] = 'asked'
        let paid = 0
        for (const move of asked) {
          const to = nextReturnState(state, move)
          if (!to) continue
          if (to === 'refunded') paid++
          expect(['refunded', 'withdrawn']).not.toContain(state)
          state = to
        }
        return paid <= 1
      }),
    )
  })
  it('can be taken back until goods have left the shopper', () => {
    expect(states.filter(canWithdraw)).toEqual(['asked', 'approved'])
  })
  it('holds its pieces while it is open', () => {
    expect(states.filter((s) => !(openReturnStates as readonly string[]).includes(s)).sort()).toEqual([
      'refunded',
      'refused',
      'withdrawn',
    ])
  })
  it.each([
    ['return', 'asked', false, 'approve'],
    ['refund_only', 'asked', false, 'refund'],
    ['return', 'received', true, 'refund'],
    ['return', 'refused', false, 'overrule'],
    ['return', 'refused', true, 'overrule_paying'],
    ['refund_only', 'refused', false, 'overrule_paying'],
    ['return', 'approved', false, undefined],
    ['return', 'sent', false, undefined],
    ['return', 'refunded', true, undefined],
    ['refund_only', 'withdrawn', false, undefined],
  ] as const)('a yes to a %s that is %s (looked at: %s) means %s', (kind, state, looked, move) =>
    expect(approvalOf({ kind, state, looked })).toBe(move),
  )
})

describe('what can be asked back', () => {
  it('is what was bought less what went back and what is asked, never below nothing', () => {
    expect(returnableOf({ kind: 'physical', quantity: 3, refunded: 1, asked: 1 })).toBe(1)
    expect(returnableOf({ kind: 'bundle', quantity: 3, refunded: 2, asked: 2 })).toBe(0)
    expect(returnableOf({ kind: 'weighed', quantity: 500, refunded: 0, asked: 0 })).toBe(500)
    expect(returnableOf({ kind: 'virtual', quantity: 3, refunded: 0, asked: 0 })).toBe(0)
  })
  it('until the last day, over ends of months and years', () => {
    expect(lastDayOf('2026-11-23', 7)).toBe('2026-11-30')
    expect(lastDayOf('2026-12-28', 7)).toBe('2027-01-04')
    expect(lastDayOf('2028-02-27', 3)).toBe('2028-03-01')
    expect(lastDayOf('2026-11-23', 0)).toBe('2026-11-23')
  })
})
