import { Fault } from './fault.js'
import { isId } from './id.js'

/** A keyset cursor: the sort values of the last row, opaque to clients. */
export const toCursor = (values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** Reads a cursor of `length` scalar values. Throws `request.bad_cursor`: it is attacker input like any other. */
export function fromCursor(cursor: string | undefined, length: number): (string | number)[] | undefined {
  if (!cursor) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every(
        (v) => (typeof v === 'string' && v.length <= 200 && !v.includes('\u0000')) || Number.isSafeInteger(v),
      )
    )
      return values
  } catch (error) {
    throw new Fault('request.bad_cursor', { reason: (error as Error).name })
  }
  throw new Fault('request.bad_cursor')
}

/** A page out of `limit + 1` rows: the extra one tells that there is more. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  cursorOf: (row: R) => readonly unknown[],
  to: (row: R) => T,
): { items: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(to),
    nextCursor: rows.length > limit && last !== undefined ? toCursor(cursorOf(last)) : null,
  }
}

/** What a value of a cursor must look like, so that a forged one is refused before it reaches SQL. */
const KEYS = {
  number: (v: string | number) => typeof v === 'number',
  id: isId,
  text: (v: string | number) => typeof v === 'string',
  instant: (v: string | number) => typeof v === 'string' && !Number.isNaN(Date.parse(v)),
} as const
/** Reads a cursor whose values are of these kinds, in order. Throws `request.bad_cursor`. */
export function keysOf(
  cursor: string | undefined,
  ...kinds: (keyof typeof KEYS)[]
): (string | number)[] | undefined {
  const keys = fromCursor(cursor, kinds.length)
  if (keys && !keys.every((v, i) => KEYS[kinds[i]!](v))) throw new Fault('request.bad_cursor')
  return keys
}
