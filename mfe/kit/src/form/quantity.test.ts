import { expect, it } from 'vitest'
import { quantityOf } from './quantity'

it('reads pieces as whole numbers and kilograms as grams', () => {
  expect(quantityOf('12', false)).toBe(12)
  expect(quantityOf('1.5', false)).toBeUndefined()
  expect(quantityOf('1.5', true)).toBe(1_500)
  expect(quantityOf('０。０５', true)).toBe(50)
  expect(quantityOf('-3', false)).toBeUndefined()
  expect(quantityOf('', false)).toBeUndefined()
  expect(quantityOf('1000000', false)).toBeUndefined()
  expect(quantityOf('1000', true)).toBeUndefined()
})
