import fc from 'fast-check'
import { expect, it } from 'vitest'
import { misfitPart, partProblem, partShares, singlyOf, type PartFacts } from './bundles.js'
import { partsText } from '../order/parts.js'
import { missingForSale } from './states.js'

const fine: PartFacts = { kind: 'physical', state: 'published', supplierId: null, active: true }

it('only own goods that are counted in pieces fit into a bundle', () => {
  expect(misfitPart(fine)).toBeUndefined()
  expect(misfitPart({ ...fine, kind: 'weighed' })).toBe('weighed')
  expect(misfitPart({ ...fine, kind: 'bundle' })).toBe('bundle')
  expect(misfitPart({ ...fine, kind: 'gift_card' })).toBe('kind')
  expect(misfitPart({ ...fine, supplierId: 's' })).toBe('supplied')
})

it('a part that is off sale stops its bundle, and says why', () => {
  expect(partProblem(fine)).toBeUndefined()
  expect(partProblem({ ...fine, state: 'retired' })).toBe('retired')
  expect(partProblem({ ...fine, state: 'in_review' })).toBe('not_published')
  expect(partProblem({ ...fine, active: false, state: 'retired' })).toBe('sku_inactive')
  expect(partProblem({ ...fine, supplierId: 's', active: false })).toBe('supplied')
})

it('parts cost singly what they cost by the list, and share the bundle’s sum by that', () => {
  const parts = [
    { listPrice: 3000, unitSize: 1, quantity: 2 },
    { listPrice: 1000, unitSize: 1, quantity: 1 },
  ]
  expect(singlyOf(parts)).toBe(7000)
  expect(partShares(5601, parts)).toEqual([4801, 800])
  expect(partShares(11_202, parts)).toEqual([9602, 1600])
  // of three alike the first takes the odd fen; goods that cost nothing are worth the same as one another
  const alike = Array.from({ length: 3 }, () => ({ listPrice: 500, unitSize: 1, quantity: 1 }))
  expect(partShares(1000, alike)).toEqual([334, 333, 333])
  expect(partShares(2, [{ listPrice: 0, unitSize: 1, quantity: 9 }, parts[0]!])).toEqual([0, 2])
  expect(partShares(3, [{ listPrice: 0, unitSize: 1, quantity: 9 }])).toEqual([3])
})

it('whatever parts there are, their shares add up to the sum, none below zero', () => {
  const part = fc.record({
    listPrice: fc.nat(1_000_000),
    unitSize: fc.integer({ min: 1, max: 1000 }),
    quantity: fc.integer({ min: 1, max: 999 }),
  })
  fc.assert(
    fc.property(fc.nat(100_000_000), fc.array(part, { minLength: 1, maxLength: 20 }), (total, parts) => {
      const shares = partShares(total, parts)
      expect(shares.every((share) => share >= 0)).toBe(true)
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total)
    }),
  )
})

it('a bundle goes on sale once each of its SKUs has parts', () => {
  const ready = { name: { zh: '套装' }, mediaIds: ['m'], categoryId: 'c' }
  const sku = (parts?: unknown[]) => ({ active: true, listPrice: 100, parts })
  const of = (skus: ReturnType<typeof sku>[]) => missingForSale({ ...ready, kind: 'bundle', skus })
  expect(of([sku([{}]), sku([])])).toEqual(['parts'])
  expect(of([sku()])).toEqual(['parts'])
  expect(of([sku([{}]), { ...sku(), active: false }])).toEqual([])
  expect(missingForSale({ ...ready, kind: 'physical', skus: [sku()] })).toEqual([])
})

it('who packs a bundle reads what is in it, in their language', () => {
  const words = (zh: string, en: string) => ({ zh, en })
  const parts = [
    { name: words('红茶', 'Black tea'), optionText: words('', ''), quantity: 4 },
    { name: words('茶杯', 'Cup'), optionText: words('白', 'White'), quantity: 2 },
  ]
  expect(partsText(parts, (said) => said.zh)).toBe('红茶 × 4, 茶杯 白 × 2')
  expect(partsText(parts, (said) => said.en)).toBe('Black tea × 4, Cup White × 2')
  expect(partsText(undefined, (said) => said.zh)).toBe('')
})
