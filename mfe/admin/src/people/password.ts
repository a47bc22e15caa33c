const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const DIGITS = '23456789'

/** A password that can be read out loud: three groups of four letters and digits without look-alikes, some 58 bits. */
export function newPassword(): string {
  const letters = LETTERS + DIGITS
  const group = () =>
    [...crypto.getRandomValues(new Uint32Array(4))].map((n) => letters[n % letters.length]).join('')
  return [group(), group(), group()].join('-')
}
