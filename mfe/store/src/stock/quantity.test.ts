import { expect, it } from 'vitest'
import { changeOf } from './quantity'

it('adds what came, takes what was lost, and turns a count into the difference', () => {
  expect(changeOf('receipt', 5, 7)).toBe(5)
  expect(changeOf('loss', 5, 7)).toBe(-5)
  expect(changeOf('correction', 5, 7)).toBe(-2)
  expect(changeOf('correction', 7, 7)).toBe(0)
  expect(changeOf('receipt', undefined, 7)).toBeUndefined()
})
