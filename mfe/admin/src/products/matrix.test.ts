import { describe, expect, it } from 'vitest'
import {
  afterOptionAdded,
  afterOptionRemoved,
  afterValueRemoved,
  barcodesIn,
  blankSku,
  cellsOf,
  filled,
  missingPicks,
  paste,
  picturesByOption,
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

describe('cells copied from a sheet', () => {
  const read = (text: string) => (/^\d+(\.\d\d)?$/.test(text) ? Math.round(Number(text) * 100) : undefined)
  it('go in from the cell they are pasted into, as far as the matrix reaches', () => {
    const skus = [sku('a', [0]), sku('b', [1])]
    const cells = cellsOf(
      'X-1\t6901234567892 690\t19.90\t\t29.90\t300\tbeyond\r\nX-2\t\tfree\t\t\t3kg\nX-3\n',
    )
    expect(paste(skus, { row: 0, column: 'code' }, cells, read)).toBe(10)
    expect(skus).toEqual([
      {
        ...sku('a', [0]),
        code: 'X-1',
        barcodes: ['6901234567892', '690'],
        listPrice: 1990,
        priceMax: 2990,
        weightGrams: 300,
      },
      { ...sku('b', [1]), code: 'X-2' },
    ])
    expect(paste(skus, { row: 1, column: 'listPrice' }, [['5'], ['6']], read)).toBe(1)
    expect(skus[1]!.listPrice).toBe(500)
  })
  it('a picture for each value of an option; a value without one keeps what it has', () => {
    const skus = [sku('a', [0, 0]), sku('b', [1, 0]), { ...sku('c', [2, 0]), mediaId: 'own' }]
    picturesByOption(skus, 0, ['red', 'blue'])
    expect(skus.map((one) => one.mediaId)).toEqual(['red', 'blue', 'own'])
    expect(barcodesIn('1，2; 3 4')).toEqual(['1', '2', '3', '4'])
  })
})
