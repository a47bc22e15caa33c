import type { SkuPrices } from '@storeweave/contract'
import { describe, expect, it } from 'vitest'
import { rungsOf, spanOf } from './ladder'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const words = (zh: string) => ({ zh, en: '' })
const price = (id: string, unitKind: 'hq' | 'region' | 'store', amount: number, startsAt: string) => ({
  ...{ id, unitId: id, unitName: words(id), unitKind, price: amount, startsAt },
  ...{ channel: 'any' as const, temporary: false, endsAt: null, setByName: '', setAt: startsAt },
})
const sku: SkuPrices = {
  ...{
    skuId: 's',
    productId: 'p',
    code: 'A',
    name: words('梨'),
    optionText: words(''),
    unit: words('个'),
    unitSize: 1,
  },
  ...{ listPrice: 1000, priceMin: 800, priceMax: null, supplyPrice: null },
  tiers: [],
  prices: [
    price('store', 'store', 900, '2026-11-01T00:00:00Z'),
    price('region', 'region', 950, '2026-12-01T00:00:00Z'),
  ],
  bounds: [],
}

describe('the ladder of a SKU', () => {
  it('goes from bounds over the list price down to stores, and says what is planned', () => {
    expect(rungsOf(sku, NOW).map((r) => [r.key, r.kind, r.from, r.to, r.planned])).toEqual([
      ['own', 'bounds', 800, null, false],
      ['list', 'list', 1000, 1000, false],
      ['region', 'region', 950, 950, true],
      ['store', 'store', 900, 900, false],
    ])
  })
  it('shows all of it with room on both sides, never below nothing', () => {
    const { from, to } = spanOf(rungsOf(sku, NOW))
    expect([from < 800, to > 1000]).toEqual([true, true])
    expect(spanOf(rungsOf({ ...sku, listPrice: 1, priceMin: null, prices: [] }, NOW))).toEqual({
      from: 0,
      to: 2,
    })
  })
})
