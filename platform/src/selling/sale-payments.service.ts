import { Injectable } from '@nestjs/common'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { PaymentsService, type PaymentRow } from '../payments/index.js'
import { TenancyService } from '../tenancy/index.js'
import { CancellationService } from './cancellation.service.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'
import { mustBePayable } from './pay.service.js'
import { SettlementService } from './settlement.service.js'

/** Payment codes scanned at the till. None of this runs in a transaction. */
@Injectable()
export class SalePaymentsService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly payments: PaymentsService,
    private readonly settlement: SettlementService,
    private readonly cancellation: CancellationService,
    private readonly tenancy: TenancyService,
  ) {}

  /** Charges a code: `paid` with the goods handed over, or `paying` while the shopper confirms. Throws `payments.provider_refused`, `selling.cancelled`. */
  async charge(id: string, authCode: string): Promise<'paid' | 'paying'> {
    // what the last code came to is settled first: two codes for one sale must not both be taken
    for (const open of await this.payments.openOf(id))
      if ((await this.settlement.ask(open)) === 'open') await this.settlement.close(open)
    const begun = await transaction(() => this.begin(id))
    if (!begun) return 'paid'
    const { nameZh } = await this.tenancy.settings()
    const fact = await this.payments.charge(begun.payment, {
      description: `${nameZh} ${begun.order.number}`,
      authCode,
      storeCode: begun.order.store_code,
    })
    if (fact === 'open') return 'paying'
    await this.settlement.settle(fact)
    return 'paid'
  }
  private async begin(id: string): Promise<{ order: OrderFacts; payment: PaymentRow } | undefined> {
    const order = found(await this.orders.lock(id))
    if (order.payment !== 'unpaid') return undefined
    mustBePayable(order)
    record({
      subject: 'Sale',
      id,
      name: order.number,
      storeId: order.store_id,
      after: { charged: order.payable, method: 'wechat_code' },
    })
    return { order, payment: await this.payments.beginAnew(id, 'wechat_code', order.payable, order.currency) }
  }

  /** Asks the provider about a sale that waits for its money. */
  async check(id: string): Promise<void> {
    const order = found(await transaction(() => this.orders.byId(id)))
    if (order.payment === 'unpaid') await this.settlement.askOpen(id)
  }

  /** Calls an unpaid sale off; the same again changes nothing. Throws `selling.already_paid`. */
  async cancel(id: string): Promise<void> {
    const order = found(await transaction(() => this.orders.byId(id)))
    if (order.payment !== 'unpaid') throw new Fault('selling.already_paid')
    await this.cancellation.unpaid(order, '')
  }
}
