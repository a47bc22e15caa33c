import { Injectable } from '@nestjs/common'
import { dayAfter, SHARE_DAYS, shareQuotas, stillTheirs } from '@storeweave/rules/suppliers'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { log } from '../kernel/log.js'
import { TenancyService } from '../tenancy/index.js'
import { ContractRepo } from './contract.repo.js'
import { PayoutRepo } from './payout.repo.js'
import { ReceiversRepo } from './receivers.repo.js'
import { SettlementService } from './settlement.service.js'
import { SharePlanRepo, type FrozenRow, type TheirsRow } from './share-plan.repo.js'
import { ShareLines } from './share-lines.js'
import { SharesRepo } from './shares.repo.js'

const BATCH = 50
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What of one order is one supplier's, and from which day it may be sent. */
interface Part {
  supplierId: string
  account: string
  theirs: number
  from: string
  lines: TheirsRow[]
}

/** Decides what suppliers are sent of which orders: once each, after the hold of their contract. Sending is another job's work. */
@Injectable()
export class SharePlanService {
  constructor(
    private readonly rows: SharePlanRepo,
    private readonly shares: SharesRepo,
    private readonly lines: ShareLines,
    private readonly receivers: ReceiversRepo,
    private readonly contracts: ContractRepo,
    private readonly payouts: PayoutRepo,
    private readonly settlement: SettlementService,
    private readonly tenancy: TenancyService,
  ) {}

  /** Looks at payments whose money is frozen. Not in a transaction; one that fails doesn't hold up the others. */
  async planDue(): Promise<void> {
    for (const one of await reading(() => this.rows.due(BATCH))) {
      try {
        // what the queue has not delivered yet is shared all the same
        if (one.completed) await this.settlement.settle([one.order_id])
        await this.plan(one.id)
      } catch (error) {
        log().error({ payment: one.id, err: (error as Error).message }, 'order could not be shared')
        if (error instanceof Fault) continue
        await transaction(() => this.rows.lookAgain(one.id, later(HOUR_MS)))
      }
    }
  }

  /** Decides what of one payment is to be sent now; asks to be called again, or sets the rest free. */
  async plan(paymentId: string): Promise<void> {
    const { timeZone } = await this.tenancy.settings()
    const today = tradingDayOf(clock.now(), timeZone)
    await transaction(async () => {
      const money = await this.rows.lock(paymentId)
      if (!money || money.ended) return
      const again = (ms: number) => this.rows.lookAgain(paymentId, later(ms))
      if (money.refunded_amount >= money.amount) return this.rows.end(paymentId)
      const last = Date.parse(money.paid_at) + SHARE_DAYS * DAY_MS
      if (clock.now().getTime() >= last) return this.setFree(money, today)
      if (!money.completed_at) return again(HOUR_MS)
      if (await this.rows.refunding(money.order_id)) return again(5 * MINUTE_MS)
      const theirs = await this.rows.theirs(money.order_id)
      if (theirs.some((l) => l.waiting !== null)) return again(HOUR_MS)
      const next = await this.send(money, theirs, today)
      if (next === null) return this.setFree(money, today)
      const days = (Date.parse(next) - Date.parse(today)) / DAY_MS
      return again(Math.max(HOUR_MS, (days - 1) * DAY_MS))
    })
  }

  /** Sends what is past its hold; answers the first day of what isn't, null where nothing is left to come. */
  private async send(money: FrozenRow, theirs: readonly TheirsRow[], today: string): Promise<string | null> {
    const held = await this.rows.held(money.order_id)
    const parts = await this.parts(theirs, new Set(held.map((h) => h.supplier_id)))
    const shared = held.reduce((sum, h) => sum + (h.state === 'closed' ? 0 : h.amount), 0)
    const back = held.reduce((sum, h) => sum + (h.state === 'closed' ? 0 : h.given), 0)
    const quotas = shareQuotas(
      parts.map((p) => p.theirs),
      {
        paid: money.amount,
        maxRatio: await this.receivers.ratio(),
        shared,
        left: money.amount - money.refunded_amount - (shared - back),
      },
    )
    for (const [i, part] of parts.entries())
      if (part.from <= today) await this.sendOne(money, part, quotas[i]!, today)
    const rest = parts.filter((p) => p.from > today).map((p) => p.from)
    return rest.length ? rest.sort()[0]! : null
  }

  /** With the supplier locked: never more than is owed now, and nothing that a payout has taken. */
  private async sendOne(money: FrozenRow, part: Part, quota: number, today: string): Promise<void> {
    await this.contracts.lock(part.supplierId)
    const fresh = (await this.rows.theirs(money.order_id)).filter((l) => l.supplier_id === part.supplierId)
    if (!fresh.every((l) => l.is_open)) return
    const amount = Math.min(quota, await this.payouts.free(part.supplierId))
    if (amount <= 0) return
    const statements = new Set(fresh.map((l) => l.statement_id))
    const [statementId] = statements.size === 1 ? [...statements] : [null]
    const lineId = await this.lines.write({
      supplierId: part.supplierId,
      orderId: money.order_id,
      contractId: fresh[0]!.contract_id!,
      amount: -amount,
      day: part.lines
        .map((l) => l.day)
        .sort()
        .at(-1)!,
      statementId: statementId ?? null,
      currency: money.currency,
    })
    await this.shares.insert({
      ...{ kind: 'share', orderId: money.order_id, paymentId: money.id, supplierId: part.supplierId },
      ...{ account: part.account, amount, currency: money.currency, day: today, lineId },
    })
  }

  private async setFree(money: FrozenRow, today: string): Promise<void> {
    await this.shares.insert({
      ...{ kind: 'unfreeze', orderId: money.order_id, paymentId: money.id, supplierId: null },
      ...{ account: '', amount: 0, currency: money.currency, day: today, lineId: null },
    })
    await this.rows.end(money.id)
  }

  /** Each supplier's part of an order that has an account for it and was sent nothing yet. */
  private async parts(theirs: readonly TheirsRow[], sent: ReadonlySet<string>): Promise<Part[]> {
    const ids = [...new Set(theirs.map((l) => l.supplier_id))].filter((id) => !sent.has(id)).sort()
    const accounts = new Map((await this.receivers.active(ids)).map((r) => [r.supplier_id, r.account]))
    return ids.flatMap((supplierId) => {
      const lines = theirs.filter((l) => l.supplier_id === supplierId)
      const account = accounts.get(supplierId)
      const sum = theirsOf(lines)
      const from = lines
        .map((l) => dayAfter(l.day, l.hold_days ?? 0))
        .sort()
        .at(-1)!
      return account && sum > 0 ? [{ supplierId, account, theirs: sum, from, lines }] : []
    })
  }
}

const later = (ms: number) => new Date(clock.now().getTime() + ms)

/** What of these lines is still the supplier's. */
export const theirsOf = (lines: readonly TheirsRow[]): number =>
  lines.reduce(
    (sum, l) =>
      l.model === null
        ? sum
        : sum + stillTheirs({ ...l, model: l.model }, { quantity: l.back_quantity, base: l.back_base }),
    0,
  )
