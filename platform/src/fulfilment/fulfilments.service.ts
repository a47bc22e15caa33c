import { Injectable } from '@nestjs/common'
import { machineOf, type FulfilmentKind, type FulfilmentState } from '@storeweave/rules/fulfilment'
import { next } from '@storeweave/rules/order'
import { clock } from '../kernel/clock.js'
import { db, transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { CodesService } from './codes.service.js'
import { FINAL, FulfilmentsRepo, type FulfilmentRow } from './fulfilments.repo.js'
import { readyAt, type Preparing } from './promise.js'

/** A move as it happened. */
export interface Moved {
  row: FulfilmentRow
  from: FulfilmentState
  to: FulfilmentState
}
/** A move that pays a fulfilment, for whoever writes it together with more. `code`: digits to put in force, if they're free. */
export interface Step {
  from: FulfilmentState
  to: FulfilmentState
  promisedAt: Date | null
  code: string | null
  final: boolean
}
/** Paid goods to pick up get a code and a time by which they are ready; goods that won't be picked up lose theirs. Parcels need neither. */
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

  /** Makes a move that no money comes with. Throws `fulfilment.move_illegal` with the state and the moves it allows. */
  async move(row: FulfilmentRow, move: string): Promise<Moved> {
    db() // part of a larger decision, never one of its own
    const step = next(machineOf(row.kind), row.state, move)
    if ('allowed' in step) throw illegal(row.state, step.allowed)
    if (!(await this.rows.move(row.id, row.state, step.to, clock.now())))
      throw illegal((await this.rows.byId(row.id))?.state ?? row.state, [])
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
  /** What a move that money comes with does to a fulfilment in state `from`. Throws `fulfilment.move_illegal`. */
  step(
    kind: FulfilmentKind,
    from: FulfilmentState,
    move: 'pay' | 'revive' | 'hand_over',
    store: Preparing,
  ): Step {
    const step = next(machineOf(kind), from, move)
    if ('allowed' in step) throw illegal(from, step.allowed)
    const issues = kind === 'pickup' && ISSUING.has(move)
    return {
      from,
      to: step.to,
      promisedAt: issues ? readyAt(store, clock.now()) : null,
      code: issues ? this.codes.draw() : null,
      final: FINAL.includes(step.to),
    }
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
