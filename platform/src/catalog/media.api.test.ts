import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World, type Client, type TestTenant } from '../../test/world.js'
import { localFiles } from './file-store.js'
import { render, sniff } from './picture.js'

let world: World, tenant: TestTenant, owner: Client, clerk: Client, photo: Buffer
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  owner = await tenant.aPerson('owner')
  clerk = await tenant.aPerson('clerk', 'store', await tenant.aStore())
  photo = await sharp({ create: { width: 1200, height: 600, channels: 3, background: '#0a7' } })
    .withExif({ IFD0: { Copyright: 'somebody' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => world.stop())

const upload = (who: Client, bytes: Buffer | string, type = 'image/jpeg', query = '') =>
  who.send('POST', `/api/media${query}`, bytes, { 'content-type': type })
const kept = async () => Number((await world.facts('select count(*) as n from media'))[0]!['n'])

describe('POST /media', () => {
  it('201 three WebP widths without metadata, served for good and never sniffed', async () => {
    const { status, body } = await upload(owner, photo, 'image/jpeg', `?alt=${encodeURIComponent('苹果')}`)
    expect(status).toBe(201)
    expect(body.alt).toBe('苹果')
    expect(body.variants.map((v: { width: number }) => v.width)).toEqual([240, 480, 960])
    for (const { url, width } of body.variants) {
      const { status: served, headers } = await tenant.api.get(url)
      expect(served).toBe(200)
      expect(headers).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      expect(url).toMatch(new RegExp(`^/media/${tenant.ref.id}/${body.id}-${width}\\.webp$`))
    }
    const file = await localFiles(`${world.config.dataDir}/media`).get(`${tenant.ref.id}/${body.id}-480.webp`)
    const stored = await sharp(file).metadata()
    expect(stored).toMatchObject({ format: 'webp', width: 480, height: 240 })
    expect(stored.exif).toBeUndefined()
  })
  it('422 for what is no picture, whatever it says it is, and nothing is kept', async () => {
    const before = await kept()
    const wide = await sharp({ create: { width: 8001, height: 2, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const bad = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      Buffer.from('GIF89a' + 'x'.repeat(40)),
      Buffer.alloc(64),
      photo.subarray(0, 200),
      wide,
    ]
    for (const bytes of bad)
      expect((await upload(owner, bytes)).body).toMatchObject({
        status: 422,
        code: 'catalog.picture_invalid',
      })
    expect(await kept()).toBe(before)
  })
  it('415 for other content, 413 for too much, 400 for a bad text, 401, 403', async () => {
    const before = await kept()
    expect((await upload(owner, '{}', 'application/json')).status).toBe(415)
    expect((await upload(owner, photo, 'text/html')).status).toBe(415)
    expect((await upload(owner, Buffer.alloc(11 * 1024 * 1024), 'image/png')).status).toBe(413)
    expect((await upload(owner, photo, 'image/jpeg', `?alt=${'x'.repeat(201)}`)).status).toBe(400)
    expect((await upload(tenant.api, photo)).status).toBe(401)
    expect((await upload(clerk, photo)).status).toBe(403)
    expect(await kept()).toBe(before)
  })
})

/** A PNG of black pixels, one bit each: a few KB that would decode to `side` x `side` of them. */
function blackPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('POST /media, ill meant', () => {
  it('a bomb of 20,000 x 20,000 pixels in 50 KB is refused by its header', async () => {
    const before = await kept()
    const bomb = blackPng(20_000)
    expect(bomb.length).toBeLessThan(60_000)
    expect((await upload(owner, bomb, 'image/png')).body).toMatchObject({
      status: 422,
      code: 'catalog.picture_invalid',
    })
    expect(await kept()).toBe(before)
    expect((await upload(owner, blackPng(2_000), 'image/png')).status).toBe(201)
  })
  it('422 for no bytes and for pages that call themselves pictures', async () => {
    const before = await kept()
    expect((await upload(owner, '')).body).toMatchObject({ status: 422, code: 'catalog.file_empty' })
    for (const text of [
      '<!doctype html><script>alert(1)</script>',
      'GIF89a/*' + ' '.repeat(40) + '*/=1;alert(1)',
    ])
      expect((await upload(owner, text, 'image/png')).body).toMatchObject({
        status: 422,
        code: 'catalog.picture_invalid',
      })
    expect(await kept()).toBe(before)
  })
  it('of a picture that is a page too only the picture is kept', async () => {
    const both = Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')])
    const { status, body } = await upload(owner, both)
    expect(status).toBe(201)
    for (const { url } of body.variants) expect((await tenant.api.get(url)).text).not.toContain('script')
  })
  it('twenty at once are all kept, two being decoded at a time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => upload(owner, photo)))
    expect(answers.map((a) => a.status)).toEqual(Array(20).fill(201))
  })
})

describe('GET /media', () => {
  it('404 for other names, widths and ways out of the folder', async () => {
    const { body } = await upload(owner, photo)
    for (const path of [
      `/media/${tenant.ref.id}/${body.id}-100.webp`,
      `/media/${tenant.ref.id}/${body.id}.webp`,
      `/media/${body.id}/${body.id}-240.webp`,
      '/media/..%2f..%2fetc/passwd',
      '/media/%2e%2e/%2e%2e-240.webp',
      `/media/${tenant.ref.id}/..%2f${body.id}-240.webp`,
    ])
      expect((await tenant.api.get(path)).status, path).toBe(404)
  })
})

describe('pictures', () => {
  it('a small one is never blown up', async () => {
    const small = await sharp({ create: { width: 100, height: 50, channels: 4, background: '#fff0' } })
      .png()
      .toBuffer()
    const { variants } = await render(small)
    for (const v of variants) expect((await sharp(v.bytes).metadata()).width).toBe(100)
  })
  it('are told by their first bytes', async () => {
    expect(sniff(photo)).toBe('jpeg')
    expect(sniff(await sharp(photo).png().toBuffer())).toBe('png')
    expect(sniff(await sharp(photo).webp().toBuffer())).toBe('webp')
    expect(sniff(Buffer.from('RIFF0000AVI LIST'))).toBeUndefined()
  })
})
