import { Injectable } from '@nestjs/common'
import { machineOf, type FulfilmentState } from '@storeweave/rules/fulfilment'
import { next } from '@storeweave/rules/order'
import { clock } from '../kernel/clock.js'
import { db, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { CodesService } from './codes.service.js'
import { FulfilmentsRepo, type FulfilmentRow } from './fulfilments.repo.js'
import { readyAt } from './promise.js'

/** A move as it happened. */
export interface Moved {
  row: FulfilmentRow
  from: FulfilmentState
  to: FulfilmentState
}
/** Moves that bring the money along. */
const PAYING: ReadonlySet<string> = new Set(['pay', 'revive', 'hand_over'])
/** Paid goods to pick up get a code and a time by which they are ready; goods that won't be picked up lose theirs. */
const ISSUING: ReadonlySet<string> = new Set(['pay', 'revive'])
const REVOKING: ReadonlySet<string> = new Set(['cancel', 'expire'])

/** How goods reach the shopper, step by step. Moves belong to the transaction of whoever decides about the order. */
@Injectable()
export class FulfilmentsService {
  constructor(
    private readonly rows: FulfilmentsRepo,
    private readonly codes: CodesService,
  ) {}

  byId(id: string): Promise<FulfilmentRow | undefined> {
    return transaction(() => this.rows.byId(id))
  }
  byOrder(orderId: string): Promise<FulfilmentRow[]> {
    return transaction(() => this.rows.byOrder(orderId))
  }

  /** Makes a move. Throws `fulfilment.move_illegal` with the state and the moves it allows. */
  async move(row: FulfilmentRow, move: string): Promise<Moved> {
    db() // part of a larger decision, never one of its own
    const step = next(machineOf(row.kind), row.state, move)
    if ('allowed' in step) throw illegal(row.state, step.allowed)
    const now = clock.now()
    const paid = PAYING.has(move) ? { promisedAt: await this.promise(row, move, now) } : null
    if (!(await this.rows.move(row.id, row.state, step.to, now, paid)))
      throw illegal((await this.rows.byId(row.id))?.state ?? row.state, [])
    if (ISSUING.has(move)) await this.codes.issue(row)
    if (REVOKING.has(move)) await this.codes.revoke(row.order_id)
    await emit('fulfilment.moved', {
      fulfilmentId: row.id,
      orderId: row.order_id,
      storeId: row.store_id,
      number: row.number,
      from: row.state,
      to: step.to,
    })
    return { row: { ...row, state: step.to }, from: row.state, to: step.to }
  }
  private async promise(row: FulfilmentRow, move: string, now: Date): Promise<Date | null> {
    return ISSUING.has(move) ? readyAt(await this.rows.preparing(row.store_id), now) : null
  }
  /** Makes a move on every fulfilment of an order that allows it. */
  async moveAll(orderId: string, move: string): Promise<Moved[]> {
    const moved: Moved[] = []
    for (const row of await this.rows.byOrder(orderId))
      if (!('allowed' in next(machineOf(row.kind), row.state, move))) moved.push(await this.move(row, move))
    return moved
  }
}

const illegal = (from: string, allowed: string[]) =>
  new Fault('fulfilment.move_illegal', { from, allowed: allowed.join(', ') })
