import { describe, expect, it } from 'vitest'
import { capField, readCap } from './limits'

describe('caps as people type them', () => {
  it('reads percent and money in hundredths, pieces whole, nothing as none', () => {
    expect([
      readCap('priceCut', '30'),
      readCap('priceCut', '12.5'),
      readCap('refund', '500.05'),
      readCap('stockCorrection', ' 200 '),
      readCap('refund', ''),
    ]).toEqual([3000, 1250, 50_005, 200, null])
  })
  it('takes nothing else', () => {
    expect((['-1', '1e3', '1.234', 'x', '1,000'] as const).map((text) => readCap('refund', text))).toEqual(
      Array(5).fill(undefined),
    )
    expect([readCap('priceCut', '100.01'), readCap('stockCorrection', '1.5')]).toEqual([undefined, undefined])
  })
  it('begins with what is kept', () => {
    expect([capField('priceCut', 1250), capField('refund', null), capField('stockCorrection', 7)]).toEqual([
      '12.5',
      '',
      '7',
    ])
  })
})
