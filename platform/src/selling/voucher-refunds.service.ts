import { Injectable } from '@nestjs/common'
import { moneyText, type RefundVoucher, type Voucher } from '@storeweave/contract'
import { refundOfUses, usesLeft } from '@storeweave/rules/fulfilment'
import { sharesOf } from '@storeweave/rules/order'
import { VouchersRepo, VouchersService, type VoucherLook, type VoucherRow } from '../fulfilment/index.js'
import { allows } from '../kernel/ability.js'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope, shopperId } from '../kernel/scope.js'
import { LineRefundsRepo } from './line-refunds.repo.js'
import { MoneyBackService } from './money-back.service.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'

/** Who asks, and what stands against it. */
type Gate = (order: OrderFacts, voucher: VoucherRow) => void
/** What is left of a voucher is worth, and what went back of its order so far. */
interface Worth {
  uses: number
  amount: number
  before: number
}

/** Money back for what is left of a voucher, exact to the fen; it can't be used any more from then on. */
@Injectable()
export class VoucherRefundsService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly lines: LineRefundsRepo,
    private readonly vouchers: VouchersRepo,
    private readonly shown: VouchersService,
    private readonly money: MoneyBackService,
  ) {}

  /**
   * Staff give back what is left, also of one whose time is over. Throws `selling.voucher_not_refundable`,
   * `selling.refund_over_limit`, `selling.refund_differs`; the same again changes nothing.
   */
  byStaff(id: string, asked: RefundVoucher): Promise<{ voucher: Voucher; amount: number }> {
    return this.refund(id, asked, ({ store_id: storeId }) => mustReach('cancel', 'Order', { storeId }), {
      for: 'staff',
      mayRefund: true,
    })
  }

  /** A shopper gives a voucher back that was never used, where its terms allow it. Throws `selling.voucher_not_refundable`. */
  byShopper(id: string, asked: RefundVoucher): Promise<{ voucher: Voucher; amount: number }> {
    const mustBeTheirs: Gate = (order, { used, terms, expires_at: end }) => {
      if (order.member_id !== shopperId()) throw new Fault('access.not_found')
      const isOver = end !== null && Date.parse(end) <= clock.now().getTime()
      if (used > 0 || isOver || !terms.refundable) throw new Fault('selling.voucher_not_refundable')
    }
    return this.refund(id, asked, mustBeTheirs, { for: 'shopper' })
  }

  private refund(
    id: string,
    asked: RefundVoucher,
    gate: Gate,
    look: VoucherLook,
  ): Promise<{ voucher: Voucher; amount: number }> {
    return transaction(async () => {
      const known = found(await this.vouchers.byId(id))
      const order = found(await this.orders.lock(known.order_id))
      const done = await this.vouchers.refund(asked.id)
      if (done && done.voucher_id !== id) throw new Fault('selling.refund_differs')
      const voucher = found(await this.vouchers.lock(id))
      if (done) {
        mustSee(order)
        return { voucher: await this.shown.shown(id, look), amount: done.amount }
      }
      gate(order, voucher)
      const worth = await this.worth(order, voucher)
      if (look.for === 'staff') mustAfford(order, worth)
      await this.giveBack(order, voucher, asked, worth)
      return { voucher: await this.shown.shown(id, look), amount: worth.amount }
    })
  }

  private async worth(order: OrderFacts, voucher: VoucherRow): Promise<Worth> {
    const uses = usesLeft(voucher)
    const rows = await this.lines.lines(order.id)
    const shares = sharesOf(
      rows[0]?.goods_paid ?? 0,
      rows.map((l) => l.total),
    )
    const at = rows.findIndex((l) => l.id === voucher.line_id)
    const line = found(rows[at])
    const amount = refundOfUses(
      {
        share: shares[at]!,
        quantity: line.quantity,
        uses: voucher.uses,
        refundedUses: await this.vouchers.refundedUses(voucher.line_id),
        refundedAmount: line.refunded_amount,
      },
      uses,
    )
    if (order.status !== 'completed' || !amount) throw new Fault('selling.voucher_not_refundable')
    return { uses, amount, before: rows.reduce((sum, l) => sum + l.refunded_amount, 0) }
  }

  private async giveBack(
    order: OrderFacts,
    voucher: VoucherRow,
    { id, reason }: RefundVoucher,
    { uses, amount }: Worth,
  ): Promise<void> {
    const whole = uses === voucher.uses
    await this.orders.note(order.id, 'refund.voucher', order.status, order.status, reason)
    await this.money.giveBack(order, id, amount, async () => {
      // one that was never used is a piece that came back; of others money alone
      const line = { lineId: voucher.line_id, quantity: whole ? 1 : 0, amount, restocked: false }
      await this.lines.insert(id, order.id, [line])
      if (!(await this.vouchers.giveBack(voucher.id, id, uses, amount)))
        throw new Error(`voucher ${voucher.id} moved while its order was locked`)
    })
    record({
      subject: 'Order',
      id: order.id,
      name: order.number,
      storeId: order.store_id,
      before: { voucher: { id: voucher.id, state: voucher.state } },
      after: { voucher: { id: voucher.id, state: 'refunded' }, refunds: [{ id, amount, uses }] },
      note: reason,
    })
  }
}

/** A refund that is there already is told to its shopper and to staff of its store. */
function mustSee(order: OrderFacts): void {
  const { who } = scope()
  const may =
    who.kind === 'shopper'
      ? order.member_id === who.id
      : allows(who.ability, 'cancel', 'Order', { storeId: order.store_id })
  if (!may) throw new Fault('access.not_found')
}

/** Refuses to give back more of an order than who asks may in this store. */
function mustAfford({ store_id, currency }: OrderFacts, { before, amount }: Worth): void {
  mustStayWithin('refund', 'Order:cancel', store_id, before + amount, (sum) => moneyText(sum, currency))
}
