import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'
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
  it('a part of the upright picture is kept when it is asked for; 400 for one outside of it', async () => {
    const before = await kept()
    // two halves, lying on its side: upright it is 600 wide and 1200 high, green above blue
    const half = (background: string) => ({
      create: { width: 600, height: 600, channels: 3 as const, background },
    })
    const lying = await sharp({ create: { width: 1200, height: 600, channels: 3, background: '#00f' } })
      .composite([{ input: await sharp(half('#0f0')).png().toBuffer(), left: 0, top: 0 }])
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const { status, body } = await upload(owner, lying, 'image/jpeg', '?crop=100,700,400,300')
    expect(status).toBe(201)
    const file = await localFiles(`${world.config.dataDir}/media`).get(`${tenant.ref.id}/${body.id}-480.webp`)
    const { info, data } = await sharp(file).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([400, 300])
    expect([data[0]! < 40, data[1]! < 40, data[2]! > 200]).toEqual([true, true, true])
    for (const crop of ['500,0,101,10', '0,1190,10,11', '0,0,0,10', '0,0,10', '-1,0,10,10', 'x'])
      expect((await upload(owner, lying, 'image/jpeg', `?crop=${crop}`)).status, crop).toBe(400)
    expect(await kept()).toBe(before + 1)
  })
  it('wide ones are kept in 1440 pixels too; the same address of others shows their widest', async () => {
    const wide = await sharp({ create: { width: 2000, height: 500, channels: 3, background: '#0a7' } })
      .png()
      .toBuffer()
    const widest = async (bytes: Buffer) => {
      const { body } = await upload(owner, bytes)
      const answer = await tenant.api.get(`/media/${tenant.ref.id}/${body.id}-1440.webp`)
      const file = localFiles(`${world.config.dataDir}/media`)
      return [
        answer.status,
        Boolean(await file.get(`${tenant.ref.id}/${body.id}-1440.webp`)),
        answer.headers['content-length'],
      ]
    }
    const small = await sharp(photo).resize(900).jpeg().toBuffer()
    expect((await widest(wide)).slice(0, 2)).toEqual([200, true])
    const { body } = await upload(owner, small)
    const same = await tenant.api.get(`/media/${tenant.ref.id}/${body.id}-960.webp`)
    expect(await widest(small)).toEqual([200, false, same.headers['content-length']])
    expect((await tenant.api.get(`/media/${tenant.ref.id}/${newId()}-1440.webp`)).status).toBe(404)
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
