import { Injectable } from '@nestjs/common'
import {
  moneyText,
  type ListPayouts,
  type Payout,
  type PayoutState,
  type ProposePayout,
} from '@storeweave/contract'
import { allowedFrom, next } from '@storeweave/rules/order'
import { payoutMoves } from '@storeweave/rules/suppliers'
import { found, mayReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'
import { accounts, LedgerService } from '../ledger/index.js'
import { TenancyService } from '../tenancy/index.js'
import { ContractRepo } from './contract.repo.js'
import { PayoutRepo, type PayoutRow } from './payout.repo.js'

/** Money to suppliers: one person proposes, another approves, the bank's reference ends it. */
@Injectable()
export class PayoutService {
  constructor(
    private readonly rows: PayoutRepo,
    private readonly contracts: ContractRepo,
    private readonly ledger: LedgerService,
    private readonly tenancy: TenancyService,
  ) {}

  page(q: ListPayouts): Promise<{ items: Payout[]; nextCursor: string | null }> {
    const before = keysOf(q.cursor, 'id')?.[0]
    return reading(async () => pageOf(await this.rows.page(q, before), q.limit, (r) => [r.id], shown))
  }
  one(id: string): Promise<Payout> {
    return reading(async () => shown(found(await this.rows.byId(id))))
  }

  /**
   * Proposes all that is confirmed by both sides and past its hold. Throws `settlement.nothing_to_pay`, and
   * `settlement.payout_exceeds_balance` where what came back since leaves less than that; the same again changes nothing.
   */
  async propose({ id, supplierId }: ProposePayout): Promise<Payout> {
    const today = tradingDayOf(clock.now(), (await this.tenancy.settings()).timeZone)
    return transaction(async () => {
      const supplier = found(await this.contracts.lock(supplierId))
      const known = await this.rows.byId(id)
      if (known?.supplier_id === supplierId) return shown(known)
      const due = await this.rows.payable(supplierId, today)
      const first = due[0]
      if (!first) throw new Fault('settlement.nothing_to_pay')
      const amount = due.reduce((sum, s) => sum + s.rest, 0)
      const balance = await this.rows.free(supplierId)
      if (balance < amount) {
        const text = (sum: number) => moneyText(sum, first.currency)
        throw new Fault('settlement.payout_exceeds_balance', { amount: text(amount), balance: text(balance) })
      }
      await this.rows.insert({ id, supplierId, code: supplier.code, amount, currency: first.currency })
      const ids = due.map((s) => s.id)
      await this.rows.take(id, ids)
      record({
        subject: 'Payout',
        id,
        name: supplier.name_zh,
        after: { state: 'proposed', amount, statements: ids },
      })
      return shown(found(await this.rows.byId(id)))
    })
  }

  /** Approves what somebody else proposed. Throws `settlement.own_proposal`, `settlement.move_illegal`. */
  approve(id: string): Promise<Payout> {
    return this.move(id, 'approve', async (p) => {
      if (p.proposed_by === actor().id) throw new Fault('settlement.own_proposal')
      await this.rows.decide(id, p.state, 'approved', '')
      return 'approved'
    })
  }
  /** Refuses a payout that isn't paid: its statements wait again. */
  refuse(id: string, note: string): Promise<Payout> {
    return this.move(id, 'refuse', async (p) => {
      await this.rows.decide(id, p.state, 'refused', note)
      await this.rows.release(id)
      return 'refused'
    })
  }
  /** The bank has paid. Throws `settlement.bank_ref_used`, `settlement.move_illegal`. */
  pay(id: string, bankRef: string): Promise<Payout> {
    return this.move(id, 'pay', async (p) => {
      if (await this.rows.isUsed(bankRef)) throw new Fault('settlement.bank_ref_used')
      await this.rows.pay(id, p.state, bankRef)
      await this.rows.settle(id)
      const { amount, currency } = p
      const debit = accounts.supplier(p.supplier_id)
      await this.ledger.post([
        { debit, credit: accounts.bank, amount, currency, kind: 'supplier_payout', ref: id },
      ])
      return 'paid'
    })
  }

  private move(
    id: string,
    move: 'approve' | 'refuse' | 'pay',
    act: (p: PayoutRow) => Promise<PayoutState>,
  ): Promise<Payout> {
    return transaction(async () => {
      // the supplier first, as everywhere: two verbs about one supplier wait for each other
      await this.contracts.lock(found(await this.rows.byId(id)).supplier_id)
      const p = found(await this.rows.lock(id))
      const step = next(payoutMoves, p.state, move)
      if ('allowed' in step)
        throw new Fault('settlement.move_illegal', { state: p.state, allowed: step.allowed })
      const to = await act(p)
      const after = found(await this.rows.byId(id))
      record({
        subject: 'Payout',
        id,
        name: p.number,
        before: { state: p.state },
        after: { state: to, amount: p.amount, bankRef: after.bank_ref },
        note: after.note,
      })
      return shown(after)
    })
  }
}

const act = (by: string, at: string | null) => (at === null ? null : { by, at })
const RIGHTS = { approve: 'approve', refuse: 'approve', pay: 'pay' } as const

function shown(p: PayoutRow): Payout {
  const allowed = allowedFrom(payoutMoves, p.state).filter((m): m is Payout['allowed'][number] => m in RIGHTS)
  return {
    id: p.id,
    number: p.number,
    supplier: { id: p.supplier_id, code: p.supplier_code, name: { zh: p.supplier_zh, en: p.supplier_en } },
    amount: p.amount,
    currency: p.currency,
    state: p.state,
    statements: p.statements,
    proposed: { by: p.proposed_by_name, at: p.proposed_at },
    decided: act(p.decided_by_name, p.decided_at),
    paid: act(p.paid_by_name, p.paid_at),
    bankRef: p.bank_ref,
    note: p.note,
    allowed: allowed.filter(
      (m) => mayReach(RIGHTS[m], 'Payout', {}) && (m !== 'approve' || p.proposed_by !== actor().id),
    ),
  }
}
