import type { RuleTerm } from '@storeweave/contract'
import { expect, it } from 'vitest'
import { conditionOf, isAmiss, lineOf, lineText, type Line } from './rule-terms'

const condition: RuleTerm[] = [
  { by: 'category', ids: ['c1', 'c2', 'c3', 'c4'] },
  { by: 'brand', names: ['牧溪'] },
]

it('a condition and its lines are the same thing; a line without values says nothing', () => {
  const lines = condition.map(lineOf)
  expect(lines).toEqual([
    { by: 'category', values: ['c1', 'c2', 'c3', 'c4'] },
    { by: 'brand', values: ['牧溪'] },
  ])
  expect(conditionOf([...lines, { by: 'tag', values: [] }])).toEqual(condition)
  expect(conditionOf([{ by: 'brand', values: [] }])).toEqual([])
})

it('is said by its names, what is too much is counted', () => {
  const words = {
    by: (by: string) => by.toUpperCase(),
    value: (_by: string, value: string) => `<${value}>`,
    comma: ', ',
    more: (count: number) => ` and ${count} more`,
    attribute: (id: string) => ({ name: `[${id}]`, unit: id === 'n' ? 'kg' : '' }),
    holds: 'contains',
  }
  expect(condition.map((term) => lineText(lineOf(term), words))).toEqual([
    'CATEGORY: <c1>, <c2>, <c3> and 1 more',
    'BRAND: <牧溪>',
  ])
  const number = (from: string | null, to: string | null): RuleTerm => ({
    by: 'number',
    attributeId: 'n',
    from,
    to,
  })
  expect(
    [
      number('1.5', null),
      number(null, '3'),
      number('1', '3'),
      number('2', '2'),
      { by: 'text', attributeId: 't', how: 'is', texts: ['a', 'b', 'c', 'd'] } as RuleTerm,
      { by: 'text', attributeId: 't', how: 'holds', texts: ['a'] } as RuleTerm,
    ].map((term) => lineText(lineOf(term), words)),
  ).toEqual([
    '[n]: ≥ 1.5 kg',
    '[n]: ≤ 3 kg',
    '[n]: 1 – 3 kg',
    '[n]: = 2 kg',
    '[t]: a, b, c and 1 more',
    '[t]: contains a',
  ])
})

it('on numbers and texts says nothing until it is whole, and tells when it cannot be', () => {
  const number = (more: Partial<Line>): Line => ({ by: 'number', values: [], attributeId: 'n', ...more })
  const whole: RuleTerm[] = [
    { by: 'number', attributeId: 'n', from: '-1.5', to: null },
    { by: 'number', attributeId: 'n', from: null, to: '0' },
    { by: 'text', attributeId: 't', how: 'holds', texts: ['有机'] },
  ]
  expect(conditionOf(whole.map(lineOf))).toEqual(whole)
  const amiss = [
    number({}),
    number({ from: '5', to: '3' }),
    number({ from: '1,5' }),
    number({ from: '1', attributeId: '' }),
    { by: 'text', values: [], attributeId: 't' } as Line,
  ]
  expect([conditionOf(amiss), amiss.map(isAmiss)]).toEqual([[], amiss.map(() => true)])
  expect([{ by: 'number', values: [] } as Line, ...whole.map(lineOf)].map(isAmiss)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
