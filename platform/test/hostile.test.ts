import { once } from 'node:events'
import { request, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestTenant } from './world.js'

const MB = 1024 * 1024

describe('bodies, headers and numbers that mean harm', () => {
  let w: World
  let t: TestTenant
  let owner: Client
  let store: string
  let sku: string
  beforeAll(async () => {
    w = await World.start({ connectionsMax: 300 })
    t = await w.aTenant()
    owner = await t.aPerson('owner')
    store = await t.aStore()
    sku = (await t.aSku({ min: 100, max: 100_000 })).id
    await t.stock(store, sku, 100)
  })
  afterAll(() => w.stop())

  const region = (more: string) =>
    `{"id":"${newId()}","parentId":"${t.hqId}","code":"H${newId().slice(-6)}","name":{"zh":"区"}${more}}`
  const keys = (n: number) => Array.from({ length: n }, (_, i) => `"k${i}":1`).join(',')
  const bombs: [string, () => string | Buffer, number, Record<string, string>?][] = [
    ['10 MB', () => JSON.stringify({ name: 'x'.repeat(10 * MB) }), 413],
    ['an array of a million', () => `[${'1,'.repeat(999_999)}1]`, 413],
    ['100,000 keys', () => `{${keys(100_000)}}`, 413],
    ['10,000 keys', () => region(`,${keys(10_000)}`), 400],
    ['20,000 levels', () => '['.repeat(20_000) + ']'.repeat(20_000), 400],
    [
      '20,000 levels inside a field',
      () => region(`,"x":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
      400,
    ],
    ['a number of a million digits', () => region(`,"position":${'9'.repeat(MB)}`), 413],
    ['a number of 200,000 digits', () => region(`,"position":${'9'.repeat(200_000)}`), 400],
    ['a gzip bomb', () => gzipSync(Buffer.alloc(100 * MB, ' ')), 413, { 'content-encoding': 'gzip' }],
    ['what says it is gzip and is not', () => 'not gzip at all', 400, { 'content-encoding': 'gzip' }],
    ['an encoding nobody knows', () => '{}', 400, { 'content-encoding': 'compress' }],
    ['a charset nobody knows', () => '{}', 400, { 'content-type': 'application/json; charset=klingon' }],
    ['a bare string', () => '"x"', 400],
    ['nothing', () => '', 400],
    [
      'a form of many parts',
      () => '--x\r\n\r\n'.repeat(10_000),
      415,
      { 'content-type': 'multipart/form-data; boundary=x' },
    ],
  ]
  it.each(bombs)(
    '%s: refused with a problem, and the process lives',
    async (_what, body, status, headers = {}) => {
      const answer = await owner.post('/regions', body(), headers)
      expect([answer.status, answer.headers['content-type']]).toEqual([
        status,
        'application/problem+json; charset=utf-8',
      ])
      expect((await t.api.get('/healthz')).status).toBe(200)
    },
  )
  it('slow clients and their number are bounded here too', () => {
    const { headersTimeout, requestTimeout, timeout, maxConnections } =
      w.platform.app.getHttpServer() as Server
    expect({ headersTimeout, requestTimeout, timeout, maxConnections }).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 60_000,
      timeout: 75_000,
      maxConnections: 300,
    })
  })
  it('431 for a header of 1 MB', async () => {
    const status = await new Promise<number>((done, fail) => {
      const req = request(
        { port: w.port, host: '127.0.0.1', path: '/api/tenant', maxHeaderSize: 4 * MB },
        (res) => {
          res.resume()
          done(res.statusCode ?? 0)
        },
      )
      req.setHeader('x-large', 'x'.repeat(MB)).on('error', fail)
      req.end()
    })
    expect(status).toBe(431)
  })
  it.each([
    ['a route that reads it', 'POST', '/api/auth/sign-in', 413],
    ['one that is closed', 'POST', '/api/media', 401],
    ['one that is not there', 'PUT', '/api/nothing', 413],
    ['a read', 'GET', '/api/tenant', 413],
    ['a page', 'GET', '/anything', 404],
  ] as const)(
    'a body without end, to %s: answered, and cut soon after',
    async (_what, method, path, status) => {
      const server = w.platform.app.getHttpServer() as Server
      const line = once(server, 'connection') as Promise<[Socket]>
      const socket = connect(w.port, '127.0.0.1')
      socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: ${t.ref.slug}.localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
      )
      const piece = `10000\r\n${' '.repeat(65_536)}\r\n`
      const more = () => {
        while (!socket.destroyed && socket.write(piece));
      }
      let heard = ''
      socket
        .on('data', (bytes) => (heard += bytes.toString('latin1')))
        .on('error', () => undefined)
        .on('drain', more)
      more()
      await new Promise((closed) => socket.once('close', closed))
      expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
      expect((await line)[0].bytesRead).toBeLessThan(MB / 2)
      expect((await t.api.get('/healthz')).status).toBe(200)
    },
  )
  it('a body refused while it was read does nothing, even if it fits once it is unpacked', async () => {
    const fits = region('').padEnd(256 * 1024 - 2, ' ')
    const packed = gzipSync(fits, { level: 0 })
    const status = await new Promise<number | undefined>((done, fail) => {
      const headers = {
        host: `${t.ref.slug}.localhost`,
        authorization: owner.authorization,
        'idempotency-key': newId(),
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      }
      const req = request({ port: w.port, host: '127.0.0.1', path: '/api/regions', method: 'POST', headers })
      req.on('error', fail).on('response', (res) => {
        res.resume().on('end', () => done(res.statusCode))
      })
      req.write(packed.subarray(0, -1))
      req.end(packed.subarray(-1))
    })
    expect([packed.length > 256 * 1024, status]).toEqual([true, 413])
    const made = () => w.facts("select code from org_units where code like 'H%' and code <> 'HQ'")
    // what was sent after it is answered: whatever the refused one set going has come to its end
    expect((await owner.get('/org-units')).status).toBe(200)
    expect(await made()).toEqual([])
    expect((await owner.post('/regions', fits)).status).toBe(201)
    expect(await made()).toHaveLength(1)
  })
  it('strangers cannot make the house read a picture', async () => {
    const shopper = await t.aShopper()
    const picture = Buffer.alloc(2 * MB, 1)
    const upload = (who: Client) => who.send('POST', '/api/media', picture, { 'content-type': 'image/png' })
    expect([(await upload(t.api)).status, (await upload(shopper)).status]).toEqual([401, 403])
  })

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'])(
    'a field called %s changes nothing that others see',
    async (name) => {
      for (const value of ['{"admin":true}', '{"prototype":{"admin":true}}', '"x"', 'null'])
        expect((await owner.post('/regions', region(`,"${name}":${value}`))).status).toBe(400)
      for (const path of [`/stores?${name}[admin]=true`, `/stores?limit=5&${name}=1`, `/stores/${name}`])
        expect((await owner.get(path)).status).toBeLessThan(500)
      expect([({} as { admin?: boolean }).admin, Object.keys(Object.prototype)]).toEqual([undefined, []])
    },
  )

  const NUMBERS = [
    '-1',
    '0.5',
    '1e400',
    '-1e400',
    '9007199254740993',
    '2147483648000000',
    '"1"',
    '"1e3"',
    'null',
    '[1]',
    'true',
    '"NaN"',
  ]
  it.each([...NUMBERS, '0', '999', '1000001'])(
    'a price of %s outside its bounds or its kind is refused',
    async (n) => {
      const facts = () => w.facts('select * from unit_prices')
      const before = await facts()
      const answer = await owner.put(`/stores/${store}/prices/${sku}`, `{"price":${n === '999' ? '99' : n}}`)
      expect([400, 422]).toContain(n === 'null' && answer.status === 200 ? 400 : answer.status)
      if (n !== 'null') expect(await facts()).toEqual(before)
    },
  )
  it.each([...NUMBERS, '0', '1000000000'])(
    'a quantity of %s never reaches the cart or the stock',
    async (n) => {
      const shopper = await t.aShopper()
      const ordered = await shopper.post(
        '/shop/orders',
        `{"id":"${newId()}","storeId":"${store}","channel":"h5","fulfilment":"pickup","lines":[{"skuId":"${sku}","quantity":${n}}]}`,
      )
      expect(ordered.status).toBe(400)
      expect(
        await w.facts('select on_hand::int, reserved::int from stock_levels where sku_id = $1', [sku]),
      ).toEqual([{ on_hand: 100, reserved: 0 }])
    },
  )
})
