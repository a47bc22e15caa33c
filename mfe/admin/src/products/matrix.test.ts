import { describe, expect, it } from 'vitest'
import {
  afterOptionAdded,
  afterOptionRemoved,
  afterValueRemoved,
  blankSku,
  filled,
  missingPicks,
  type Option,
} from './matrix'

const words = (zh: string) => ({ zh, en: '' })
const option = (name: string, ...values: string[]): Option => ({
  name: words(name),
  values: values.map(words),
})
const sku = (id: string, optionIndexes: number[]) => ({
  ...blankSku(id),
  code: id,
  listPrice: 990,
  optionIndexes,
})
const shirt = [option('颜色', '红', '蓝'), option('尺码', 'S', 'M')]
const picks = (list: readonly { optionIndexes: number[] }[]) => list.map((one) => one.optionIndexes.join(''))

describe('the matrix of SKUs', () => {
  it('has one SKU for each way to pick, in the order of the options', () => {
    let next = 0
    const all = filled(shirt, [sku('a', [1, 0])], [], 'TEE', () => `n${next++}`)
    expect(picks(all)).toEqual(['00', '01', '10', '11'])
    expect(all.find((one) => one.id === 'a')?.optionIndexes).toEqual([1, 0])
    expect(new Set(all.map((one) => one.code)).size).toBe(4)
    expect(all.every((one) => one.listPrice === 990)).toBe(true)
    expect(missingPicks(shirt, all)).toEqual([])
  })
  it('brings a SKU that was sold before back under its id', () => {
    const all = filled([option('颜色', '红', '蓝')], [sku('a', [0])], [sku('old', [1])], 'TEE', () => 'new')
    expect(all.map((one) => one.id)).toEqual(['a', 'old'])
  })
  it('keeps what is there when an option comes or goes', () => {
    expect(picks(afterOptionAdded([sku('a', [1])]))).toEqual(['10'])
    const left = afterOptionRemoved([sku('a', [0, 0]), sku('b', [0, 1]), sku('c', [1, 0])], 1)
    expect(left.map((one) => one.id)).toEqual(['a', 'c'])
    expect(picks(left)).toEqual(['0', '1'])
  })
  it('moves later values up when one goes', () => {
    const left = afterValueRemoved([sku('a', [0]), sku('b', [1]), sku('c', [2])], 0, 1)
    expect(left.map((one) => one.id)).toEqual(['a', 'c'])
    expect(picks(left)).toEqual(['0', '1'])
  })
})
