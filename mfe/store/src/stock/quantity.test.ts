import { expect, it } from 'vitest'
import { changeOf, quantityOf } from './quantity'

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
it('adds what came, takes what was lost, and turns a count into the difference', () => {
  expect(changeOf('receipt', 5, 7)).toBe(5)
  expect(changeOf('loss', 5, 7)).toBe(-5)
  expect(changeOf('correction', 5, 7)).toBe(-2)
  expect(changeOf('correction', 7, 7)).toBe(0)
  expect(changeOf('receipt', undefined, 7)).toBeUndefined()
})
