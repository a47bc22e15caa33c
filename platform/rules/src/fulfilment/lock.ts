/** Wrong verification codes of one person: how many since when, and until when they must wait. Times in milliseconds. */
export interface WrongTries {
  failures: number
  since: number
  lockedUntil: number | null
}

export const TRIES_MAX = 5
export const TRIES_WINDOW_MS = 15 * 60_000
export const LOCK_MS = 15 * 60_000

/** Minutes, rounded up, that a person still has to wait; 0 when they may try. */
export const minutesLocked = (tries: WrongTries | undefined, now: number): number =>
  tries?.lockedUntil && tries.lockedUntil > now ? Math.ceil((tries.lockedUntil - now) / 60_000) : 0

/** The count after one more wrong code: five within a quarter of an hour lock for another. */
export function afterWrongTry(tries: WrongTries | undefined, now: number): WrongTries {
  const stale =
    !tries || now - tries.since >= TRIES_WINDOW_MS || (tries.lockedUntil !== null && tries.lockedUntil <= now)
  const failures = stale ? 1 : tries.failures + 1
  return {
    failures,
    since: stale ? now : tries.since,
    lockedUntil: failures >= TRIES_MAX ? now + LOCK_MS : null,
  }
}
