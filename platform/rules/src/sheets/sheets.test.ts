import type { Product } from '@storeweave/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cellOf,
  changesOf,
  hoursOf,
  hoursText,
  decimalOf,
  headerKey,
  mergeProduct,
  retyped,
  textOf,
  type ProductLine,
} from './index.js'

describe('cells', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '＝', 'a') }),
  )
  it('every text comes back as it was, and none begins as a formula', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const cell = cellOf(text)
        expect(textOf(cell)).toBe(text)
        expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u)
      }),
    )
  })
  it('what was typed means the same when it is written again, and begins as a formula no more', () => {
    fc.assert(
      fc.property(texts, (cell) => {
        const again = retyped(cell)
        expect(textOf(again)).toBe(textOf(cell))
        if (cell.trim() !== '-') expect(again).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u)
      }),
    )
    expect(retyped('-')).toBe('-')
  })
  it('amounts are plain decimals', () => {
    expect([1250, 1200, 5, 0].map((n) => decimalOf(n, 2))).toEqual(['12.5', '12', '0.05', '0'])
    expect([decimalOf(1200, 0), decimalOf(1, 3)]).toEqual(['1200', '0.001'])
  })
  it('heads are compared without width, case, spaces and stars', () => {
    expect(headerKey(' ＳＫＵ  Code* ')).toBe('skucode')
  })
})

let made = 0
const newId = () => `id${++made}`
const sku = (code: string, optionIndexes: number[], more: object = {}) => ({
  id: `of ${code}`,
  code,
  barcodes: [],
  optionIndexes,
  listPrice: 100,
  unitSize: 1,
  priceMin: null,
  priceMax: null,
  weightGrams: 0,
  mediaId: 'picture',
  active: true,
  ...more,
})
const shirt = {
  id: 'shirt',
  kind: 'physical',
  state: 'draft',
  name: { zh: '衬衫', en: 'Shirt' },
  detail: { zh: '', en: '' },
  brand: '织造',
  unit: { zh: '件', en: '' },
  categoryId: 'clothes',
  supplierId: 'mill',
  options: [
    {
      name: { en: 'Size', zh: '尺码' },
      values: [
        { en: '', zh: 'S' },
        { en: '', zh: 'M' },
      ],
    },
  ],
  media: [{ id: 'picture', url: '', variants: [], alt: '' }],
  skus: [sku('A', [0]), sku('B', [1]), sku('OLD', [0], { active: false })],
  updatedAt: '',
  version: 1,
} as unknown as Product
const line = (row: number, code: string, more: Partial<ProductLine> = {}): ProductLine => ({
  row,
  product: 'A',
  sku: code,
  options: [],
  ...more,
})
const cells = (lines: ProductLine[], before: Product | null = shirt) => {
  const { fields, faults } = mergeProduct(before ?? undefined, lines, newId)
  return {
    fields,
    faults: faults.map((f) => [f.row, f.cell, f.code]),
    changes: before ? changesOf(before, fields).map((c) => [c.sku, c.cell, c.before, c.after]) : [],
  }
}

describe('rows laid over a product', () => {
  it('that say what is there already change nothing', () => {
    const same = {
      nameZh: '衬衫',
      brand: '织造',
      supplierId: 'mill',
      listPrice: 100,
      options: [{ name: '尺码', nameEn: 'Size', value: 'S' }],
    }
    expect(cells([line(2, 'A', same)])).toMatchObject({ faults: [], changes: [] })
    expect(cells([line(2, 'B')])).toMatchObject({ faults: [], changes: [] })
  })
  it('change what they say and leave the rest, SKUs they do not name too', () => {
    const { fields, changes, faults } = cells([line(2, 'B', { brand: '', listPrice: 90, supplierId: null })])
    expect([faults, changes]).toEqual([
      [],
      [
        ['', 'brand', '织造', ''],
        ['', 'supplier', 'mill', ''],
        ['B', 'price', '100', '90'],
      ],
    ])
    expect(fields.skus.map((s) => [s.code, s.listPrice, s.mediaId])).toEqual([
      ['A', 100, 'picture'],
      ['B', 90, 'picture'],
    ])
  })
  it('add SKUs with new values behind those that are there, and bring back what was switched off', () => {
    const { fields, faults } = cells([
      line(2, 'C', { listPrice: 120, options: [{ value: 'L', valueEn: 'Large' }] }),
      line(3, 'OLD', { options: [{ value: 'XL' }] }),
    ])
    expect(faults).toEqual([])
    expect(fields.options[0]!.values).toEqual([
      { en: '', zh: 'S' },
      { en: '', zh: 'M' },
      { zh: 'L', en: 'Large' },
      { zh: 'XL', en: '' },
    ])
    expect(fields.skus.map((s) => [s.code, s.optionIndexes])).toEqual([
      ['A', [0]],
      ['B', [1]],
      ['OLD', [3]],
      ['C', [2]],
    ])
  })
  it('must agree where they speak of the product, and say what a new one needs', () => {
    expect(cells([line(2, 'A', { brand: 'x' }), line(3, 'B', { brand: 'y' })]).faults).toEqual([
      [3, 'brand', 'fields_differ'],
    ])
    expect(cells([line(7, 'N')], null).faults).toEqual([
      [7, 'price', 'required'],
      [7, 'name', 'required'],
      [7, 'category', 'required'],
      [7, 'unit', 'required'],
    ])
  })
  it('barcodes in another order are no change', () => {
    const coded = {
      ...shirt,
      skus: [sku('A', [0], { barcodes: ['1', '2'] }), sku('B', [1])],
    } as unknown as Product
    expect(cells([line(2, 'A', { barcodes: ['2', '1'] })], coded).changes).toEqual([])
    expect(cells([line(2, 'A', { barcodes: [] })], coded).changes).toEqual([
      ['A', 'barcodes', '["1","2"]', '[]'],
    ])
  })
})

describe('opening hours in a cell', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
  const day = fc.array(fc.record({ from: time, to: fc.oneof(time, fc.constant('24:00')) }), { maxLength: 3 })
  it.each(['zh-CN', 'en'] as const)('come back as they went out (%s)', (locale) => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (week) => {
        const hours = [1, 2, 3, 4, 5, 6, 0].flatMap((weekday) =>
          week[weekday]!.map((t) => ({ weekday, ...t })),
        )
        expect(hoursOf(hoursText(hours, locale))).toEqual(hours.length ? hours : undefined)
      }),
    )
  })
  it('are read as people write them, and nothing else is', () => {
    const week = (from: string, to: string, days = [1, 2, 3, 4, 5, 6, 0]) =>
      days.map((weekday) => ({ weekday, from, to }))
    expect(hoursOf('每天 9:00～21:00')).toEqual(week('09:00', '21:00'))
    expect(hoursOf('Monday-Wed 09:00 - 12:00、13:00-24:00; 星期天 10：00－11：00')).toEqual([
      ...[1, 2, 3].flatMap((weekday) => [
        { weekday, from: '09:00', to: '12:00' },
        { weekday, from: '13:00', to: '24:00' },
      ]),
      { weekday: 0, from: '10:00', to: '11:00' },
    ])
    expect(hoursText(week('08:00', '20:00'), 'en')).toBe('Mon-Sun 08:00-20:00')
    for (const cell of [
      '随时',
      '周一',
      '09:00-21:00',
      '周八 09:00-21:00',
      '周一 25:00-26:00',
      '周一、周一 09:00-10:00',
      'Mon 09:00',
    ])
      expect([cell, hoursOf(cell)]).toEqual([cell, undefined])
  })
})
