import { expect, it } from 'vitest'
import { safePath } from './safe-path'

it('goes on to our own paths and nowhere else', () => {
  expect(safePath('/admin/orders?q=1')).toBe('/admin/orders?q=1')
  for (const foreign of [
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    undefined,
    ['/a'],
  ])
    expect(safePath(foreign)).toBe('/')
})
