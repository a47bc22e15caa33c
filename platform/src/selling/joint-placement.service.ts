import { Injectable } from '@nestjs/common'
import type { Order } from '@storeweave/contract'
import { InventoryService } from '../inventory/index.js'
import { clock } from '../kernel/clock.js'
import { config } from '../kernel/config.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { answersOf, keepAnswers, nameOf, type OwnKey, type Replay } from '../kernel/idempotency.js'
import { faultOf } from '../kernel/problem.js'
import { runInScope, type Scope } from '../kernel/scope.js'
import { Together, type Member, type Outcome } from '../kernel/together.js'
import { CashDeskService } from './cash-desk.service.js'
import { OrderReadsService } from './order-reads.service.js'
import type { Known, NewOrder } from './placement.repo.js'
import {
  decide,
  goodsOf,
  lackingGoods,
  PlacementService,
  type OrderSettings,
  type Placed,
  type Placing,
} from './placement.service.js'

/** Who wants to place an order, and under which key. */
export interface Asking {
  placing: Placing
  key: OwnKey
  /** Unpaid orders the shopper may have with this one. */
  unpaidMost: number
  settings: OrderSettings
  scope: Scope
}
type Answer = Order | Replay
type One = Member<Asking>
type Decided = { one: One; order: NewOrder }
type Outcomes = Map<One, Outcome<Answer>>

/** How long answers may wait until the next orders are with the database. */
const TELL_WITHIN_MS = 20

/** Somebody else was faster with a key or with goods: everything is looked at anew. */
class Overtaken extends Error {}

/**
 * Places orders. Those of one store that come at the same time go in by one transaction: they would wait for each other
 * anyhow, for the number of the order and for the last pieces, and so wait for the disk once (rules D23). Each gets its
 * own answer, in the order they came.
 */
@Injectable()
export class JointPlacementService {
  private readonly line = new Together<Asking, Answer>(
    (group) => this.settle(group),
    () => config().ordersTogether,
    { tellWithinMs: TELL_WITHIN_MS },
  )
  constructor(
    private readonly placement: PlacementService,
    private readonly inventory: InventoryService,
    private readonly desk: CashDeskService,
    private readonly reads: OrderReadsService,
  ) {}

  /** Places an order and holds its goods, all or nothing. Throws what `decide` does, `inventory.not_enough_stock`, `request.key_reused`. */
  place(asking: Asking): Promise<Answer> {
    return this.line.join(lineOf(asking), asking)
  }

  /** Whoever comes twice, by key or by order id, comes after the first. */
  private async settle(group: readonly One[]): Promise<Outcome<Answer>[]> {
    const names = new Set<string>()
    const isFirst = ({ entry: { key, placing } }: One) =>
      [nameOf(key), placing.id].filter((name) => !names.has(name) && names.add(name)).length === 2
    const firsts = group.filter(isFirst)
    const outcomes = await this.settleFirsts(firsts)
    const by = new Map(firsts.map((one, n) => [one, outcomes[n]!]))
    const repeats = group.filter((one) => !by.has(one))
    if (repeats.length) (await this.settle(repeats)).forEach((outcome, n) => by.set(repeats[n]!, outcome))
    return group.map((one) => by.get(one)!)
  }

  /** One that the database refuses would take all others along: then each goes by itself. An outage is everybody's. */
  private async settleFirsts(group: readonly One[]): Promise<Outcome<Answer>[]> {
    try {
      return await this.patiently(group)
    } catch (error) {
      if (group.length === 1 || isOutage(error)) throw error
      const outcomes: Outcome<Answer>[] = []
      for (const one of group)
        outcomes.push(...(await this.patiently([one]).catch((failed: unknown) => [{ failed }])))
      return outcomes
    }
  }

  /** Hopes to be alone at first, and locks what it needs once it wasn't. */
  private async patiently(group: readonly One[]): Promise<Outcome<Answer>[]> {
    const attempt = (locked: boolean) => transaction(() => this.attempt(group, locked), { resolvable: true })
    try {
      return await attempt(false)
    } catch (error) {
      if (!isOvertaken(error)) throw error
    }
    return attempt(true).catch((error: unknown) => {
      throw error instanceof Overtaken ? new Fault('request.in_progress') : error
    })
  }

  private async attempt(group: readonly One[], locked: boolean): Promise<Outcome<Answer>[]> {
    const outcomes: Outcomes = new Map()
    const answered = await answersOf(group.map(({ entry }) => entry.key))
    const fresh = group.filter((one) => isOpen(outcomes, one, () => answered(one.entry.key)))
    if (fresh.length) await this.placeFresh(fresh, locked, outcomes)
    return group.map((one) => outcomes.get(one)!)
  }

