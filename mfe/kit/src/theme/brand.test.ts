import { expect, it } from 'vitest'
import { applyBrand, mixUntil } from './brand'

it('leaves a dark colour alone and darkens a bright one until white text is readable on it', () => {
  expect(mixUntil('#0a4d2c', 0, '#ffffff')).toBe(0)
  expect(mixUntil('#ffd100', 0, '#ffffff')).toBeGreaterThan(30)
})
it('ignores what is no colour', () => {
  const root = document.createElement('div')
  applyBrand('red;background:url(x)', root)
  expect(root.getAttribute('style')).toBeNull()
})
