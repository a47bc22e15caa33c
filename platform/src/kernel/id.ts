import { randomUUID } from 'node:crypto'
import { clock } from './clock.js'

/** A new UUIDv7: time-ordered, so that it also sorts and pages. */
export function newId(at: Date = clock.now()): string {
  const ms = at.getTime().toString(16).padStart(12, '0')
  // a random UUID costs less than random bytes do: Node draws them in advance
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${randomUUID().slice(15)}`
}

/** The smallest UUIDv7 of an instant: ids below it were made before. */
export const idAt = (at: Date): string => `${newId(at).slice(0, 13)}-7000-8000-000000000000`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** True for the text form of a UUID. */
export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text)
