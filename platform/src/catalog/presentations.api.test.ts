import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { glb, triangle } from '../../test/glb.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

const mp4 = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0mp41isommoov 0123456789', 'latin1')
const run = (text: string, more: object = {}) => ({ text, marks: [], link: null, ...more })
const none = { zh: '', en: '' }
const seo = { title: none, description: none, words: none }

describe('how a product shows itself', () => {
  let w: World
  let t: TestTenant
  let owner: Client
  let store: string
  let pictureId: string
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    store = await t.aStore()
    owner = await t.aPerson('owner')
    pictureId = (await kept('image/png', await square())).id
  })
  afterAll(() => w.stop())

  const square = () =>
    sharp({ create: { width: 600, height: 400, channels: 3, background: '#c00' } })
      .png()
      .toBuffer()
  const send = (type: string, bytes: Buffer, query = '', who = owner) =>
    who.send('POST', `/api/media${type.startsWith('image') ? '' : `/files?${query}`}`, bytes, {
      'content-type': type,
    })
  const kept = async (type: string, bytes: Buffer, query = '') => {
    const { status, text, body } = await send(type, bytes, query)
    if (status !== 201) throw new Error(text)
    return body
  }
  const aVideo = () => kept('video/mp4', mp4, `name=a.mp4&public=true&posterId=${pictureId}`)
  const body = (zh: object[] = [], more: object = {}) => ({
    story: { zh, en: [] },
    seo,
    videoId: null,
    modelId: null,
    version: 0,
    ...more,
  })
  const set = (id: string, sent: object, who = owner) => who.put(`/products/${id}/presentation`, sent)
  const read = async (id: string) => (await owner.get(`/products/${id}/presentation`)).body
  const inShop = async (id: string) => (await t.api.get(`/shop/products/${id}?storeId=${store}`)).body

  it('is nothing at first; what is written is read, told to search engines and seen by shoppers at once', async () => {
    const { productId } = await t.aSku()
    expect(await read(productId)).toEqual({
      story: { zh: [], en: [] },
      seo,
      video: null,
      model: null,
      version: 0,
    })
    const [before, editors] = [
      await inShop(productId),
      (await owner.get(`/products/${productId}`)).body.version,
    ]
    expect([before.story, before.video, before.model]).toEqual([{ zh: [], en: [] }, null, null])
    const [video, model] = [
      await aVideo(),
      await kept('model/gltf-binary', triangle, 'name=a.glb&public=true'),
    ]
    const story = [
      { kind: 'heading', text: '产地' },
      { kind: 'text', runs: [run('来自 '), run('临安', { marks: ['bold'], link: 'https://a.example/' })] },
      { kind: 'list', ordered: false, items: [[run('洗')], [run('切')]] },
      {
        kind: 'table',
        head: true,
        rows: [
          ['项目', '每 100 克'],
          ['蛋白质', ''],
        ],
      },
      { kind: 'picture', mediaId: pictureId, caption: '果园' },
      { kind: 'video', mediaId: video.id, caption: '' },
    ]
    const words = { zh: '苹果,水果', en: '' }
    const sent = body(story, { videoId: video.id, modelId: model.id, seo: { ...seo, words } })
    const { status, body: answer } = await set(productId, sent)
    expect([status, answer.version, answer.seo.words]).toEqual([200, 1, words])
    const film = { id: video.id, url: `/media/${t.ref.id}/${video.id}-public.mp4`, type: 'video/mp4' }
    const shown = await inShop(productId)
    expect(shown.story.zh.slice(0, 4)).toEqual(story.slice(0, 4))
    expect(shown.story.zh[4]).toMatchObject({
      kind: 'picture',
      caption: '果园',
      picture: { id: pictureId, alt: '果园' },
    })
    expect(shown.story.zh[5]).toMatchObject({ kind: 'video', video: film })
    expect(shown.video).toMatchObject(film)
    expect(shown.video.poster.variants.map((v: { width: number }) => v.width)).toEqual([240, 480, 960])
    expect(shown.model).toEqual({ id: model.id, url: `/media/${t.ref.id}/${model.id}-public.glb` })
    expect(await read(productId)).toEqual(answer)
    // an editor of the plain fields is not told that somebody else changed them
    expect((await owner.get(`/products/${productId}`)).body.version).toBe(editors)
  })

  it('409 for a version that is not the one read, also the first time', async () => {
    const { productId } = await t.aSku()
    expect((await set(productId, body([{ kind: 'heading', text: '一' }]))).status).toBe(200)
    expect((await set(productId, body([{ kind: 'heading', text: '二' }]))).body).toMatchObject({
      status: 409,
      code: 'catalog.version_stale',
    })
    const both = await Promise.all(
      ['三', '四'].map((text) => set(productId, body([{ kind: 'heading', text }], { version: 1 }))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await read(productId)).version).toBe(2)
  })

  it('400 for what no story is, and nothing is written', async () => {
    const { productId } = await t.aSku()
    const stranger = await (await w.aTenant()).aPerson('owner')
    const theirs = (await send('image/png', await square(), '', stranger)).body.id
    const hidden = (await kept('video/mp4', mp4, 'name=a.mp4')).id
    const bad: object[][] = [
      [{ kind: 'html', html: '<b>' }],
      [{ kind: 'text', runs: [run('a', { link: 'javascript:alert(1)' })] }],
      [{ kind: 'text', runs: [run('a', { link: 'http://a.example/' })] }],
      [{ kind: 'text', runs: [run('a', { marks: ['blink'] })] }],
      [{ kind: 'text', runs: [run('a', { onclick: 'x' })] }],
      [{ kind: 'text', runs: [run('a\u0000')] }],
      [{ kind: 'text', runs: [] }],
      [{ kind: 'heading', text: ' ' }],
      [{ kind: 'table', head: false, rows: [['a', 'b'], ['c']] }],
      [{ kind: 'picture', mediaId: newId(), caption: '' }],
      [{ kind: 'picture', mediaId: theirs, caption: '' }],
      [{ kind: 'picture', mediaId: hidden, caption: '' }],
      [{ kind: 'video', mediaId: pictureId, caption: '' }],
      [{ kind: 'video', mediaId: hidden, caption: '' }],
      Array.from({ length: 81 }, () => ({ kind: 'heading', text: 'a' })),
      Array.from({ length: 11 }, () => ({ kind: 'text', runs: [run('x'.repeat(1900))] })),
    ]
    for (const story of bad)
      expect((await set(productId, body(story))).status, JSON.stringify(story).slice(0, 80)).toBe(400)
    expect((await set(productId, body([], { videoId: pictureId }))).body.errors).toMatchObject([
      { path: 'videoId' },
    ])
    expect((await set(productId, body([], { modelId: hidden }))).body.errors).toMatchObject([
      { path: 'modelId' },
    ])
    expect((await read(productId)).version).toBe(0)
    expect((await set(newId(), body())).status).toBe(404)
  })

  it('a public video and its cover are anybody’s for good, in parts; it takes a cover, and documents none of it', async () => {
    const video = await aVideo()
    expect([video.expiresAt, video.url]).toEqual([null, `/media/${t.ref.id}/${video.id}-public.mp4`])
    const part = await t.api.send('GET', video.url, undefined, { range: 'bytes=4-11' })
    expect([part.status, part.text, part.headers['content-range']]).toEqual([
      206,
      'ftypisom',
      `bytes 4-11/${mp4.length}`,
    ])
    expect(part.headers).toMatchObject({
      'content-type': 'video/mp4',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    expect((await t.api.get(video.thumbnailUrl)).headers['content-type']).toBe('image/webp')
    // the same video under the name of a private one is nobody's
    expect((await t.api.get(video.url.replace('-public', ''))).status).toBe(403)
    const hidden = await kept('video/mp4', mp4, 'name=a.mp4')
    expect((await t.api.get(`/media/${t.ref.id}/${hidden.id}-public.mp4`)).status).toBe(404)
    expect((await send('video/mp4', mp4, 'name=a&public=true')).body.errors).toMatchObject([
      { path: 'posterId' },
    ])
    expect((await send('application/pdf', Buffer.from('%PDF-1.4\n'), 'name=a&public=true')).status).toBe(400)
  })

  it('a model is binary glTF 2.0 that holds all it needs', async () => {
    const before = await w.facts('select count(*) n from media')
    const asset = { version: '2.0' }
    const cut = triangle.subarray(0, triangle.length - 4)
    const old = Buffer.from(triangle)
    old.writeUInt32LE(1, 4)
    const bad: [Buffer, string][] = [
      [glb({ asset, buffers: [{ uri: 'https://a.example/b.bin', byteLength: 1 }] }), 'outside'],
      [glb({ asset, images: [{ uri: 'texture.png' }] }), 'outside'],
      [glb({ asset, images: [null, { uri: 'data:image/png;base64,AA' }] }), 'outside'],
      [glb({ asset, extensionsRequired: ['KHR_draco_mesh_compression'] }), 'packed'],
      [glb({ asset: { version: '1.0' } }), 'header'],
      [glb('[]'), 'header'],
      [glb('{'), 'header'],
      [cut, 'header'],
      [old, 'header'],
      [Buffer.from('glTF'), 'header'],
    ]
    for (const [bytes, reason] of bad) {
      const { status, body } = await send('model/gltf-binary', bytes, 'name=a.glb&public=true')
      expect([status, body.code, body.args.reason], reason).toEqual([422, 'catalog.model_invalid', reason])
    }
    expect((await send('model/gltf-binary', mp4, 'name=a.glb&public=true')).body.code).toBe(
      'catalog.file_invalid',
    )
    expect((await send('model/gltf-binary', triangle, 'name=a.glb')).body.errors).toMatchObject([
      { path: 'public' },
    ])
    expect(await w.facts('select count(*) n from media')).toEqual(before)
    const { url } = await kept('model/gltf-binary', triangle, 'name=a.glb&public=true')
    const answer = await t.api.get(url)
    expect([answer.status, answer.headers['content-type'], answer.headers['content-length']]).toEqual([
      200,
      'model/gltf-binary',
      String(triangle.length),
    ])
  })
})
