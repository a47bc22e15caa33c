import { createHash } from 'node:crypto'

function uuidOf(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
const hashOf = (...parts: string[]): Buffer => createHash('sha256').update(parts.join('\u0000')).digest()

/** The id of a thing by its key: the same in every run (UUIDv8 out of a hash). */
export const idOf = (space: string, ...key: string[]): string => uuidOf(hashOf(space, ...key), 8)

/** The id of something that happened at an instant: the same in every run, and in order of time like any UUIDv7. */
export function idAt(at: Date, space: string, ...key: string[]): string {
  const bytes = hashOf(space, ...key)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  return uuidOf(bytes, 7)
}

/** Decimal digits that belong to a key: for codes and the numbers a provider gives. */
export const digitsOf = (length: number, ...key: string[]): string =>
  (hashOf(...key).readBigUInt64BE(8) % 10n ** BigInt(length)).toString().padStart(length, '0')
