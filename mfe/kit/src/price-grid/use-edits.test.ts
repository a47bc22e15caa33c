import type { PriceGridRow } from '@storeweave/contract'
import { describe, expect, it } from 'vitest'
import type { GridColumn } from './cells'
import { useEdits } from './use-edits'
import { partsOf } from './use-save'
import { useSelection } from './use-selection'

const cell = {
  own: null,
  setByName: null,
  setAt: null,
  inherited: 1000,
  inheritedFrom: null,
  online: 1000,
  inStore: 1000,
}
const row = (skuId: string, more = {}): PriceGridRow => ({
  skuId,
  productId: 'p',
  code: skuId,
  name: { zh: '牛奶', en: '' },
  optionText: { zh: '', en: '' },
  unit: { zh: '瓶', en: '' },
  unitSize: 1,
  listPrice: 1000,
  priceMin: 800,
  priceMax: null,
  cells: [
    {
      ...cell,
      unitId: 'west',
      lowest: { price: 800, source: 'supplier', unitName: null },
      highest: { price: 1200, source: 'hq', unitName: null },
      parity: 'ok',
      keptBy: null,
      keptGoods: null,
      ...more,
    },
  ],
})
const west: GridColumn = { unitId: 'west', name: '城西', kind: 'region', editable: true }
const list: GridColumn = { unitId: null, name: '统一价', kind: 'list', editable: true }

describe('edits of the grid', () => {
  it('are read as amounts and checked against the ends of the cell', () => {
    const { change, edits, faulty } = useEdits()
    change([{ row: row('a'), column: west, to: '￥１１.50' }])
    expect(edits.get('a west')).toEqual({ skuId: 'a', unitId: 'west', seen: null, price: 1150 })
    change([
      { row: row('a'), column: west, to: '12.01' },
      { row: row('b'), column: list, to: '7.99' },
      { row: row('c'), column: west, to: 'x' },
    ])
    expect(faulty.value.map((e) => [e.skuId, e.price, e.text])).toEqual([
      ['a', 1201, undefined],
      ['b', 799, undefined],
      ['c', null, 'x'],
    ])
    change([{ row: row('a'), column: west, to: '12.00' }])
    expect(edits.get('a west')?.fault).toBeUndefined()
  })
  it('that make a cell what it was are none; a list price cannot be left out', () => {
    const { change, edits } = useEdits()
    change([
      { row: row('a'), column: list, to: '10' },
      { row: row('a'), column: west, to: null },
    ])
    expect(edits.size).toBe(0)
    change([
      { row: row('a', { own: 900 }), column: west, to: null },
      { row: row('a'), column: list, to: null },
    ])
    expect([edits.get('a west')?.price, edits.get('a west')?.fault]).toEqual([null, undefined])
    expect(edits.get('a null')?.fault).toBeDefined()
  })
  it('leave out what is locked, and go back and forth step by step', () => {
    const { change, edits, undo, redo } = useEdits()
    expect(
      change([
        { row: row('a', { keptBy: 'hq' }), column: west, to: '9' },
        { row: row('b'), column: west, to: '9' },
      ]),
    ).toBe(1)
    change([{ row: row('b'), column: west, to: '9.5' }])
    undo()
    expect([...edits.values()].map((e) => [e.skuId, e.price])).toEqual([['b', 900]])
    undo()
    expect(edits.size).toBe(0)
    redo()
    redo()
    expect(edits.get('b west')?.price).toBe(950)
  })
  it('are put over another’s change only when somebody says so', () => {
    const { change, edits, refuse, insist, faulty } = useEdits()
    change([{ row: row('a'), column: west, to: '9' }])
    refuse('a west', 'changed', { price: 950 })
    expect(faulty.value).toHaveLength(1)
    insist('a west')
    expect(edits.get('a west')).toEqual({ skuId: 'a', unitId: 'west', seen: 950, price: 900 })
  })
  it('go in parts that leave a SKU in one', () => {
    const edit = (skuId: string, unitId: string) => ({ skuId, unitId, seen: null, price: 1 })
    const edits = [edit('a', '1'), edit('b', '1'), edit('a', '2'), edit('c', '1'), edit('b', '2')]
    expect(partsOf(edits, 4).map((p) => p.map((c) => c.skuId + c.unitId))).toEqual([
      ['a1', 'a2', 'b1', 'b2'],
      ['c1'],
    ])
    expect(partsOf(edits, 3).map((p) => p.length)).toEqual([2, 3])
    expect(partsOf([], 3)).toEqual([])
  })
})

describe('the selection', () => {
  it('stays inside, keeps its other end and steps in reading order', () => {
    const at = useSelection(() => ({ rows: 3, columns: 2 }))
    at.move(5, 5)
    expect(at.active.value).toEqual({ row: 2, column: 1 })
    at.move(-1, -1, true)
    expect(at.range.value).toEqual({ top: 1, bottom: 2, left: 0, right: 1 })
    at.go({ row: 0, column: 1 })
    at.step(1)
    expect(at.active.value).toEqual({ row: 1, column: 0 })
    at.step(-1)
    expect(at.active.value).toEqual({ row: 0, column: 1 })
  })
})
