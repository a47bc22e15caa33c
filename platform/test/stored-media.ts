import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBucket, type Bucket } from './bucket.js'
import { harmless } from './pdf.js'
import { product } from './goods.js'
import { newId, World, type Client, type TestTenant } from './world.js'
import { addDataKey } from '../src/kernel/keys.js'
import { asSystem } from '../src/kernel/jobs.js'
import { CatalogJobs } from '../src/catalog/catalog.jobs.js'

const ftyp = (brand: string) => `\0\0\0\x18ftyp${brand}\0\0\x02\0mp41isom`
const mp4 = Buffer.from(`${ftyp('isom')}moov 0123456789 <script>alert(1)</script>`, 'latin1')
const webm = Buffer.concat([
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84]),
  Buffer.from('webm and more'),
])
const pdf = harmless['plain']!
const HOUR_MS = 3_600_000

/** What holds of videos and documents wherever files lie. */
export const storedMedia = (place: 'a folder' | 'a bucket') =>
  describe(`videos and documents in ${place}`, () => {
    let world: World, tenant: TestTenant, other: TestTenant, owner: Client, bucket: Bucket
    beforeAll(async () => {
      bucket = await startBucket()
      world = await World.start(place === 'a bucket' ? { s3: bucket.s3 } : {})
      tenant = await world.aTenant()
      other = await world.aTenant()
      owner = await tenant.aPerson('owner')
    })
    afterAll(async () => {
      await world.stop()
      await bucket.stop()
    })
    const keep = (bytes: Buffer | string, type: string, query = 'name=a', who: Client = owner) =>
      who.send('POST', `/api/media/files?${query}`, bytes, { 'content-type': type })
    const files = () => {
      const folder = join(world.config.dataDir, 'media', tenant.ref.id)
      return [...bucket.files.keys(), ...(existsSync(folder) ? readdirSync(folder) : [])].sort()
    }
    const rows = async () => Number((await world.facts('select count(*) as n from media'))[0]!['n'])
    const uploads = () => {
      const folder = join(world.config.dataDir, 'uploads')
      return existsSync(folder) ? readdirSync(folder) : []
    }
    const refused = { status: 403, code: 'catalog.address_refused' }

    it('a video is kept as it came and seen by a drawn sheet; its addresses are signed for an hour', async () => {
      const name = '开箱 & 试吃.mp4'
      const { status, body } = await keep(mp4, 'video/mp4', `name=${encodeURIComponent(name)}&alt=unboxing`)
      expect([status, body]).toEqual([
        201,
        {
          id: body.id,
          kind: 'video',
          name,
          alt: 'unboxing',
          type: 'video/mp4',
          bytes: mp4.length,
          url: expect.stringMatching(`^/media/${tenant.ref.id}/${body.id}\\.mp4\\?expires=`),
          thumbnailUrl: expect.stringMatching(
            `^/media/${tenant.ref.id}/${body.id}\\.thumb\\.webp\\?expires=`,
          ),
          expiresAt: expect.stringMatching(/Z$/),
        },
      ])
      const video = await tenant.api.get(body.url)
      expect([video.status, video.text]).toEqual([200, mp4.toString('utf8')])
      expect(video.headers).toMatchObject({
        'content-type': 'video/mp4',
        'content-length': String(mp4.length),
        'accept-ranges': 'bytes',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': expect.stringMatching(/^private, max-age=3(600|5\d\d)$/),
      })
      expect(video.headers['content-disposition']).toBeUndefined()
      const sheet = await tenant.api.get(body.thumbnailUrl)
      expect([sheet.status, sheet.headers['content-type']]).toEqual([200, 'image/webp'])
      expect(
        files()
          .filter((file) => file.includes(body.id))
          .map((file) => file.split('/').at(-1)),
      ).toEqual([`${body.id}.mp4`, `${body.id}.thumb.webp`])
      const [row] = await world.facts('select kind, file_bytes, bytes from media where id = $1', [body.id])
      expect([row!['kind'], Number(row!['file_bytes'])]).toEqual(['video', mp4.length])
      expect(Number(row!['bytes'])).toBe(mp4.length + Number(sheet.headers['content-length']))
    })
    it('a video goes out in parts: 206, 416, and the whole where parts make no sense; HEAD sends none', async () => {
      const { url } = (await keep(mp4, 'video/mp4')).body
      const part = (range: string, method = 'GET') => tenant.api.send(method, url, undefined, { range })
      const size = mp4.length
      const answers = await Promise.all(
        ['bytes=4-11', 'bytes=-9', `bytes=${size - 1}-`, `bytes=${size}-`, 'bytes=0-1,5-6', 'lines=1-2'].map(
          (r) => part(r),
        ),
      )
      expect(answers.map((a) => [a.status, a.headers['content-range'], a.text])).toEqual([
        [206, `bytes 4-11/${size}`, 'ftypisom'],
        [206, `bytes ${size - 9}-${size - 1}/${size}`, '</script>'],
        [206, `bytes ${size - 1}-${size - 1}/${size}`, '>'],
        [416, `bytes */${size}`, ''],
        [200, undefined, mp4.toString('utf8')],
        [200, undefined, mp4.toString('utf8')],
      ])
      const head = await part('bytes=4-11', 'HEAD')
      expect([head.status, head.headers['content-length'], head.text]).toEqual([206, '8', ''])
      if (place === 'a bucket')
        expect(bucket.asked).toContain(
          `GET /pictures${new URL(url, 'http://x').pathname.slice(6)} bytes=4-11`,
        )
    })
    it('a document is saved under its own name, never shown', async () => {
      const { status, body } = await keep(
        pdf,
        'application/pdf; charset=x',
        `name=${encodeURIComponent('报价.pdf')}`,
      )
      expect([status, body.kind, body.type, body.bytes]).toEqual([
        201,
        'document',
        'application/pdf',
        pdf.length,
      ])
      const { headers, text } = await tenant.api.get(body.url)
      expect(text).toBe(pdf.toString('utf8'))
      expect(headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="??.pdf"; filename*=UTF-8''${encodeURIComponent('报价.pdf')}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      })
    })
    it('WebM is a video too, and a picture kept before may be its cover', async () => {
      const red = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#c00' } })
        .png()
        .toBuffer()
      const picture = (await owner.send('POST', '/api/media', red, { 'content-type': 'image/png' })).body
      const { status, body } = await keep(webm, 'video/webm', `name=b.webm&posterId=${picture.id}`)
      expect([status, body.type]).toEqual([201, 'video/webm'])
      const [cover, sheet] = await Promise.all([
        tenant.api.get(body.thumbnailUrl),
        tenant.api.get(picture.variants[1].url),
      ])
      expect(cover.text).toBe(sheet.text)
      expect((await owner.get(`/api/media/${picture.id}`)).body).toEqual({
        id: picture.id,
        kind: 'picture',
        name: '',
        alt: '',
        type: 'image/webp',
        bytes: expect.any(Number),
        url: picture.url,
        thumbnailUrl: picture.variants[0].url,
        expiresAt: null,
      })
      for (const id of [newId(), body.id])
        expect((await keep(webm, 'video/webm', `name=b&posterId=${id}`)).status).toBe(404)
    })
    it('GET answers fresh addresses to those who may read, 404 to another tenant, 403 and 401 to the rest', async () => {
      const { id, url } = (await keep(pdf, 'application/pdf')).body
      const merchandiser = await tenant.aPerson('merchandiser')
      world.shift(HOUR_MS / 6)
      const again = await (await tenant.aPerson('marketer')).get(`/api/media/${id}`)
      expect([again.status, again.body.id, again.body.url === url]).toEqual([200, id, false])
      expect((await tenant.api.get(again.body.url)).status).toBe(200)
      world.shift(-HOUR_MS / 6)
      const clerk = await tenant.aPerson('clerk', 'store', await tenant.aStore())
      const statuses = [
        merchandiser,
        await other.aPerson('owner'),
        clerk,
        tenant.api,
        await tenant.aShopper(),
      ].map(async (who) => (await who.get(`/api/media/${id}`)).status)
      expect(await Promise.all(statuses)).toEqual([200, 404, 403, 401, 403])
    })
    it('403 for an address that has ended, was altered, or is asked at another tenant’s host', async () => {
      const { url, thumbnailUrl } = (await keep(pdf, 'application/pdf')).body
      const theirs = (await keep(pdf, 'application/pdf', 'name=a', await other.aPerson('owner'))).body
      const at = new URL(url, 'http://x')
      const changed = (key: string, value: string | null) => {
        const copy = new URL(at)
        if (value === null) copy.searchParams.delete(key)
        else copy.searchParams.set(key, value)
        return copy.pathname + copy.search
      }
      const signature = at.searchParams.get('signature')!
      const query = at.search
      const altered = [
        changed('expires', String(Number(at.searchParams.get('expires')) + 1)),
        changed('name', 'b'),
        changed(
          'signature',
          signature.replace(/.$/, (c) => (c === 'A' ? 'Q' : 'A')),
        ),
        changed('signature', signature.replace(/^\d+/, '9')),
        changed('signature', ''),
        ...['expires', 'name', 'signature'].map((key) => changed(key, null)),
        `${url}&expires=99999999999`,
        at.pathname,
        new URL(theirs.url, 'http://x').pathname + query,
        new URL(thumbnailUrl, 'http://x').pathname + query,
        theirs.url,
      ]
      for (const address of altered)
        expect([address, (await tenant.api.get(address)).body]).toMatchObject([address, refused])
      const away = await other.api.get(url)
      expect([away.status, away.headers['content-type'], away.body]).toMatchObject([
        403,
        'application/problem+json; charset=utf-8',
        refused,
      ])
      expect((await tenant.api.get(url)).status).toBe(200)
      world.shift(HOUR_MS)
      const late = await tenant.api.get(url)
      world.shift(-HOUR_MS)
      expect([late.status, late.body, late.text.includes('PDF')]).toMatchObject([403, refused, false])
    })
    it('addresses made before a new key of the installation go on holding', async () => {
      const { url, id } = (await keep(pdf, 'application/pdf')).body
      const number = addDataKey()
      const fresh = (await owner.get(`/api/media/${id}`)).body.url
      expect([(await tenant.api.get(url)).status, (await tenant.api.get(fresh)).status]).toEqual([200, 200])
      expect(new URL(fresh, 'http://x').searchParams.get('signature')).toMatch(new RegExp(`^${number}\\.`))
    })

    describe('refusals, which keep nothing', () => {
      const nothingKept = async (work: () => Promise<unknown>) => {
        const before = [await rows(), files()]
        await work()
        expect([await rows(), files(), uploads()]).toEqual([...before, []])
      }
      const problem = (answer: { body: { status: number; code: string } }) => [
        answer.body.status,
        answer.body.code,
      ]

      it('422 for bytes that are not what their type says', () =>
        nothingKept(async () => {
          const wrong: [string, Buffer | string, string][] = [
            ['a PDF called a video', pdf, 'video/mp4'],
            ['a video called a PDF', mp4, 'application/pdf'],
            ['WebM called MP4', webm, 'video/mp4'],
            [
              'Matroska',
              Buffer.from(webm.toString('latin1').replace('webm', 'mkv '), 'latin1'),
              'video/webm',
            ],
            ['QuickTime', Buffer.from(`${ftyp('qt  ')}x`, 'latin1'), 'video/mp4'],
            ['HTML', '<!doctype html><script>alert(1)</script>', 'video/mp4'],
            ['a page before a PDF', Buffer.concat([Buffer.from('<html>'), pdf]), 'application/pdf'],
            ['a PDF without an end', pdf.subarray(0, 20), 'application/pdf'],
            ['a virus’s trial text', 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'application/pdf'],
            ['one byte', 'x', 'video/webm'],
          ]
          for (const [what, bytes, type] of wrong)
            expect([what, ...problem(await keep(bytes, type))]).toEqual([what, 422, 'catalog.file_invalid'])
        }))
      it('422 for no bytes at all', () =>
        nothingKept(async () => {
          expect(problem(await keep('', 'video/mp4'))).toEqual([422, 'catalog.file_empty'])
          expect(problem(await keep('', 'application/pdf'))).toEqual([422, 'catalog.file_empty'])
        }))
      it('413 for more than is allowed, whether or not it was said before', () =>
        nothingKept(async () => {
          const big = Buffer.concat([mp4, Buffer.alloc(world.config.videoBytesMax)])
          expect(problem(await keep(big, 'video/mp4'))).toEqual([413, 'request.too_large'])
          const long = Buffer.concat([pdf.subarray(0, 9), Buffer.alloc(10 * 1024 * 1024)])
          expect(problem(await keep(long, 'application/pdf'))).toEqual([413, 'request.too_large'])
          const exact = Buffer.alloc(world.config.videoBytesMax, ' ')
          expect(problem(await keep(exact, 'video/mp4'))).toEqual([422, 'catalog.file_invalid'])
        }))
      it('415 for other types', () =>
        nothingKept(async () => {
          for (const type of [
            'application/octet-stream',
            'image/png',
            'text/html',
            'video/quicktime',
            'application/json',
          ])
            expect([type, ...problem(await keep('{}', type))]).toEqual([
              type,
              415,
              'request.unsupported_media',
            ])
        }))
      it('400 for names that lead elsewhere or read otherwise than they end', () =>
        nothingKept(async () => {
          for (const name of [
            '',
            '../a.pdf',
            'a/b.pdf',
            'a\\b.pdf',
            '.htaccess',
            'a\0.pdf',
            'a\u202Efdp.exe',
            'x'.repeat(121),
          ])
            expect([
              name,
              ...problem(await keep(pdf, 'application/pdf', `name=${encodeURIComponent(name)}`)),
            ]).toEqual([name, 400, 'request.invalid'])
        }))
      it('a second ending in a name is only a name', async () => {
        const { body } = await keep(pdf, 'application/pdf', 'name=a.php.exe')
        const { headers } = await tenant.api.get(body.url)
        expect(headers['content-disposition']).toBe('attachment; filename=a.php.pdf')
      })
      it('401 and 403 for those who may not keep anything', () =>
        nothingKept(async () => {
          const clerk = await tenant.aPerson('clerk', 'store', await tenant.aStore())
          const answers = [tenant.api, clerk, await tenant.aShopper()].map(
            async (who) => (await keep(mp4, 'video/mp4', 'name=a', who)).status,
          )
          expect(await Promise.all(answers)).toEqual([401, 403, 403])
        }))
      it('a video is no picture of a product or a category', async () => {
        const { id } = (await keep(mp4, 'video/mp4')).body
        const category = await owner.patch(`/categories/${tenant.categoryId}`, { mediaId: id })
        const goods = await owner.post('/products', product({ categoryId: tenant.categoryId, mediaId: id }))
        expect([category, goods].map(problem)).toEqual([
          [400, 'request.invalid'],
          [400, 'request.invalid'],
        ])
        for (const width of [240, 480, 960])
          expect((await tenant.api.get(`/media/${tenant.ref.id}/${id}-${width}.webp`)).status).toBe(404)
      })
    })

    it('what a killed process left of an upload goes after an hour, what is being sent stays', async () => {
      const folder = join(world.config.dataDir, 'uploads')
      mkdirSync(folder, { recursive: true })
      for (const name of ['old.part', 'new.part']) writeFileSync(join(folder, name), 'x')
      const before = new Date(world.now().getTime() - HOUR_MS - 1)
      utimesSync(join(folder, 'old.part'), before, before)
      expect(await asSystem(tenant.ref, 'test', () => world.get(CatalogJobs).clearUploads())).toBe(1)
      expect(readdirSync(folder)).toEqual(['new.part'])
    })
  })
