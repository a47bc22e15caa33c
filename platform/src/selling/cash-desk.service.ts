import { Injectable } from '@nestjs/common'
import { found } from '../kernel/access.js'
import { db } from '../kernel/db.js'
import { accounts } from '../ledger/index.js'
import { PaymentsService } from '../payments/index.js'
import { CompletionService, type Goods } from './completion.service.js'
import { OrdersRepo } from './orders.repo.js'

/** Completes orders without a provider, in the running transaction. */
@Injectable()
export class CashDeskService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly payments: PaymentsService,
    private readonly completion: CompletionService,
  ) {}

  /** Cash in the drawer pays an order whose goods have just been handed over. */
  async takeCash(orderId: string, paidAt: Date): Promise<void> {
    db()
    const order = found(await this.orders.lockPayable(orderId))
    const { id } = await this.payments.takeCash(orderId, order.payable, order.currency)
    await this.completion.complete(
      order,
      { account: accounts.cash(order.store_id), paymentId: id, amount: order.payable, paidAt },
      'gone',
    )
  }

  /** An order that costs nothing is paid as it stands. */
  async nothingToPay(orderId: string, paidAt: Date, goods: Goods = 'held'): Promise<void> {
    db()
    await this.completion.complete(
      found(await this.orders.lockPayable(orderId)),
      { account: accounts.unapplied, paymentId: orderId, amount: 0, paidAt },
      goods,
    )
  }
}
