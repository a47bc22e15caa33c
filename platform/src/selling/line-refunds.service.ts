import { Injectable } from '@nestjs/common'
import { moneyText, type RefundLine, type RefundLines } from '@storeweave/contract'
import { refundOfMoney, refundOfPieces, sharesOf } from '@storeweave/rules/order'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { accounts } from '../ledger/index.js'
import { PaymentsService, RefundsService, type PaymentRow } from '../payments/index.js'
import { LineRefundsRepo, type RefundableRow, type RefundedLine } from './line-refunds.repo.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'
import { RefundingService } from './refunding.service.js'

/** Money back for lines of an order that was handed over; goods that come back are put in stock by a stock correction. */
@Injectable()
export class LineRefundsService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly rows: LineRefundsRepo,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly refunding: RefundingService,
  ) {}

  /**
   * Refunds pieces of lines at what was paid for them, or amounts. Cash is back at once, other money when its provider
   * says so. Throws `selling.not_refundable`, `selling.refund_beyond_line`, `selling.refund_over_limit`,
   * `selling.refund_differs`; the same again changes nothing.
   */
  refund(orderId: string, asked: RefundLines): Promise<void> {
    return transaction(async () => {
      const order = found(await this.orders.lock(orderId))
      mustReach('cancel', 'Order', { storeId: order.store_id })
      const known = await this.rows.of(asked.id)
      if (known.length) return mustBeSame(orderId, asked, known)
      if (order.status !== 'completed') throw new Fault('selling.not_refundable')
      const lines = worth(asked.lines, await this.rows.lines(orderId))
      const amount = lines.reduce((sum, l) => sum + l.amount, 0)
      mustStayWithin('refund', 'Order:cancel', order.store_id, amount, (sum) =>
        moneyText(sum, order.currency),
      )
      await this.giveBack(order, asked, amount, () => this.rows.insert(asked.id, orderId, lines))
      record({
        subject: 'Order',
        id: orderId,
        name: order.number,
        storeId: order.store_id,
        before: { refunds: [] },
        after: { refunds: [{ id: asked.id, amount, lines }] },
        note: asked.reason,
      })
    })
  }

  private async giveBack(
    order: OrderFacts,
    { id }: RefundLines,
    amount: number,
    keep: () => Promise<unknown>,
  ): Promise<void> {
    const payment = (await this.payments.paidOf(order.id)).find(holds(amount))
    if (amount === 0 || !payment) throw new Fault('selling.refund_beyond_line')
    if (payment.method !== 'cash') {
      await this.refunds.request(payment, amount, 'returned', order.store_id, id)
      await keep()
      return
    }
    const done = await this.refunds.handBack(payment, amount, 'returned', id)
    await keep()
    await this.refunding.book(order, done, accounts.cash(order.store_id))
  }
}

const holds = (amount: number) => (p: PaymentRow) => p.amount - p.refunded_amount >= amount

/** What each asked line is worth. Throws `access.not_found` for lines of another order. */
function worth(asked: readonly RefundLine[], lines: readonly RefundableRow[]): RefundedLine[] {
  const shares = sharesOf(
    lines[0]?.goods_paid ?? 0,
    lines.map((l) => l.total),
  )
  return asked.map((one) => {
    const at = lines.findIndex((l) => l.id === one.lineId)
    const row = found(lines[at])
    const paid = {
      share: shares[at]!,
      quantity: row.quantity,
      refundedQuantity: row.refunded_quantity,
      refundedAmount: row.refunded_amount,
    }
    const quantity = 'quantity' in one ? one.quantity : 0
    const amount = 'quantity' in one ? refundOfPieces(paid, quantity) : refundOfMoney(paid, one.amount)
    if (amount === undefined) throw new Fault('selling.refund_beyond_line')
    return { lineId: row.id, quantity, amount }
  })
}

function mustBeSame(
  orderId: string,
  asked: RefundLines,
  known: readonly (RefundedLine & { orderId: string })[],
): void {
  const same =
    known.length === asked.lines.length &&
    asked.lines.every((one) =>
      known.some(
        (k) =>
          k.orderId === orderId &&
          k.lineId === one.lineId &&
          ('quantity' in one ? k.quantity === one.quantity : k.quantity === 0 && k.amount === one.amount),
      ),
    )
  if (!same) throw new Fault('selling.refund_differs')
}
