import { expect, it } from 'vitest'
import { goodsChanges, mergeGoods, ratioIn, ratioText, type GoodsLine } from './goods.js'

const money = { currency: 'CNY', digits: 2 }
let n = 0
const merged = (line: GoodsLine, before?: Parameters<typeof mergeGoods>[0]) =>
  mergeGoods(before, line, money, () => `id${++n}`)
const honey: GoodsLine = { nameZh: '蜜', unitZh: '瓶', supplyPrice: 1000 }

it('a ratio is read as people write it, above 0 and at most a hundred times', () => {
  expect(['1.2', '120%', '１．２', '0.0001', '100', '133.33%'].map(ratioIn)).toEqual([
    12_000, 12_000, 12_000, 1, 1_000_000, 13_333,
  ])
  expect(['0', '0%', '-1', '1,2', '100.01', '1.23456', '1.234%', 'x', ''].map(ratioIn)).toEqual(
    Array.from({ length: 9 }, () => undefined),
  )
  expect([12_000, 1, 1_000_000].map((ratio) => ratioIn(ratioText(ratio)))).toEqual([12_000, 1, 1_000_000])
})

it('new goods need a name, a unit and a price; bounds are a kind with ends that fit', () => {
  expect(merged({}).faults.map((f) => [f.cell, f.code])).toEqual([
    ['name', 'required'],
    ['unit', 'required'],
    ['supply_price', 'required'],
  ])
  expect(merged({ ...honey, boundKind: 'range', boundMin: '11', boundMax: '15.5' }).body.bounds).toEqual({
    kind: 'range',
    min: 1100,
    max: 1550,
  })
  const wrong = (line: GoodsLine) => merged({ ...honey, ...line }).faults.map((f) => [f.cell, f.code])
  expect(wrong({ boundKind: 'range', boundMin: '15', boundMax: '11' })).toEqual([
    ['bound_min', 'bounds_invalid'],
  ])
  expect(wrong({ boundKind: 'ratio', boundMin: '0' })).toEqual([['bound_min', 'ratio_invalid']])
  expect(wrong({ boundKind: 'ratio' })).toEqual([['bound_min', 'bounds_end_needed']])
  expect(wrong({ boundMax: '9' })).toEqual([['bounds', 'bounds_kind_needed']])
  expect(wrong({ boundKind: 'none', boundMax: '9' })).toEqual([['bound_max', 'bounds_unwanted']])
  expect(wrong({ boundKind: 'range', boundMax: '9.999' })).toEqual([['bound_max', 'price_invalid']])
})

it('what a row does not say stays, another kind of bounds begins anew', () => {
  const { body } = merged({ ...honey, boundKind: 'range', boundMin: '11', boundMax: '15' })
  const only = merged({ boundMax: '16' }, body)
  expect([only.faults, goodsChanges(body, only.body, 2)]).toEqual([
    [],
    [{ cell: 'bound_max', before: '15', after: '16' }],
  ])
  expect(goodsChanges(body, merged({}, body).body, 2)).toEqual([])
  expect(merged({ boundKind: 'ratio', boundMax: '2' }, body).body.bounds).toEqual({
    kind: 'ratio',
    min: null,
    max: 20_000,
  })
  expect(merged({ boundMin: null }, body).body.bounds).toEqual({ kind: 'range', min: null, max: 1500 })
  // bounds of the only variant are those of the goods
  const own = { ...body, skus: [{ ...body.skus[0]!, bounds: { kind: 'range' as const, min: 1, max: null } }] }
  expect(merged({ boundMax: '2' }, own).body).toMatchObject({
    bounds: { kind: 'range', min: 1, max: 200 },
    skus: [{ bounds: null }],
  })
})
