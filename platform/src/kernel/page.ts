import { Fault } from './fault.js'

/** A keyset cursor: the sort values of the last row, opaque to clients. */
export const toCursor = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

/** Reads a cursor of `length` scalar values. Throws `request.bad_cursor`: it is attacker input like any other. */
export function fromCursor(cursor: string | undefined, length: number): (string | number)[] | undefined {
  if (!cursor) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every((v) => (typeof v === 'string' && v.length <= 200 && !v.includes('\u0000')) || Number.isSafeInteger(v))) return values
  } catch (error) {
    throw new Fault('request.bad_cursor', { reason: (error as Error).name })
  }
  throw new Fault('request.bad_cursor')
}

/** A page out of `limit + 1` rows: the extra one tells that there is more. */
export function pageOf<R, T>(rows: readonly R[], limit: number, cursorOf: (row: R) => readonly unknown[], to: (row: R) => T): { items: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(to), nextCursor: rows.length > limit && last !== undefined ? toCursor(cursorOf(last)) : null }
}
