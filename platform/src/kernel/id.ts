import { randomBytes } from 'node:crypto'
import { clock } from './clock.js'

/** A new UUIDv7: time-ordered, so that it also sorts and pages. */
export function newId(at: Date = clock.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The smallest UUIDv7 of an instant: ids below it were made before. */
export const idAt = (at: Date): string => `${newId(at).slice(0, 13)}-7000-8000-000000000000`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** True for the text form of a UUID. */
export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text)
