import { describe, expect, it } from 'vitest'
import { checkDigit, isEan13 } from '../demo/barcode.js'
import { demoTenants, type DemoTenant } from '../demo/index.js'
import { amountOf, limitsOf } from '../demo/money.js'
import { contrast } from '../demo/pictures/colour.js'

const [supermarket, fashion] = demoTenants as [DemoTenant, DemoTenant]
const skusOf = (tenant: DemoTenant) => tenant.products.flatMap((product) => product.skus)

/** Great-circle distance in km. */
function kmBetween(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lng - a.lng) * rad) / 2) ** 2
  return 12742 * Math.asin(Math.sqrt(h))
}

describe('what the demo promises', () => {
  it('a supermarket with 12 stores in 3 regions of one city, one of them a pickup point, 2 suppliers and at least 600 SKUs', () => {
    expect(supermarket.stores).toHaveLength(12)
    expect(supermarket.regions).toHaveLength(3)
    expect(supermarket.suppliers).toHaveLength(2)
    expect(skusOf(supermarket).length).toBeGreaterThanOrEqual(600)
    expect(supermarket.stores.filter((store) => store.kind === 'pickup_point')).toHaveLength(1)
    expect(supermarket.products.filter((product) => product.kind === 'weighed').length).toBeGreaterThan(80)
  })

  it('a warehouse of the supermarket, near its stores, with goods of its own', () => {
    const { goods, stock, ...place } = supermarket.warehouse!
    const near = Math.min(...supermarket.stores.map((store) => kmBetween(store, place)))
    expect(near).toBeLessThan(45)
    const skus = goods.flatMap((one) => one.skus)
    const codes = skusOf(supermarket).map(({ code }) => code)
    expect(stock.map((row) => row.skuCode)).toEqual([...codes, ...skus.map(({ code }) => code)])
    const upcoming = supermarket.upcoming.flatMap(({ product }) => product.skus)
    const others = new Set([...skusOf(supermarket), ...upcoming].flatMap((one) => [one.code, one.barcode]))
    for (const { code, barcode, priceFen, minPriceFen, maxPriceFen } of skus) {
      expect([others.has(code), others.has(barcode), isEan13(barcode)]).toEqual([false, false, true])
      expect(minPriceFen <= priceFen && priceFen <= maxPriceFen).toBe(true)
    }
    expect(goods.map(({ skus: of, options }) => [of.length, options.length])).toEqual(goods.map(() => [1, 0]))
  })

  it('a fashion brand with 6 stores and size and colour matrices', () => {
    expect(fashion.stores).toHaveLength(6)
    expect(fashion.suppliers).toHaveLength(1)
    const matrices = fashion.products.filter((product) => product.options.length === 2)
    expect(matrices.length).toBeGreaterThanOrEqual(38)
    for (const product of matrices) {
      const [colours, sizes] = product.options.map((option) => option.values.length) as [number, number]
      expect(colours).toBeGreaterThanOrEqual(2)
      expect(sizes).toBeGreaterThanOrEqual(4)
      expect(product.skus).toHaveLength(colours * sizes)
    }
  })

  it('stores of the supermarket stand apart but within one city', () => {
    const { stores } = supermarket
    for (const one of stores)
      for (const other of stores) {
        if (one === other) continue
        expect(kmBetween(one, other)).toBeGreaterThan(0.5)
        expect(kmBetween(one, other)).toBeLessThan(45)
      }
  })
})

const SHIPPED = [
  ...['owner', 'merchandiser', 'region_manager', 'store_manager', 'clerk', 'cashier', 'supplier'],
]
/** What goods of a category must be described by. */
function requiredIn({ categories }: DemoTenant, key: string | null): string[] {
  const category = categories.find((one) => one.key === key)
  if (!category) return []
  const own = (category.asks ?? []).filter(({ required }) => required).map(({ attribute }) => attribute)
  return [...requiredIn({ categories } as DemoTenant, category.parentKey), ...own]
}

