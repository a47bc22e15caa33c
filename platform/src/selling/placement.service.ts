import { Injectable } from '@nestjs/common'
import { priceOf, type Channel } from '@storeweave/contract'
import { partShares } from '@storeweave/rules/catalog'
import { mergeLines } from '@storeweave/rules/inventory'
import type { SalePart } from '../catalog/index.js'
import type { StockLine } from '../inventory/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { db } from '../kernel/db.js'
import { outboxRow } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { featureOff } from '../kernel/features.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import { TenancyService, type Settings } from '../tenancy/index.js'
import { priced, type Basket, type PricedFor, type Wanted } from './basket.service.js'
import { noteBy } from './orders.repo.js'
import type { DetailRow } from './order-reads.repo.js'
import { detailOf } from './placed-order.js'
import {
  addressKey,
  PlacementRepo,
  type Known,
  type KnownAddress,
  type LinePart,
  type NewLine,
  type NewOrder,
  type StoreFacts,
} from './placement.repo.js'

/** An order about to be placed, by a shopper or at a till. */
export interface Placing {
  id: string
  storeId: string
  memberId: string | null
  channel: Channel
  fulfilment: 'pickup' | 'in_store' | 'express' | 'virtual'
  /** Where an express order goes. */
  addressId?: string
  lines: readonly Wanted[]
  expectedPayable?: number
  contactName: string
  contactPhone: string
  note: string
  fromCart: boolean
  /** Whose level counts at a till; a shopper's own counts anyhow. */
  pricedFor?: string
  till?: { deviceId: string; tender: 'cash' | 'wechat_code'; received: number | null; soldAt: Date }
}
export interface Placed {
  number: string
  at: Date
  payable: number
  /** What leaves stock, one line a SKU: the parts of bundles, other goods themselves. */
  lines: StockLine[]
  /** The same goods as the order names them: a bundle for its part. */
  lacking: (skuIds: readonly string[]) => string[]
  /** The order as a look at it would show it. */
  detail: DetailRow
}

/** What of a tenant's settings decides on orders. */
export type OrderSettings = Pick<
  Settings,
  'currency' | 'reservationMinutes' | 'cashRounding' | 'delivery' | 'featuresOff'
>

const MINUTE_MS = 60_000

