import { expect, it } from 'vitest'
import { parentsFor, regionTree } from './tree'

const unit = (id: string, parentId: string | null, kind: 'hq' | 'region' | 'store' = 'region') => ({
  id,
  parentId,
  kind,
  code: id,
  name: { zh: id, en: '' },
  storeCount: 0,
})
const units = [
  unit('hq', null, 'hq'),
  unit('east', 'hq'),
  unit('shanghai', 'east'),
  unit('west', 'hq'),
  unit('s', 'west', 'store'),
]

it('shows regions below head office, stores not among them', () => {
  expect(regionTree(units).map(({ id, depth }) => `${id}${depth}`)).toEqual([
    'hq0',
    'east1',
    'shanghai2',
    'west1',
  ])
})
it('lets a region hang anywhere but under itself', () => {
  expect(parentsFor(units, 'east').map(({ id }) => id)).toEqual(['hq', 'west'])
})
