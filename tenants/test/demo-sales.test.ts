import { describe, expect, it } from 'vitest'
import { demoTenants, type DemoSale, type DemoTenant } from '../demo/index.js'
import { amountOf } from '../demo/money.js'
import { weekdayOf } from '../demo/sales.js'

const LAST = '2025-06-15'

const salesOf = (tenant: DemoTenant): DemoSale[] =>
  Array.from({ length: tenant.salesDays }, (_, day) => tenant.salesOf(day, LAST)).flat()

const expected: Record<string, [number, number]> = { freshmart: [8500, 9700], muse: [1350, 1700] }

describe.each(demoTenants.map((tenant) => [tenant.slug, tenant] as const))('%s', (slug, tenant) => {
  const sales = salesOf(tenant)
  const products = new Map(
    tenant.products.flatMap((product) => product.skus.map((sku) => [sku.code, product] as const)),
  )

  it('sells for 90 days, about as often as told, and more each month', () => {
    const [low, high] = expected[slug]!
    expect(sales.length).toBeGreaterThan(low)
    expect(sales.length).toBeLessThan(high)
    expect(new Set(sales.map((sale) => sale.date)).size).toBe(90)
    expect(sales.at(-1)!.date).toBe(LAST)
    const [first, last] = [sales.slice(0, sales.length / 3), sales.slice((-sales.length * 1) / 3)]
    expect(new Set(first.map((sale) => sale.date)).size).toBeGreaterThan(
      new Set(last.map((sale) => sale.date)).size,
    )
  })

  it('is busier at the weekend', () => {
    const weekend = sales.filter((sale) => ['sat', 'sun'].includes(weekdayOf(sale.date))).length / 2
    expect(weekend).toBeGreaterThan((sales.length - weekend * 2) / 5)
  })

  it('sells in every store that sells, on every channel, with unique keys', () => {
    expect(new Set(sales.map((sale) => sale.key)).size).toBe(sales.length)
    expect(new Set(sales.map((sale) => sale.channel))).toEqual(new Set(['pos', 'h5', 'mini_program']))
    const selling = tenant.stores.filter((store) => store.salesWeight > 0).map((store) => store.key)
    expect(new Set(sales.map((sale) => sale.storeKey))).toEqual(new Set(selling))
    for (const sale of sales) if (sale.channel !== 'pos') expect(sale.shopperKey).not.toBeNull()
  })

  it('rings up amounts that add up, while the store is open', () => {
    for (const sale of sales) {
      expect(sale.lines.length).toBeGreaterThan(0)
      for (const line of sale.lines)
        expect(line.amountFen).toBe(
          amountOf(line.priceFen, line.quantity, products.get(line.skuCode)!.unitSize),
        )
      expect(sale.totalFen).toBe(sale.lines.reduce((sum, line) => sum + line.amountFen, 0))
      const clock = `${String(Math.floor(sale.minute / 60)).padStart(2, '0')}:${String(sale.minute % 60).padStart(2, '0')}`
      const hours = tenant.stores.find((store) => store.key === sale.storeKey)!.hours[weekdayOf(sale.date)]
      expect(hours.some(({ from, to }) => from <= clock && clock < to)).toBe(true)
    }
  })

  it('never sells more than the opening stock of a store and SKU, and leaves shelves mostly full', () => {
    const stock = tenant.openingStock(LAST)
    const left = new Map(stock.map((row) => [`${row.storeKey}/${row.skuCode}`, row.quantity]))
    for (const sale of sales)
      for (const line of sale.lines) {
        const key = `${sale.storeKey}/${line.skuCode}`
        left.set(key, left.get(key)! - line.quantity)
      }
    const levels = [...left.values()]
    expect(Math.min(...levels)).toBe(0)
    const empty = levels.filter((level) => level === 0).length
    expect(empty / levels.length).toBeLessThan(0.03)
    const holding = tenant.stores.filter((store) => store.kind !== 'pickup_point').length
    expect(stock).toHaveLength(holding * products.size)
  })

  it('is the same when asked again, and different on another day', () => {
    expect(tenant.salesOf(41, LAST)).toEqual(tenant.salesOf(41, LAST))
    expect(tenant.salesOf(41, LAST).map((sale) => sale.lines)).not.toEqual(
      tenant.salesOf(42, LAST).map((sale) => sale.lines),
    )
  })
})
