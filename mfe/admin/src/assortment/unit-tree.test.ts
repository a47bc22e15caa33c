import { expect, it } from 'vitest'
import { aboveOf, shownRows, topmost, unitRows } from './unit-tree'

const unit = (id: string, kind: 'hq' | 'region' | 'store', parentId: string | null) => ({
  id,
  kind,
  parentId,
  name: { zh: id, en: `The ${id}` },
})
const units = [
  unit('b-store', 'store', 'east'),
  unit('hq', 'hq', null),
  unit('east', 'region', 'hq'),
  unit('district', 'region', 'east'),
  unit('a-store', 'store', 'district'),
  unit('west', 'region', 'hq'),
]
const rows = unitRows(units, (name) => name.zh)

it('stands as a tree, regions before stores, each with its stores', () => {
  expect(rows.map((row) => [row.id, row.depth, row.stores, row.parent])).toEqual([
    ['hq', 0, 2, true],
    ['east', 1, 2, true],
    ['district', 2, 1, true],
    ['a-store', 3, 1, false],
    ['b-store', 2, 1, false],
    ['west', 1, 0, false],
  ])
  expect(aboveOf(units, 'a-store')).toEqual(['district', 'east', 'hq'])
})
it('shows what is open, or what has the typed word in either language', () => {
  const ids = (open: string[], typed = '') => shownRows(rows, new Set(open), typed, 10).map((row) => row.id)
  expect(ids([])).toEqual(['hq'])
  expect(ids(['hq', 'east'])).toEqual(['hq', 'east', 'district', 'b-store', 'west'])
  expect(ids([], 'THE a-')).toEqual(['a-store'])
  expect(shownRows(rows, new Set(), 'store', 1)).toHaveLength(1)
})
it('a region says it for all below it', () => {
  expect(topmost(units, ['a-store', 'east', 'west'])).toEqual(['east', 'west'])
})
