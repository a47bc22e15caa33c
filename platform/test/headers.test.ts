import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World, type TestTenant } from './world.js'

const PARTNER = 'https://shop.partner.example'

describe('headers, methods and foreign pages', () => {
  let w: World
  let t: TestTenant
  let root: string
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'web-'))
    for (const page of ['shell/dist', 'mfe/admin/dist', 'uniapp/dist/build/h5']) {
      mkdirSync(join(root, page), { recursive: true })
      writeFileSync(join(root, page, 'index.html'), '<!doctype html>')
      writeFileSync(join(root, page, 'remoteEntry.js'), '//')
    }
    w = await World.start({ webRoot: root, trustProxy: 1, corsOrigins: [PARTNER] })
    t = await w.aTenant()
  })
  afterAll(async () => {
    await w.stop()
    rmSync(root, { recursive: true })
  })
  const PLACES = [
    ['an answer', 'GET', '/api/tenant', 200],
    ['a problem', 'GET', '/api/people', 401],
    ['an address that is not there', 'GET', '/api/nothing', 404],
    ['an unknown tenant', 'GET', '/api/tenant', 404, 'nobody.localhost'],
    ['broken JSON', 'POST', '/api/auth/sign-in', 400],
    ['the API document', 'GET', '/api/openapi.json', 200],
    ['its page', 'GET', '/api/docs', 200],
    ['a probe', 'GET', '/healthz', 200],
    ['the shell', 'GET', '/', 200],
    ['a remote', 'GET', '/mfe/admin/remoteEntry.js', 200],
    ['a remote that is not there', 'GET', '/mfe/admin/gone.js', 404],
    ['the storefront', 'GET', '/h5/', 200],
    ['a write to a page', 'POST', '/', 404],
    ['a picture that is not there', 'GET', '/media/x/y.webp', 404],
  ] as const

  it.each(PLACES)('%s carries them all', async (_what, method, path, status, host?: string) => {
    const answer = await t.api.raw(method, path, method === 'POST' ? '{"' : undefined, host ? { host } : {})
    const { headers } = answer
    expect(answer.status).toBe(status)
    expect(headers['content-security-policy']).toMatch(/default-src '(none|self)'/)
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' })
    expect(headers['referrer-policy']).toMatch(/^(no-referrer|strict-origin-when-cross-origin)$/)
    expect(headers['permissions-policy']).toContain('microphone=()')
    expect([headers['x-powered-by'], headers['server'], headers['strict-transport-security']]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(answer.text).not.toMatch(/at .+\.(ts|js):\d+/)
  })
  it('what the API answers is kept nowhere', async () => {
    for (const path of ['/me', '/stores', '/orders', '/people', '/nothing'])
      expect((await (await t.aPerson('owner')).get(path)).headers['cache-control']).toBe('no-store')
  })
  it('HSTS over https only', async () => {
    const header = async (proto: string) =>
      (await t.api.get('/tenant', { 'x-forwarded-proto': proto })).headers['strict-transport-security']
    expect([await header('http'), await header('https')]).toEqual([
      undefined,
      'max-age=31536000; includeSubDomains',
    ])
  })
  it.each(['TRACE', 'PROPFIND', 'PURGE'])(
    '405 for %s, with nothing of the request in the answer',
    async (method) => {
      for (const path of ['/', '/api/tenant']) {
        const answer = await t.api.raw(method, path, undefined, { 'x-secret': 'hush-hush' })
        expect([answer.status, answer.body.code, answer.text.includes('hush')]).toEqual([
          405,
          'request.method_unknown',
          false,
        ])
      }
    },
  )

  const host = () => `${t.ref.slug}.localhost`
  const ORIGINS = () => [
    'null',
    'https://evil.example',
    `http://${host()}.evil.example`,
    `http://evil${host()}`,
    `http://${host()}:81`,
    'http://localhost',
    `${PARTNER}.evil.example`,
    'https://partner.example',
    PARTNER.toUpperCase(),
    `${PARTNER}/`,
    'http://shop.partner.example',
  ]
  it('no other page may read an answer or write, listed ones may', async () => {
    for (const origin of ORIGINS()) {
      const read = await t.api.get('/tenant', { origin })
      const asked = await t.api.send('OPTIONS', '/tenant', undefined, {
        origin,
        'access-control-request-method': 'PUT',
      })
      const write = await t.api.post('/auth/sign-out', {}, { origin })
      expect([origin, read.status, asked.status, write.status, write.body.code]).toEqual([
        origin,
        200,
        204,
        403,
        'request.foreign_origin',
      ])
      for (const { headers } of [read, asked, write])
        expect([
          origin,
          headers['access-control-allow-origin'],
          headers['access-control-allow-methods'],
        ]).toEqual([origin, undefined, undefined])
    }
    const read = await t.api.get('/tenant', { origin: PARTNER })
    expect([
      read.headers['access-control-allow-origin'],
      read.headers['access-control-allow-credentials'],
    ]).toEqual([PARTNER, undefined])
    expect(read.headers['vary']).toMatch(/origin/i)
    const asked = await t.api.send('OPTIONS', '/orders', undefined, { origin: PARTNER })
    expect(asked.headers['access-control-allow-headers']).toContain('idempotency-key')
    expect((await t.api.post('/shop/auth/refresh', {}, { origin: PARTNER })).status).toBe(400)
    // the routes that read a cookie are for our own pages alone
    expect((await t.api.post('/auth/sign-out', {}, { origin: PARTNER })).status).toBe(403)
  })
  it('a cookie that a foreign page sends along changes nothing: the session lives on', async () => {
    const manager = await t.aPerson('owner')
    const [{ login }] = (await w.facts('select login from people where id = $1', [manager.personId])) as [
      { login: string },
    ]
    const signed = await t.api.post('/auth/sign-in', { login, password: 'correct horse battery' })
    const cookie = (signed.headers['set-cookie'] as string[]).map((one) => one.split(';')[0]).join('; ')
    const attempts: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const path of ['/auth/refresh', '/auth/sign-out'])
      for (const headers of attempts)
        expect((await t.api.post(path, {}, { cookie, ...headers })).body.code).toBe('request.foreign_origin')
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(
        (await t.api.post('/auth/sign-in', '{"login":"a","password":"b"}', { 'content-type': type })).status,
      ).toBe(415)
    expect((await t.api.get('/auth/sign-out', { cookie })).status).toBe(404)
    const own = { cookie, origin: `http://${host()}` }
    expect((await t.api.post('/auth/refresh', {}, own)).status).toBe(200)
  })
})
