import { Injectable } from '@nestjs/common'
import { Every } from '../kernel/jobs.js'
import { ReceiversService } from './receivers.service.js'
import { SharePlanService } from './share-plan.service.js'
import { ShareReturnsService } from './share-returns.service.js'
import { ShareSender } from './share-sender.service.js'

/** Timed work of profit sharing. Every job may run in several processes at once, and may die half-way. */
@Injectable()
export class SharesJobs {
  constructor(
    private readonly receivers: ReceiversService,
    private readonly plan: SharePlanService,
    private readonly sender: ShareSender,
    private readonly returns: ShareReturnsService,
  ) {}

  /** Decides what is shared of orders past their hold; makes approved accounts known where the approval itself could not. */
  @Every(60)
  async planShares(): Promise<void> {
    await this.receivers.addApproved()
    await this.plan.planDue()
  }
  /** Sends what was decided, asks back what refunds wait for, and asks what became of both. */
  @Every(10)
  async sendShares(): Promise<void> {
    await this.sender.pursue()
    await this.returns.pursue()
  }
}
