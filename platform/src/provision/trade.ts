import { InventoryService } from '../inventory/index.js'
import { AddressesService, MembershipsService } from '../members/index.js'
import { PaymentsService } from '../payments/index.js'
import { LevelsService, TierPriceService } from '../pricing/index.js'
import { PaidOrdersService, PlacementService } from '../selling/index.js'
import { DepotsService, DropOrdersService, ShipperService } from '../suppliers/index.js'
import { Acting, placeId, type Get } from './acting.js'
import { digitsOf, idAt, idOf } from './ids.js'
import { Ordering } from './ordering.js'
import type { TenantSeed } from './seed.js'
import type { SeedDepot, SeedDropOrder, SeedLevel, SeedPieces, SeedTier } from './seed-trade.js'

/** Tells what went on between a brand, its members, stores and suppliers, through the services of the modules. Goods and people are there. */
export class Trade {
  private readonly acting: Acting
  constructor(
    private readonly tenantId: string,
    private readonly seed: TenantSeed,
    private readonly get: Get,
  ) {
    this.acting = new Acting(tenantId, seed)
  }

  async tell(): Promise<void> {
    const { levels = [], tiers = [], depots = [], drops = [] } = this.seed.trade ?? {}
    for (const level of levels) await this.level(level)
    for (const tier of tiers) await this.tier(tier)
    for (const depot of depots) await this.depot(depot)
    for (const drop of drops) await this.drop(drop)
    if (this.seed.trade) await new Ordering(this.tenantId, this.seed.trade, this.acting, this.get).tell()
  }

  private level({ key, members, by, at, ...level }: SeedLevel): Promise<void> {
    return this.acting.staff(by, at, async () => {
      const id = this.id('level', key)
      await this.get(LevelsService).set(id, level)
      for (const member of members) await this.get(MembershipsService).setLevel(this.id('member', member), id)
    })
  }
  private tier({ by, at, skuCode, place, levelKey, quantityFrom = 1, price }: SeedTier): Promise<void> {
    const levelId = levelKey === undefined ? null : this.id('level', levelKey)
    const wish = { levelId, quantityFrom, channel: 'any' as const, price }
    return this.acting.staff(by, at, () =>
      this.get(TierPriceService).set(placeId(this.tenantId, place), this.id('sku', skuCode), wish),
    )
  }

  private async depot(depot: SeedDepot): Promise<void> {
    const { key, code, name, address, shipHours, supplierKey, received } = depot
    const id = this.id('store', key)
    const place = { id, code, name, address, shipHours, regionId: this.id('region', depot.regionKey) }
    await this.acting.staff(depot.by, depot.at, async () => {
      await this.get(DepotsService).create(this.id('supplier', supplierKey), place)
      for (const product of depot.ships)
        await this.get(ShipperService).set(this.id('product', product), 'supplier')
    })
    await this.acting.staff(received.by, received.at, async () => {
      for (const { skuCode, quantity } of received.lines) {
        const change = { id: this.id('receipt', key, skuCode), depotId: id, skuId: this.id('sku', skuCode) }
        const what = { kind: 'receipt' as const, quantity, note: received.note }
        await this.get(DepotsService).move({ ...change, ...what })
      }
    })
  }

  /** An order is placed and paid as ever; what the provider would tell is told here. */
  private async drop({ accepted, parcels = [], ...drop }: SeedDropOrder): Promise<void> {
    const orderId = idAt(drop.at, this.tenantId, 'order', drop.key)
    await this.acting.shopper(drop.memberKey, drop.at, () => this.place(orderId, drop))
    if (accepted)
      await this.acting.staff(accepted.by, accepted.at, () => this.get(DropOrdersService).accept(orderId))
    for (const { by, at, carrier, waybill, lines } of parcels)
      await this.acting.staff(by, at, async () => {
        const order = await this.get(DropOrdersService).one(orderId)
        const lineOf = ({ skuCode, quantity }: SeedPieces) => ({
          lineId: order.lines.find((l) => l.skuCode === skuCode)!.id,
          quantity,
        })
        await this.get(DropOrdersService).ship(orderId, { carrier, waybill, lines: lines.map(lineOf) })
      })
  }

  private async place(id: string, { key, depotKey, memberKey, at, lines, note, to }: SeedDropOrder) {
    const storeId = this.id('store', depotKey)
    const addressId = this.id('address', key)
    await this.get(AddressesService).add({ id: addressId, isDefault: true, ...to })
    const placed = await this.get(PlacementService).place({
      ...{ id, storeId, memberId: this.id('member', memberKey), channel: 'h5', fulfilment: 'express' },
      ...{ addressId, note, contactName: '', contactPhone: '', fromCart: false },
      lines: lines.map((l) => ({ skuId: this.id('sku', l.skuCode), quantity: l.quantity })),
    })
    await this.get(InventoryService).hold(storeId, [{ orderId: id, lines: placed.lines }])
    const { payable } = placed
    const { payment } = await this.get(PaymentsService).begin(id, 'wechat_h5', payable, this.seed.currency)
    const transactionId = `42000${digitsOf(18, this.tenantId, key)}`
    const { out_trade_no: outTradeNo, amount, currency } = payment
    const paid = { state: 'paid' as const, merchantId: '', paidAt: at.toISOString() }
    await this.acting.itself(at, () =>
      this.get(PaidOrdersService).settle({ ...paid, outTradeNo, transactionId, amount, currency }),
    )
  }

  private id(kind: string, ...key: string[]): string {
    return idOf(this.tenantId, kind, ...key)
  }
}
