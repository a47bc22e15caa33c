import type { PurchaseLine, PurchaseOrder } from '@storeweave/contract'
import {
  ListsService,
  PurchaseCartService,
  PurchaseMovesService,
  PurchaseOrdersService,
  TradeService,
} from '../purchasing/index.js'
import { placeId, type Acting, type Get } from './acting.js'
import { idAt, idOf } from './ids.js'
import type {
  SeedAct,
  SeedPurchase,
  SeedPurchaseList,
  SeedPurchaseStep,
  SeedSeller,
  SeedTrade,
} from './seed-trade.js'

/** What stores ordered of HQ and suppliers, and how far it came. */
export class Ordering {
  constructor(
    private readonly tenantId: string,
    private readonly trade: SeedTrade,
    private readonly acting: Acting,
    private readonly get: Get,
  ) {}

  async tell(): Promise<void> {
    const { lists = [], approval, purchases = [], payments = [] } = this.trade
    for (const list of lists) await this.list(list)
    if (approval)
      await this.acting.staff(approval.by, approval.at, () =>
        this.get(ListsService).setSettings({ approvalFrom: approval.from }),
      )
    for (const purchase of purchases) await this.purchase(purchase)
    for (const { key, by, at, party, amount, bankRef } of payments)
      await this.acting.staff(by, at, () =>
        this.get(TradeService).pay(this.id(party.kind, party.key), {
          ...{ id: idAt(at, this.tenantId, 'trade payment', key), amount, bankRef, note: '' },
        }),
      )
  }

  private async list({ key, by, at, name, seller, places, lines }: SeedPurchaseList): Promise<void> {
    await this.acting.staff(by, at, () =>
      this.get(ListsService).put(idAt(at, this.tenantId, 'purchase list', key), {
        version: 0,
        name,
        sellerId: this.sellerId(seller),
        unitIds: places.map((place) => placeId(this.tenantId, place)),
        lines: lines.map(({ skuCode, ...terms }) => ({ skuId: this.id('sku', skuCode), ...terms })),
      }),
    )
  }

  private async purchase({ key, by, at, storeKey, seller, lines, note, then }: SeedPurchase): Promise<void> {
    const id = idAt(at, this.tenantId, 'purchase', key)
    const storeId = this.id('store', storeKey)
    const sellerId = this.sellerId(seller)
    const wanted = lines.map((l) => ({ sellerId, skuId: this.id('sku', l.skuCode), quantity: l.quantity }))
    await this.acting.staff(by, at, async () => {
      const { sellers } = await this.get(PurchaseCartService).set(storeId, { lines: wanted })
      const { total } = sellers.find((one) => one.seller.id === sellerId)!
      await this.get(PurchaseOrdersService).submit({ id, storeId, sellerId, total, note })
    })
    for (const [n, step] of then.entries())
      await this.acting.staff(step.by, step.at, () => this.step(id, step, `${key}/${n}`))
  }

  private async step(id: string, step: SeedAct & SeedPurchaseStep, key: string): Promise<void> {
    const moves = this.get(PurchaseMovesService)
    const side = this.acting.isSuppliers(step.by) ? 'supplier' : 'brand'
    const order = await this.get(PurchaseOrdersService).one(side, id)
    switch (step.move) {
      case 'approve':
        return void (await moves.decide(id, { approve: true, reason: '' }))
      case 'refuse':
        return void (await moves.decide(id, { approve: false, reason: step.reason }))
      case 'cancel':
        return void (await moves.cancel(id, step.reason))
      case 'end':
        return void (await moves.end(side, id, step.reason))
      case 'decline':
        return void (await moves.confirm(side, id, { lines: each(order, () => 0), reason: step.reason }))
      case 'confirm': {
        const lines = each(order, (l) => step.less?.[l.code] ?? l.asked)
        return void (await moves.confirm(side, id, { lines, reason: step.reason ?? '' }))
      }
      case 'ship':
        return void (await moves.ship(side, id, this.parcel(order, step, key)))
      case 'receive':
        return void (await moves.receive(id, counted(order, step)))
    }
  }

  private parcel(
    order: PurchaseOrder,
    { at, carrier, waybill, only }: SeedAct & Extract<SeedPurchaseStep, { move: 'ship' }>,
    key: string,
  ) {
    const left = (l: PurchaseLine) => (l.confirmed ?? 0) - l.shipped
    const lines = each(order, (l) => (only ? (only[l.code] ?? 0) : left(l)))
    const id = idAt(at, this.tenantId, 'purchase shipment', key)
    return { id, carrier, waybill, lines: lines.filter((l) => l.quantity > 0) }
  }

  private sellerId({ kind, key }: SeedSeller): string {
    return this.id(kind === 'supplier' ? 'supplier' : 'store', key)
  }
  private id(kind: string, key: string): string {
    return idOf(this.tenantId, kind, key)
  }
}

const each = (order: PurchaseOrder, quantity: (line: PurchaseLine) => number) =>
  order.lines.map((line) => ({ lineId: line.id, quantity: quantity(line) }))

/** The oldest shipment under way, as it was counted. */
function counted(
  order: PurchaseOrder,
  { less = {}, note = '' }: Extract<SeedPurchaseStep, { move: 'receive' }>,
) {
  const shipment = [...order.shipments]
    .sort((a, b) => a.shipped.at.localeCompare(b.shipped.at))
    .find((s) => s.state === 'in_transit')!
  const lines = shipment.lines.map(({ lineId, quantity }) => {
    const short = less[order.lines.find((l) => l.id === lineId)!.code]
    return { lineId, quantity: short?.quantity ?? quantity, reason: short?.reason ?? null }
  })
  return { shipmentId: shipment.id, lines, note }
}
