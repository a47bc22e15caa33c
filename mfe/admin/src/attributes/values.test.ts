import { expect, it } from 'vitest'
import { askedFor, unfitting, valuesOf, withValues } from './values'

const attribute = (id: string, kind: 'text' | 'number' | 'choice' | 'flag', more: object = {}) => ({
  id,
  kind,
  name: { zh: id, en: '' },
  unit: { zh: '', en: '' },
  several: false,
  filterable: false,
  active: true,
  position: 0,
  productCount: 0,
  categoryCount: 0,
  choices: [],
  ...more,
})
const material = attribute('material', 'choice', { choices: [{ id: 'cotton', name: { zh: '棉', en: '' } }] })
const length = attribute('length', 'number')
const note = attribute('note', 'text')
const value = (attributeId: string, text: string, valueEn = '') => ({ attributeId, value: text, valueEn })

it('asks for what the category wants, then for what the product has beside that', () => {
  const template = [{ attributeId: 'length', required: true, categoryId: 'c' }]
  expect(
    askedFor([material, length, note], template, [value('note', '手工')]).map((one) => [
      one.attribute.id,
      one.required,
    ]),
  ).toEqual([
    ['length', true],
    ['note', false],
  ])
})

it('replaces the values of one attribute; empty ones are none', () => {
  const before = [value('note', '手工'), value('material', 'cotton')]
  const after = withValues(before, 'material', [{ value: 'silk' }, { value: 'cotton' }])
  expect(valuesOf(after, 'material').map((one) => one.value)).toEqual(['silk', 'cotton'])
  expect(withValues(after, 'material', [{ value: '' }])).toEqual([value('note', '手工')])
})

it('finds what cannot be saved', () => {
  const all = [material, length, note]
  expect(unfitting(all, [value('length', '98.5'), value('material', 'cotton'), value('note', 'x')])).toEqual(
    [],
  )
  expect(
    unfitting(all, [value('length', '一米'), value('material', 'gone'), value('note', '', 'English')]),
  ).toEqual(['material', 'length', 'note'])
})
