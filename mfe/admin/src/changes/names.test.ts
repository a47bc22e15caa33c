import { expect, it } from 'vitest'
import { readable, type Names } from './names'

const names: Names = {
  categories: new Map([['c', '水果']]),
  suppliers: new Map(),
  attributes: new Map(),
  choices: new Map([['k1', '棉']]),
  kinds: (kind) => `类型 ${kind}`,
  flags: { true: '是', false: '否' },
  currency: 'CNY',
}
const read = (field: string, text: string) => readable({ field, of: '', before: '', after: '' }, text, names)

it('reads prices, kinds, categories and values as people do, and leaves words as they are', () => {
  expect([read('sku.listPrice', '1990'), read('kind', 'bundle'), read('categoryId', 'c')]).toEqual([
    '¥19.90',
    '类型 bundle',
    '水果',
  ])
  expect([read('value', 'k1 k2'), read('value', 'false'), read('supplierId', 'gone')]).toEqual([
    '棉 k2',
    '否',
    'gone',
  ])
  expect([read('brand', '织造'), read('sku.listPrice', '')]).toEqual(['织造', ''])
})
