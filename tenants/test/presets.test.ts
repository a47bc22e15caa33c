import { describe, expect, it } from 'vitest'
import { contrast } from '../demo/pictures/colour.js'
import { presets } from '../presets/index.js'
import { drawingOf } from '../presets/pictures.js'
import { seedOfPreset } from '../presets/seed.js'

const brand = {
  slug: 'new',
  name: '新店',
  owner: { login: 'owner', password: 'p' },
  cashier: { login: 'cashier', password: 'p' },
  providers: {},
}

describe.each(presets.map((preset) => [preset.key, preset] as const))('%s', (_key, preset) => {
  const seed = seedOfPreset(preset, brand)
  it('puts every good into a category that has no children, and leaves none empty', () => {
    const leaves = seed.categories.filter(({ key }) => !seed.categories.some((c) => c.parentKey === key))
    expect([...new Set(seed.products.map(({ categoryKey }) => categoryKey))].sort()).toEqual(
      leaves.map(({ key }) => key).sort(),
    )
  })
  it('has a SKU for each choice, each with a code of its own, a price and stock', () => {
    const skus = seed.products.flatMap((product) => product.skus)
    expect(new Set(skus.map(({ code }) => code)).size).toBe(skus.length)
    for (const { options, skus: own } of seed.products) {
      expect(own.length).toBe(options.reduce((n, { values }) => n * values.length, 1))
      expect(new Set(own.map(({ optionIndexes }) => optionIndexes.join())).size).toBe(own.length)
    }
    expect(skus.every(({ listPrice }) => Number.isInteger(listPrice) && listPrice > 0)).toBe(true)
    expect(seed.stock.map(({ skuCode }) => skuCode)).toEqual(skus.map(({ code }) => code))
  })
  it('says everything in both languages, in colours that can be read', () => {
    const words = [
      preset.name,
      ...seed.categories.map(({ name }) => name),
      ...seed.products.flatMap(({ name, detail, unit, options }) => [
        ...[name, detail, unit],
        ...options.flatMap((option) => [option.name, ...option.values]),
      ]),
    ]
    expect(words.filter(({ zh, en }) => !zh || !en)).toEqual([])
    expect(contrast(preset.primary, '#ffffff')).toBeGreaterThanOrEqual(4.5)
  })
  it('draws each good', () => {
    for (const good of preset.goods) expect(drawingOf(good)).toContain(`fill="${good.colour}"`)
  })
})

it('a price grows with the last choice alone', () => {
  const milk = seedOfPreset(
    presets.find(({ key }) => key === 'supermarket')!,
    brand,
  ).products.find(({ key }) => key === 'milk')!
  expect(milk.skus.map(({ code, listPrice }) => [code, listPrice])).toEqual([
    ['MILK-01', 690],
    ['MILK-02', 1590],
  ])
})
