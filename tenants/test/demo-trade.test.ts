import { describe, expect, it } from 'vitest'
import { demoTenants, type DemoTenant } from '../demo/index.js'

const [tenant] = demoTenants as [DemoTenant]
const now = new Date('2026-11-23T02:00:00Z')
const trade = tenant.tradeOf!(now)
const skus = new Map(
  [...tenant.products, ...tenant.depotGoods].flatMap((product) =>
    product.skus.map((sku) => [sku.code, { product, sku }] as const),
  ),
)
const logins = new Map(tenant.staff.map((one) => [one.login, one]))

describe('what the supermarket’s stores and suppliers did', () => {
  it('is done by people there are, before now, one after the other', () => {
    const acts = [
      ...[...trade.levels!, ...trade.tiers!, ...trade.depots!, ...trade.lists!, ...trade.payments!],
      ...trade.purchases!.flatMap((one) => [one, ...one.then]),
      ...trade.drops!.flatMap((one) =>
        [one.accepted, ...(one.parcels ?? [])].filter((act) => act !== undefined),
      ),
    ]
    for (const { by, at } of acts) {
      expect(logins.has(by), by).toBe(true)
      expect(at.getTime()).toBeLessThan(now.getTime())
    }
    for (const { key, at, then } of trade.purchases!) {
      const times = [at, ...then.map((step) => step.at)].map((one) => one.getTime())
      expect(times, key).toEqual([...times].sort((a, b) => a - b))
    }
  })

  it('has orders of stores in every state, of the warehouse and of both suppliers', () => {
    const last = trade.purchases!.map(({ then }) => then.at(-1)?.move ?? 'submit')
    expect(new Set(last)).toEqual(new Set(['submit', 'confirm', 'ship', 'receive', 'cancel', 'decline']))
    expect(new Set(trade.purchases!.map(({ seller }) => seller.key))).toEqual(
      new Set(['w01', 'dairy', 'greens']),
    )
    const priceOf = new Map(
      trade.lists!.flatMap(({ lines }) => lines.map((l) => [l.skuCode, l.price] as const)),
    )
    const sums = trade.purchases!.map(({ lines }) =>
      lines.reduce(
        (sum, l) => sum + (priceOf.get(l.skuCode)! * l.quantity) / skus.get(l.skuCode)!.product.unitSize,
        0,
      ),
    )
    // one waits for somebody who may approve
    expect(sums.filter((sum) => sum >= trade.approval!.from)).toHaveLength(1)
  })

  it('sells to stores in whole packs at no less than goods cost, each seller its own goods', () => {
    for (const { seller, lines } of trade.lists!)
      for (const { skuCode, price, min, pack } of lines) {
        const { product, sku } = skus.get(skuCode)!
        expect(min % pack).toBe(0)
        expect(price).toBeGreaterThanOrEqual(sku.supplyPriceFen)
        expect(product.supplierKey).toBe(seller.kind === 'supplier' ? seller.key : null)
      }
    for (const { lines } of trade.purchases!)
      for (const { skuCode, quantity } of lines) {
        const list = trade.lists!.flatMap((one) => one.lines).find((l) => l.skuCode === skuCode)!
        expect([quantity % list.pack, quantity >= list.min]).toEqual([0, true])
      }
  })

  it('has a depot of the dairy’s with goods of its own, and orders new, late, accepted, sent in part and in full', () => {
    const [depot] = trade.depots!
    expect(depot!.ships).toEqual(tenant.depotGoods.map(({ key }) => key))
    for (const { supplierKey, skus: of } of tenant.depotGoods) {
      expect([supplierKey, of.length]).toEqual(['dairy', 1])
      const [{ priceFen, minPriceFen, maxPriceFen }] = of as [(typeof of)[number]]
      expect(minPriceFen <= priceFen && priceFen <= maxPriceFen).toBe(true)
    }
    const late = (paid: Date) => now.getTime() - paid.getTime() > depot!.shipHours * 3_600_000
    const left = trade.drops!.map(({ at, lines, accepted, parcels = [] }) => {
      const pieces = (of: { quantity: number }[]) => of.reduce((sum, one) => sum + one.quantity, 0)
      const waits = pieces(lines) - pieces(parcels.flatMap((one) => one.lines))
      return waits === 0
        ? 'sent'
        : late(at)
          ? 'late'
          : parcels.length
            ? 'part'
            : accepted
              ? 'accepted'
              : 'new'
    })
    expect(new Set(left)).toEqual(new Set(['sent', 'late', 'part', 'accepted', 'new']))
  })

  it('prices for levels and quantities lie inside the bounds and below what everybody pays', () => {
    const members = trade.levels!.flatMap((level) => level.members)
    expect(new Set(members).size).toBe(members.length)
    for (const { skuCode, price } of trade.tiers!) {
      const { sku } = skus.get(skuCode)!
      expect(price).toBeLessThan(sku.priceFen)
      expect(price).toBeGreaterThanOrEqual(sku.minPriceFen)
    }
  })
})
