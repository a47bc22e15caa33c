import { describe, expect, it } from 'vitest'
import { agreedOf, draftOf, rateOf } from './contract-draft'

describe('a contract as it is typed', () => {
  it('reads percentages as basis points', () => {
    expect(['12.5', '0', '100', '100.01', '1.234', '', 'x'].map(rateOf)).toEqual([
      1250,
      0,
      10_000,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
  it('names every field that does not fit', () => {
    const draft = { ...draftOf([], '2026-12-01'), holdDays: '400', until: '2026-11-30', feePercent: 'x' }
    expect(agreedOf('id', draft)).toEqual({ wrong: ['percent', 'feePercent', 'holdDays', 'until'] })
  })
  it('asks no rates by supply price', () => {
    const draft = { ...draftOf([], '2026-12-01'), model: 'supply_price' as const, percent: 'x' }
    expect(agreedOf('id', draft)).toMatchObject({
      body: { rate: 0, categoryRates: [], from: '2026-12-01', holdDays: 7 },
    })
  })
})
