import { Injectable } from '@nestjs/common'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { found } from '../kernel/access.js'
import { log } from '../kernel/log.js'
import { accounts, LedgerService } from '../ledger/index.js'
import { RefundsService, WechatSharing, type ProviderShare } from '../payments/index.js'
import { TenancyService } from '../tenancy/index.js'
import { ContractRepo } from './contract.repo.js'
import { ShareLines } from './share-lines.js'
import { SharePlanRepo } from './share-plan.repo.js'
import { SharesRepo, type ShareRow } from './shares.repo.js'

const BATCH = 50

/** Brings instructions to the provider and asks what became of them. What is lost in between is found by asking; the number makes a repeat harmless. */
@Injectable()
export class ShareSender {
  constructor(
    private readonly rows: SharesRepo,
    private readonly plan: SharePlanRepo,
    private readonly lines: ShareLines,
    private readonly contracts: ContractRepo,
    private readonly provider: WechatSharing,
    private readonly refunds: RefundsService,
    private readonly ledger: LedgerService,
    private readonly tenancy: TenancyService,
  ) {}

  /** Not in a transaction. */
  async pursue(): Promise<void> {
    for (const share of await transaction(() => this.rows.claim(BATCH))) await this.one(share)
  }

  private async one(share: ShareRow): Promise<void> {
    try {
      await this.settle(share.id, await this.ask(share))
    } catch (error) {
      if (!(error instanceof Fault))
        return void log().error({ share: share.id, err: (error as Error).message }, 'share not settled')
      log().warn({ share: share.id, tries: share.tries, fault: error.code }, 'share not sent yet')
      const { providerCode, reason } = error.args
      await transaction(() =>
        this.rows.note(share.id, String(providerCode ?? error.code), String(reason ?? '')),
      )
    }
  }

  /** Only a first try is sent unasked: a later one may have got there although nobody heard of it. */
  private async ask(share: ShareRow): Promise<ProviderShare> {
    const transactionId = await reading(() => this.rows.transactionOf(share.payment_id))
    if (!transactionId) throw new Error(`share ${share.id} of a payment without a transaction`)
    const order = {
      transactionId,
      outOrderNo: share.out_order_no,
      account: share.account,
      amount: share.amount,
      description: share.kind === 'share' ? '供应商货款' : '解冻剩余资金',
    }
    const known = share.tries > 1 ? await this.provider.queryShare(order) : undefined
    if (known && known.state !== 'unknown') return known
    return share.kind === 'share' ? this.provider.share(order) : this.provider.unfreeze(order)
  }

  /** Acts on what the provider says of an instruction. Twice is once. */
  async settle(id: string, fact: ProviderShare): Promise<void> {
    const { currency } = await this.tenancy.settings()
    await transaction(async () => {
      const share = found(await this.rows.byId(id))
      // the order first, then the supplier: as wherever shares are decided upon
      await this.plan.lockOrder(share.order_id)
      if (share.supplier_id) await this.contracts.lock(share.supplier_id)
      const now = found(await this.rows.lock(id))
      if (now.state === 'done' || now.state === 'closed') return
      if (fact.state === 'sent') return void (await this.rows.sent(id, fact.providerOrder))
      if (fact.state === 'done') await this.finish(now, fact)
      else await this.close(now, fact, currency)
      await this.refunds.wake(now.order_id)
    })
  }

  private async finish(share: ShareRow, fact: ProviderShare): Promise<void> {
    if (share.kind === 'share' && fact.amount !== share.amount)
      throw new Error(`share ${share.id}: the provider tells of another amount`)
    const { providerOrder } = fact
    await this.rows.decide(share.id, 'done', { providerOrder, code: '', words: '', lineId: null })
    if (share.kind === 'unfreeze') return
    await this.ledger.post([
      {
        debit: accounts.sharing,
        credit: accounts.provider('wechat_pay'),
        amount: share.amount,
        currency: share.currency,
        kind: 'share_settled',
        ref: share.id,
        orderId: share.order_id,
      },
    ])
  }

  /** It could not be shared: owed again, and paid out with the rest. */
  private async close(share: ShareRow, fact: ProviderShare, currency: string): Promise<void> {
    const { code, words } = fact.why
    log().warn({ share: share.id, code }, 'the provider did not share')
    const lineId = share.kind === 'share' ? await this.takeBack(share, currency) : null
    await this.rows.decide(share.id, 'closed', { providerOrder: fact.providerOrder, code, words, lineId })
  }
  private async takeBack(share: ShareRow, currency: string): Promise<string> {
    const line = found(await this.rows.line(share.line_id!))
    const open = line.statement_id !== null && (await this.plan.openStatement(line.statement_id))
    return this.lines.write({
      supplierId: share.supplier_id!,
      orderId: share.order_id,
      contractId: line.contract_id,
      amount: share.amount,
      day: line.day,
      statementId: open ? line.statement_id : null,
      currency,
    })
  }
}
