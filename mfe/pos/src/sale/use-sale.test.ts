import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { buildIndex } from '../catalogue/search-index'
import { aSku } from '../testing/goods'
import { LINES_MAX, QUANTITY_MAX, useSale, type SaleTerms } from './use-sale'

const milk = aSku({ zh: '牛奶', price: 590 })
const bread = aSku({ zh: '面包', price: 1_245 })
const apples = aSku({ zh: '苹果', price: 599, kind: 'weighed', unitSize: 500 })
const aSale = (cashRounding: SaleTerms['cashRounding'] = 'none') =>
  useSale(ref<SaleTerms>({ currency: 'CNY', cashRounding, unitIds: [], level: null }))

describe('a sale', () => {
  it('keeps one line a SKU, adds up and chooses what was touched last', () => {
    const sale = aSale()
    sale.add(milk)
    sale.add(bread)
    sale.add(milk, 2)
    expect(sale.lines.value.map(({ quantity }) => quantity)).toEqual([3, 1])
    expect(sale.chosen.value).toBe(0)
    expect(sale.totals.value.payable).toBe(3 * 590 + 1_245)
    expect(sale.pieces.value).toBe(4)
  })

  it('prices weighed goods by gram and counts them once', () => {
    const sale = aSale()
    sale.add(apples, 250)
    expect(sale.priced.value[0]!.total).toBe(300)
    expect(sale.pieces.value).toBe(1)
    sale.step(0, 1)
    expect(sale.lines.value[0]!.quantity).toBe(300)
  })

  it('rounds only what is paid in coins', () => {
    const sale = aSale('jiao')
    sale.add(bread)
    expect(sale.totals.value.payable).toBe(1_245)
    expect(sale.cashTotals.value.payable).toBe(1_250)
    expect(sale.cashTotals.value.rounding).toBe(5)
  })

  it('takes a line off at zero and brings it back where it was', () => {
    const sale = aSale()
    sale.add(milk)
    sale.add(bread)
    sale.step(0, -1)
    expect(sale.lines.value.map(({ sku }) => sku.name.zh)).toEqual(['面包'])
    expect(sale.undoable.value).toMatchObject({ kind: 'removed', sku: milk })
    sale.undo()
    expect(sale.lines.value.map(({ sku }) => sku.name.zh)).toEqual(['牛奶', '面包'])
    expect(sale.undoable.value).toBeUndefined()
  })

  it('clears all at once and brings all back; the next thing sold ends the way back', () => {
    const sale = aSale()
    sale.add(milk, 4)
    sale.add(bread)
    sale.clear()
    expect(sale.lines.value).toEqual([])
    sale.undo()
    expect(sale.pieces.value).toBe(5)
    sale.clear()
    sale.add(milk)
    expect(sale.undoable.value).toBeUndefined()
  })

  it('refuses quantities that no sale may carry and lines beyond the most', () => {
    const sale = aSale()
    expect(sale.add(milk, 0)).toBe(false)
    expect(sale.add(milk, 1.5)).toBe(false)
    expect(sale.add(milk, QUANTITY_MAX)).toBe(true)
    expect(sale.add(milk)).toBe(false)
    expect(sale.setQuantity(0, QUANTITY_MAX + 1)).toBe(false)
    for (let i = 1; i < LINES_MAX; i++) sale.add(aSku({ zh: `${i}` }))
    expect(sale.add(aSku({ zh: 'one too many' }))).toBe(false)
  })

  it('keeps what was scanned while the sale was being written down', () => {
    const sale = aSale()
    sale.add(milk, 2)
    const sold = sale.lines.value
    sale.add(milk)
    sale.add(bread)
    sale.settle(sold)
    expect(sale.lines.value.map(({ quantity }) => quantity)).toEqual([1, 1])
  })

  it('changes nothing while a shopper is being charged for it', () => {
    const locked = ref(false)
    const sale = useSale(
      ref<SaleTerms>({ currency: 'CNY', cashRounding: 'none', unitIds: [], level: null }),
      locked,
    )
    sale.add(milk, 2)
    sale.add(bread)
    sale.remove(1)
    locked.value = true
    sale.add(bread)
    sale.step(0, 1)
    sale.remove(0)
    sale.clear()
    sale.undo()
    expect(sale.refreshFrom(buildIndex([{ ...milk, price: 1 }]))).toBe(false)
    expect(sale.totals.value.payable).toBe(1_180)
    sale.reset()
    expect(sale.lines.value).toEqual([])
  })

  it('takes new prices over and says so', () => {
    const sale = aSale()
    sale.add(milk)
    expect(sale.refreshFrom(buildIndex([milk, bread]))).toBe(false)
    expect(sale.refreshFrom(buildIndex([{ ...milk, price: 620 }]))).toBe(true)
    expect(sale.totals.value.payable).toBe(620)
    expect(sale.refreshFrom(buildIndex([]))).toBe(false)
    expect(sale.totals.value.payable).toBe(620)
  })
})

describe('for a level and from a quantity on', () => {
  const gold = { id: 'gold', name: { zh: '金卡', en: 'Gold' }, percentOff: 1_000 }
  const lasting = { channel: 'any' as const, startsAt: '2026-01-01T00:00:00Z', endsAt: null }
  const terms = ref<SaleTerms>({ currency: 'CNY', cashRounding: 'none', unitIds: ['s', 'hq'], level: null })
  it('costs what the server would say: the lowest that is theirs, never below the floor of the moment', () => {
    const milk = aSku({
      zh: '牛奶',
      price: 1_000,
      priceMin: 800,
      bounds: [
        {
          unitId: 'hq',
          source: 'supplier',
          priceMin: 950,
          priceMax: null,
          startsAt: '2026-01-01T00:00:00Z',
          endsAt: null,
        },
      ],
      tiers: [
        { unitId: 'hq', levelId: null, quantityFrom: 3, price: 970, ...lasting },
        { unitId: 's', levelId: null, quantityFrom: 3, price: 980, ...lasting },
        { unitId: 'hq', levelId: 'gold', quantityFrom: 5, price: 940, ...lasting },
      ],
    })
    const sale = useSale(terms)
    sale.add(milk, 2)
    expect(sale.totals.value.payable).toBe(2_000)
    sale.add(milk, 1)
    expect(sale.priced.value[0]).toMatchObject({ unitPrice: 980, total: 2_940 })
    terms.value = { ...terms.value, level: gold }
    expect(sale.totals.value.payable).toBe(2_850)
    sale.add(milk, 2)
    expect(sale.totals.value.payable).toBe(4_700)
    terms.value = { ...terms.value, level: null }
    expect(sale.totals.value.payable).toBe(4_900)
  })
})
