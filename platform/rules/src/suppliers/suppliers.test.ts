import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applicationMoves,
  boundsAskedFit,
  creditCodeCheck,
  goodsMoves,
  isCreditCode,
  licenceMoves,
  listingUntil,
  mayList,
  scoreOf,
  standingOf,
  supplierMoves,
  toldOf,
} from './index.js'

const SIGNS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const first17 = fc.array(fc.constantFrom(...SIGNS), { minLength: 17, maxLength: 17 }).map((a) => a.join(''))

describe('a unified social credit code', () => {
  it('of real companies is right', () => {
    for (const code of [
      '91350100M000100Y43',
      '91440300708461136T',
      '91330100799655058B',
      '9111000071093123XX',
    ])
      expect([code, isCreditCode(code)]).toEqual([code, true])
  })
  it('with any one sign changed, or two neighbours swapped, is wrong', () => {
    fc.assert(
      fc.property(first17, fc.nat(17), fc.constantFrom(...SIGNS), (start, at, sign) => {
        const code = start + creditCodeCheck(start)!
        expect(isCreditCode(code)).toBe(true)
        if (code[at] !== sign) expect(isCreditCode(code.slice(0, at) + sign + code.slice(at + 1))).toBe(false)
      }),
    )
  })
  it('has no letter that looks like a digit, and no other length', () => {
    for (const code of [
      '',
      '91350100M000100Y4',
      '91350100M000100Y433',
      'I1350100M000100Y43',
      '91350100m000100y43',
    ])
      expect(isCreditCode(code)).toBe(false)
  })
})

describe('the papers of a supplier', () => {
  it('hold on their last day, are spoken of for thirty days before it and urgent for seven', () => {
    const on = (day: string | null) => standingOf(day, '2026-11-22')
    expect(
      [null, '2027-01-01', '2026-12-22', '2026-11-30', '2026-11-29', '2026-11-22', '2026-11-21'].map(on),
    ).toEqual(['valid', 'valid', 'ends_soon', 'ends_soon', 'urgent', 'urgent', 'expired'])
    expect(on('2026-12-23')).toBe('valid')
  })
  it('let new goods be listed until the first of them ends', () => {
    expect(listingUntil([])).toBeNull()
    expect(listingUntil([null, '2027-05-01', '2026-12-31'])).toBe('2026-12-31')
    expect(mayList('active', '2026-11-22', '2026-11-22')).toBe(true)
    expect(mayList('active', '2026-11-21', '2026-11-22')).toBe(false)
    expect(mayList('suspended', null, '2026-11-22')).toBe(false)
    expect(mayList('active', null, '2026-11-22')).toBe(true)
  })
})

describe('the lives of suppliers, their applications, papers and goods', () => {
  it('end where they end', () => {
    expect(Object.keys(applicationMoves.rejected)).toEqual([])
    expect(Object.keys(applicationMoves.approved)).toEqual([])
    expect(Object.keys(supplierMoves.closed)).toEqual([])
    expect(Object.keys(licenceMoves.replaced)).toEqual([])
    expect(Object.keys(goodsMoves.taken)).toEqual([])
  })
})

describe('what a supplier asks of prices', () => {
  it('is refused with a ratio of nothing, a lowest above the highest, or no end at all', () => {
    expect(boundsAskedFit({ kind: 'none' })).toBe(true)
    expect(boundsAskedFit({ kind: 'ratio', min: 12_000, max: 18_000 })).toBe(true)
    expect(boundsAskedFit({ kind: 'ratio', min: 0, max: 18_000 })).toBe(false)
    expect(boundsAskedFit({ kind: 'ratio', min: null, max: 0 })).toBe(false)
    expect(boundsAskedFit({ kind: 'range', min: 1500, max: 1499 })).toBe(false)
    expect(boundsAskedFit({ kind: 'range', min: 1500, max: 1500 })).toBe(true)
    expect(boundsAskedFit({ kind: 'range', min: null, max: null })).toBe(false)
    expect(boundsAskedFit({ kind: 'range', min: 0, max: null })).toBe(true)
  })
})

describe('a report for suppliers', () => {
  const groups = fc.array(fc.record({ buyers: fc.integer({ min: 1, max: 12 }) }), { maxLength: 12 })
  it('tells groups of a crowd, and holds one more back where any is hidden', () => {
    expect(toldOf([{ buyers: 5 }, { buyers: 9 }], 5)).toEqual([{ buyers: 5 }, { buyers: 9 }])
    expect(toldOf([{ buyers: 4 }, { buyers: 6 }, { buyers: 9 }], 5)).toEqual([{ buyers: 9 }])
    expect(toldOf([{ buyers: 4 }], 5)).toEqual([])
  })
  it('hides nothing, everything, or a crowd: no total less what is told says anything of few', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 2, max: 8 }), (all, least) => {
        const told = toldOf(all, least)
        const hidden = all.filter((g) => !told.includes(g))
        expect(told.every((g) => g.buyers >= least)).toBe(true)
        if (hidden.length && told.length) expect(hidden.some((g) => g.buyers >= least)).toBe(true)
      }),
    )
  })
})

describe('a month of shipping', () => {
  const pieces = (due: number, shipped: number, onTime: number, returned: number) =>
    scoreOf({ due: due * 1000, shipped: shipped * 1000, onTime: onTime * 1000, returned: returned * 1000 })
  it.each([
    // 40 % of 7/8, 40 % of 6/7, 20 % of what 1/7 back leaves
    [pieces(8, 7, 6, 1), { fillRate: 8750, onTimeRate: 8571, returnRate: 1429, score: 8643 }],
    [pieces(3, 3, 3, 0), { fillRate: 10000, onTimeRate: 10000, returnRate: 0, score: 10000 }],
    [pieces(3, 0, 0, 0), { fillRate: 0, onTimeRate: null, returnRate: null, score: 0 }],
    [pieces(0, 0, 0, 0), { fillRate: null, onTimeRate: null, returnRate: null, score: null }],
  ])('%# comes to its rates and their weighed sum', (score, wanted) => expect(score).toEqual(wanted))
})
