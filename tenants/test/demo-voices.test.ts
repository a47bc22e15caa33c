import { describe, expect, it } from 'vitest'
import { demoTenants } from '../demo/index.js'
import { heard } from '../demo/voices.js'

const LAST = '2025-06-15'
const END = Date.parse('2025-06-15T23:55:00+08:00')

/** How many reviews there are in all, those that wait, those hidden, those with pictures. */
const expected: Record<string, [number, number, number, number]> = {
  freshmart: [1561, 6, 11, 31],
  muse: [184, 6, 1, 31],
}

describe.each(demoTenants.map((tenant) => [tenant.slug, tenant] as const))('%s', (slug, tenant) => {
  const sales = Array.from({ length: tenant.salesDays }, (_, day) => tenant.salesOf(day, LAST)).flat()
  const { reviews, snapshots } = heard(tenant, tenant.voices, sales)
  const of = new Map(sales.map((sale) => [sale.key, sale]))

  it('has as much to say as told, a few waiting, an advertisement now and then hidden', () => {
    const counts = [
      reviews.length,
      reviews.filter(({ state }) => state === 'waiting').length,
      reviews.filter(({ state }) => state === 'hidden').length,
      reviews.filter(({ pictures }) => pictures).length,
    ]
    expect(counts).toEqual(expected[slug])
  })

  it('is said of what the shopper bought online, once a line, afterwards and before now', () => {
    expect(new Set(reviews.map(({ saleKey, skuCode }) => `${saleKey} ${skuCode}`)).size).toBe(reviews.length)
    for (const { saleKey, skuCode, at, followup, reply } of reviews) {
      const sale = of.get(saleKey)!
      expect(sale.channel).not.toBe('pos')
      expect(sale.lines.map((line) => line.skuCode)).toContain(skuCode)
      const bought = Date.parse(`${sale.date}T00:00:00+08:00`) + sale.minute * 60_000
      for (const moment of [at, followup?.at, reply?.at])
        if (moment) {
          expect(moment.getTime()).toBeGreaterThan(bought)
          expect(moment.getTime()).toBeLessThanOrEqual(END)
        }
    }
  })

  it('rates the store once an order', () => {
    const rated = reviews.filter(({ storeStars }) => storeStars)
    expect(new Set(rated.map(({ saleKey }) => saleKey)).size).toBe(rated.length)
    expect(rated.length).toBe(new Set(reviews.map(({ saleKey }) => saleKey)).size)
  })

  it('has its pictures drawn, each for one review, and none for what is hidden', () => {
    const keys = reviews.flatMap(({ pictures = [] }) => pictures)
    expect(new Set(keys).size).toBe(keys.length)
    expect(snapshots.map(({ key }) => key).sort()).toEqual([...keys].sort())
    expect(reviews.filter(({ state, pictures }) => state === 'hidden' && pictures)).toEqual([])
  })

  it('is the same when heard again', () => {
    expect(heard(tenant, tenant.voices, sales)).toEqual({ reviews, snapshots })
  })
})
