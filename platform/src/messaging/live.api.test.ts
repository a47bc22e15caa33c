import { request, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { aSupplier } from '../../test/suppliers.js'
import { World, type Client } from '../../test/world.js'

/** An open stream of hints as somebody; `names` grows as they come. */
async function listen(w: World, host: string, who: Client) {
  const { authorization } = (who as unknown as { headers: { authorization: string } }).headers
  const res = await new Promise<IncomingMessage>((resolve, reject) => {
    const req = request(
      { host: '127.0.0.1', port: w.port, path: '/api/live', headers: { host, authorization } },
      resolve,
    )
    req.on('error', reject)
    req.end()
  })
  let text = ''
  res.on('data', (chunk: Buffer) => (text += chunk))
  return {
    res,
    hints: () =>
      [...text.matchAll(/^event: (.+)\ndata: (.+)$/gm)].map(
        (m) =>
          ({ event: m[1]!, ...JSON.parse(m[2]!) }) as { event: string; orderId: string; storeId: string },
      ),
    ended: new Promise<void>((done) => res.on('close', () => done())),
    close: () => res.destroy(),
  }
}

describe('GET /live', () => {
  let w: World
  let shop: TestShop
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
  })
  afterAll(() => w.stop())

  it('tells the store and HQ that an order was paid, all stores what all sell, and another tenant nothing', async () => {
    const host = `${shop.t.ref.slug}.localhost`
    const sister = await shop.t.aStore()
    const stranger = await w.aTenant()
    const streams = {
      clerk: await listen(w, host, await shop.t.aPerson('clerk', 'store', shop.storeId)),
      owner: await listen(w, host, await shop.t.aPerson('owner')),
      sister: await listen(w, host, await shop.t.aPerson('clerk', 'store', sister)),
      supplier: await listen(w, host, (await aSupplier(shop.t.api, await shop.t.aPerson('owner'))).person),
      stranger: await listen(w, `${stranger.ref.slug}.localhost`, await stranger.aPerson('owner')),
    }
    const order = await shop.paidOrder()
    const paid = (s: keyof typeof streams) =>
      streams[s].hints().some((h) => h.event === 'selling.order_paid' && h.orderId === order.id)
    await w.until(() => paid('clerk') && paid('owner'), 'the hint of the paid order')
    expect([streams.sister.hints(), streams.stranger.hints()]).toEqual([[], []])
    expect(streams.clerk.hints().every((h) => h.storeId === shop.storeId)).toBe(true)
    const price = { listPrice: 1200, priceMin: null, priceMax: null }
    const owner = await shop.t.aPerson('owner')
    expect((await owner.put(`/skus/${shop.sku.id}/list-price`, price)).status).toBe(200)
    const heard = (s: keyof typeof streams) =>
      streams[s].hints().some((h) => h.event === 'pricing.price_changed' && h.storeId === null)
    await w.until(
      () => heard('clerk') && heard('sister') && heard('owner'),
      'the hint of a price of all stores',
    )
    expect(streams.sister.hints()).toHaveLength(1)
    expect([streams.stranger.hints(), streams.supplier.hints()]).toEqual([[], []])
    for (const s of Object.values(streams)) s.close()
  })

  it('401 without a sign-in, 403 for shoppers', async () => {
    expect([(await shop.t.api.get('/live')).status, (await shop.shopper.get('/live')).status]).toEqual([
      401, 403,
    ])
  })

  it('ends when the person is disabled', async () => {
    const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
    const owner = await shop.t.aPerson('owner')
    const stream = await listen(w, `${shop.t.ref.slug}.localhost`, clerk)
    expect((await owner.patch(`/people/${clerk.personId}`, { status: 'disabled' })).status).toBe(200)
    await stream.ended
  })
})
