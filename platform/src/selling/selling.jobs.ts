import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { Every } from '../kernel/jobs.js'
import { log } from '../kernel/log.js'
import { TenancyService } from '../tenancy/index.js'
import { PaymentsService, type PaymentRow } from '../payments/index.js'
import { CancellationService } from './cancellation.service.js'
import { OrdersRepo } from './orders.repo.js'
import { RefundingService } from './refunding.service.js'
import { SettlementService } from './settlement.service.js'
import { ShippingService } from './shipping.service.js'
import { VoucherUseService } from './voucher-use.service.js'

const BATCH = 50
const DAY_MS = 86_400_000
/** A callback usually comes within a second; after this long we ask. */
const SILENCE_MS = 30_000

/** Timed work of selling. Every job may run in several processes at once, and may die half-way. */
@Injectable()
export class SellingJobs {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly payments: PaymentsService,
    private readonly settlement: SettlementService,
    private readonly cancellation: CancellationService,
    private readonly refunding: RefundingService,
    private readonly shipping: ShippingService,
    private readonly vouchers: VoucherUseService,
    private readonly tenancy: TenancyService,
  ) {}

  /** Cancels unpaid orders whose time is over. One that fails doesn't hold up the others. */
  @Every(15)
  async expire(): Promise<void> {
    for (let done = BATCH; done === BATCH;) {
      done = 0
      for (const id of await transaction(() => this.orders.due(BATCH))) if (await this.expireOne(id)) done++
    }
  }
  private async expireOne(id: string): Promise<boolean> {
    try {
      await this.cancellation.expire(id)
      return true
    } catch (error) {
      log().error({ order: id, err: (error as Error).message }, 'order could not be expired')
      return false
    }
  }

  /** Asks about payments nobody told us about: repairs lost callbacks, closes what belongs to orders that are over. */
  @Every(30)
  async askOpenPayments(): Promise<void> {
    for (const payment of await this.payments.claimOpen(new Date(clock.now().getTime() - SILENCE_MS), BATCH))
      await this.askOne(payment)
  }
  private async askOne(payment: PaymentRow): Promise<void> {
    try {
      const state = await this.settlement.ask(payment)
      if (state === 'paid' || state === 'closed' || state === 'failed') return
      const order = await transaction(() => this.orders.byId(payment.order_id))
      if (order?.status !== 'to_pay') await this.settlement.close(payment)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      log().warn({ payment: payment.id, fault: error.code }, 'provider could not be asked')
    }
  }

  /** Parcels that nobody confirmed in the brand's days count as received. */
  @Every(600)
  async receiveParcels(): Promise<void> {
    const { signedAfterDays } = (await this.tenancy.settings()).delivery
    const before = new Date(clock.now().getTime() - signedAfterDays * DAY_MS)
    while ((await this.shipping.receiveOverdue(before, BATCH)) === BATCH);
  }

  /** Closes vouchers whose time is over. */
  @Every(60)
  async expireVouchers(): Promise<void> {
    while ((await this.vouchers.expire(BATCH)) === BATCH);
  }

  /** Sends refunds that are due and asks about those under way. */
  @Every(10)
  sendRefunds(): Promise<void> {
    return this.refunding.pursue(BATCH)
  }
}
