import { Injectable } from '@nestjs/common'
import { priceOf, type Channel } from '@storeweave/contract'
import type { SaleSku } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { db } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { BasketService, type Basket, type Wanted } from './basket.service.js'
import { noteBy } from './orders.repo.js'
import type { DetailRow } from './order-reads.repo.js'
import { detailOf } from './placed-order.js'
import { PlacementRepo, type NewLine, type NewOrder, type StoreFacts } from './placement.repo.js'

/** An order about to be placed, by a shopper or at a till. */
export interface Placing {
  id: string
  storeId: string
  memberId: string | null
  channel: Channel
  fulfilment: 'pickup' | 'in_store'
  lines: readonly Wanted[]
  expectedPayable?: number
  contactName: string
  contactPhone: string
  note: string
  fromCart: boolean
  till?: { deviceId: string; tender: 'cash' | 'wechat_code'; received: number | null; soldAt: Date }
}
export interface Placed {
  number: string
  at: Date
  payable: number
  lines: { skuId: string; quantity: number }[]
  /** The order as a look at it would show it. */
  detail: DetailRow
}

const MINUTE_MS = 60_000

/** Turns goods into an order at the server's prices. */
@Injectable()
export class PlacementService {
  constructor(
    private readonly basket: BasketService,
    private readonly placements: PlacementRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * Writes an unpaid order in the running transaction. Holding the goods (or handing them over) is the caller's last
   * step. Throws `selling.store_closed`, `selling.pickup_unavailable`, `selling.not_for_sale`, `selling.price_changed`
   * with the new sum, `inventory.not_enough_stock`.
   */
  async place(p: Placing): Promise<Placed> {
    db()
    const { reservationMinutes, cashRounding } = await this.tenancy.settings()
    const { store, skus } = await this.openStore(p)
    const cash = p.till?.tender === 'cash' ? cashRounding : undefined
    const basket = await this.basket.priced(p.lines, skus, {
      channel: p.channel,
      fulfilment: p.fulfilment,
      ...(cash ? { cash } : {}),
    })
    const { payable, lines } = basket.quote
    if (p.expectedPayable !== undefined && p.expectedPayable !== payable)
      throw new Fault('selling.price_changed', { payable })
    const goods = lines.map(({ skuId, quantity }) => ({ skuId, quantity }))
    // at the till the goods are on the counter: what can be promised to others doesn't matter there
    if (!p.till) mustBeThere(goods, basket.skus)
    const now = clock.now()
    // a device whose clock runs ahead must not sell tomorrow
    const at = p.till && p.till.soldAt < now ? p.till.soldAt : now
    const expiresAt =
      p.till?.tender === 'cash' ? null : new Date(now.getTime() + reservationMinutes * MINUTE_MS)
    const order = orderOf(p, store, basket, { now, at, expiresAt })
    const number = await this.placements.place(order)
    if (p.till)
      record({
        subject: 'Sale',
        id: p.id,
        name: number,
        storeId: p.storeId,
        after: { payable, tender: p.till.tender, deviceId: p.till.deviceId },
      })
    return { number, at, payable, lines: goods, detail: detailOf(order, number, store) }
  }

  private async openStore(p: Placing): Promise<{ store: StoreFacts; skus: Map<string, SaleSku> }> {
    const skuIds = [...new Set(p.lines.map((l) => l.skuId))]
    const facts = found(await this.placements.facts(p.storeId, p.memberId, skuIds))
    const { store } = facts
    if (store.status !== 'open') throw new Fault('selling.store_closed')
    if (p.fulfilment === 'pickup' && !store.services.includes('pickup'))
      throw new Fault('selling.pickup_unavailable')
    return facts
  }
}

/** Turns away who comes too late before any lock is taken; the hold itself decides. `skus` go along with `lines`. */
function mustBeThere(lines: Placed['lines'], skus: readonly SaleSku[]): void {
  const skuIds = lines.filter((l, i) => skus[i]!.available < l.quantity).map((l) => l.skuId)
  if (skuIds.length) throw new Fault('inventory.not_enough_stock', { skuIds })
}

/** The order as it is written down. */
function orderOf(
  p: Placing,
  store: StoreFacts,
  basket: Basket,
  { now, at, expiresAt }: { now: Date; at: Date; expiresAt: Date | null },
): NewOrder {
  const { id, storeId, memberId, channel, note, fromCart, till } = p
  const by = actor()
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
    contactName: p.contactName || store.member_name || '',
    contactPhone: p.contactPhone || store.member_phone || '',
    deviceId: till?.deviceId ?? null,
    cashierId: till ? by.id : null,
    cashierName: till ? by.name : '',
    tender: till?.tender ?? null,
    cashReceived: till?.received ?? null,
    tradingDay: tradingDayOf(at, store.time_zone),
    storeCode: store.code,
    lines: linesOf(basket),
    by: noteBy(),
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
    }
  })
