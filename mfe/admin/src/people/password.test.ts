import { expect, it } from 'vitest'
import { newPassword } from './password'

it('is as long as the brand asks, with letters, digits and signs', () => {
  for (const [lengthMin, length] of [
    [8, 14],
    [14, 14],
    [15, 19],
    [64, 64],
  ] as const) {
    const password = newPassword({ lengthMin })
    expect([password.length, /^[2-9][a-z2-9]{3}(-[a-z2-9]{4})+$/.test(password)]).toEqual([length, true])
  }
})
