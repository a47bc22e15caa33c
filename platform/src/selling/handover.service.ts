import { Injectable } from '@nestjs/common'
import type { AdvanceFulfilment, VerifyCode } from '@storeweave/contract'
import { CodesService, FulfilmentsService, type Moved } from '../fulfilment/index.js'
import { InventoryService } from '../inventory/index.js'
import { found, mustReach } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { VoucherUseService } from './voucher-use.service.js'
import { CancellationService, mustAfford } from './cancellation.service.js'
import { FollowingService } from './following.service.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'

/** Moves that end a paid order and send its money back. */
const ENDING: ReadonlySet<string> = new Set(['expire', 'cancel'])

/** Goods on their way over the counter, and what that means for their order. */
@Injectable()
export class HandoverService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly fulfilments: FulfilmentsService,
    private readonly codes: CodesService,
    private readonly inventory: InventoryService,
    private readonly cancellation: CancellationService,
    private readonly following: FollowingService,
    private readonly vouchers: VoucherUseService,
  ) {}

  /** A move made by hand at the store. Throws `fulfilment.move_illegal`, `fulfilment.not_paid`. */
  async advance(id: string, { move, note }: AdvanceFulfilment): Promise<void> {
    const known = found(await this.fulfilments.byId(id))
    mustReach('advance', 'Fulfilment', { storeId: known.store_id })
    if (ENDING.has(move)) mustReach('cancel', 'Order', { storeId: known.store_id })
    await transaction(async () => {
      const order = found(await this.orders.lock(known.order_id))
      if (order.payment === 'unpaid') throw new Fault('fulfilment.not_paid')
      const row = found(await this.fulfilments.byId(id))
      if (ENDING.has(move)) return this.end(order, row, move as 'expire' | 'cancel', note)
      await this.following.follow(order, await this.fulfilments.move(row, move), `fulfilment.${move}`, note)
    })
  }

  /** Refuses anybody without the right at this store, and counts wrong codes; runs before the request's own transaction. */
  async admit({ storeId, code }: VerifyCode): Promise<void> {
    mustReach('verify', 'Fulfilment', { storeId })
    await this.codes.admit(code)
  }

  /**
   * Uses a code: goods leave, the order is complete; or so many uses of a voucher are taken. Exactly one of any number of
   * callers succeeds. Answers the fulfilment, and the voucher where it was one.
   */
  verify({ storeId, code, uses }: VerifyCode): Promise<{ fulfilmentId: string; voucherId: string | null }> {
    mustReach('verify', 'Fulfilment', { storeId })
    return transaction(async () => {
      const row = await this.codes.known(code)
      if (row.voucher_id) {
        await this.vouchers.use(row, storeId, uses)
        return { fulfilmentId: row.fulfilment_id, voucherId: row.voucher_id }
      }
      // the order first, as everywhere: two verbs on one order then wait for each other instead of dying
      const order = found(await this.orders.lock(await this.codes.orderOf(code, storeId)))
      const { fulfilmentId, orderId } = await this.codes.use(code, storeId)
      if (order.payment === 'unpaid') throw new Fault('fulfilment.not_paid')
      const moved = await this.fulfilments.move(found(await this.fulfilments.byId(fulfilmentId)), 'pick_up')
      if (!(await this.inventory.consume(orderId, { document: order.number })))
        throw new Error(`paid order ${orderId} has no goods held`)
      await this.following.follow(order, moved, 'fulfilment.verified', '')
      await emit('fulfilment.verified', { fulfilmentId, orderId, storeId, number: order.number })
      return { fulfilmentId, voucherId: null }
    })
  }

  private async end(
    order: OrderFacts,
    row: Moved['row'],
    move: 'expire' | 'cancel',
    note: string,
  ): Promise<void> {
    const before = row.state
    mustAfford(order)
    await this.cancellation.paid(order, move, note)
    // nothing moved: the state doesn't allow it, and the machine says what it does
    if (found(await this.fulfilments.byId(row.id)).state === before) await this.fulfilments.move(row, move)
  }
}
