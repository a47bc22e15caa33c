import { describe, expect, it } from 'vitest'
import { changeOf, parseQuantity } from './quantity'

describe('typed quantities', () => {
  it.each([
    ['12', false, 12],
    ['1.5', false, undefined],
    ['1.5', true, 1500],
    ['0.05', true, 50],
    ['1。25', true, 1250],
    ['-3', false, undefined],
    ['', true, undefined],
    ['1000', true, undefined],
  ] as const)('%s (weighed: %s) is %s', (text, weighed, quantity) =>
    expect(parseQuantity(text, weighed)).toBe(quantity),
  )
  it('become a change by what happened', () => {
    expect(changeOf('receipt', 5, 10)).toBe(5)
    expect(changeOf('loss', 5, 10)).toBe(-5)
    expect(changeOf('correction', 7, 10)).toBe(-3)
    expect(changeOf('correction', 10, 10)).toBeUndefined()
    expect(changeOf('receipt', undefined, 10)).toBeUndefined()
  })
})
