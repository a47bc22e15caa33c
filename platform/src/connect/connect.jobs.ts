import { Injectable } from '@nestjs/common'
import { Every } from '../kernel/jobs.js'
import { scope } from '../kernel/scope.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { DeliveriesRepo } from './deliveries.repo.js'
import { DispatchService } from './dispatch.service.js'

const HOUR = 3600
const KEPT_MS = 30 * 24 * HOUR * 1000

/** Timed work of webhooks. */
@Injectable()
export class ConnectJobs {
  constructor(
    private readonly deliveries: DeliveriesRepo,
    private readonly dispatch: DispatchService,
  ) {}

  /** Begins what has become due: tries after a wait, and what a worker that died had taken. Waits for no receiver. */
  @Every(5)
  send(): Promise<void> {
    this.dispatch.ask(scope().tenant)
    return Promise.resolve()
  }
  /** What nobody tries any more, since its webhook is off, is given up after three days. */
  @Every(HOUR)
  giveUp(): Promise<number> {
    return sweep((limit) => this.deliveries.giveUp(limit))
  }
  /** Deliveries are forgotten after 30 days; so are removed webhooks with the last of theirs, and former secrets after their day. */
  @Every(HOUR)
  async forget(): Promise<void> {
    await sweep((limit) => this.deliveries.forget(ago(KEPT_MS), limit))
    await sweep((limit) => this.deliveries.forgetWebhooks(limit))
  }
}
