import { describe, expect, it } from 'vitest'
import { isVoucher } from '../catalog/index.js'
import { lastDayOf, refundOfUses, usesLeft, type VoucherLine } from './index.js'

describe('vouchers', () => {
  it('are goods of two kinds', () => {
    const kinds = [
      'physical',
      'weighed',
      'virtual',
      'service_voucher',
      'booking',
      'gift_card',
      'bundle',
    ] as const
    expect(kinds.filter(isVoucher)).toEqual(['virtual', 'service_voucher'])
  })
  it('have what was neither used nor refunded left', () =>
    expect(usesLeft({ uses: 10, used: 3, refunded: 2 })).toBe(5))

  it.each([
    [null, null, null],
    [30, null, '2026-12-23'],
    [null, '2026-12-01', '2026-12-01'],
    [30, '2026-12-01', '2026-12-01'],
    [1, '2026-12-01', '2026-11-24'],
    [365, null, '2027-11-23'],
  ])('paid on the 23rd of November, %s days and %s end on %s', (validDays, validUntil, last) =>
    expect(lastDayOf({ validDays, validUntil }, '2026-11-23')).toBe(last),
  )

  it('are worth their part of the line, and all of them exactly the line', () => {
    const line: VoucherLine = { share: 1000, quantity: 3, uses: 1, refundedUses: 0, refundedAmount: 0 }
    let { refundedAmount } = line
    const back = [0, 1, 2].map((refundedUses) => {
      const amount = refundOfUses({ ...line, refundedUses, refundedAmount }, 1)!
      refundedAmount += amount
      return amount
    })
    expect([back, refundedAmount]).toEqual([[333, 334, 333], 1000])
    expect(refundOfUses({ ...line, refundedUses: 3, refundedAmount }, 1)).toBeUndefined()
  })
  it('of several uses give back those that are left', () => {
    const line = { share: 20_002, quantity: 2, uses: 10, refundedUses: 0, refundedAmount: 0 }
    expect(refundOfUses(line, 7)).toBe(7001)
    expect(refundOfUses({ ...line, refundedUses: 7, refundedAmount: 7001 }, 10)).toBe(10_001)
    expect(refundOfUses(line, 21)).toBeUndefined()
  })
})
