import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors, locales } from '@storeweave/contract'
import { openApiDocument } from '../src/kernel/openapi.js'
import { newId, World, type Client, type TestTenant } from './world.js'

describe('the edge of the house', () => {
  let w: World
  let t: TestTenant
  let owner: Client
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    owner = await t.aPerson('owner')
  })
  afterAll(() => w.stop())
  const problem = (a: { status: number; body: { code: string }; headers: Record<string, unknown> }) => [
    a.status,
    a.body.code,
    a.headers['content-type'],
  ]
  const TYPE = 'application/problem+json; charset=utf-8'

  it('404 for an unknown tenant, in the asked language', async () => {
    const answer = await t.api.get('/tenant', {
      host: 'nobody.localhost',
      'accept-language': 'en-GB,en;q=0.9',
    })
    expect([...problem(answer), answer.body.title, answer.headers['content-language']]).toEqual([
      404,
      'tenant.unknown',
      TYPE,
      'There is no such brand here',
      'en',
    ])
  })
  it('400 for broken JSON', async () =>
    expect(problem(await owner.post('/regions', '{"id":'))).toEqual([400, 'request.malformed', TYPE]))
  it('413 for a body of 10 MB', async () =>
    expect(problem(await owner.post('/regions', JSON.stringify({ name: 'x'.repeat(10_000_000) })))).toEqual([
      413,
      'request.too_large',
      TYPE,
    ]))
  it('400 for JSON 20,000 deep', async () =>
    expect(problem(await owner.post('/regions', '['.repeat(20_000) + ']'.repeat(20_000)))).toEqual([
      400,
      'request.invalid',
      TYPE,
    ]))
  it('415 for a form', async () =>
    expect(
      problem(await owner.post('/regions', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' })),
    ).toEqual([415, 'request.unsupported_media', TYPE]))
  it('404 for an address that is not there', async () =>
    expect(problem(await owner.get('/nothing/here'))).toEqual([404, 'route.not_found', TYPE]))
  it.each(['not-a-uuid', '1', "1'%20or%20'1'='1", '%00', '..%2f..'])(
    '404 for the id %s, like any unknown id',
    async (id) => {
      const answer = await owner.get(`/stores/${id}`)
      expect([answer.status < 500, [400, 404].includes(answer.status)]).toEqual([true, true])
    },
  )
  it('no unknown field comes in, and nothing reaches a prototype', async () => {
    const answer = await owner.post(
      '/regions',
      `{"id":"${newId()}","parentId":"${t.hqId}","code":"P1","name":{"zh":"区"},"__proto__":{"admin":true},"tenantId":"x"}`,
    )
    expect([answer.status, ({} as { admin?: boolean }).admin]).toEqual([400, undefined])
  })
  it('a page limit is bounded', async () => {
    for (const limit of ['0', '-1', '101', '1e9', 'abc'])
      expect(problem(await owner.get(`/stores?limit=${limit}`))).toEqual([400, 'request.invalid', TYPE])
  })
  it.each([
    '/api//people',
    '/api/people/',
    '/API/people',
    '/api/%70eople',
    '/api/people;x=1',
    '/api/./people',
  ])('%s is no way round the guard', async (path) => {
    const answer = await t.api.get(path)
    expect([401, 404]).toContain(answer.status)
  })
  it('HEAD is guarded as GET is', async () => expect((await t.api.send('HEAD', '/people')).status).toBe(401))
  it('carries a request id through, and makes one when none comes', async () => {
    expect((await t.api.get('/tenant', { 'x-request-id': 'abcdef-123456' })).headers['x-request-id']).toBe(
      'abcdef-123456',
    )
    expect((await t.api.get('/tenant', { 'x-request-id': '<script>' })).headers['x-request-id']).toMatch(
      /^[0-9a-f-]{36}$/,
    )
  })
  it('says how it is: alive, ready, measured', async () => {
    expect((await t.api.get('/healthz')).body).toEqual({ status: 'ok' })
    expect((await t.api.get('/readyz')).body).toEqual({ status: 'ready' })
    expect((await t.api.get('/metrics')).text).toMatch(
      /http_request_duration_seconds_bucket\{.*route="\/api\/tenant"/,
    )
  })
  it('every error code has words in every language', () => {
    for (const [code, entry] of Object.entries(errors))
      for (const locale of locales) expect([code, entry[locale].length > 3]).toEqual([code, true])
  })
  it('the API document is OpenAPI 3.1, names every route’s permission, and resolves every reference', () => {
    const document = openApiDocument(w.platform.app) as {
      openapi: string
      paths: Record<string, Record<string, { 'x-permission': string; responses: Record<string, unknown> }>>
      components: { schemas: Record<string, unknown> }
    }
    expect(document.openapi).toBe('3.1.0')
    for (const ref of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(document.components.schemas)).toContain(ref[1])
    for (const path of Object.values(document.paths))
      for (const op of Object.values(path))
        expect([typeof op['x-permission'], Object.keys(op.responses).length]).toEqual(['string', 3])
  })
})

describe('writes with an Idempotency-Key', () => {
  let w: World
  let t: TestTenant
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
  })
  afterAll(() => w.stop())
  const setup = async () => {
    const store = await t.aStore()
    const sku = await t.aSku()
    await t.stock(store, sku.id, 10)
    return {
      store,
      sku,
      shopper: await t.aShopper(),
      body: {
        id: newId(),
        storeId: store,
        channel: 'h5',
        fulfilment: 'pickup',
        lines: [{ skuId: sku.id, quantity: 1 }],
      },
    }
  }

  it('the same key and body, 30 at once: one effect, equal answers', async () => {
    const { sku, shopper, body } = await setup()
    const key = newId()
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => shopper.post('/shop/orders', body, { 'idempotency-key': key })),
    )
    const done = answers.filter((a) => a.status === 201)
    expect(answers.filter((a) => ![201, 409].includes(a.status)).map((a) => a.text)).toEqual([])
    expect(done.length).toBeGreaterThan(0)
    expect(new Set(done.map((a) => a.body.number)).size).toBe(1)
    expect(
      await w.facts('select on_hand::int, reserved::int from stock_levels where sku_id = $1', [sku.id]),
    ).toEqual([{ on_hand: 10, reserved: 1 }])
    expect(
      (await shopper.post('/shop/orders', body, { 'idempotency-key': key })).headers['idempotent-replay'],
    ).toBe('true')
  })
  it('422 for another body under the key; the key is the shopper’s own', async () => {
    const { shopper, body } = await setup()
    const key = newId()
    expect((await shopper.post('/shop/orders', body, { 'idempotency-key': key })).status).toBe(201)
    expect(
      (await shopper.post('/shop/orders', { ...body, note: 'other' }, { 'idempotency-key': key })).body.code,
    ).toBe('request.key_reused')
    const second = await t.aShopper()
    expect(
      (await second.post('/shop/orders', { ...body, id: newId() }, { 'idempotency-key': key })).status,
    ).toBe(201)
  })
  it('400 without a key, and nothing was written', async () => {
    const { sku, shopper, body } = await setup()
    expect((await shopper.post('/shop/orders', body, { 'idempotency-key': '' })).body.code).toBe(
      'request.key_required',
    )
    expect(await w.facts('select reserved::int from stock_levels where sku_id = $1', [sku.id])).toEqual([
      { reserved: 0 },
    ])
  })
  it('a refused write leaves no key behind: the same key may try again', async () => {
    const { shopper, body } = await setup()
    const key = newId()
    expect(
      (
        await shopper.post(
          '/shop/orders',
          { ...body, lines: [{ ...body.lines[0], quantity: 11 }] },
          { 'idempotency-key': key },
        )
      ).body.code,
    ).toBe('inventory.not_enough_stock')
    expect((await shopper.post('/shop/orders', body, { 'idempotency-key': key })).status).toBe(201)
  })
})