describe.each(demoTenants.map((tenant) => [tenant.slug, tenant] as const))('%s', (_slug, tenant) => {
  it('has unique codes, and unique barcodes with a right check digit', () => {
    const skus = skusOf(tenant)
    expect(new Set(skus.map((sku) => sku.code)).size).toBe(skus.length)
    expect(new Set(skus.map((sku) => sku.barcode)).size).toBe(skus.length)
    expect(skus.filter((sku) => !isEan13(sku.barcode))).toEqual([])
  })

  it('prices every SKU inside its bounds and above what is paid for it', () => {
    for (const sku of skusOf(tenant)) {
      expect(limitsOf(sku.bounds, sku.supplyPriceFen)).toEqual({
        minPriceFen: sku.minPriceFen,
        maxPriceFen: sku.maxPriceFen,
      })
      expect(sku.priceFen).toBeGreaterThanOrEqual(sku.minPriceFen)
      expect(sku.priceFen).toBeLessThanOrEqual(sku.maxPriceFen)
      expect(sku.supplyPriceFen).toBeLessThan(sku.priceFen)
    }
  })

  it('keeps store prices inside the bounds too', () => {
    const skus = new Map(skusOf(tenant).map((sku) => [sku.code, sku]))
    for (const { skuCode, priceFen } of tenant.storePrices) {
      const sku = skus.get(skuCode)!
      expect(priceFen).toBeGreaterThanOrEqual(sku.minPriceFen)
      expect(priceFen).toBeLessThanOrEqual(sku.maxPriceFen)
    }
  })

  it('bounds the goods of a supplier the way that supplier does', () => {
    for (const product of tenant.products) {
      const supplier = tenant.suppliers.find((one) => one.key === product.supplierKey)
      if (product.supplierKey) expect(supplier).toBeDefined()
      if (supplier) for (const sku of product.skus) expect(sku.bounds.by).toBe(supplier.boundsBy)
    }
    for (const supplier of tenant.suppliers)
      expect(tenant.products.some((product) => product.supplierKey === supplier.key)).toBe(true)
  })

  it('names everything in both languages and hangs together', () => {
    const categories = new Set(tenant.categories.map((category) => category.key))
    for (const product of tenant.products) {
      expect(
        product.name.zh && product.name.en && product.description.zh && product.description.en,
      ).toBeTruthy()
      expect(product.name.en).not.toMatch(/[\u4e00-\u9fff]/)
      expect(categories).toContain(product.categoryKey)
      for (const value of product.options.flatMap((option) => option.values))
        expect(value.name.en).not.toMatch(/[\u4e00-\u9fff]/)
    }
    for (const category of tenant.categories)
      if (category.parentKey) expect(categories).toContain(category.parentKey)
    const used = new Set(tenant.products.map((product) => product.categoryKey))
    const leaves = tenant.categories.filter(
      (category) => !tenant.categories.some((one) => one.parentKey === category.key),
    )
    expect(leaves.filter((category) => !used.has(category.key))).toEqual([])
  })

  it('describes every good by what its category asks for', () => {
    const known = new Map(tenant.attributes.map((one) => [one.key, one.choices?.map(({ key }) => key)]))
    for (const { key, categoryKey, values } of tenant.products) {
      expect(Object.keys(values), key).toEqual(expect.arrayContaining(requiredIn(tenant, categoryKey)))
      for (const [of, value] of Object.entries(values)) {
        expect(known.has(of), `${key} ${of}`).toBe(true)
        const choices = known.get(of)
        if (choices) expect(choices).toEqual(expect.arrayContaining([value].flat()))
      }
    }
    // each choice that shoppers may filter by has goods
    const said = new Set(
      tenant.products.flatMap(({ values }) =>
        Object.entries(values).flatMap(([of, value]) => [value].flat().map((one) => `${of} ${String(one)}`)),
      ),
    )
    const empty = tenant.attributes.flatMap(({ key, filterable, choices = [] }) =>
      filterable ? choices.map((choice) => `${key} ${choice.key}`).filter((one) => !said.has(one)) : [],
    )
    expect(empty).toEqual([])
  })

  it('sorts goods under every value of its trees, and names goods beside others that are there', () => {
    const values = tenant.classifications.filter(({ parentKey }) => parentKey !== null)
    expect(new Set(tenant.products.flatMap(({ classes }) => classes))).toEqual(
      new Set(values.map(({ key }) => key)),
    )
    const keys = new Set(tenant.products.map(({ key }) => key))
    const beside = tenant.products.filter(({ related }) => related.length)
    expect(beside).toHaveLength(10)
    for (const { key, related } of beside) {
      expect(
        related.filter((other) => other === key || !keys.has(other)),
        key,
      ).toEqual([])
      expect(new Set(related).size).toBe(related.length)
    }
  })

  it('has sets of own goods that cost less than their parts', () => {
    const known = new Map(
      tenant.products.flatMap((product) => product.skus.map((sku) => [sku.code, { product, sku }])),
    )
    for (const { kind, supplierKey, pictures, skus } of tenant.sets) {
      expect([kind, supplierKey, pictures.length > 0, skus.length]).toEqual(['bundle', null, true, 1])
      const [{ code, barcode, priceFen, parts = [] }] = skus as [(typeof skus)[number]]
      expect([known.has(code), isEan13(barcode)]).toEqual([false, true])
      const singly = parts.map((part) => {
        const { product, sku } = known.get(part.code)!
        expect([product.kind, product.supplierKey]).toEqual(['physical', null])
        return sku.priceFen * part.quantity
      })
      expect(priceFen).toBeLessThan(singly.reduce((a, b) => a + b, 0))
    }
  })
  it('prepares goods and proposes changes that are none yet', () => {
    const codes = new Set(skusOf(tenant).map(({ code }) => code))
    const barcodes = new Set(skusOf(tenant).map(({ barcode }) => barcode))
    for (const { product } of tenant.upcoming)
      for (const sku of product.skus) {
        expect(codes).not.toContain(sku.code)
        expect(barcodes).not.toContain(sku.barcode)
        expect(isEan13(sku.barcode)).toBe(true)
      }
    for (const { productKey, name, detail, listPrices = {} } of tenant.changes) {
      const product = tenant.products.find(({ key }) => key === productKey)!
      const dearer = product.skus.filter(({ code, priceFen }) => (listPrices[code] ?? priceFen) !== priceFen)
      expect([name, detail].some(Boolean) || dearer.length > 0).toBe(true)
    }
  })

  it('gives every combination of options exactly one SKU', () => {
    for (const product of tenant.products) {
      const combinations = product.options.reduce((count, option) => count * option.values.length, 1)
      expect(product.skus).toHaveLength(combinations)
      expect(new Set(product.skus.map((sku) => JSON.stringify(sku.options))).size).toBe(combinations)
    }
  })

  it('has people for every role, with unique sign-ins inside places that exist', () => {
    expect(new Set(tenant.staff.map((person) => person.login)).size).toBe(tenant.staff.length)
    expect(new Set(tenant.staff.map((person) => person.role))).toEqual(
      new Set([...SHIPPED, ...tenant.roles.map(({ key }) => key)]),
    )
    for (const { scope } of tenant.staff) {
      if (scope.kind === 'region')
        expect(tenant.regions.map((region) => region.key)).toContain(scope.regionKey)
      if (scope.kind === 'store') expect(tenant.stores.map((store) => store.key)).toContain(scope.storeKey)
      if (scope.kind === 'supplier')
        expect(tenant.suppliers.map((one) => one.key)).toContain(scope.supplierKey)
    }
  })

  it('opens every store on every day in intervals that follow each other', () => {
    for (const store of tenant.stores)
      for (const intervals of Object.values(store.hours)) {
        expect(intervals.length).toBeGreaterThan(0)
        const clocks = intervals.flatMap(({ from, to }) => [from, to])
        expect(clocks).toEqual([...clocks].sort())
      }
  })

  it('has a brand colour on which white text reads', () => {
    expect(contrast(tenant.brand.primary, '#ffffff')).toBeGreaterThanOrEqual(4.5)
  })
})

it('computes amounts half up and check digits as the standard shows', () => {
  expect(amountOf(598, 250, 500)).toBe(299)
  expect(amountOf(333, 250, 500)).toBe(167)
  expect(amountOf(590, 3, 1)).toBe(1770)
  expect(checkDigit('400638133393')).toBe(1)
  expect(isEan13('4006381333932')).toBe(false)
})