  private async placeFresh(fresh: readonly One[], locked: boolean, outcomes: Outcomes): Promise<void> {
    const { storeId } = fresh[0]!.entry.placing
    const known = await this.placement.known(
      storeId,
      fresh.map(({ entry }) => entry.placing),
    )
    const now = clock.now()
    const decided: Decided[] = []
    for (const one of fresh)
      isOpen(outcomes, one, () => {
        const { placing, settings } = one.entry
        decided.push({ one, order: one.as(() => decide(placing, known, settings, now)) })
      })
    if (!decided.length) return
    const available = await this.available(storeId, known, locked)
    const taking = decided.filter(({ one, order }) =>
      isOpen(outcomes, one, () => {
        admitUnpaid(order, known, one.entry.unpaidMost)
        take(order, available)
        countUnpaid(order, known)
      }),
    )
    if (taking.length) await this.write(known, taking, outcomes)
  }

  private async available(storeId: string, known: Known, locked: boolean): Promise<Map<string, number>> {
    const left = stockIn(known)
    if (!locked) return left
    await this.placement.lockNumbers(storeId, known.store)
    return this.inventory.lockAvailable(storeId, [...left.keys()])
  }

  private async write({ store }: Known, taking: readonly Decided[], outcomes: Outcomes): Promise<void> {
    const orders = taking.map(({ order }) => order)
    const placing = this.placement.write(store, orders)
    setImmediate(() => this.line.underWay(lineOf(taking[0]!.one.entry)))
    const placed = await placing
    const wanted = new Set(placed.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)))
    // last of what is locked: until the commit nobody else gets at the goods
    const held = wanted.size
      ? await this.inventory.hold(
          orders[0]!.storeId,
          orders.map(({ id }, n) => ({ orderId: id, lines: placed[n]!.lines })),
        )
      : []
    if (held.length < wanted.size) throw new Overtaken()
    const answers = await this.answers(taking, placed)
    for (const [n, { body }] of answers.entries()) outcomes.set(taking[n]!.one, { done: body })
    if (!(await keepAnswers(answers, 201))) throw new Overtaken()
  }

  /** What each is answered, as its key keeps it. */
  private async answers(taking: readonly Decided[], placed: readonly Placed[]) {
    const answers: { key: OwnKey; body: Order }[] = []
    for (const [n, { one }] of taking.entries()) {
      const { key } = one.entry
      answers.push({ key, body: key.shape(await this.answer(one, placed[n]!)) as Order })
    }
    return answers
  }

  private answer({ entry: { scope, placing } }: One, { payable, at, detail }: Placed): Promise<Order> {
    return runInScope(scope, async () => {
      if (payable > 0) return this.reads.placed(detail)
      await this.desk.nothingToPay(placing.id, at)
      return this.reads.mine(placing.id)
    })
  }
}

/** All orders of a store stand in one line: they wait for its counter of numbers anyhow. */
const lineOf = ({ scope, placing }: Asking): string => `${scope.tenant.id} ${placing.storeId}`

/** Whether it goes on for one: work that throws, or answers something, is its outcome. */
function isOpen(outcomes: Outcomes, one: One, work: () => Answer | undefined | void): boolean {
  try {
    const done = work()
    if (done) outcomes.set(one, { done })
  } catch (failed) {
    outcomes.set(one, { failed })
  }
  return !outcomes.has(one)
}

/** Throws `selling.unpaid_too_many` for a shopper who has as many as are allowed at once. */
function admitUnpaid({ memberId }: NewOrder, { unpaid }: Known, most: number): void {
  if (memberId && (unpaid.get(memberId) ?? 0) >= most) throw new Fault('selling.unpaid_too_many', { most })
}
function countUnpaid({ memberId }: NewOrder, { unpaid }: Known): void {
  if (memberId) unpaid.set(memberId, (unpaid.get(memberId) ?? 0) + 1)
}

/** What can be promised of what leaves stock for known goods: of a bundle its parts, it has none itself. */
function stockIn({ skus }: Known): Map<string, number> {
  const left = new Map<string, number>()
  for (const { skuId, available, parts } of skus.values())
    for (const goods of parts ?? [{ skuId, available }]) left.set(goods.skuId, goods.available)
  return left
}

/** Takes an order's goods out of what is left, all or none. Throws `inventory.not_enough_stock` with the SKUs that lack. */
function take(order: NewOrder, left: Map<string, number>): void {
  const goods = goodsOf(order)
  const lacking = goods.filter((l) => (left.get(l.skuId) ?? 0) < l.quantity).map((l) => l.skuId)
  if (lacking.length) throw new Fault('inventory.not_enough_stock', { skuIds: lackingGoods(order, lacking) })
  for (const { skuId, quantity } of goods) left.set(skuId, left.get(skuId)! - quantity)
}

/** What the database says when something pointed to is not there any more: an account deleted meanwhile. */
const GONE = '23503'
const isOvertaken = (error: unknown): boolean =>
  error instanceof Overtaken ||
  (error instanceof Fault && error.code === 'request.key_reused') ||
  (error as { code?: string }).code === GONE

const isOutage = (error: unknown): boolean => [503, 504].includes(faultOf(error).status)
