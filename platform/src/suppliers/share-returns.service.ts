import { Injectable, type OnModuleInit } from '@nestjs/common'
import { next } from '@storeweave/rules/order'
import { returnDue, returnMoves } from '@storeweave/rules/suppliers'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { log } from '../kernel/log.js'
import { accounts, LedgerService } from '../ledger/index.js'
import { RefundsService, WechatSharing, type ProviderReturn, type RefundRow } from '../payments/index.js'
import { TenancyService } from '../tenancy/index.js'
import { ContractRepo } from './contract.repo.js'
import { ShareLines } from './share-lines.js'
import { SharePlanRepo } from './share-plan.repo.js'
import { theirsOf } from './share-plan.service.js'
import { ShareReturnsRepo, type ReturnRow } from './share-returns.repo.js'
import { SharesRepo } from './shares.repo.js'

const BATCH = 50

/** What suppliers were sent comes back before a shopper's money does: a refund waits for it, or for HQ's word. */
@Injectable()
export class ShareReturnsService implements OnModuleInit {
  constructor(
    private readonly rows: ShareReturnsRepo,
    private readonly shares: SharesRepo,
    private readonly plan: SharePlanRepo,
    private readonly lines: ShareLines,
    private readonly contracts: ContractRepo,
    private readonly provider: WechatSharing,
    private readonly refunds: RefundsService,
    private readonly ledger: LedgerService,
    private readonly tenancy: TenancyService,
  ) {}
  onModuleInit(): void {
    this.refunds.guardBy((refund) => this.mayGo(refund))
  }

  /**
   * Whether nothing that suppliers were sent of the order stands before a refund; where it does, it is asked back.
   * Not in a transaction.
   */
  mayGo(refund: RefundRow): Promise<boolean> {
    return transaction(async () => {
      await this.plan.lockOrder(refund.order_id)
      const held = (await this.plan.held(refund.order_id)).filter((h) => h.state !== 'closed')
      if (!held.length) return true
      // nobody knows yet whether the supplier has it
      if (held.some((h) => h.state !== 'done')) return false
      const theirs = await this.plan.theirs(refund.order_id)
      for (const h of held) {
        const still = theirsOf(theirs.filter((l) => l.supplier_id === h.supplier_id))
        const amount = returnDue(h.amount - h.given, still)
        if (amount > 0)
          await this.rows.insert({
            shareId: h.id,
            refundId: refund.id,
            orderId: refund.order_id,
            amount,
          })
      }
      return (await this.rows.open(refund.order_id)) === 0
    })
  }

  /** Asks for what is to come back, and after it. Not in a transaction. */
  async pursue(): Promise<void> {
    for (const one of await transaction(() => this.rows.claim(BATCH))) await this.one(one)
  }
  private async one(r: ReturnRow): Promise<void> {
    try {
      await this.settle(r.id, await this.ask(r))
    } catch (error) {
      if (!(error instanceof Fault))
        return void log().error({ return: r.id, err: (error as Error).message }, 'share not settled')
      log().warn({ return: r.id, tries: r.tries, fault: error.code }, 'share not asked back yet')
      const { providerCode, reason } = error.args
      await transaction(() => this.rows.note(r.id, String(providerCode ?? error.code), String(reason ?? '')))
    }
  }
  private async ask(r: ReturnRow): Promise<ProviderReturn> {
    const order = {
      outOrderNo: r.out_order_no,
      outReturnNo: r.out_return_no,
      account: r.account,
      amount: r.amount,
      description: '用户退款',
    }
    const known = r.tries > 1 ? await this.provider.queryReturn(order) : undefined
    return known && known.state !== 'unknown' ? known : this.provider.giveBack(order)
  }

  /** Acts on what the provider says of a return. Twice is once. */
  async settle(id: string, fact: ProviderReturn): Promise<void> {
    const { timeZone } = await this.tenancy.settings()
    const day = tradingDayOf(clock.now(), timeZone)
    await transaction(async () => {
      const r = await this.locked(id)
      if (r.state !== 'due' && r.state !== 'sent') return
      if (fact.state === 'sent' || fact.state === 'unknown') return void (await this.rows.sent(id))
      if (fact.state === 'failed') {
        log().warn({ return: id, code: fact.why.code }, 'a share did not come back')
        return void (await this.rows.fail(id, fact.why.code, fact.why.words))
      }
      if (fact.amount !== r.amount) throw new Error(`return ${id}: the provider tells of another amount`)
      await this.takeIn(r, day)
      await this.refunds.wake(r.order_id)
    })
  }
  /** It is the brand's again, and owed to the supplier until the refund takes it. */
  private async takeIn(r: ReturnRow, day: string): Promise<void> {
    const { supplier_id: supplierId, order_id: orderId, amount, currency } = r
    const { contract_id: contractId } = found(await this.shares.line(r.share_line))
    const line = { supplierId, orderId, contractId, amount, day, statementId: null, currency }
    await this.rows.finish(r, await this.lines.write(line))
    await this.ledger.post([
      {
        ...{ debit: accounts.provider('wechat_pay'), credit: accounts.sharing, amount, currency },
        ...{ kind: 'share_returned', ref: r.id, orderId },
      },
    ])
  }

  /** A person has a failed return tried again. Throws `sharing.move_illegal`. */
  retry(id: string): Promise<void> {
    return this.decide(id, 'retry', '', (r) => this.rows.retry(r))
  }
  /** The brand pays the shopper from its own balance, and the supplier owes it. Throws `sharing.move_illegal`. */
  carry(id: string, note: string): Promise<void> {
    return this.decide(id, 'carry', note, async (r) => {
      await this.rows.carry(id, note)
      await this.refunds.wake(r.order_id)
    })
  }
  private decide(
    id: string,
    move: 'retry' | 'carry',
    note: string,
    act: (r: ReturnRow) => Promise<unknown>,
  ): Promise<void> {
    return transaction(async () => {
      const r = await this.locked(id)
      const step = next(returnMoves, r.state, move)
      if ('allowed' in step)
        throw new Fault('sharing.move_illegal', { state: r.state, allowed: step.allowed })
      await act(r)
      record({
        subject: 'Payout',
        id,
        before: { state: r.state },
        after: { state: step.to, amount: r.amount, orderId: r.order_id, supplierId: r.supplier_id },
        note,
      })
    })
  }
  /** The order, the supplier and the return, locked in this order. */
  private async locked(id: string): Promise<ReturnRow> {
    const known = found(await this.rows.byId(id))
    await this.plan.lockOrder(known.order_id)
    await this.contracts.lock(known.supplier_id)
    return found(await this.rows.lock(id))
  }
}
