import { beforeAll, describe, expect, it } from 'vitest'
import type { ShopProduct } from '@storeweave/contract'
import { fakeUni } from '../../test/fake-uni'

const words = (zh: string) => ({ zh, en: '' })
const sku = (optionIndexes: number[], available: number, price = 5900) => ({
  id: optionIndexes.join('-'),
  code: '',
  optionIndexes,
  price,
  listPrice: price,
  unitSize: 1,
  available,
  picture: null,
})
const shirt = {
  id: 'shirt',
  kind: 'physical',
  name: words('T恤'),
  detail: words(''),
  brand: '',
  unit: words('件'),
  categoryId: 'c',
  media: [],
  options: [
    { name: words('颜色'), values: [words('白'), words('蓝')] },
    { name: words('尺码'), values: [words('S'), words('M')] },
  ],
  skus: [sku([0, 0], 0), sku([0, 1], 3), sku([1, 0], 5, 6900)],
} as unknown as ShopProduct

describe('choosing a SKU', () => {
  let specs: typeof import('./use-specs')
  beforeAll(async () => {
    fakeUni(() => ({ status: 200 }))
    specs = await import('./use-specs')
  })

  it('starts with the first that is there', () => {
    const choice = specs.useSpecs(() => shirt)
    expect(choice.sku.value?.id).toBe('0-1')
    expect(choice.text.value).toBe('白 · M')
  })

  it('moves the other options when the combination does not exist', () => {
    const choice = specs.useSpecs(() => shirt)
    choice.choose(0, 1)
    expect(choice.sku.value?.id).toBe('1-0')
    expect(choice.sku.value?.price).toBe(6900)
  })

  it('knows which values are out of stock with the rest of the choice', () => {
    expect(specs.availableOf(shirt, [0, 1], 1, 0)).toBe(0)
    expect(specs.availableOf(shirt, [0, 1], 1, 1)).toBe(3)
  })
})
