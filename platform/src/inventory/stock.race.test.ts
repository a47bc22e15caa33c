import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World, type TestTenant } from '../../test/world.js'
import { CatalogService } from '../catalog/index.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { InventoryService } from './index.js'

let world: World, tenant: TestTenant, stock: InventoryService, storeId: string
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  stock = world.get(InventoryService)
  storeId = await tenant.aStore()
})
// goods are held here for orders that nobody wrote
afterAll(() => world.stop({ unless: ['closed_order_holds_nothing'] }))

/** What became of many attempts at once: successes and the codes of the others. */
async function outcomes(attempts: Promise<unknown>[]) {
  const settled = await Promise.allSettled(attempts)
  const refused = settled.flatMap((s) =>
    s.status === 'rejected' ? [s.reason instanceof Fault ? s.reason.code : String(s.reason)] : [],
  )
  return { done: settled.length - refused.length, refused: new Set(refused) }
}
const level = async (skuId: string) =>
  (
    await world.facts<{ on_hand: string; reserved: string }>(
      'select on_hand, reserved from stock_levels where sku_id = $1',
      [skuId],
    )
  )[0]!
const movements = (skuId: string) =>
  world.facts<{ before: string; after: string; quantity: string }>(
    'select before, after, quantity from stock_movements where sku_id = $1 order by after desc',
    [skuId],
  )

describe('many at once', () => {
  it('200 want one of 100 pieces: exactly 100 hold one', async () => {
    const sku = await tenant.aSku()
    await tenant.stock(storeId, sku.id, 100)
    const { done, refused } = await tenant.run(() =>
      outcomes(
        Array.from({ length: 200 }, () => stock.reserve(newId(), storeId, [{ skuId: sku.id, quantity: 1 }])),
      ),
    )
    expect(done).toBe(100)
    expect([...refused]).toEqual(['inventory.not_enough_stock'])
    expect(await level(sku.id)).toMatchObject({ on_hand: '100', reserved: '100' })
  })

  it('several SKUs in any order: nobody waits for each other, nothing is oversold, a refusal holds nothing', async () => {
    const skus = await Promise.all([0, 1, 2].map(() => tenant.aSku()))
    for (const sku of skus) await tenant.stock(storeId, sku.id, 30)
    const orders = Array.from({ length: 80 }, (_, n) =>
      (n % 2 ? skus : [...skus].reverse()).map((s) => ({ skuId: s.id, quantity: 1 })),
    )
    const { done, refused } = await tenant.run(() =>
      outcomes(orders.map((lines) => stock.reserve(newId(), storeId, lines))),
    )
    expect(done).toBe(30)
    expect([...refused]).toEqual(['inventory.not_enough_stock'])
    for (const sku of skus) expect(await level(sku.id)).toMatchObject({ on_hand: '30', reserved: '30' })
  })

  it('safety stock is kept from shoppers, not from the till', async () => {
    const sku = await tenant.aSku()
    await tenant.run(() => stock.open(storeId, [{ skuId: sku.id, quantity: 5, safety: 3 }]))
    const one = [{ skuId: sku.id, quantity: 1 }]
    const { done, refused } = await tenant.run(() =>
      outcomes(Array.from({ length: 4 }, () => stock.reserve(newId(), storeId, one))),
    )
    expect([done, ...refused]).toEqual([2, 'inventory.not_enough_stock'])
    const forSale = await tenant.run(() => world.get(CatalogService).skusForSale(storeId, [sku.id]))
    expect(forSale.get(sku.id)!.available).toBe(0)
    expect(
      await tenant.run(() => stock.sellNow(newId(), storeId, [{ skuId: sku.id, quantity: 3 }], 'POS')),
    ).toBe(true)
    await expect(tenant.run(() => stock.sellNow(newId(), storeId, one, 'POS'))).rejects.toMatchObject({
      code: 'inventory.not_enough_stock',
    })
  })

  it('the same SKU twice in an order counts as its sum', async () => {
    const sku = await tenant.aSku()
    await tenant.stock(storeId, sku.id, 3)
    const lines = [
      { skuId: sku.id, quantity: 2 },
      { skuId: sku.id, quantity: 2 },
    ]
    await expect(tenant.run(() => stock.reserve(newId(), storeId, lines))).rejects.toMatchObject({
      code: 'inventory.not_enough_stock',
      args: { skuIds: [sku.id] },
    })
    expect(await level(sku.id)).toMatchObject({ on_hand: '3', reserved: '0' })
  })

  it('consuming and releasing one order at once: one of them happens, once', async () => {
    const sku = await tenant.aSku()
    await tenant.stock(storeId, sku.id, 10)
    const orderId = newId()
    await tenant.run(() => stock.reserve(orderId, storeId, [{ skuId: sku.id, quantity: 4 }]))
    const happened = await tenant.run(() =>
      Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          n % 2 ? stock.consume(orderId, { document: 'T1' }) : stock.release(orderId),
        ),
      ),
    )
    expect(happened.filter(Boolean)).toHaveLength(1)
    const after = await level(sku.id)
    expect(after.reserved).toBe('0')
    expect(['6', '10']).toContain(after.on_hand)
  })

  it('a till sale sent ten times is one sale; tills and shoppers together never sell more than there is', async () => {
    const sku = await tenant.aSku()
    await tenant.stock(storeId, sku.id, 20)
    const saleId = newId()
    const sent = await tenant.run(() =>
      Promise.all(
        Array.from({ length: 10 }, () =>
          stock.sellNow(saleId, storeId, [{ skuId: sku.id, quantity: 5 }], 'POS1'),
        ),
      ),
    )
    expect(sent.filter(Boolean)).toHaveLength(1)
    const { done } = await tenant.run(() =>
      outcomes(
        Array.from({ length: 40 }, (_, n) =>
          n % 2
            ? stock.sellNow(newId(), storeId, [{ skuId: sku.id, quantity: 1 }], 'P')
            : stock.reserve(newId(), storeId, [{ skuId: sku.id, quantity: 1 }]),
        ),
      ),
    )
    expect(done).toBe(15)
    const rows = await movements(sku.id)
    expect(rows.every((m) => Number(m.before) + Number(m.quantity) === Number(m.after))).toBe(true)
    expect(rows.at(-1)!.after).toBe((await level(sku.id)).on_hand)
  })

  it('corrections of a SKU that has no level yet add up and never fall below zero', async () => {
    const sku = await tenant.aSku()
    const adjust = (quantity: number, id = newId()) =>
      stock.adjust({ id, storeId, skuId: sku.id, quantity, kind: 'correction', note: '' })
    await expect(tenant.run(() => adjust(-1))).rejects.toMatchObject({ code: 'inventory.below_zero' })
    const same = newId()
    const { done } = await tenant.run(() =>
      outcomes([
        ...Array.from({ length: 10 }, () => adjust(1)),
        ...Array.from({ length: 10 }, () => adjust(5, same)),
      ]),
    )
    expect(done).toBe(20)
    expect((await level(sku.id)).on_hand).toBe('15')
  })

  it('a refusal takes the whole transaction with it', async () => {
    const [first, second] = [await tenant.aSku(), await tenant.aSku()]
    await tenant.stock(storeId, first.id, 5)
    const attempt = tenant.run(() =>
      transaction(async () => {
        await stock.reserve(newId(), storeId, [{ skuId: first.id, quantity: 1 }])
        await stock.reserve(newId(), storeId, [{ skuId: second.id, quantity: 1 }])
      }),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'inventory.not_enough_stock' })
    expect((await level(first.id)).reserved).toBe('0')
  })
})
