import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop, type Staff } from '../../test/shop.js'
import { World } from '../../test/world.js'
import { takeCounted } from '../kernel/usage.js'
import { UsageService } from './usage.service.js'

const DAY_MS = 86_400_000

describe('GET /insight/usage', () => {
  let w: World
  let shop: TestShop
  let owner: Staff
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    owner = await shop.t.aPerson('owner')
  })
  afterAll(() => w.stop())

  const write = () => w.get(UsageService).write()
  const count = () => shop.t.run(() => w.get(UsageService).count())
  const days = async (n = 3) =>
    (await owner.get(`/insight/usage?days=${n}`)).body.days as Record<string, unknown>[]
  const factsOf = (tenant: string) => w.facts('select * from usage_days where tenant_id = $1', [tenant])

  it('counts each request of a tenant once, and none of another', async () => {
    const other = await w.aTenant()
    await write()
    takeCounted()
    const before = Number((await factsOf(shop.t.ref.id))[0]?.['requests'] ?? 0)
    for (let i = 0; i < 5; i++) await shop.shopper.get('/shop/orders')
    expect((await shop.t.api.get('/orders')).status).toBe(401)
    await write()
    await write()
    expect(Number((await factsOf(shop.t.ref.id))[0]!['requests'])).toBe(before + 6)
    expect(await factsOf(other.ref.id)).toEqual([])
  })
  it('a brand that was never counted is counted when somebody first looks', async () => {
    const other = await w.aTenant()
    const { body } = await (await other.aPerson('owner')).get('/insight/usage?days=7')
    expect(body.days.at(-1)).toMatchObject({ orders: 0, staff: 1, stores: 0, skus: 0 })
    expect(body.days.at(-2)).toMatchObject({ orders: 0, staff: 0 })
  })
  it('keeps what it could not write for the next time', async () => {
    await write()
    const [{ requests: before }] = (await factsOf(shop.t.ref.id)) as [{ requests: string }]
    await shop.shopper.get('/shop/orders')
    await w.facts('alter table usage_days rename to usage_days_away')
    await write()
    await w.facts('alter table usage_days_away rename to usage_days')
    await write()
    expect(Number((await factsOf(shop.t.ref.id))[0]!['requests'])).toBe(Number(before) + 1)
  })
  it('counts orders, staff, stores, SKUs and picture bytes, also those that came after the last look of a day', async () => {
    await shop.order()
    await count()
    const [{ bytes }] = (await w.facts('select sum(bytes) as bytes from media where tenant_id = $1', [
      shop.t.ref.id,
    ])) as [{ bytes: string }]
    const today = (await days()).at(-1)
    expect(today).toMatchObject({ orders: 1, staff: 2, stores: 1, skus: 1, storageBytes: Number(bytes) })
    await shop.order()
    w.shift(DAY_MS)
    await count()
    owner = await shop.t.aPerson('owner')
    const [, yesterday, now] = await days()
    expect(yesterday).toMatchObject({ orders: 2, staff: 2 })
    expect(now).toMatchObject({ orders: 0, staff: 2, stores: 1 })
  })
  it('fills days nobody counted with what stood before, and no requests', async () => {
    w.shift(3 * DAY_MS)
    owner = await shop.t.aPerson('owner')
    const all = await days(92)
    expect(all).toHaveLength(92)
    expect(all.at(-2)).toMatchObject({ requests: 0, orders: 0, staff: 2, stores: 1, skus: 1 })
    expect(all[0]).toMatchObject({ requests: 0, staff: 0, storageBytes: 0 })
    await shop.later(0)
  })
  it('is for who manages the brand: 403 for a store manager, 401 for nobody, 400 for too many days', async () => {
    const manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
    expect((await manager.get('/insight/usage')).status).toBe(403)
    expect((await shop.t.api.get('/insight/usage')).status).toBe(401)
    expect((await owner.get('/insight/usage?days=93')).status).toBe(400)
    expect((await owner.get('/insight/usage')).body.days).toHaveLength(30)
  })
  it('writes what is left when the process stops', async () => {
    const own = await World.start()
    const { ref, api } = await own.aTenant()
    await api.get('/orders')
    const url = own.ownerUrl
    await own.platform.stop()
    const rows = (await World.statement(
      url,
      `select requests from storeweave.usage_days where tenant_id = '${ref.id}'`,
    )) as {
      requests: string
    }[]
    expect(rows.map((r) => Number(r.requests))).toEqual([1])
    await own.stop()
  })
})
