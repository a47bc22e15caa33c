import { isGrantable, systemRoles } from '@storeweave/contract'
import type { TenantSeed } from '@storeweave/platform/provision'
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

/** What goods of a category must be described by, its parent's first. */
function requiredIn({ categories }: TenantSeed, key: string | null): string[] {
  const category = categories.find((one) => one.key === key)
  if (!category) return []
  const own = (category.asks ?? []).filter(({ required }) => required).map(({ attribute }) => attribute)
  return [...requiredIn({ categories } as TenantSeed, category.parentKey), ...own]
}
const presetOf = (key: string) => presets.find((preset) => preset.key === key)!

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
      ...seed.attributes!.flatMap(({ name, unit, choices = [] }) => [
        ...[name, ...(unit ? [unit] : [])],
        ...choices.map((choice) => choice.name),
      ]),
      ...[...seed.classifications!, ...seed.roles!].map(({ name }) => name),
      ...seed.products.flatMap(({ name, detail, unit, options }) => [
        ...[name, detail, unit],
        ...options.flatMap((option) => [option.name, ...option.values]),
      ]),
    ]
    expect(words.filter(({ zh, en }) => !zh || !en)).toEqual([])
    expect(contrast(preset.primary, '#ffffff')).toBeGreaterThanOrEqual(4.5)
  })
  it('sells no good without what its category asks for, and says only what its attributes can be', () => {
    const attributes = new Map(seed.attributes!.map((one) => [one.key, one]))
    for (const { key, state, categoryKey, values = {} } of seed.products) {
      if (state === 'published')
        expect(Object.keys(values), key).toEqual(expect.arrayContaining(requiredIn(seed, categoryKey)))
      for (const [of, value] of Object.entries(values)) {
        const { kind, several = false, choices = [] } = attributes.get(of)!
        const kinds = {
          text: 'object',
          number: 'number',
          flag: 'boolean',
          choice: several ? 'object' : 'string',
        }
        expect(typeof value, `${key} ${of}`).toBe(kinds[kind])
        if (kind === 'choice')
          expect(choices.map((choice) => choice.key)).toEqual(expect.arrayContaining([value].flat()))
      }
    }
  })
  it('sorts goods under values of trees that are there, and has goods under each', () => {
    const values = seed.classifications!.filter(({ parentKey }) => parentKey !== null)
    expect(new Set(seed.products.flatMap(({ classes = [] }) => classes))).toEqual(
      new Set(values.map(({ key }) => key)),
    )
  })
  it('makes roles that an owner may make, where they can be held', () => {
    const owner = systemRoles.find(({ key }) => key === 'owner')!.permissions
    for (const { key, scopes, permissions } of seed.roles!) {
      expect(owner, key).toEqual(expect.arrayContaining(permissions))
      expect(permissions).toContain('Tenant:read')
      for (const scope of scopes)
        expect(
          permissions.filter((one) => !isGrantable(one, scope)),
          key,
        ).toEqual([])
    }
  })
  it('draws each good', () => {
    for (const good of preset.goods) expect(drawingOf(good)).toContain(`fill="${good.colour}"`)
  })
})

it('a price grows with the last choice alone', () => {
  const milk = seedOfPreset(presetOf('supermarket'), brand).products.find(({ key }) => key === 'milk')!
  expect(milk.skus.map(({ code, listPrice }) => [code, listPrice])).toEqual([
    ['MILK-01', 690],
    ['MILK-02', 1590],
  ])
})

it('each trade begins with what it needs', () => {
  const seeds = presets.map((preset) => [preset.key, seedOfPreset(preset, brand)] as const)
  const facts = seeds.map(([key, seed]) => [
    key,
    seed.reservationMinutes,
    seed.stores[0]!.preparationMinutes,
    seed.roles!.map((role) => role.key).join(' '),
    seed.decisions!.map(({ decision, level }) => `${decision}:${level}`).join(' '),
    seed.scaleLabels!.map(({ prefix, holds }) => `${prefix}:${holds}`).join(' '),
  ])
  expect(facts).toEqual([
    ['supermarket', 15, 30, 'fresh_lead receiver', 'listing:region', '20:grams 21:amount'],
    ['fashion', 30, 60, 'stylist assistant', 'price:hq', ''],
    ['beauty', 30, 30, 'adviser assistant', 'price:hq', ''],
    ['catering', 5, 15, 'kitchen shift_lead', 'price:region', ''],
    ['pharmacy', 20, 15, 'pharmacist quality_lead', 'price:hq listing:hq stock:region', ''],
  ])
})

it('asks for what the law wants told', () => {
  const required = (preset: string, category: string) =>
    requiredIn(seedOfPreset(presetOf(preset), brand), category)
  expect(required('supermarket', 'fruit')).toEqual(['origin', 'storage'])
  expect(required('supermarket', 'dairy')).toEqual(['storage', 'shelf'])
  expect(required('fashion', 'dress')).toEqual(['material', 'composition', 'fit', 'care'])
  expect(required('beauty', 'sun')).toEqual(['skin', 'effect', 'filing', 'keeps', 'spf'])
  expect(required('catering', 'noodle')).toEqual(['allergens', 'spicy'])
  expect(required('pharmacy', 'cold')).toEqual(['class', 'use', 'dose', 'approval', 'maker', 'storage'])
})

it('no medicine is on sale before somebody has said what the law wants', () => {
  const { products } = seedOfPreset(presetOf('pharmacy'), brand)
  expect(products.filter(({ state }) => state === 'draft').map(({ key }) => key)).toEqual([
    'cold-granules',
    'stomach-tablets',
  ])
})
