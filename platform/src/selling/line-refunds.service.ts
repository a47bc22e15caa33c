import { Injectable } from '@nestjs/common'
import { moneyText, type RefundLine, type RefundLines } from '@storeweave/contract'
import { refundOfMoney, refundOfPieces, sharesOf } from '@storeweave/rules/order'
import { InventoryService, type StockLine } from '../inventory/index.js'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { LineRefundsRepo, type RefundableRow, type RefundedLine } from './line-refunds.repo.js'
import { MoneyBackService } from './money-back.service.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'

/** `goods`: what comes back to the shelf, a bundle as its parts. */
type Worth = RefundedLine & { goods: StockLine[] }

/** Money back for lines of an order that was handed over; pieces that come back whole are put on the shelf with it. */
@Injectable()
export class LineRefundsService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly rows: LineRefundsRepo,
    private readonly money: MoneyBackService,
    private readonly inventory: InventoryService,
  ) {}

  /**
   * Refunds pieces of lines at what was paid for them, or amounts, and puts pieces back on the shelf of the order's
   * store where that is asked. Cash is back at once, other money when its provider says so. A limit counts all that
   * went back of the order's lines, so that nothing passes under it in parts. Throws `selling.not_refundable`,
   * `selling.refund_beyond_line`, `selling.refund_over_limit`, `selling.refund_differs`; the same again changes nothing.
   */
  refund(orderId: string, asked: RefundLines): Promise<void> {
    return transaction(async () => {
      const order = found(await this.orders.lock(orderId))
      mustReach('cancel', 'Order', { storeId: order.store_id })
      const known = await this.rows.of(asked.id)
      if (known.length) return mustBeSame(orderId, asked, known)
      if (order.status !== 'completed') throw new Fault('selling.not_refundable')
      const rows = await this.rows.lines(orderId)
      const lines = worth(asked.lines, rows)
      const amount = lines.reduce((sum, l) => sum + l.amount, 0)
      const before = rows.reduce((sum, l) => sum + l.refunded_amount, 0)
      mustStayWithin('refund', 'Order:cancel', order.store_id, before + amount, (sum) =>
        moneyText(sum, order.currency),
      )
      await this.orders.note(orderId, 'refund.lines', order.status, order.status, asked.reason)
      await this.money.giveBack(order, asked.id, amount, async () => {
        await this.rows.insert(asked.id, orderId, lines)
        await this.restock(order, asked.id, lines)
      })
      record({
        subject: 'Order',
        id: orderId,
        name: order.number,
        storeId: order.store_id,
        before: { refunds: [] },
        after: { refunds: [{ id: asked.id, amount, lines: lines.map(kept) }] },
        note: asked.reason,
      })
    })
  }

  /**
   * In the running transaction, with the order locked: what was paid for pieces that never leave goes back under this id;
   * answers how much. Throws `selling.refund_beyond_line`.
   */
  async giveBackPieces(
    order: OrderFacts,
    id: string,
    pieces: readonly { lineId: string; quantity: number }[],
  ): Promise<number> {
    const lines = worth(
      pieces.map((one) => ({ ...one, restock: false })),
      await this.rows.lines(order.id),
    )
    const amount = lines.reduce((sum, l) => sum + l.amount, 0)
    const keep = async () => void (await this.rows.insert(id, order.id, lines))
    if (amount) await this.money.giveBack(order, id, amount, keep)
    return amount
  }

  /** In the running transaction: a movement for each SKU under the refund's name, so that the same refund never puts back twice. */
  private async restock(order: OrderFacts, refundId: string, lines: readonly Worth[]): Promise<void> {
    const back = lines.filter((l) => l.restocked).flatMap((l) => l.goods)
    if (back.length) await this.inventory.takeBack(`refund:${refundId}`, order.store_id, back, order.number)
  }
}

const kept = ({ lineId, quantity, amount, restocked }: Worth): RefundedLine => ({
  lineId,
  quantity,
  amount,
  restocked,
})

/** What each asked line is worth. Throws `access.not_found` for lines of another order, `selling.refund_by_voucher`. */
function worth(asked: readonly RefundLine[], lines: readonly RefundableRow[]): Worth[] {
  const shares = sharesOf(
    lines[0]?.goods_paid ?? 0,
    lines.map((l) => l.total),
  )
  return asked.map((one) => {
    const at = lines.findIndex((l) => l.id === one.lineId)
    const row = found(lines[at])
    if (row.is_voucher) throw new Fault('selling.refund_by_voucher')
    const paid = {
      share: shares[at]!,
      quantity: row.quantity,
      refundedQuantity: row.refunded_quantity,
      refundedAmount: row.refunded_amount,
    }
    const quantity = 'quantity' in one ? one.quantity : 0
    const amount = 'quantity' in one ? refundOfPieces(paid, quantity) : refundOfMoney(paid, one.amount)
    if (amount === undefined) throw new Fault('selling.refund_beyond_line')
    const restocked = 'quantity' in one && one.restock
    return { lineId: row.id, goods: quantity ? goodsOf(row, quantity) : [], quantity, amount, restocked }
  })
}

/** What so many pieces of a line are in stock: of a bundle its parts, as it was sold. */
const goodsOf = ({ sku_id, quantity, parts }: RefundableRow, pieces: number): StockLine[] =>
  parts
    ? parts.map((p) => ({ skuId: p.sku_id, quantity: (p.quantity / quantity) * pieces }))
    : [{ skuId: sku_id, quantity: pieces }]

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
          ('quantity' in one
            ? k.quantity === one.quantity && k.restocked === one.restock
            : k.quantity === 0 && k.amount === one.amount),
      ),
    )
  if (!same) throw new Fault('selling.refund_differs')
}
