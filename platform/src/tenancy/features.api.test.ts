import { features, modeNames, modes, type Feature, type Mode } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestMall } from '../../test/mall.js'
import { TestShop, type Staff } from '../../test/shop.js'
import { newId, World, type Client } from '../../test/world.js'

let w: World
beforeAll(async () => {
  w = await World.start()
})
afterAll(() => w.stop())

const use = (who: Client, on: readonly string[]) => who.put('/features', { on })
const but = (...off: Feature[]) => features.filter((one) => !off.includes(one))
const openOf = async (who: Client, feature: Feature) =>
  (await who.get('/features')).body.items.find((one: { feature: string }) => one.feature === feature)
    .open as { what: string; count: number }[]
/** A request that belongs to each feature, by who may make it. */
const probes: Record<Feature, (owner: Client, shop: TestShop) => Promise<{ status: number; body: unknown }>> =
  {
    stores: (owner, { t }) =>
      owner.post('/regions', {
        id: newId(),
        code: newId().slice(-8),
        parentId: t.hqId,
        name: { zh: '区', en: '' },
      }),
    suppliers: (owner) => owner.get('/suppliers/rows'),
    purchasing: (owner) => owner.get('/purchase-orders'),
    express: (owner) => owner.get('/delivery-settings'),
    till: (owner, { storeId }) => owner.get(`/till/catalogue?storeId=${storeId}`),
  }

describe('features of a brand', () => {
  let shop: TestShop
  let owner: Staff
  beforeAll(async () => {
    shop = await TestShop.open(w)
    owner = await shop.t.aPerson('owner')
  })

  it('all are used by who never said anything; HQ alone sees and sets them', async () => {
    const { body } = await owner.get('/features')
    expect([body.mode, body.items.map((i: { feature: string; on: boolean }) => [i.feature, i.on])]).toEqual([
      'full',
      features.map((one) => [one, true]),
    ])
    expect((await shop.t.api.get('/tenant')).body.features).toEqual(features)
    for (const [who, status] of [
      [shop.t.api, 401],
      [shop.shopper, 403],
      [shop.manager, 403],
    ] as const)
      expect([(await who.get('/features')).status, (await use(who, ['till'])).status]).toEqual([
        status,
        status,
      ])
    expect((await use(owner, ['booking'])).body.code).toBe('request.invalid')
  })

  it.each(modeNames)(
    '%s: what it uses works, the rest is refused, and a shopper buys',
    async (mode: Mode) => {
      const on: readonly Feature[] = modes[mode]
      const set = await use(owner, on)
      expect([set.status, set.body.mode]).toEqual([200, mode])
      for (const feature of features) {
        const { status, body } = await probes[feature](owner, shop)
        if (on.includes(feature)) expect([feature, status < 300]).toEqual([feature, true])
        else expect([status, (body as { code: string }).code]).toEqual([403, 'tenant.feature_off'])
      }
      const { body: tenant } = await shop.t.api.get('/tenant')
      expect(tenant.features).toEqual(features.filter((one) => on.includes(one)))
      const names = tenant.remotes.map((r: { name: string }) => r.name)
      expect([names.includes('supplier'), names.includes('pos')]).toEqual([
        on.includes('suppliers'),
        on.includes('till'),
      ])
      expect((await shop.paidOrder({ lines: [{ skuId: shop.sku.id, quantity: 1 }] })).status).toBe(
        'preparing',
      )
    },
  )

  it('whatever is switched back on is there as it was', async () => {
    await use(owner, features)
    const id = newId()
    await w.facts(
      'insert into suppliers (tenant_id, id, code, name_zh, created_at) values ($1, $2, $3, $3, now())',
      [shop.t.ref.id, id, 'BACK'],
    )
    const before = (await owner.get(`/suppliers/${id}`)).text
    expect((await use(owner, but('suppliers'))).status).toBe(200)
    expect((await owner.get(`/suppliers/${id}`)).body.code).toBe('tenant.feature_off')
    await use(owner, features)
    expect((await owner.get(`/suppliers/${id}`)).text).toBe(before)
  })

  it('a refusal is said after the permission: nobody learns what a brand uses who may not ask', async () => {
    await use(owner, but('suppliers'))
    expect((await shop.t.api.get('/suppliers/rows')).status).toBe(401)
    expect((await shop.manager.get('/suppliers/rows')).body.code).toBe('access.denied')
    await use(owner, features)
  })

  it('other processes hear of it at once', async () => {
    await shop.t.api.get('/tenant') // kept from now on
    await w.facts('update tenant_settings set features_off = $2 where tenant_id = $1', [
      shop.t.ref.id,
      JSON.stringify({ till: w.now().toISOString() }),
    ])
    await w.facts("select pg_notify('storeweave_settings', $1)", [shop.t.ref.id])
    const begun = Date.now()
    await w.until(async () => {
      const { body } = await shop.t.api.get('/tenant')
      return !body.features.includes('till') || undefined
    }, 'the notice')
    // sooner than what is kept would have been read anew by itself
    expect(Date.now() - begun).toBeLessThan(4_000)
    await use(owner, features)
  })
})

