import { expect, it } from 'vitest'
import { fieldOf, linesOf, tagsIn } from './marks'
import { valuesBelow } from './trees'
import { wordsIn } from './words-in'

const read = {
  classificationIds: [],
  tags: [{ tagId: 'new', from: '2026-11-01T08:00:27.123Z', until: '2026-11-30T08:00:00.000Z' }],
}

it('keeps a time nobody touched to the second, takes a new one, and begins now where none is given', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const [line] = linesOf(read)
  expect(tagsIn([line!], read, now)).toEqual(read.tags)
  const until = fieldOf('2026-12-24T10:30:00.000Z')
  expect(tagsIn([{ ...line!, until }], read, now)[0]!.until).toBe('2026-12-24T10:30:00.000Z')
  expect(tagsIn([{ tagId: 'hot', from: '', until: '' }], read, now)).toEqual([
    { tagId: 'hot', from: now.toISOString(), until: null },
  ])
  expect(tagsIn([{ tagId: '', from: '', until: '' }], read, now)).toEqual([])
})

it('parts words as people do', () => {
  expect(wordsIn('番茄， 西红柿,tomato；\n洋柿子、')).toEqual(['番茄', '西红柿', 'tomato', '洋柿子'])
})

it('lists the values of one tree, those further down after what they hang under', () => {
  const one = (id: string, parentId: string | null) => ({
    id,
    parentId,
    name: { zh: id, en: '' },
    position: 0,
    shown: true,
    productCount: 0,
  })
  const items = [one('season', null), one('summer', 'season'), one('origin', null), one('july', 'summer')]
  expect(valuesBelow(items, 'season').map(({ path }) => path.map(({ zh }) => zh).join('/'))).toEqual([
    'summer',
    'summer/july',
  ])
})
