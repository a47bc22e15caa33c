import { Injectable } from '@nestjs/common'
import type { ListMyVouchers, Voucher } from '@storeweave/contract'
import { lastDayOf, usesLeft } from '@storeweave/rules/fulfilment'
import { found } from '../kernel/access.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { db, reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { isId, newId } from '../kernel/id.js'
import { fromCursor, pageOf } from '../kernel/page.js'
import { scope, shopperId } from '../kernel/scope.js'
import { CodesService, wallTime } from './codes.service.js'
import { toVoucher, type VoucherLook } from './voucher-rows.js'
import { VouchersRepo, type NewVoucher, type VoucherRow } from './vouchers.repo.js'

const TRIES_TO_CODE = 20
const SHOPPER: VoucherLook = { for: 'shopper' }

/** Vouchers: what was bought to be used in stores, n times each (0044). */
@Injectable()
export class VouchersService {
  constructor(
    private readonly vouchers: VouchersRepo,
    private readonly codes: CodesService,
  ) {}

  /** In the transaction that pays an order, with the order locked: one voucher with a code of its own for each piece. */
  async issue(order: { id: string; storeId: string; fulfilmentId: string; timeZone: string }): Promise<void> {
    db()
    const today = tradingDayOf(clock.now(), order.timeZone)
    const vouchers = (await this.vouchers.lines(order.id)).flatMap(({ id, quantity, terms }) =>
      Array.from({ length: quantity }, (_, n): NewVoucher => ({
        id: newId(),
        line_id: id,
        n: n + 1,
        uses: terms.uses,
        last_day: lastDayOf(terms, today),
      })),
    )
    await this.vouchers.insert(order, vouchers)
    let open = vouchers.map((v) => v.id)
    for (let tries = 0; open.length; tries++) {
      if (tries === TRIES_TO_CODE) throw new Error('no free voucher codes found')
      const drawn = open.map((voucherId) => ({ voucherId, code: this.codes.draw() }))
      const of = { orderId: order.id, storeId: order.storeId, fulfilmentId: order.fulfilmentId }
      const free = new Set(await this.vouchers.code(of, drawn))
      open = open.filter((id) => !free.has(id))
    }
  }

  /**
   * Refuses a voucher that can't be used so often here and now. Throws `fulfilment.voucher_elsewhere`, `…used_up` with
   * when and where, `…refunded`, `…expired`, `…lacks`.
   */
  async mustBeUsable(id: string, storeId: string, uses: number): Promise<VoucherRow> {
    return transaction(async () => {
      const voucher = found(await this.vouchers.byId(id))
      const last = voucher.used > 0 ? await this.vouchers.lastUse(id) : undefined
      const timeZone = last?.time_zone ?? voucher.time_zone
      if (!(await this.vouchers.isUsableAt(id, storeId))) throw new Fault('fulfilment.voucher_elsewhere')
      if (voucher.state === 'refunded')
        throw new Fault('fulfilment.voucher_refunded', { at: wallTime(voucher.closed_at!, timeZone) })
      if (voucher.state === 'used')
        throw new Fault('fulfilment.voucher_used_up', {
          at: wallTime(last!.used_at, timeZone),
          usedAt: last!.used_at,
          store: scope().locale === 'en' && last!.store_en ? last!.store_en : last!.store_zh,
        })
      const { expires_at: end } = voucher
      if (end !== null && Date.parse(end) <= clock.now().getTime())
        throw new Fault('fulfilment.voucher_expired', { at: wallTime(end, timeZone) })
      const left = usesLeft(voucher)
      if (left < uses) throw new Fault('fulfilment.voucher_lacks', { left, asked: uses })
      return voucher
    })
  }

  /** In the running transaction, with the order locked: takes uses of a voucher, or throws what `mustBeUsable` does. */
  async use(id: string, storeId: string, uses: number): Promise<void> {
    db()
    await this.mustBeUsable(id, storeId, uses)
    if (!(await this.vouchers.use(id, storeId, uses)))
      throw new Error(`voucher ${id} moved while its order was locked`)
  }

  /** A voucher as somebody looks at it. */
  async shown(id: string, look: VoucherLook): Promise<Voucher> {
    return toVoucher(found(await transaction(() => this.vouchers.shown(id))), look, clock.now())
  }

  /** The vouchers of the shopper who asks, newest first. */
  mine(q: ListMyVouchers): Promise<{ items: Voucher[]; nextCursor: string | null }> {
    const before = fromCursor(q.cursor, 1)?.[0]
    if (before !== undefined && !isId(before)) throw new Fault('request.bad_cursor')
    return reading(async () => {
      const rows = await this.vouchers.mine(shopperId(), q.is ?? null, before ?? null, q.limit + 1)
      return pageOf(
        rows,
        q.limit,
        (r) => [r.id],
        (r) => toVoucher(r, SHOPPER, clock.now()),
      )
    })
  }
}
