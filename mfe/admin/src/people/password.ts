import type { PasswordRules } from '@storeweave/contract'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const DIGITS = '23456789'
const GROUPS_MIN = 3
const GROUP = 4

/**
 * A password that can be read out loud and that any brand's rules allow: groups of four letters and digits without
 * look-alikes, three of them (some 58 bits) or as many as its length takes, a digit among them.
 */
export function newPassword({ lengthMin }: Pick<PasswordRules, 'lengthMin'>): string {
  const letters = LETTERS + DIGITS
  const group = (_: unknown, at: number) =>
    [...crypto.getRandomValues(new Uint32Array(GROUP))]
      .map((n, place) => (at + place ? letters[n % letters.length] : DIGITS[n % DIGITS.length]))
      .join('')
  const groups = Math.max(GROUPS_MIN, Math.ceil((lengthMin + 1) / (GROUP + 1)))
  return Array.from({ length: groups }, group).join('-')
}