describe('a brand with one store', () => {
  it('makes no second one, nor opens one that was closed; a warehouse is none', async () => {
    const shop = await TestShop.open(w)
    const owner = await shop.t.aPerson('owner')
    const closed = await shop.t.aStore({ status: 'closed' })
    expect((await use(owner, modes.single)).status).toBe(200)
    const {
      regionName: _,
      status: __,
      timeZone: ___,
      createdAt: ____,
      ...like
    } = (await owner.get(`/stores/${shop.storeId}`)).body
    const make = (change: object) =>
      owner.post('/stores', { ...like, id: newId(), code: newId().slice(-8), ...change })
    expect((await make({})).body.code).toBe('tenant.feature_off')
    expect((await make({ kind: 'warehouse', services: [] })).status).toBe(201)
    expect((await owner.patch(`/stores/${closed}`, { status: 'open' })).body.code).toBe('tenant.feature_off')
    await use(owner, modes.chain)
    expect((await make({})).status).toBe(201)
  })
})

describe('what is unfinished', () => {
  it('keeps several stores, suppliers and store ordering from being switched off, with numbers, and nothing changes', async () => {
    const m = await TestMall.open(await w.aTenant())
    const stays = async (feature: Feature, open: object[]) => {
      const { status, body } = await use(m.owner, but(feature))
      expect([status, body.code, body.args.items]).toEqual([409, 'tenant.feature_in_use', open])
      expect(await openOf(m.owner, feature)).toEqual(open)
      expect((await m.owner.get('/features')).body.mode).toBe('full')
    }
    await stays('stores', [{ what: 'places', count: 2 }])
    await stays('suppliers', [{ what: 'goods', count: 2 }])
    const order = await m.order()
    await stays('purchasing', [{ what: 'purchases', count: 1 }])
    const en = await m.owner.put('/features', { on: but('purchasing') }, { 'accept-language': 'en' })
    expect(en.body.title).toBe('Not ready to switch off store ordering: 1 purchase orders under way')
    const ended = await m.manager.post(`/purchase-orders/${order.id}/cancellation`, { reason: '不要了' })
    expect(ended.status).toBeLessThan(300)
    expect((await use(m.owner, but('purchasing'))).status).toBe(200)
  })

  it('a sale made before tills were switched off comes in, one made later does not', async () => {
    const shop = await TestShop.open(w)
    const owner = await shop.t.aPerson('owner')
    const cashier = await shop.t.aPerson('cashier', 'store', shop.storeId)
    const sale = (soldAt: Date) => ({
      storeId: shop.storeId,
      deviceId: newId(),
      soldAt: soldAt.toISOString(),
      lines: [{ skuId: shop.sku.id, quantity: 1 }],
      expectedPayable: 1000,
      tender: { kind: 'cash', received: 1000 },
    })
    const before = new Date(w.now().getTime() - 60_000)
    expect((await use(owner, but('till'))).status).toBe(200)
    expect((await cashier.put(`/till/sales/${newId()}`, sale(before))).status).toBe(200)
    const late = new Date(Date.now() + 3_600_000)
    expect((await cashier.put(`/till/sales/${newId()}`, sale(late))).body.code).toBe('tenant.feature_off')
  })

  it('goods that need what is off don’t go on sale, and nothing is sent', async () => {
    const shop = await TestShop.open(w)
    const owner = await shop.t.aPerson('owner')
    const supplierId = newId()
    await w.facts(
      'insert into suppliers (tenant_id, id, code, name_zh, created_at) values ($1, $2, $3, $3, now())',
      [shop.t.ref.id, supplierId, 'DAIRY'],
    )
    const milk = await shop.t.aSku({ supplierId, publish: false })
    const online = await shop.t.aSku({ cloudOnly: true, publish: false })
    const warehouse = await shop.t.aStore({ kind: 'warehouse' })
    expect((await use(owner, modes.single)).status).toBe(200)
    for (const { productId } of [milk, online]) {
      await owner.post(`/products/${productId}/moves`, { move: 'submit', note: '' })
      expect(
        (await owner.post(`/products/${productId}/moves`, { move: 'publish', note: '' })).body.code,
      ).toBe('tenant.feature_off')
    }
    const express = {
      storeId: warehouse,
      fulfilment: 'express',
      lines: [{ skuId: shop.sku.id, quantity: 1 }],
    }
    expect((await shop.t.api.post('/shop/quotes', express)).body.code).toBe('tenant.feature_off')
    const placed = await shop.shopper.post(
      '/shop/orders',
      shop.basket({ ...express, addressId: newId() } as never),
    )
    expect(placed.body.code).toBe('tenant.feature_off')
    expect((await shop.t.api.get(`/shop/delivery?storeId=${shop.storeId}`)).body.code).toBe(
      'tenant.feature_off',
    )
  })
})
