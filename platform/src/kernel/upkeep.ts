import { Injectable } from '@nestjs/common'
import { clock } from './clock.js'
import { transaction } from './db.js'
import { forgetEvents } from './events.js'
import { forgetKeys } from './idempotency.js'
import { Every } from './jobs.js'

const HOUR = 3600
const DAY_MS = 24 * HOUR * 1000
const KEY_KEPT_MS = DAY_MS
const EVENT_KEPT_MS = 30 * DAY_MS
const BATCH = 500
const BATCHES_MAX = 40

/** The instant so many milliseconds ago. */
export const ago = (ms: number): Date => new Date(clock.now().getTime() - ms)

/**
 * Deletes what has had its time in batches of 500, each in a short transaction of its own, until one comes back short
 * or 40 have run: what is left waits for the next round. Answers how many rows went.
 */
export async function sweep(batch: (limit: number) => Promise<number>): Promise<number> {
  let gone = 0
  for (let round = 0; round < BATCHES_MAX; round++) {
    const rows = await transaction(() => batch(BATCH))
    gone += rows
    if (rows < BATCH) break
  }
  return gone
}

/** Clears away what the kernel itself has kept long enough. */
@Injectable()
export class Upkeep {
  /** Idempotency keys go after 24 hours. */
  @Every(HOUR)
  forgetKeys(): Promise<number> {
    return sweep((limit) => forgetKeys(ago(KEY_KEPT_MS), limit))
  }
  /** Delivered events go after 30 days. */
  @Every(HOUR)
  forgetEvents(): Promise<number> {
    return sweep((limit) => forgetEvents(ago(EVENT_KEPT_MS), limit))
  }
}
