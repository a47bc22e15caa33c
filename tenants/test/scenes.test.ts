import { expect, it } from 'vitest'
import { scenes, seedOfScene } from '../scenes.js'

const brand = {
  slug: 'new',
  name: '新店',
  owner: { login: 'owner', password: 'p' },
  cashier: { login: 'cashier', password: 'p' },
  providers: {},
}
const seeds = scenes.map((scene) => [scene.key, seedOfScene(scene, brand)] as const)

it('is each a brand with the places its business has', () => {
  const shapes = seeds.map(([key, { regions, stores, products }]) => {
    const kinds = (kind: string) => stores.filter((store) => store.kind === kind).length
    const own = new Set(products.map(({ onlyAt }) => onlyAt).filter(Boolean)).size
    return [key, regions.length, kinds('store'), kinds('shop-in-shop'), kinds('pickup_point'), own]
  })
  expect(shapes).toEqual([
    ['chain', 2, 4, 0, 0, 0],
    ['brand', 1, 1, 1, 0, 0],
    ['mall', 3, 0, 3, 0, 3],
    ['o2o', 1, 2, 0, 1, 0],
    ['offline', 1, 2, 0, 0, 0],
    ['community', 1, 4, 0, 0, 0],
    ['local', 1, 2, 0, 0, 0],
    ['district', 1, 3, 0, 0, 3],
  ])
})

it.each(seeds)('%s: hangs together, and every place that sells has goods on its shelves', (_key, seed) => {
  const { regions, stores, people, stock, products } = seed
  for (const { regionKey } of stores) expect(regions.map(({ key }) => key)).toContain(regionKey)
  for (const { scope } of people)
    if (scope.kind === 'store') expect(stores.map(({ key }) => key)).toContain(scope.key)
  const named = [seed.attributes!, seed.classifications!, seed.roles!, seed.categories, products, stores]
  for (const rows of named) expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  const only = new Map(products.flatMap((one) => one.skus.map(({ code }) => [code, one.onlyAt] as const)))
  expect(only.size).toBe(products.reduce((sum, { skus }) => sum + skus.length, 0))
  for (const { storeKey, skuCode } of stock) expect([undefined, storeKey]).toContain(only.get(skuCode))
  const selling = stores.filter(({ kind }) => kind !== 'pickup_point')
  expect(new Set(stock.map(({ storeKey }) => storeKey))).toEqual(new Set(selling.map(({ key }) => key)))
})
