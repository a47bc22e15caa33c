import { Injectable } from '@nestjs/common'
import type { AskReturn, MyReturn, OrderReturns, SendReturn } from '@storeweave/contract'
import { refundOfPieces, sharesOf } from '@storeweave/rules/order'
import { lastDayOf, nextReturnState, returnableOf } from '@storeweave/rules/returns'
import { pictureOf } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { shopperId } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { AskingRepo, type AskedOrder, type BoughtLine } from './asking.repo.js'
import { ReturnPicturesService } from './pictures.service.js'
import { ReturnReads } from './reads.service.js'
import { ReturnsRepo, type ReturnFacts } from './returns.repo.js'
import { tellMoved } from './told.js'

const HOUR_MS = 3_600_000

/** What shoppers ask back, and what they do about it. */
@Injectable()
export class AskingService {
  constructor(
    private readonly asking: AskingRepo,
    private readonly returns: ReturnsRepo,
    private readonly reads: ReturnReads,
    private readonly pictures: ReturnPicturesService,
    private readonly tenancy: TenancyService,
  ) {}

  /** What the shopper can still ask of an order of theirs, and what they have asked. */
  async ofOrder(orderId: string): Promise<OrderReturns> {
    const { timeZone } = await this.tenancy.settings()
    return reading(async () => {
      const order = found(await this.asking.order(orderId, shopperId(), 'read'))
      const lines = await this.asking.lines(order.id)
      const { days } = await this.returns.settings()
      const until = untilOf(order, days, timeZone)
      return {
        until,
        why:
          whyNot(order, { days, until, timeZone }) ??
          (lines.some((l) => most(l) > 0) ? null : 'nothing_left'),
        lines: lines.map((l) => ({ ...shown(l), quantity: l.quantity, most: most(l) })),
        items: await this.reads.mineOf(order.id, shopperId()),
      }
    })
  }

  /**
   * Asks pieces of a completed order back, inside the brand's window; the same id again answers what is there. Throws
   * `access.not_found` for a stranger's order or line, `returns.order_open`, `returns.too_late`, `returns.not_taken`,
   * `returns.pieces_gone`, `returns.nothing_paid`, `returns.picture_unknown`, `request.key_reused`.
   */
  async ask(orderId: string, input: AskReturn): Promise<MyReturn> {
    const { timeZone } = await this.tenancy.settings()
    return transaction(async () => {
      const order = found(await this.asking.order(orderId, shopperId(), 'lock'))
      const known = await this.asking.known(input.id)
      if (known && (known.order_id !== order.id || known.member_id !== shopperId()))
        throw new Fault('request.key_reused')
      if (known) return this.reads.mine(input.id, shopperId())
      const { days, decideHours } = await this.returns.settings()
      const until = untilOf(order, days, timeZone)
      const why = whyNot(order, { days, until, timeZone })
      if (why) throw new Fault(REFUSED[why], { until })
      const worth = worthOf(input, await this.asking.lines(order.id))
      const decideBy = new Date(clock.now().getTime() + decideHours * HOUR_MS)
      const desk = order.supplier_id ? 'supplier' : 'store'
      await this.asking.insert(input, order, shopperId(), { desk, worth, decideBy })
      await this.pictures.use(input.pictureIds, input.id, order.id)
      await this.returns.step(input.id, 'asked')
      await tellMoved({ id: input.id, order_id: order.id, store_id: order.store_id }, null, 'asked')
      return this.reads.mine(input.id, shopperId())
    })
  }

  /** Takes a return back while nothing has left the shopper's hands; again it changes nothing. Throws `returns.move_illegal`. */
  withdraw(id: string): Promise<MyReturn> {
    return transaction(async () => {
      const own = await this.own(id)
      if (own.state === 'withdrawn') return this.reads.mine(id, shopperId())
      const to = nextReturnState(own.state, 'withdraw')
      if (!to) throw new Fault('returns.move_illegal')
      await this.returns.move(own, to)
      await this.returns.step(id, 'withdrawn')
      await tellMoved(own, own.state, to)
      return this.reads.mine(id, shopperId())
    })
  }

  /** Says how the goods come back, or corrects it until they are there. Throws `returns.move_illegal`. */
  send(id: string, { carrier, waybill }: SendReturn): Promise<MyReturn> {
    return transaction(async () => {
      const own = await this.own(id)
      if (!nextReturnState(own.state, 'send')) throw new Fault('returns.move_illegal')
      if (own.carrier === carrier && own.waybill === waybill) return this.reads.mine(id, shopperId())
      await this.returns.send(id, carrier, waybill)
      await this.returns.step(id, 'sent', waybill)
      await tellMoved(own, own.state, 'sent')
      return this.reads.mine(id, shopperId())
    })
  }

  private async own(id: string): Promise<ReturnFacts> {
    const row = found(await this.returns.lock(id))
    if (row.member_id !== shopperId()) throw new Fault('access.not_found')
    return row
  }
}

const REFUSED = {
  not_completed: 'returns.order_open',
  too_late: 'returns.too_late',
  not_taken: 'returns.not_taken',
} as const

const untilOf = (order: AskedOrder, days: number, timeZone: string): string | null =>
  order.status === 'completed' && order.completed_at && days
    ? lastDayOf(tradingDayOf(new Date(order.completed_at), timeZone), days)
    : null

/** Why nothing can be asked of an order now, whatever is left of it. */
function whyNot(
  order: AskedOrder,
  o: { days: number; until: string | null; timeZone: string },
): keyof typeof REFUSED | null {
  if (!o.days) return 'not_taken'
  if (o.until === null) return 'not_completed'
  return tradingDayOf(clock.now(), o.timeZone) > o.until ? 'too_late' : null
}

const most = (l: BoughtLine): number => returnableOf({ ...l, refunded: l.refunded_quantity })
const shown = (l: BoughtLine) => ({
  lineId: l.id,
  name: { zh: l.name_zh, en: l.name_en },
  optionText: { zh: l.option_zh, en: l.option_en },
  unit: { zh: l.unit_zh, en: l.unit_en },
  kind: l.kind,
  picture: pictureOf(l.media_id, l.name_zh),
})

/** What the asked pieces were paid with. */
function worthOf(input: AskReturn, lines: readonly BoughtLine[]): number {
  const shares = sharesOf(
    lines[0]?.goods_paid ?? 0,
    lines.map((l) => l.total),
  )
  const worth = input.lines.map(({ lineId, quantity }) => {
    const at = lines.findIndex((l) => l.id === lineId)
    const line = found(lines[at])
    if (quantity > most(line)) throw new Fault('returns.pieces_gone')
    const paid = {
      share: shares[at]!,
      quantity: line.quantity,
      refundedQuantity: line.refunded_quantity,
      refundedAmount: line.refunded_amount,
    }
    return refundOfPieces(paid, quantity) ?? 0
  })
  const sum = worth.reduce((a, b) => a + b, 0)
  if (sum === 0) throw new Fault('returns.nothing_paid')
  return sum
}
