import { describe, expect, it } from 'vitest'
import { attributeCell, attributeCellEn, attributeOfCell, plainDecimal, valueChanges } from './index.js'
import type { ProductLine, RowFault, SaidValue } from './lines.js'
import { mergeValues } from './values.js'

const value = (attributeId: string, text: string, valueEn = '') => ({ attributeId, value: text, valueEn })
const line = (row: number, values: Record<string, SaidValue>): ProductLine => ({
  row,
  product: 'A',
  sku: `A-${row}`,
  options: [],
  values,
})
const before = [value('m', 'silk'), value('m', 'wool'), value('n', '1.50'), value('t', '手工', 'By hand')]
const merged = (...lines: ProductLine[]) => {
  const faults: RowFault[] = []
  return { values: mergeValues(before, lines, faults), faults }
}

describe('values of attributes laid over a product', () => {
  it('that say the same change nothing: a number as another writing, choices in another order', () => {
    const same: Record<string, SaidValue> = {
      n: { kind: 'number', value: ['1.5'] },
      m: { kind: 'choice', value: ['wool', 'silk'] },
      t: { kind: 'text', value: ['手工'], valueEn: 'By hand' },
      none: { kind: 'text', value: [] },
    }
    expect(merged(line(2, same), line(3, same), line(4, {}))).toEqual({ values: undefined, faults: [] })
  })
  it('change what they say, take away what they empty, and leave the rest', () => {
    const { values, faults } = merged(
      line(2, { n: { kind: 'number', value: [] }, t: { kind: 'text', valueEn: '' } }),
      line(3, { m: { kind: 'choice', value: ['wool'] }, f: { kind: 'flag', value: ['true'] } }),
    )
    expect(faults).toEqual([])
    expect(values).toEqual([value('t', '手工'), value('m', 'wool'), value('f', 'true')])
    expect(valueChanges(before, values!)).toEqual([
      { cell: attributeCell('m'), before: '["silk","wool"]', after: '["wool"]' },
      { cell: attributeCell('n'), before: '["1.50"]', after: '' },
      { cell: attributeCellEn('t'), before: 'By hand', after: '' },
      { cell: attributeCell('f'), before: '', after: '["true"]' },
    ])
  })
  it('are the product’s: rows that differ, English of nothing and far too many are faults', () => {
    expect(
      merged(
        line(2, { n: { kind: 'number', value: ['1'] } }),
        line(3, { n: { kind: 'number', value: ['2'] } }),
      ).faults,
    ).toEqual([{ row: 3, cell: attributeCell('n'), code: 'fields_differ', args: { row: 2 } }])
    expect(
      merged(line(2, { t: { kind: 'text', valueEn: 'a' } }), line(3, { t: { kind: 'text', valueEn: 'b' } }))
        .faults,
    ).toEqual([{ row: 3, cell: attributeCellEn('t'), code: 'fields_differ', args: { row: 2 } }])
    expect(merged(line(2, { t: { kind: 'text', value: [], valueEn: 'a' } })).faults).toEqual([
      { row: 2, cell: attributeCell('t'), code: 'required' },
    ])
    const many = Array.from({ length: 197 }, (_, i) => `c${i}`)
    expect(merged(line(2, { z: { kind: 'choice', value: many } })).faults).toEqual([
      { row: 2, cell: '', code: 'too_many_described', args: { most: 200 } },
    ])
  })
  it('have a column each, two for a text', () => {
    expect([attributeCell('x'), attributeCellEn('x'), 'name'].map(attributeOfCell)).toEqual([
      'x',
      'x',
      undefined,
    ])
    expect(['1.50', '10', '0.0', '-3.0250'].map(plainDecimal)).toEqual(['1.5', '10', '0', '-3.025'])
  })
})