/** Turns goods into orders at the server's prices. */
@Injectable()
export class PlacementService {
  constructor(
    private readonly placements: PlacementRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * Writes an unpaid order in the running transaction. Holding the goods (or handing them over) is the caller's last
   * step. Throws what `decide` does.
   */
  async place(p: Placing): Promise<Placed> {
    db()
    const settings = await this.tenancy.settings()
    const known = await this.known(p.storeId, [p])
    const [placed] = await this.write(known.store, [decide(p, known, settings, clock.now())])
    const { number, payable } = placed!
    if (p.till)
      record({
        subject: 'Sale',
        id: p.id,
        name: number,
        storeId: p.storeId,
        after: { payable, tender: p.till.tender, deviceId: p.till.deviceId },
      })
    return placed!
  }

  /** What orders at a store are decided on. Throws `access.not_found` for a store that isn't there. */
  async known(storeId: string, placings: readonly Placing[]): Promise<Known> {
    const skuIds = [...new Set(placings.flatMap((p) => p.lines.map((l) => l.skuId)))]
    const memberIds = [...new Set(placings.flatMap((p) => p.memberId ?? p.pricedFor ?? []))]
    const orderIds = placings.map((p) => p.id)
    const addressIds = placings.flatMap((p) => (p.fulfilment === 'express' ? (p.addressId ?? []) : []))
    return found(await this.placements.known(storeId, { orderIds, memberIds, skuIds, addressIds }))
  }

  /** Waits for those who are about to place orders at a store, so that nobody takes numbers or goods until the running transaction ends. */
  lockNumbers(storeId: string, { time_zone }: StoreFacts): Promise<void> {
    return this.placements.lockNumbers(storeId, tradingDayOf(clock.now(), time_zone))
  }

  /** Writes decided orders of one store and day in the running transaction, in this order. Throws `request.key_reused` when an id is taken. */
  async write(store: StoreFacts, orders: readonly NewOrder[]): Promise<Placed[]> {
    const numbers = await this.placements.place(orders)
    return orders.map((order) => {
      const number = numbers.get(order.id)!
      return {
        number,
        at: order.placedAt,
        payable: order.quote.payable,
        lines: goodsOf(order),
        lacking: (skuIds) => lackingGoods(order, skuIds),
        detail: detailOf(order, number, store),
      }
    })
  }
}

/** Who an order is priced for: at a till everybody stands in the store, elsewhere goods count as there that were scanned. */
function buyerOf({ channel, memberId, pricedFor }: Placing, { members }: Known): PricedFor {
  const member = members.get(memberId ?? pricedFor ?? '')
  const level = member?.level ?? null
  return { level, inStore: channel === 'pos' ? 'all' : new Set(member?.scans) }
}

/** What a line takes out of stock. */
const takenBy = ({ sku_id, quantity, parts }: NewLine): StockLine[] =>
  parts ? parts.map((p) => ({ skuId: p.sku_id, quantity: p.quantity })) : [{ skuId: sku_id, quantity }]

/** What leaves stock for an order, one line a SKU in key order; vouchers do not. */
export const goodsOf = ({ lines }: NewOrder): StockLine[] =>
  mergeLines(lines.filter((l) => !l.voucher).flatMap(takenBy))

/** The goods of an order that need one of these SKUs, as the order names them: a bundle for its part. */
export const lackingGoods = ({ lines }: NewOrder, skuIds: readonly string[]): string[] =>
  lines.filter((l) => takenBy(l).some((taken) => skuIds.includes(taken.skuId))).map((l) => l.sku_id)

/**
 * The order that a placing comes to, for the scope that asks. Throws `request.key_reused` when its id is taken,
 * `access.token_invalid` when there is no such member any more,
 * `selling.store_closed`, `selling.pickup_unavailable`, `tenant.feature_off`, `selling.express_unavailable`, `selling.address_needed`,
 * `selling.ships_only`, `selling.not_for_sale`, `selling.outside_bounds`, `selling.not_sent_there`,
 * `selling.quantity_invalid`, `selling.price_changed` with the new sum.
 */
export function decide(p: Placing, known: Known, settings: OrderSettings, now: Date): NewOrder {
  const { skus, taken, members } = known
  if (taken.has(p.id)) throw new Fault('request.key_reused')
  // the account was deleted while this was on its way
  if (p.memberId && !members.has(p.memberId)) throw new Fault('access.token_invalid')
  const address = addressOf(p, known, settings.featuresOff)
  const cash = p.till?.tender === 'cash' ? settings.cashRounding : undefined
  const context = {
    channel: p.channel,
    fulfilment: p.fulfilment,
    currency: settings.currency,
    ...(address ? { freight: settings.delivery.freight, province: address.province } : {}),
    ...(cash ? { cash } : {}),
  }
  const basket = priced(p.lines, skus, context, buyerOf(p, known))
  mustHold(basket, tradingDayOf(now, known.store.time_zone))
  const { payable } = basket.quote
  if (p.expectedPayable !== undefined && p.expectedPayable !== payable)
    throw new Fault('selling.price_changed', { payable })
  // a device whose clock runs ahead must not sell tomorrow
  const at = p.till && p.till.soldAt < now ? p.till.soldAt : now
  const expiresAt =
    p.till?.tender === 'cash' ? null : new Date(now.getTime() + settings.reservationMinutes * MINUTE_MS)
  return orderOf(p, known, basket, { now, at, expiresAt, address })
}

/** Vouchers whose last day is over are sold no more. */
function mustHold({ skus }: Basket, today: string): void {
  const over = skus.filter(({ voucher }) => voucher?.validUntil && voucher.validUntil < today)
  if (over.length) throw new Fault('selling.not_for_sale', { skuIds: over.map((s) => s.skuId) })
}

/** Whether a place serves an order in the way that is asked for; where goods are sent, where to. */
function addressOf(
  p: Placing,
  { store, addresses }: Known,
  off: OrderSettings['featuresOff'],
): KnownAddress | undefined {
  const isWarehouse = store.kind === 'warehouse'
  if (store.status !== 'open' || (p.fulfilment === 'in_store' && isWarehouse))
    throw new Fault('selling.store_closed')
  if (p.fulfilment === 'pickup' && (isWarehouse || !store.services.includes('pickup')))
    throw new Fault('selling.pickup_unavailable')
  if (p.fulfilment !== 'express') return undefined
  if (off.express !== undefined) throw featureOff('express')
  if (!isWarehouse) throw new Fault('selling.express_unavailable')
  const address = addresses.get(addressKey(p.memberId, p.addressId))
  if (!address) throw new Fault('selling.address_needed')
  return address
}

/** The order as it is written down. */
function orderOf(
  p: Placing,
  { store, members }: Known,
  basket: Basket,
  how: { now: Date; at: Date; expiresAt: Date | null; address: KnownAddress | undefined },
): NewOrder {
  const { now, at, expiresAt, address } = how
  const { id, storeId, memberId, channel, note, fromCart, till } = p
  const by = actor()
  const member = members.get(memberId ?? '')
  const { payable } = basket.quote
  return {
    id,
    storeId,
    memberId,
    channel,
    note,
    fromCart,
    fulfilmentId: newId(),
    writtenAt: now,
    placedAt: at,
    expiresAt,
    fulfilmentKind: p.fulfilment,
    currency: basket.quote.currency,
    quote: basket.quote,
    itemCount: itemsOf(basket),
    contactName: address?.name ?? (p.contactName || member?.name || ''),
    contactPhone: address?.phone ?? (p.contactPhone || member?.phone || ''),
    shipTo: address ?? null,
    deviceId: till?.deviceId ?? null,
    cashierId: till ? by.id : null,
    cashierName: till ? by.name : '',
    tender: till?.tender ?? null,
    cashReceived: till?.received ?? null,
    tradingDay: tradingDayOf(at, store.time_zone),
    storeCode: store.code,
    lines: linesOf(basket),
    by: noteBy(),
    event: outboxRow('selling.order_placed', { orderId: id, storeId, number: '', payable }),
  }
}

/** Pieces; a weighed line counts as one. */
const itemsOf = ({ quote, skus }: Basket): number =>
  quote.lines.reduce((n, l, i) => n + (skus[i]!.kind === 'weighed' ? 1 : l.quantity), 0)

const linesOf = ({ quote, skus }: Basket): NewLine[] =>
  quote.lines.map((l, i) => {
    const s = skus[i]!
    return {
      id: newId(),
      position: i,
      sku_id: l.skuId,
      product_id: s.productId,
      supplier_id: s.supplierId,
      name_zh: s.name.zh,
      name_en: s.name.en,
      option_zh: s.optionText.zh,
      option_en: s.optionText.en,
      unit_zh: s.unit.zh,
      unit_en: s.unit.en,
      sku_code: s.code,
      kind: s.kind,
      media_id: s.mediaId,
      quantity: l.quantity,
      unit_price: l.unitPrice,
      unit_size: l.unitSize,
      list_price: l.listPrice,
      total: l.total,
      supply_amount: s.supplyPrice === null ? null : priceOf(s.supplyPrice, l.quantity, l.unitSize),
      parts: s.parts && partsOf(s.parts, l),
      voucher: s.voucher,
    }
  })

/** The parts of a bundle as its line keeps them. */
function partsOf(parts: readonly SalePart[], line: { quantity: number; total: number }): LinePart[] {
  const shares = partShares(line.total, parts)
  return parts.map((p, i) => ({
    sku_id: p.skuId,
    code: p.code,
    name_zh: p.name.zh,
    name_en: p.name.en,
    option_zh: p.optionText.zh,
    option_en: p.optionText.en,
    unit_zh: p.unit.zh,
    unit_en: p.unit.en,
    quantity: p.quantity * line.quantity,
    amount: shares[i]!,
  }))
}
