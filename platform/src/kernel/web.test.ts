import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mountWeb } from './web.js'

const root = mkdtempSync(join(tmpdir(), 'web-'))
const secret = join(root, 'secret.txt')
let server: Server
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeAll(async () => {
  put('secret.txt', 'secret')
  put('shell/dist/index.html', '<!doctype html>shell')
  put('shell/dist/sw.js', '// worker')
  put('shell/dist/static/js/index.0a1b2c3d4e.js', `// ${'x'.repeat(4000)}`)
  put('shell/dist/.env', 'hidden')
  put('mfe/admin/dist/remoteEntry.js', '// entry')
  put('mfe/admin/dist/mf-manifest.json', '{}')
  put('uniapp/dist/build/h5/index.html', '<!doctype html>h5')
  symlinkSync(secret, join(root, 'shell/dist/link.txt'))
  const app = express()
  mountWeb(app, {
    root,
    imageOrigins: ['https://img.example'],
    tenantOf: () => Promise.resolve({ name: '鲜禾', primary: '#123456' }),
  })
  app.get('/api/ping', (_request, response) => void response.json({ pong: true }))
  server = app.listen(0)
  await new Promise((done) => server.once('listening', done))
})
afterAll(async () => {
  await new Promise((done) => server.close(done))
  rmSync(root, { recursive: true })
})

interface Got {
  status: number
  headers: Record<string, string>
  body: Buffer
}
/** Raw, since fetch would tidy the path first. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Got>((done, fail) => {
    request({ port: (server.address() as AddressInfo).port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      )
    })
      .on('error', fail)
      .end()
  })

describe('one origin', () => {
  it('gives the shell for every address of its own, and never for a missing file', async () => {
    for (const path of ['/', '/admin', '/admin/orders/42'])
      expect((await get(path)).body.toString()).toBe('<!doctype html>shell')
    expect((await get('/static/js/gone.0a1b2c3d4e.js')).status).toBe(404)
  })
  it('404 for a missing remote file, never index.html', async () => {
    expect((await get('/mfe/admin/remoteEntry.js')).status).toBe(200)
    for (const path of [
      '/mfe/admin/nothing',
      '/mfe/admin/',
      '/mfe/admin',
      '/mfe',
      '/mfe/evil/remoteEntry.js',
      '/mfe/pos/remoteEntry.js',
    ]) {
      const { status, body } = await get(path)
      expect([path, status, body.toString()]).toEqual([path, 404, 'Not found'])
    }
  })
  it('gives the storefront under /h5', async () => {
    expect((await get('/h5')).headers['location']).toBe('/h5/')
    expect((await get('/h5/pages/goods')).body.toString()).toBe('<!doctype html>h5')
    expect((await get('/h5/static/gone.png')).status).toBe(404)
  })
  it('leaves the API alone', async () => {
    expect((await get('/api/ping')).body.toString()).toBe('{"pong":true}')
    expect((await get('/', {}, 'POST')).status).toBe(404)
  })
  it('names the tenant in the web manifest', async () => {
    expect(JSON.parse((await get('/manifest.webmanifest')).body.toString())).toMatchObject({
      name: '鲜禾',
      theme_color: '#123456',
      start_url: '/',
    })
  })
})

describe('what stays inside', () => {
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/static/../../../secret.txt',
    '/a%00.html',
    '/%E0%A4%A',
  ])('refuses %s', async (path) => {
    const { status, body } = await get(path)
    expect(status).toBe(400)
    expect(body.toString()).not.toContain('secret')
  })
  it('follows no link that leads out and shows no hidden file', async () => {
    expect((await get('/link.txt')).status).toBe(404)
    expect((await get('/.env')).body.toString()).not.toContain('hidden')
  })
})

describe('headers', () => {
  it('keeps hashed files for ever and asks again for everything else', async () => {
    expect((await get('/static/js/index.0a1b2c3d4e.js')).headers['cache-control']).toContain('immutable')
    for (const path of ['/', '/sw.js', '/mfe/admin/remoteEntry.js', '/mfe/admin/mf-manifest.json'])
      expect((await get(path)).headers['cache-control']).toBe('no-cache')
  })
  it('packs, answers 304 to a known tag, and HEAD without a body', async () => {
    const path = '/static/js/index.0a1b2c3d4e.js'
    const packed = await get(path, { 'accept-encoding': 'br, gzip' })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.body)).toHaveLength(4003)
    expect((await get(path, { 'if-none-match': packed.headers['etag']! })).status).toBe(304)
    const head = await get(path, {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '4003', 0])
  })
  it('allows nothing inline, no frames and no foreign code', async () => {
    const { headers } = await get('/')
    const policy = headers['content-security-policy']!
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain('https://img.example')
    expect(policy).not.toContain('unsafe-inline')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    })
    expect((await get('/mfe/admin/gone.js')).headers['x-content-type-options']).toBe('nosniff')
  })
})
