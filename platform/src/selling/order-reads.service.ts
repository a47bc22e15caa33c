import { Injectable } from '@nestjs/common'
import {
  OrderStatus,
  type ListMyOrders,
  type ListOrders,
  type Order,
  type OrderRow,
  type OrderTotals,
} from '@storeweave/contract'
import { qrOf, type FulfilmentState } from '@storeweave/rules/fulfilment'
import { isVoucher } from '@storeweave/rules/catalog'
import { isCancellable, sharesOf } from '@storeweave/rules/order'
import type { z } from 'zod'
import { pictureOf } from '../catalog/index.js'
import { allowedMoves, maskedParcel, toLine, toParcel, toVoucher } from '../fulfilment/index.js'
import { allows } from '../kernel/ability.js'
import { found, mustReach, within } from '../kernel/access.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { reading } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { isId } from '../kernel/id.js'
import { maskName, maskPhone, maskText } from '../kernel/mask.js'
import { fromCursor, pageOf } from '../kernel/page.js'
import { isOfBrand, scope, shopperId } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { OrderReadsRepo, type DetailRow, type ListedRow } from './order-reads.repo.js'

type OrderPage = { items: OrderRow[]; nextCursor: string | null }
const DAY_MS = 86_400_000
/** Totals without a beginning look back this many trading days, today included. */
const TOTALS_DAYS = 92

/** Orders as people look at them. */
@Injectable()
export class OrderReadsService {
  constructor(
    private readonly reads: OrderReadsRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** An order of the shopper who asks, with its code once it is paid. */
  async mine(id: string): Promise<Order> {
    const row = found(await reading(() => this.reads.detail(id)))
    if (row.member_id !== shopperId()) throw new Fault('access.not_found')
    return toOrder(row, { code: true, cancellable: row.status === 'to_pay', refundable: false })
  }
  /** An order the shopper has placed just now, without looking again. */
  placed(row: DetailRow): Order {
    return toOrder(row, { code: false, cancellable: true, refundable: false })
  }
  /** An order of a store within reach. Never with its code: that is the shopper's to show. */
  async show(id: string): Promise<Order> {
    const row = found(await reading(() => this.reads.detail(id)))
    mustReach('read', 'Order', { storeId: row.store_id })
    const may = allows(scope().who.ability, 'cancel', 'Order', { storeId: row.store_id })
    return toOrder(row, {
      code: false,
      cancellable: may && isCancellable(row.status),
      refundable: may && row.status === 'completed',
    })
  }
  listMine(q: ListMyOrders): Promise<OrderPage> {
    return reading(async () =>
      pageOf(
        await this.reads.mine(shopperId(), q.status ?? null, before(q.cursor), q.limit + 1),
        q.limit,
        (r) => [r.id],
        toRow,
      ),
    )
  }
  list(q: ListOrders): Promise<OrderPage> {
    return reading(async () =>
      pageOf(
        await this.reads.list(q, within('read', 'Order'), before(q.cursor), q.limit + 1),
        q.limit,
        (r) => [r.id],
        toRow,
      ),
    )
  }
  /** Exact sums of a filter, over the last 92 trading days unless it says from when. */
  async totals(q: ListOrders): Promise<z.infer<typeof OrderTotals>> {
    const { timeZone } = await this.tenancy.settings()
    const until = q.to ? Date.parse(q.to) : Date.parse(tradingDayOf(clock.now(), timeZone))
    const from = q.from ?? new Date(until - (TOTALS_DAYS - 1) * DAY_MS).toISOString().slice(0, 10)
    return reading(() => this.reads.totals({ ...q, from }, within('read', 'Order')))
  }
}

function before(cursor: string | undefined): string | null {
  const id = fromCursor(cursor, 1)?.[0]
  if (id !== undefined && !isId(id)) throw new Fault('request.bad_cursor')
  return id ?? null
}

/** Shoppers see what they wrote; everybody else sees it masked. */
const isTheirs = () => scope().who.kind === 'shopper'
const contactOf = (r: ListedRow) =>
  isTheirs()
    ? { contactName: r.contact_name, contactPhone: r.contact_phone }
    : { contactName: maskName(r.contact_name), contactPhone: maskPhone(r.contact_phone) }
const toRow = (r: ListedRow): OrderRow => ({
  id: r.id,
  number: r.number,
  channel: r.channel as OrderRow['channel'],
  storeId: r.store_id,
  storeName: { zh: r.store_zh, en: r.store_en },
  status: OrderStatus.parse(r.status),
  payment: r.payment,
  fulfilmentKind: r.fulfilment_kind,
  itemCount: r.item_count,
  payable: r.payable,
  paid: r.paid,
  refunded: r.refunded,
  currency: r.currency,
  ...contactOf(r),
  firstLine: { zh: r.first_zh, en: r.first_en },
  firstPicture: pictureOf(r.first_media, r.first_zh),
  placedAt: r.placed_at,
  tradingDay: r.trading_day,
})
/** JSON out of PostgreSQL writes instants in its own way. */
const iso = (at: string): string => new Date(at).toISOString()

/** What was paid for each line that something is left of, and what went back. */
function refundableOf(r: DetailRow): Order['refundable'] {
  const shares = sharesOf(
    r.payable - r.quote.freight,
    r.lines.map((l) => l.total),
  )
  return r.lines.flatMap((line, at) => {
    const back = r.refunds.flatMap((one) => one.lines).filter((l) => l.lineId === line.id)
    const refundedAmount = back.reduce((sum, l) => sum + l.amount, 0)
    const share = shares[at]!
    const refundedQuantity = back.reduce((sum, l) => sum + l.quantity, 0)
    return refundedAmount < share && !isVoucher(line.kind)
      ? [{ lineId: line.id, share, refundedQuantity, refundedAmount }]
      : []
  })
}

function toOrder(r: DetailRow, how: { code: boolean; cancellable: boolean; refundable: boolean }): Order {
  return {
    ...toRow(r),
    lines: r.lines.map(toLine),
    quote: r.quote,
    note: isTheirs() ? r.note : maskText(r.note),
    expiresAt: r.status === 'to_pay' ? r.expires_at : null,
    cancellable: how.cancellable,
    fulfilments: r.fulfilments.map((f) => ({
      id: f.id,
      kind: f.kind,
      state: f.state as FulfilmentState,
      storeId: f.store_id,
      promisedAt: f.promised_at && iso(f.promised_at),
      allowed: isOfBrand(scope().who)
        ? allowedMoves({ kind: f.kind, state: f.state as FulfilmentState, store_id: f.store_id })
        : [],
      parcel: f.parcel && { ...f.parcel, shippedAt: f.parcel.shippedAt && iso(f.parcel.shippedAt) },
    })),
    timeline: r.timeline.map((t) => ({ ...t, at: iso(t.at), note: maskText(t.note) })),
    payments: r.payments.map((p) => ({ ...p, at: iso(p.at) })),
    refunds: r.refunds.map((one) => ({ ...one, at: iso(one.at) })),
    refundable: how.refundable ? refundableOf(r) : [],
    shipment: r.shipment && (isTheirs() ? toParcel(r.shipment) : maskedParcel(r.shipment)),
    verification: how.code && r.code ? { code: r.code, qr: qrOf(r.code) } : null,
    vouchers: (r.vouchers ?? []).map((v) =>
      toVoucher(
        v,
        isTheirs() ? { for: 'shopper' } : { for: 'staff', mayRefund: how.refundable },
        clock.now(),
      ),
    ),
  }
}
