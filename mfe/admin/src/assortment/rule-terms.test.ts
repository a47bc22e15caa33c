import type { RuleTerm } from '@storeweave/contract'
import { expect, it } from 'vitest'
import { conditionOf, lineOf, lineText } from './rule-terms'

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
  }
  expect(condition.map((term) => lineText(lineOf(term), words))).toEqual([
    'CATEGORY: <c1>, <c2>, <c3> and 1 more',
    'BRAND: <牧溪>',
  ])
})
