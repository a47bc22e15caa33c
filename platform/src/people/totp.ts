import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP_SECONDS = 30
const DIGITS = 6
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes in Base32 (RFC 4648) without padding, as authenticator apps take secrets. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(value >>> (bits - 5)) & 31]
    value &= (1 << bits) - 1
  }
  return bits ? text + ALPHABET[(value << (5 - bits)) & 31] : text
}

/** The 30 s step an instant lies in. */
export const stepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS)

/** The six-digit code of a step (RFC 6238 with SHA-1, which every authenticator app speaks). */
export function totp(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const offset = hash[19]! & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The step a code belongs to, one step of drift either way; undefined when it fits none. Takes the same time for any six digits. */
export function stepOfCode(secret: Uint8Array, code: string, at: Date): number | undefined {
  const now = stepOf(at)
  const digits = code.replaceAll(' ', '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const given = Buffer.from(digits)
  return [now - 1, now, now + 1].filter((step) => timingSafeEqual(Buffer.from(totp(secret, step)), given))[0]
}

/** What an authenticator app reads from the picture. */
export function otpauthUri(issuer: string, account: string, secret: Uint8Array): string {
  const label = [issuer, account].map(encodeURIComponent).join(':')
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`
}
