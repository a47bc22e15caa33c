import { Injectable } from '@nestjs/common'
import { newId } from '../kernel/id.js'
import { SettlementRepo } from './settlement.repo.js'
import { SettlementService } from './settlement.service.js'
import { SharePlanRepo } from './share-plan.repo.js'

interface ShareLine {
  supplierId: string
  orderId: string
  contractId: string
  /** As the supplier's account sees it: what it was sent is negative, what it gave back positive. */
  amount: number
  day: string
  /** The statement it belongs to, where that can still be paid less; else the next one. */
  statementId: string | null
  currency: string
}

/** Writes what was shared, and what came back of it, into a supplier's settlement and the books. */
@Injectable()
export class ShareLines {
  constructor(
    private readonly lines: SettlementRepo,
    private readonly settlement: SettlementService,
    private readonly plan: SharePlanRepo,
  ) {}

  /** In the running transaction, with the supplier locked; answers the line's id. */
  async write(l: ShareLine): Promise<string> {
    const id = newId()
    const line = {
      id,
      supplier_id: l.supplierId,
      kind: 'share' as const,
      order_id: l.orderId,
      line_id: null,
      refund_id: null,
      contract_id: l.contractId,
      model: null,
      rate: null,
      quantity: 0,
      base: 0,
      commission: 0,
      amount: l.amount,
      campaign_id: null,
      discount: 0,
      borne: 0,
      day: l.day,
      waiting: null,
      statement_id: l.statementId,
      note: '',
    }
    await this.lines.insert([line])
    await this.settlement.book([line], l.currency)
    if (l.statementId) await this.plan.takeOff(l.statementId, -l.amount)
    return id
  }
}
