import { Injectable } from '@nestjs/common'
import { transaction } from '../kernel/db.js'
import { PaymentsService, RefundsService, type Notice } from '../payments/index.js'
import { RefundingService } from './refunding.service.js'
import { SettlementService } from './settlement.service.js'

/** What providers tell us without being asked. A callback counts once its signature is proven, and is answered after the commit. */
@Injectable()
export class CallbacksService {
  constructor(
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly settlement: SettlementService,
    private readonly refunding: RefundingService,
  ) {}

  /** A payment's callback. Throws `payments.signature_invalid`, `payments.notice_mismatch`. */
  async payment(notice: Notice): Promise<void> {
    const fact = await this.payments.read(notice)
    if (fact.state !== 'paid') return // only good news comes by callback; everything else is asked for
    await this.settlement.settle(fact, `payment:${fact.outTradeNo}:${fact.transactionId}`)
  }

  /** A refund's callback. */
  async refund(notice: Notice): Promise<void> {
    const fact = await this.refunds.read(notice)
    await transaction(async () => {
      if (await this.payments.remember(`${fact.outRefundNo}:${fact.state}`)) await this.refunding.settle(fact)
    })
  }
}
