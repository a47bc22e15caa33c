import fc from 'fast-check'
import { expect, it } from 'vitest'
import { reverseParts, settle, withCampaign } from '../suppliers/index.js'
import { borneOf, campaignPrice } from './index.js'

it('a campaign price is its own, or so much off, half up and never nothing', () => {
  expect([
    campaignPrice(1000, 2000, null),
    campaignPrice(999, 5000, null),
    campaignPrice(1, 9900, null),
    campaignPrice(1000, 2000, 650),
  ]).toEqual([800, 500, 1, 650])
})

it('what both bear is the discount, and a line brings what was paid for it, in either model', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 })
  const rate = fc.integer({ min: 0, max: 10_000 })
  fc.assert(
    fc.property(
      amount,
      amount,
      amount,
      rate,
      rate,
      fc.constantFrom('commission' as const, 'supply_price' as const),
      (base, supplyAmount, discount, share, contractRate, model) => {
        const borne = borneOf(discount, share)
        expect(borne).toBeGreaterThanOrEqual(0)
        expect(borne).toBeLessThanOrEqual(discount)
        const [plain] = settle([{ model, rate: contractRate, base, supplyAmount }])
        const line = withCampaign(plain!, model, { discount, borne })
        expect(line.commission + line.amount).toBe(base)
        expect(line.amount - plain!.amount).toBe(model === 'commission' ? discount - borne : 0 - borne)
      },
    ),
  )
})

it('pieces that come back in any order reverse exactly the whole', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(
      pieces,
      fc.integer({ min: 0, max: 99_999 }),
      fc.integer({ min: 0, max: 10_000 }),
      (backs, discount, share) => {
        const quantity = backs.reduce((a, b) => a + b, 0)
        const sale = { quantity, discount, borne: borneOf(discount, share) }
        let before = 0
        const sums = { discount: 0, borne: 0 }
        for (const back of backs) {
          const part = reverseParts(sale, { quantity: before }, { quantity: back })
          before += back
          sums.discount += part.discount
          sums.borne += part.borne
        }
        expect(sums).toEqual({ discount: sale.discount, borne: sale.borne })
      },
    ),
  )
})
