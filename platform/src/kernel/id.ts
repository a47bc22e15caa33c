import { randomUUID } from 'node:crypto'
import { clock } from './clock.js'

let [lastMs, count] = [0, 0]

/** A new UUIDv7: time-ordered, so that it also sorts and pages; those of a process within a millisecond in their order (RFC 9562, 6.2). */
export function newId(at: Date = clock.now()): string {
  const time = at.getTime()
  count = time === lastMs && count < 0xfff ? count + 1 : Math.floor(Math.random() * 0x800)
  lastMs = time
  const ms = time.toString(16).padStart(12, '0')
  // a random UUID costs less than random bytes do: Node draws them in advance
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${count.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`
}

/** The smallest UUIDv7 of an instant: ids below it were made before. */
export const idAt = (at: Date): string => `${newId(at).slice(0, 13)}-7000-8000-000000000000`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** True for the text form of a UUID. */
export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text)
