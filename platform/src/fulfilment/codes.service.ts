import { randomInt } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { afterWrongTry, minutesLocked } from '@storeweave/rules/fulfilment'
import { aside } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { db, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { actor, scope } from '../kernel/scope.js'
import { CodesRepo, type CodeRow } from './codes.repo.js'
import type { FulfilmentRow } from './fulfilments.repo.js'

const DIGITS = 100_000_000
const TRIES_TO_ISSUE = 20

/** Verification codes: eight digits that turn a paid order into goods, once. */
@Injectable()
export class CodesService {
  constructor(private readonly codes: CodesRepo) {}

  /** Issues the code of a fulfilment in the running transaction: random, unlike any other live one of the tenant. */
  async issue(row: Pick<FulfilmentRow, 'id' | 'order_id' | 'store_id'>): Promise<string> {
    db()
    for (let i = 0; i < TRIES_TO_ISSUE; i++) {
      const code = this.draw()
      if (
        await this.codes.issue({ fulfilmentId: row.id, orderId: row.order_id, storeId: row.store_id, code })
      )
        return code
    }
    throw new Error('no free verification code found')
  }
  /** Random digits; whether they're free shows when they're put in force. */
  draw(): string {
    return String(randomInt(DIGITS)).padStart(8, '0')
  }
  /** Takes an order's live code out of force. */
  revoke(orderId: string): Promise<number> {
    return transaction(() => this.codes.void(orderId))
  }

  /**
   * Answers who a code belongs to, in a transaction of its own so that a wrong one is counted even though the request
   * fails. Throws `fulfilment.locked` after five wrong ones in a quarter of an hour, `fulfilment.code_unknown`.
   */
  async admit(code: string): Promise<CodeRow> {
    const person = actor().id
    const row = await aside(async () => {
      const now = clock.now().getTime()
      const minutes = person ? minutesLocked(await this.codes.tries(person), now) : 0
      if (minutes) throw new Fault('fulfilment.locked', { minutes, seconds: minutes * 60 })
      const known = await this.codes.find(code)
      if (!known && person) await this.countWrong(person, now)
      return known
    })
    if (!row) throw new Fault('fulfilment.code_unknown')
    return row
  }
  private async countWrong(person: string, now: number): Promise<void> {
    await this.codes.ensureTries(person)
    await this.codes.saveTries(person, afterWrongTry(await this.codes.tries(person, true), now))
  }

  /** Refuses a code that was used (`fulfilment.code_used`, with the time) or belongs to another store (`fulfilment.code_elsewhere`, naming it). */
  mustBeUsable(row: CodeRow, storeId: string): void {
    if (row.state === 'used')
      throw new Fault('fulfilment.code_used', {
        at: wallTime(row.used_at ?? '', row.time_zone),
        usedAt: row.used_at,
      })
    if (row.store_id !== storeId)
      throw new Fault('fulfilment.code_elsewhere', {
        store: scope().locale === 'en' && row.store_en ? row.store_en : row.store_zh,
      })
  }

  /** Whose code it is. Throws `fulfilment.code_unknown`. */
  async known(code: string): Promise<CodeRow> {
    const row = await transaction(() => this.codes.find(code))
    if (!row) throw new Fault('fulfilment.code_unknown')
    return row
  }

  /** The order that a code of this store belongs to. Throws `fulfilment.code_unknown`, `fulfilment.code_used`, `fulfilment.code_elsewhere`. */
  async orderOf(code: string, storeId: string): Promise<string> {
    const row = await this.known(code)
    this.mustBeUsable(row, storeId)
    return row.order_id
  }

  /** Uses a code in the running transaction: exactly one caller gets its order, the others learn why not. */
  async use(code: string, storeId: string): Promise<{ fulfilmentId: string; orderId: string }> {
    db()
    const used = await this.codes.use(code, storeId, actor())
    if (used) return { fulfilmentId: used.fulfilment_id, orderId: used.order_id }
    await this.orderOf(code, storeId)
    throw new Fault('fulfilment.code_unknown')
  }
}

/** `2026-11-21 15:04` on the wall of the store. */
export const wallTime = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at))
