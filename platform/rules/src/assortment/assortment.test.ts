import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extentOf, isReleased, rangeKey, reallocated, ruledRange, type Placed, type Range } from './index.js'

const all: Range = { assortment: 'all', storeId: null, unitIds: [], byHand: true }
const chosen = (...unitIds: string[]): Range => ({
  assortment: 'chosen',
  storeId: null,
  unitIds,
  byHand: true,
})
const own = (storeId: string): Range => ({ assortment: 'exclusive', storeId, unitIds: [], byHand: true })
const stores: Placed[] = [
  { id: 's1', unitIds: ['s1', 'east', 'hq'] },
  { id: 's2', unitIds: ['s2', 'east', 'hq'] },
  { id: 's3', unitIds: ['s3', 'harbour', 'west', 'hq'] },
]
const sellers = (range: Range) => stores.filter((s) => isReleased(range, s)).map((s) => s.id)

describe('where a product may be sold', () => {
  it('follows the tree: a node releases to all stores below it and to no other', () => {
    expect(sellers(all)).toEqual(['s1', 's2', 's3'])
    expect(sellers(chosen('hq'))).toEqual(['s1', 's2', 's3'])
    expect(sellers(chosen('east'))).toEqual(['s1', 's2'])
    expect(sellers(chosen('west'))).toEqual(['s3'])
    expect(sellers(chosen('s2', 'harbour'))).toEqual(['s2', 's3'])
    expect(sellers(chosen())).toEqual([])
    expect(sellers(own('s2'))).toEqual(['s2'])
  })
  it('changes by kind; nodes come to and go from chosen goods alone', () => {
    const unitIds = ['west', 's1', 'west']
    expect(reallocated(own('s1'), { kind: 'everywhere', unitIds: [] })).toEqual(all)
    expect(reallocated(all, { kind: 'only', unitIds })).toEqual(chosen('s1', 'west'))
    expect(reallocated(all, { kind: 'exclusive', unitIds: ['s3'] })).toEqual(own('s3'))
    expect(reallocated(chosen('east'), { kind: 'add', unitIds })).toEqual(chosen('east', 's1', 'west'))
    expect(reallocated(chosen('east', 'west'), { kind: 'remove', unitIds })).toEqual(chosen('east'))
    for (const kind of ['add', 'remove'] as const)
      for (const range of [all, own('s1')]) expect(reallocated(range, { kind, unitIds })).toEqual(range)
  })
  it('is counted as products times stores that begin and end', () => {
    const to = (before: Range, after: Range) => ({ before, after })
    expect(extentOf([to(all, chosen('east')), to(all, chosen('east'))], stores)).toEqual({
      gained: 0,
      lost: 2,
    })
    expect(extentOf([to(chosen('east'), chosen('west')), to(own('s1'), all)], stores)).toEqual({
      gained: 3,
      lost: 2,
    })
  })
  it('a change there and back is none, whatever the ranges', () => {
    const range = fc.oneof(
      fc.constant(all),
      fc.constantFrom('s1', 's2', 's3').map(own),
      fc.subarray(['hq', 'east', 'west', 'harbour', 's1', 's2', 's3']).map((ids) => chosen(...ids)),
    )
    fc.assert(
      fc.property(range, range, (a, b) => {
        const there = extentOf([{ before: a, after: b }], stores)
        const back = extentOf([{ before: b, after: a }], stores)
        expect(there).toEqual({ gained: back.lost, lost: back.gained })
        expect(sellers(b).length - sellers(a).length).toBe(there.gained - there.lost)
      }),
    )
  })
  it('by rule is what all rules that fit say together, and everywhere where none does', () => {
    const [east, lake] = [
      { id: 'r1', unitIds: ['west', 'east'] },
      { id: 'r2', unitIds: ['s1', 'east'] },
    ]
    expect(ruledRange([])).toEqual({ ...all, byHand: false })
    expect(ruledRange([east!, lake!])).toEqual({ ...chosen('east', 's1', 'west'), byHand: false })
    expect(ruledRange([lake!, east!])).toEqual(ruledRange([east!, lake!]))
  })
  it('is another thing when somebody decided the same by hand', () => {
    expect(rangeKey({ ...all, byHand: false })).not.toBe(rangeKey(all))
    const ruled = ruledRange([{ id: 'r1', unitIds: ['east'] }])
    expect(reallocated(ruled, { kind: 'add', unitIds: ['west'] })).toEqual(chosen('east', 'west'))
    expect(reallocated(ruled, { kind: 'remove', unitIds: ['east'] })).toEqual(chosen())
    const free = ruledRange([])
    expect(reallocated(free, { kind: 'everywhere', unitIds: [] })).toEqual(all)
    for (const kind of ['add', 'remove'] as const)
      expect(reallocated(free, { kind, unitIds: ['east'] })).toEqual(free)
  })
})
