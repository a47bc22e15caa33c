import { describe, expect, it } from 'vitest'
import { isSold, isValue, misfitValueOf, requiredMissing, templateOf } from './index.js'

const attribute = (id: string, kind: 'text' | 'number' | 'choice' | 'flag', several = false) => ({
  id,
  kind,
  several,
  choices: kind === 'choice' ? [{ id: 'a' }, { id: 'b' }] : [],
})
const all = new Map(
  [
    attribute('m', 'choice', true),
    attribute('s', 'choice'),
    attribute('n', 'number'),
    attribute('f', 'flag'),
  ].map((one) => [one.id, one]),
)
const value = (attributeId: string, text: string) => ({ attributeId, value: text, valueEn: '' })

describe('values of attributes', () => {
  it('are numbers as people write them, true or false, a choice, any text', () => {
    const fits = (id: string, text: string) => isValue(all.get(id)!, text)
    expect(['0', '-1', '98.5', '123456789012.1234'].filter((text) => !fits('n', text))).toEqual([])
    expect(['', '01', '1.', '.5', '1e3', '١', '1.23456', '1,000'].filter((text) => fits('n', text))).toEqual(
      [],
    )
    expect([fits('f', 'true'), fits('f', 'yes'), fits('m', 'a'), fits('m', 'c')]).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect(isValue(attribute('t', 'text'), 'anything')).toBe(true)
  })
  it('stand once each; only a choice of several may have more than one, each once', () => {
    expect(misfitValueOf(all, [value('m', 'a'), value('m', 'b'), value('n', '1')])).toBe(-1)
    expect(misfitValueOf(all, [value('m', 'a'), value('m', 'a')])).toBe(1)
    expect(misfitValueOf(all, [value('s', 'a'), value('s', 'b')])).toBe(1)
    expect(misfitValueOf(all, [value('n', '1'), value('unknown', '1')])).toBe(1)
  })
})

describe('a category’s template', () => {
  const asked = (categoryId: string, attributeId: string, required = false) => ({
    categoryId,
    attributeId,
    required,
  })
  const rows = [
    asked('top', 'm'),
    asked('top', 'n'),
    asked('low', 's', true),
    asked('low', 'n', true),
    asked('other', 'f', true),
  ]
  it('begins with what the topmost category says; what one requires is required', () => {
    expect(templateOf(['top', 'low'], rows)).toEqual([
      asked('top', 'm'),
      asked('low', 'n', true),
      asked('low', 's', true),
    ])
    expect(templateOf(['top'], rows)).toEqual([asked('top', 'm'), asked('top', 'n')])
  })
  it('says what is missing of a product', () => {
    expect(requiredMissing(templateOf(['top', 'low'], rows), [{ attributeId: 's' }])).toEqual(['n'])
  })
})

it('all is sold today but bookings and gift cards, which are described', () => {
  const kinds = [
    'physical',
    'weighed',
    'virtual',
    'service_voucher',
    'booking',
    'gift_card',
    'bundle',
  ] as const
  expect(kinds.filter((kind) => !isSold(kind))).toEqual(['booking', 'gift_card'])
})
