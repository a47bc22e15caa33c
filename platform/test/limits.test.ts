import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { usualLimits } from '../src/kernel/rates.js'
import { CallersJobs } from '../src/callers/callers.jobs.js'
import { World, type Client, type TestTenant } from './world.js'

/** Signing in and setting up the shop must not use up what the tests count. */
const limits = {
  ...usualLimits(),
  tenant: { ...usualLimits().tenant, reads: { perSecond: 0.001, burst: 40 } },
  person: {
    reads: { perSecond: 0.001, burst: 10 },
    writes: { perSecond: 0.5, burst: 3 },
    heavy: { perSecond: 0.1, burst: 1 },
    pictures: { perSecond: 0.1, burst: 1 },
  },
  guest: { ...usualLimits().guest, reads: { perSecond: 0.001, burst: 10 } },
  tenants: { generous: 10 },
}

describe('requests beyond the quota', () => {
  let w: World
  let a: TestTenant
  let b: TestTenant
  beforeAll(async () => {
    w = await World.start({ limits, trustProxy: 1 })
    a = await w.aTenant()
    b = await w.aTenant()
  })
  afterAll(() => w.stop())
  const from = (t: TestTenant, address: string) => t.api.with({ 'x-forwarded-for': address })
  const many = async (who: Client, n: number, path = '/tenant') => {
    const statuses: number[] = []
    for (let i = 0; i < n; i++) statuses.push((await who.get(path)).status)
    return statuses.filter((s) => s === 200).length
  }

  it('a guest’s address has its own share; another address still has all of its own', async () => {
    expect(await many(from(a, '203.0.113.1'), 15)).toBe(10)
    expect(await many(from(a, '203.0.113.2'), 5)).toBe(5)
  })
  it('429 with Retry-After as a problem in the asked language, and nothing is written', async () => {
    const owner = await a.aPerson('owner')
    const region = (n: number) =>
      owner.post(
        '/regions',
        {
          id: `00000000-0000-7000-8000-00000000000${n}`,
          parentId: a.hqId,
          code: `Q${n}`,
          name: { zh: '区' },
        },
        { 'accept-language': 'en' },
      )
    const answers = [await region(1), await region(2), await region(3), await region(4)]
    expect(answers.map((x) => x.status)).toEqual([201, 201, 201, 429])
    expect([answers[3]!.body.code, answers[3]!.body.title, answers[3]!.headers['retry-after']]).toEqual([
      'request.too_many',
      'Too many requests; try again later',
      '2',
    ])
    expect(await w.facts("select code from org_units where code like 'Q%' order by 1")).toEqual(
      ['Q1', 'Q2', 'Q3'].map((code) => ({ code })),
    )
    w.shift(2_000)
    expect((await region(4)).status).toBe(201)
  })
  it('reads, writes and uploads have buckets of their own', async () => {
    const owner = await b.aPerson('owner')
    expect([
      (await owner.post('/api/media', '{}')).status,
      (await owner.post('/api/media', '{}')).status,
    ]).toEqual([415, 429])
    expect((await owner.get('/stores')).status).toBe(200)
    expect((await owner.post('/regions', {})).status).toBe(400)
  })
  it('a tenant over its quota is refused from every address while another is served', async () => {
    const greedy = await w.aTenant()
    const served = []
    for (let i = 10; i < 20; i++) served.push(await many(from(greedy, `203.0.113.${i}`), 10))
    expect(served.reduce((sum, n) => sum + n, 0)).toBe(40)
    expect((await from(greedy, '203.0.113.99').get('/tenant')).body.code).toBe('request.too_many')
    expect(await many(from(b, '203.0.113.99'), 10)).toBe(10)
  })
  it('what is refused costs no statement, whoever asks; the neighbour is served meanwhile', async () => {
    const noisy = await w.aTenant()
    // signed in but never looked up yet: letting them as far as that would cost a statement each
    const fresh = await Promise.all(Array.from({ length: 5 }, () => noisy.aShopper()))
    for (let i = 30; i < 35; i++) await many(from(noisy, `203.0.113.${i}`), 10)
    await w.get(CallersJobs).write() // or its timer might, while statements are counted
    const connect = vi.spyOn(pg.Pool.prototype, 'connect')
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const refused = []
    for (const shopper of fresh) refused.push(await shopper.get('/shop/me'))
    refused.push(await noisy.api.as('a.forged.token').get('/shop/me'))
    const statements = [connect.mock.calls.length, query.mock.calls.length]
    const neighbour = await Promise.all([1, 2, 3].map(() => from(b, '203.0.113.40').get('/tenant')))
    connect.mockRestore()
    query.mockRestore()
    expect(refused.map((x) => [x.status, x.body.code])).toEqual(refused.map(() => [429, 'request.too_many']))
    for (const { headers, body } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0)
      expect(headers['x-request-id']).toBe(body.requestId)
      expect([headers['x-content-type-options'], headers['cache-control'], headers['vary']]).toEqual([
        'nosniff',
        'no-store',
        'Origin',
      ])
    }
    expect(statements).toEqual([0, 0])
    expect(neighbour.map((x) => x.status)).toEqual([200, 200, 200])
  })
  it('a tenant may be given more', async () => {
    const generous = await w.aTenant('generous')
    expect(await many(from(generous, '203.0.113.1'), 105)).toBe(100)
  })
})
