import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { harmless } from '../../test/pdf.js'
import { TestShop, type Staff } from '../../test/shop.js'
import { aLicence, aLinkKey, anApplication } from '../../test/suppliers.js'
import { newId, World, type Client } from '../../test/world.js'
import { isWithin, noteBlock, takeBlocked } from '../kernel/callers.js'
import { usualLimits } from '../kernel/rates.js'
import { CallersJobs } from './callers.jobs.js'

const HOUR_MS = 3_600_000
const reason = '门店自助机'
const statuses = (answers: readonly { status: number }[]) =>
  Object.fromEntries(
    [...new Set(answers.map((a) => a.status))]
      .sort()
      .map((s) => [s, answers.filter((a) => a.status === s).length]),
  )

describe('callers that do too much', () => {
  let w: World
  let shop: TestShop
  let owner: Staff
  beforeAll(async () => {
    const limits = usualLimits()
    limits.guest.reads = { perSecond: 0.001, burst: 40 }
    w = await World.start({ limits, trustProxy: 1 })
    shop = await TestShop.open(w, { stock: 1000 })
    owner = await shop.t.aPerson('owner')
    await limit(3, 5, 7)
  })
  afterAll(() => w.stop())
  // time goes on in these tests, and sign-ins end
  beforeEach(async () => void (owner = await shop.t.aPerson('owner')))

  const limit = (unpaidMost: number, perMinute: number, perMinuteAddress: number) =>
    owner.put('/order-limits', { unpaidMost, perMinute, perMinuteAddress })
  const at = (who: Client, address: string) => who.with({ 'x-forwarded-for': address })
  const place = (who: Client, storeId = shop.storeId) =>
    who.post('/shop/orders', { ...shop.basket(), storeId })
  const each = async <T>(n: number, work: (i: number) => Promise<T>) => {
    const all: T[] = []
    for (let i = 0; i < n; i++) all.push(await work(i))
    return all
  }
  const blocks = async (query = '') => {
    await w.get(CallersJobs).write()
    return (await owner.get(`/blocks?limit=100${query}`)).body.items as Record<string, unknown>[]
  }
  const blockOf = async (kind: string) => (await blocks(`&kind=${kind}`))[0] as { id: string; state: string }
  const until = (ms = 24 * HOUR_MS) => new Date(w.now().getTime() + ms).toISOString()
  const allow = (body: object, by: Client = owner) =>
    by.post('/allowances', { id: newId(), reason, until: until(), ...body })

  it('a script that places orders has three unpaid ones and five tries a minute, whatever it sends at once', async () => {
    const script = at(await shop.t.aShopper(), '198.51.100.1')
    const answers = await Promise.all(Array.from({ length: 20 }, () => place(script)))
    expect(statuses(answers)).toEqual({ 201: 3, 409: 2, 429: 15 })
    const refused = answers.filter((a) => a.status !== 201).map((a) => a.body.code as string)
    expect(new Set(refused)).toEqual(new Set(['selling.unpaid_too_many', 'selling.orders_too_many']))
    const slow = answers.find((a) => a.status === 429)!
    expect([slow.headers['retry-after'], slow.body.args]).toEqual(['12', { seconds: 12 }])
    expect((await shop.stock()).reserved).toBe(6)
    const row = { kind: 'orders', callerKind: 'shopper', count: 15, state: 'blocked', allowed: false }
    expect(await blocks('&kind=orders')).toEqual([expect.objectContaining(row)])
    expect(await blocks('&kind=unpaid_orders')).toEqual([expect.objectContaining({ count: 2 })])
  })
  it('who shops meanwhile is served, and the script goes on once it paid or cancelled and waited', async () => {
    const shopper = at(await shop.t.aShopper(), '198.51.100.2')
    expect((await place(shopper)).status).toBe(201)
    const other = at(await shop.t.aShopper(), '198.51.100.3')
    const [first] = await each(3, () => place(other))
    expect((await place(other)).body.code).toBe('selling.unpaid_too_many')
    await other.post(`/shop/orders/${first!.body.id}/cancel`, { reason: '不要了' })
    expect((await place(other)).status).toBe(201)
    expect((await place(other)).status).toBe(429)
    w.shift(12_000)
    expect((await place(other)).status).toBe(409)
  })
  it('a paid order is no unpaid one, and what lies at a till counts for nobody', async () => {
    const shopper = at(await shop.t.aShopper(), '198.51.100.4')
    const [first] = await each(3, () => place(shopper))
    await shop.pay(first!.body.id, shopper)
    expect((await place(shopper)).status).toBe(201)
    expect((await place(shopper)).status).toBe(409)
  })
  it('unpaid orders count in all stores together', async () => {
    const storeId = await shop.t.aStore()
    await shop.t.stock(storeId, shop.sku.id, 10)
    const shopper = at(await shop.t.aShopper(), '198.51.100.5')
    await each(3, () => place(shopper, storeId))
    expect((await place(shopper)).body).toMatchObject({ code: 'selling.unpaid_too_many', args: { most: 3 } })
  })
  it('many shoppers at one address have its seven placements a minute between them', async () => {
    const answers = await each(9, async () => place(at(await shop.t.aShopper(), '203.0.113.9')))
    expect(statuses(answers)).toEqual({ 201: 7, 429: 2 })
    expect((await place(at(await shop.t.aShopper(), '203.0.113.10'))).status).toBe(201)
    const [block] = await blocks('&kind=orders&callerKind=address')
    expect(block).toMatchObject({ caller: '203.0.113.*', count: 2 })
  })
  it('an address gets 20 sign-in messages and tries 60 codes in ten minutes; the next address has its own', async () => {
    const sms = (i: number, address: string) =>
      at(shop.t.api, address).post('/shop/auth/sms', { phone: `139${String(10_000_000 + i)}` })
    expect(statuses(await each(23, (i) => sms(i, '203.0.113.20')))).toEqual({ 204: 20, 429: 3 })
    expect((await sms(100, '203.0.113.21')).status).toBe(204)
    const guess = (i: number) =>
      at(shop.t.api, '203.0.113.22').post('/shop/auth/sms/verify', {
        phone: `139${String(10_000_000 + (i % 20))}`,
        code: String(100_000 + i),
      })
    expect(statuses(await each(65, guess))).toEqual({ 422: 60, 429: 5 })
    expect((await blocks('&kind=sms'))[0]).toMatchObject({ caller: '203.0.113.*', count: 3 })
    expect((await blocks('&kind=codes'))[0]).toMatchObject({ count: 5 })
  })
  it('a flood of requests is one row with the exact count, and another shop sees none of it', async () => {
    const flood = at(shop.t.api, '203.0.113.30')
    const answers = await Promise.all(Array.from({ length: 60 }, () => flood.get('/tenant')))
    expect(statuses(answers)).toEqual({ 200: 40, 429: 20 })
    const before = await blocks('&kind=requests')
    expect(before).toEqual([expect.objectContaining({ callerKind: 'address', count: 20 })])
    const stranger = await (await w.aTenant()).aPerson('owner')
    expect((await stranger.get('/blocks')).body.items).toEqual([])
    const { id } = before[0] as { id: string }
    expect([
      (await stranger.post(`/blocks/${id}/lift`)).status,
      (await allow({ blockId: id }, stranger)).status,
    ]).toEqual([404, 404])
  })
  it('a lifted block lets the caller through at once, for a quarter of an hour; the log says who lifted it', async () => {
    const script = at(await shop.t.aShopper('hasty-1'), '198.51.100.6')
    await each(4, () => place(script))
    const { id } = await blockOf('unpaid_orders')
    expect((await owner.post(`/blocks/${id}/lift`)).status).toBe(204)
    expect((await owner.post(`/blocks/${id}/lift`)).status).toBe(204)
    expect((await place(script)).status).toBe(201)
    expect(await blockOf('unpaid_orders')).toMatchObject({ state: 'lifted', allowed: true })
    expect(
      await w.facts(
        "select count(*)::int n from audit_entries where tenant_id = $1 and object_id = $2 and who_id = $3 and permission = 'Block:update'",
        [shop.t.ref.id, id, owner.personId],
      ),
    ).toEqual([{ n: 1 }])
    w.shift(15 * 60_000)
    const again = at(await shop.t.aShopper('hasty-2'), '198.51.100.6')
    owner = await shop.t.aPerson('owner')
    expect((await place(again)).status).toBe(409)
    expect(await blockOf('unpaid_orders')).toMatchObject({ state: 'blocked', allowed: false, count: 2 })
  })
  it('an allowed range is held up by nothing that counts addresses, until its end; then it is again', async () => {
    const sms = (i: number) =>
      at(shop.t.api, '192.0.2.77').post('/shop/auth/sms', { phone: `137${String(10_000_000 + i)}` })
    const made = await allow({ range: '192.0.2.0/24', until: until(HOUR_MS) })
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ caller: '192.0.2.0/24', reason }),
    ])
    expect(statuses(await each(25, sms))).toEqual({ 204: 25 })
    expect((await owner.get('/allowances')).body.items).toHaveLength(1)
    expect((await owner.delete(`/allowances/${made.body.id}`)).status).toBe(204)
    expect((await sms(30)).status).toBe(429)
    await allow({ blockId: (await blockOf('sms')).id, until: until(HOUR_MS) })
    expect((await sms(31)).status).toBe(204)
    w.shift(HOUR_MS + 1)
    await each(20, (i) => sms(40 + i))
    expect((await sms(70)).status).toBe(429)
  })
  it('an allowed address guesses one name no faster than any other', async () => {
    await allow({ range: '192.0.2.128/25' })
    const person = await shop.t.aPerson('finance')
    const { login } = (await person.get('/me')).body.person
    const wrong = (name: string) =>
      at(shop.t.api, '192.0.2.200').post('/auth/sign-in', { login: name, password: 'wrong horse battery' })
    expect(statuses(await each(12, () => wrong(login)))).toEqual({ 401: 10, 429: 2 })
    expect(statuses(await each(55, (i) => wrong(`nobody${i}`)))).toEqual({ 401: 55 })
    expect(await blockOf('sign_in')).toMatchObject({ count: 2, callerKind: 'address' })
  })
  it('is for who may: 401 for nobody, 403 for a store manager', async () => {
    expect((await shop.t.api.get('/blocks')).status).toBe(401)
    const manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
    expect((await manager.get('/blocks')).status).toBe(403)
    expect((await allow({ range: '192.0.2.0/24' }, manager)).status).toBe(403)
    expect(
      (await manager.put('/order-limits', { unpaidMost: 1, perMinute: 1, perMinuteAddress: 1 })).status,
    ).toBe(403)
    expect((await owner.get('/order-limits')).body).toEqual({
      unpaidMost: 3,
      perMinute: 5,
      perMinuteAddress: 7,
    })
  })
  it.each([
    ['no end', { range: '192.0.2.0/24', until: '2020-01-01T00:00:00Z' }, 422],
    ['more than a year', { range: '192.0.2.0/24', until: '2099-01-01T00:00:00Z' }, 422],
    ['the whole of IPv4', { range: '0.0.0.0/0' }, 400],
    ['half of IPv6', { range: '2000::/3' }, 400],
    ['words', { range: 'everybody' }, 400],
    ['nobody', {}, 400],
    ['two at once', { range: '192.0.2.0/24', blockId: newId() }, 400],
    ['a block that is not there', { blockId: newId() }, 404],
  ])('refuses an allowance for %s', async (_, body, status) => {
    const before = (await owner.get('/allowances')).body
    expect((await allow(body)).status).toBe(status)
    expect((await owner.get('/allowances')).body).toEqual(before)
  })

  it('keeps what it could not write for the next time', async () => {
    await blocks()
    const caller = { of: 'shopper', value: newId() } as const
    const seen = async () => (await blocks('&callerKind=shopper')).filter((b) => b['count'] === 2)
    const before = (await seen()).length
    noteBlock(shop.t.ref, 'orders', caller, 60)
    await w.facts('alter table blocks rename to blocks_away')
    await w.get(CallersJobs).write()
    await w.facts('alter table blocks_away rename to blocks')
    noteBlock(shop.t.ref, 'orders', caller, 60)
    expect((await seen()).length).toBe(before + 1)
  })
  it('counts callers together beyond those a process keeps, and a tenant beyond its rows', async () => {
    await blocks()
    for (let i = 0; i < 2_100; i++)
      noteBlock(shop.t.ref, 'requests', { of: 'address', value: `10.1.${i >> 8}.${i & 255}` }, 1)
    const taken = takeBlocked()
    expect([taken.length, taken.find((one) => one.caller.value === '*')?.count]).toEqual([2_001, 100])
    const held = 'select count(*)::int n from blocks where tenant_id = $1'
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 2_000; i++)
        noteBlock(shop.t.ref, 'requests', { of: 'address', value: `10.${round + 2}.${i >> 8}.${i & 255}` }, 1)
      await w.get(CallersJobs).write()
    }
    const [{ n }] = (await w.facts(held, [shop.t.ref.id])) as [{ n: number }]
    expect([n >= 5_000, n < 7_000]).toEqual([true, true])
  })
  it('a caller that was quiet for a day begins a new count; after 30 days it is forgotten', async () => {
    const tenant = (await w.aTenant()).ref
    const caller = { of: 'key', value: newId() } as const
    const rows = async () => {
      await w.get(CallersJobs).write()
      return w.facts('select count::int from blocks where tenant_id = $1', [tenant.id])
    }
    for (let i = 0; i < 3; i++) noteBlock(tenant, 'requests', caller, 1)
    expect(await rows()).toEqual([{ count: 3 }])
    w.shift(25 * HOUR_MS)
    noteBlock(tenant, 'requests', caller, 1)
    expect(await rows()).toEqual([{ count: 1 }])
    await w.advance(31 * 24 * HOUR_MS)
    expect(await rows()).toEqual([])
  })

  it('a network knocks thirty times an hour at the suppliers’ door, whatever it wants there', async () => {
    const who = at(shop.t.api, '203.0.113.60')
    const key = aLinkKey()
    const paper = () =>
      who.send('POST', '/apply/files', harmless['plain'], { 'content-type': 'application/pdf' })
    const doors = [
      () => who.post('/apply', anApplication([aLicence(newId())])),
      () => who.post('/apply/progress', { key }),
      () => who.post('/apply/invitation', { key }),
      () => who.post('/apply/join', { key, login: 'nobody-yet', password: 'A hill of honey jars, 12' }),
      paper,
    ]
    const answers = await each(30, (i) => doors[i % doors.length]!())
    expect(answers.filter((a) => a.status === 429)).toEqual([])
    expect(answers.filter((a) => a.status === 201)).toHaveLength(6)
    const kept = () =>
      w.facts('select count(*)::int as n from supplier_files where tenant_id = $1', [shop.t.ref.id])
    const before = await kept()
    for (const door of doors) {
      const late = await door()
      expect([late.status, late.body.code]).toEqual([429, 'request.too_many'])
      expect(Number(late.headers['retry-after'])).toBeGreaterThan(0)
    }
    expect(await kept()).toEqual(before)
    // the next network has its own thirty, and this one has some again when time has passed
    expect((await at(shop.t.api, '203.0.114.60').post('/apply/progress', { key })).status).not.toBe(429)
    w.shift(HOUR_MS)
    expect((await doors[1]!()).status).not.toBe(429)
  })
})

describe('isWithin', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24', true],
    ['192.0.3.1', '192.0.2.0/24', false],
    ['192.0.2.77', '192.0.2.77/32', true],
    ['192.0.2.78', '192.0.2.77/32', false],
    ['2001:db8:0:1', '2001:db8::/32', true],
    ['2001:db8:0:1', '2001:db8:0:1::/64', true],
    ['2001:db8:0:2', '2001:db8:0:1::/64', false],
    ['192.0.2.77', '2001:db8::/32', false],
    ['2001:db8:0:1', '192.0.2.0/24', false],
    ['*', '192.0.2.0/24', false],
  ])('%s in %s: %s', (network, range, is) => expect(isWithin(network, range)).toBe(is))
})
