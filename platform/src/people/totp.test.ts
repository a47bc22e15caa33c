import { describe, expect, it } from 'vitest'
import { base32, otpauthUri, stepOf, stepOfCode, totp } from './totp.js'

const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1000)

describe('one-time codes', () => {
  // RFC 6238 appendix B, the last six digits of its eight
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i is %s', (seconds, code) => {
    expect(totp(secret, stepOf(at(seconds)))).toBe(code)
  })
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('%j in Base32 is %s (RFC 4648 without padding)', (text, expected) => {
    expect(base32(Buffer.from(text))).toBe(expected)
  })
  it('takes the step before and the one after, and no further', () => {
    const now = stepOf(at(1_000_000))
    for (const drift of [-1, 0, 1])
      expect(stepOfCode(secret, totp(secret, now + drift), at(1_000_000))).toBe(now + drift)
    for (const drift of [-2, 2])
      expect(stepOfCode(secret, totp(secret, now + drift), at(1_000_000))).toBeUndefined()
    for (const wrong of ['', '1', 'abcdef', '0000000'])
      expect(stepOfCode(secret, wrong, at(1_000_000))).toBeUndefined()
  })
  it('writes names of any script into the address', () => {
    expect(otpauthUri('鲜集', 'a:b', Buffer.from('foobar'))).toBe(
      'otpauth://totp/%E9%B2%9C%E9%9B%86:a%3Ab?secret=MZXW6YTBOI&issuer=%E9%B2%9C%E9%9B%86&algorithm=SHA1&digits=6&period=30',
    )
  })
})
