import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop, type Shopper } from '../../test/shop.js'
import { newId, World, type Client } from '../../test/world.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'

const DAY_MS = 86_400_000

describe('what shoppers say', () => {
  let w: World
  let shop: TestShop
  let owner: Client
  let manager: Client
  let photo: Buffer
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 10_000 })
    await staff()
    photo = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#396' } })
      .withExif({ IFD0: { Artist: 'SECRET-NAME' }, IFD3: { GPSLatitude: '30/1 15/1 0/1' } })
      .jpeg()
      .toBuffer()
  })
  // no way in the product gives money of a completed order back yet: a test says so past it
  afterAll(() => w.stop({ unless: ['order_refunded_is_refunds'] }))

  /** Staff of HQ and of the store, signed in now. */
  async function staff() {
    owner = await shop.t.aPerson('owner')
    manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
  }
  /** An order somebody has fetched; answers its lines. */
  async function bought(shopper: Client = shop.shopper, lines = [{ skuId: shop.sku.id, quantity: 1 }]) {
    const order = await shop.paidOrder({ lines }, shopper)
    const done = await manager.post('/verifications', {
      storeId: shop.storeId,
      code: order.verification!.code,
    })
    expect(done.status).toBe(200)
    return { orderId: order.id, lines: order.lines.map(({ id }) => id) }
  }
  const review = (lineId: string, more: { words?: string; [field: string]: unknown } = {}) => ({
    id: newId(),
    lineId,
    stars: 5,
    ...more,
  })
  const write = async (shopper: Client, body: object) => {
    const { status, body: made, text } = await shopper.post('/shop/reviews', body)
    if (status !== 201) throw new Error(text)
    return made
  }
  const upload = (
    lineId: string,
    bytes: Buffer | string = photo,
    shopper: Client = shop.shopper,
    type = 'image/jpeg',
  ) => shopper.send('POST', `/api/shop/pictures?lineId=${lineId}`, bytes, { 'content-type': type })
  const show = (id: string) => owner.post(`/reviews/${id}/decisions`, { decision: 'show' })
  const hide = (id: string) => owner.post(`/reviews/${id}/decisions`, { decision: 'hide', reason: 'abuse' })
  const page = async (show = 'all', productId = shop.sku.productId) =>
    (await shop.t.api.get(`/shop/products/${productId}/reviews?show=${show}`)).body
  const storeRating = async () => (await shop.t.api.get(`/shop/stores/${shop.storeId}`)).body.rating
  const cardRating = async () => {
    await w.advance(2_000)
    const { items } = (await shop.t.api.get(`/shop/products?storeId=${shop.storeId}`)).body
    return items.find((one: { id: string }) => one.id === shop.sku.productId).rating
  }
  const files = async (id: string) =>
    (await readdir(join(w.config.dataDir, 'media', shop.t.ref.id))).filter((name) => name.startsWith(id))
      .length
  const wordsKept = async (text: string) => {
    const [row] = await w.facts<{ n: string }>(
      "select count(*) as n from reviews where words like '%' || $1 || '%' or reply like '%' || $1 || '%'",
      [text],
    )
    return Number(row!.n)
  }

  it('403 before the order is completed, 404 for a line of others; nothing is written', async () => {
    const open = await shop.paidOrder()
    const early = await shop.shopper.post('/shop/reviews', review(open.lines[0]!.id))
    expect([early.status, early.body.code]).toEqual([403, 'reviews.order_open'])
    expect((await upload(open.lines[0]!.id)).body.code).toBe('reviews.order_open')
    const { lines } = await bought()
    const stranger = await shop.t.aShopper()
    for (const lineId of [lines[0]!, newId()])
      expect((await stranger.post('/shop/reviews', review(lineId))).body.code).toBe('access.not_found')
    expect((await upload(lines[0]!, photo, stranger)).status).toBe(404)
    expect(await w.facts('select id from reviews')).toEqual([])
    expect(await w.facts('select id from review_pictures')).toEqual([])
  })

  it('is hidden until HQ shows it, then stands on the product’s page with nick, picture and reply; the ratings are its stars', async () => {
    await shop.shopper.patch('/shop/me', { name: '小桃' })
    const { orderId, lines } = await bought()
    const picture = (await upload(lines[0]!)).body
    const body = review(lines[0]!, {
      stars: 4,
      storeStars: 5,
      words: '很甜 <b>打</b> 13812345678',
      pictureIds: [picture.id],
    })
    const mine = await write(shop.shopper, body)
    expect(mine).toMatchObject({
      id: body.id,
      orderId,
      stars: 4,
      storeStars: 5,
      state: 'waiting',
      words: body.words,
      productName: (await owner.get(`/products/${shop.sku.productId}`)).body.name,
      productPicture: { variants: { length: 3 } },
      option: { zh: '', en: '' },
    })
    expect(await page()).toMatchObject({ items: [], rating: { average: null, count: 0, pictured: 0 } })
    expect(await storeRating()).toBeNull()

    const queue = (await owner.get('/reviews')).body.items
    expect(queue).toHaveLength(1)
    expect((await manager.get(`/reviews?storeId=${shop.storeId}`)).body.storeRating).toBeNull()
    expect(await cardRating()).toBeNull()
    expect(queue[0]).toMatchObject({
      id: body.id,
      nick: '小桃',
      orderId,
      words: '很甜 <b>打</b> 138****5678',
    })
    expect((await show(body.id)).body).toMatchObject({ state: 'shown', decided: {} })
    expect(await page()).toEqual({
      nextCursor: null,
      rating: { average: 4, count: 1, stars: [0, 0, 0, 1, 0], pictured: 1 },
      items: [
        {
          id: body.id,
          stars: 4,
          nick: '小桃',
          words: '很甜 <b>打</b> 138****5678',
          pictures: [picture],
          option: { zh: '', en: '' },
          at: mine.at,
          reply: null,
          followup: null,
        },
      ],
    })
    expect(await storeRating()).toEqual({ average: 5, count: 1 })
    const { body: nearby } = await shop.t.api.get(`/shop/stores/nearby?lat=30.2463&lng=120.1485`)
    expect(nearby.items[0].rating).toEqual({ average: 5, count: 1 })
    expect(await cardRating()).toEqual({ average: 4, count: 1 })
    const ofStore = (await manager.get(`/reviews?state=shown&storeId=${shop.storeId}`)).body
    expect([ofStore.items.length, ofStore.storeRating]).toEqual([1, { average: 5, count: 1 }])
    expect((await manager.get('/reviews?state=shown')).body.storeRating).toBeNull()

    const replied = await manager.put(`/reviews/${body.id}/reply`, { words: '谢谢，欢迎再来' })
    expect(replied.body.reply.words).toBe('谢谢，欢迎再来')
    const [shown] = (await page('pictured')).items
    expect([shown.id, shown.reply.words]).toEqual([body.id, '谢谢，欢迎再来'])
    expect((await page('low')).items).toEqual([])

    expect((await hide(body.id)).body).toMatchObject({ state: 'hidden', reason: 'abuse' })
    expect(await page()).toMatchObject({ items: [], rating: { average: null, count: 0, pictured: 0 } })
    expect(await storeRating()).toBeNull()
    expect((await shop.shopper.get(`/shop/reviews?orderId=${orderId}`)).body.items[0]).toMatchObject({
      state: 'hidden',
      reason: 'abuse',
    })
    await show(body.id)
  })

  it('once a line, once a store, one follow-up; the same again is the same', async () => {
    const second = await shop.t.aSku()
    await shop.t.stock(shop.storeId, second.id, 10)
    const { lines } = await bought(shop.shopper, [
      { skuId: shop.sku.id, quantity: 1 },
      { skuId: second.id, quantity: 1 },
    ])
    const body = review(lines[0]!, { storeStars: 3, words: '好' })
    expect(await write(shop.shopper, body)).toEqual(await write(shop.shopper, body))
    const again = await shop.shopper.post('/shop/reviews', review(lines[0]!))
    expect([again.status, again.body.code]).toEqual([409, 'reviews.written_already'])
    const store = await shop.shopper.post('/shop/reviews', review(lines[1]!, { storeStars: 1 }))
    expect([store.status, store.body.code]).toEqual([409, 'reviews.store_rated_already'])
    const taken = await shop.shopper.post('/shop/reviews', { ...review(lines[1]!), id: body.id })
    expect(taken.body.code).toBe('request.key_reused')

    const more = { id: newId(), words: '用了一周', pictureIds: [] }
    const followed = await shop.shopper.post(`/shop/reviews/${body.id}/followup`, more)
    expect([followed.status, followed.body.followup]).toMatchObject([201, { id: more.id, state: 'waiting' }])
    expect((await shop.shopper.post(`/shop/reviews/${body.id}/followup`, more)).body).toEqual(followed.body)
    const third = await shop.shopper.post(`/shop/reviews/${body.id}/followup`, { ...more, id: newId() })
    expect(third.body.code).toBe('reviews.written_already')
    const stranger = await shop.t.aShopper()
    expect((await stranger.post(`/shop/reviews/${body.id}/followup`, more)).status).toBe(404)
    await show(body.id)
    const found = async () => (await page()).items.find((one: { id: string }) => one.id === body.id)
    expect((await found()).followup).toBeNull()
    expect((await show(more.id)).body).toMatchObject({ kind: 'followup', first: '好', stars: 5 })
    expect((await found()).followup.words).toBe('用了一周')
    const { count } = (await page()).rating
    expect(count).toBe((await page()).items.length)
  })

  it('words alone are shown at once where the brand says so, pictures never', async () => {
    expect((await manager.put('/review-settings', { atOnce: true })).status).toBe(403)
    expect((await owner.put('/review-settings', { atOnce: true })).body).toEqual({ atOnce: true })
    expect((await owner.get('/review-settings')).body).toEqual({ atOnce: true })
    const before = (await page()).rating.count
    const { lines } = await bought()
    expect((await write(shop.shopper, review(lines[0]!, { words: '好', anonymous: true }))).state).toBe(
      'shown',
    )
    const after = await page()
    expect([after.rating.count, after.items[0].nick]).toEqual([before + 1, null])
    const other = await bought()
    const { id } = (await upload(other.lines[0]!)).body
    expect((await write(shop.shopper, review(other.lines[0]!, { pictureIds: [id] }))).state).toBe('waiting')
    await owner.put('/review-settings', { atOnce: false })
  })

  it('pictures are drawn anew without metadata; what is none, too large, somebody else’s or used is refused', async () => {
    const { lines } = await bought()
    const [lineId] = lines as [string]
    const kept = await upload(lineId)
    expect(kept.status).toBe(201)
    const { url } = kept.body.variants[1]
    expect((await shop.t.api.raw('GET', url)).headers['content-type']).toBe('image/webp')
    const bytes = await readFile(join(w.config.dataDir, url))
    const { exif, width, format } = await sharp(bytes).metadata()
    expect([exif, width, format, photo.includes('SECRET-NAME'), bytes.includes('SECRET-NAME')]).toEqual([
      undefined,
      480,
      'webp',
      true,
      false,
    ])

    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    expect((await upload(lineId, svg, shop.shopper, 'image/svg+xml')).body.code).toBe(
      'catalog.picture_invalid',
    )
    expect((await upload(lineId, photo, shop.shopper, 'text/html')).status).toBe(415)
    expect((await upload(lineId, '', shop.shopper)).body.code).toBe('catalog.file_empty')
    const huge = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    expect((await upload(lineId, huge)).body.code).toBe('catalog.picture_invalid')
    expect((await upload(lineId, Buffer.alloc(13 * 1024 * 1024, 1))).status).toBe(413)
    const [left] = await w.facts<{ n: string }>(
      'select count(*) as n from review_pictures where line_id = $1',
      [lineId],
    )
    expect(Number(left!.n)).toBe(1)

    const stranger = await shop.t.aShopper()
    const theirs = await bought(stranger)
    const stolen = await stranger.post(
      '/shop/reviews',
      review(theirs.lines[0]!, { pictureIds: [kept.body.id] }),
    )
    expect([stolen.status, stolen.body.code]).toEqual([422, 'reviews.picture_unknown'])
    const twice = [kept.body.id, kept.body.id]
    expect((await shop.shopper.post('/shop/reviews', review(lineId, { pictureIds: twice }))).status).toBe(422)
    await write(shop.shopper, review(lineId, { pictureIds: [kept.body.id] }))
    expect(
      (
        await shop.t.api.send('POST', `/api/shop/pictures?lineId=${lineId}`, photo, {
          'content-type': 'image/jpeg',
        })
      ).status,
    ).toBe(401)
    expect(
      (
        await owner.send('POST', `/api/shop/pictures?lineId=${lineId}`, photo, {
          'content-type': 'image/jpeg',
        })
      ).status,
    ).toBe(403)
  })

  it('what no review uses goes after a day, what was taken back at once, with its files; it is never written anew', async () => {
    const { lines } = await bought()
    const [lineId] = lines as [string]
    const [used, spare] = [(await upload(lineId)).body.id, (await upload(lineId)).body.id]
    const body = review(lineId, { words: '要收回的话', pictureIds: [used], storeStars: 2 })
    await write(shop.shopper, body)
    await show(body.id)
    await manager.put(`/reviews/${body.id}/reply`, { words: '回复要收回的话' })
    const counts = async () => [(await page()).rating.count, (await storeRating()).count]
    const [product, store] = await counts()
    // wider than 960 px: every width, the large one too
    expect([await files(used), await files(spare)]).toEqual([4, 4])
    await shop.later(DAY_MS + 60_000)
    await staff()
    await w.until(async () => (await files(spare)) === 0)
    expect(await files(used)).toBe(4)

    const stranger = await shop.t.aShopper()
    expect((await stranger.delete(`/shop/reviews/${body.id}`)).status).toBe(404)
    expect((await shop.shopper.delete(`/shop/reviews/${body.id}`)).status).toBe(204)
    await w.until(async () => (await files(used)) === 0)
    expect(await counts()).toEqual([product - 1, store - 1])
    expect(await wordsKept('要收回的话')).toBe(0)
    expect((await owner.get(`/reviews/${body.id}`)).status).toBe(404)
    expect((await show(body.id)).status).toBe(404)
    expect((await shop.shopper.post('/shop/reviews', review(lineId))).body.code).toBe(
      'reviews.written_already',
    )
    expect((await shop.shopper.delete(`/shop/reviews/${body.id}`)).status).toBe(204)
  })

  it('an order that was refunded has no say: hidden when the money is back, and for good', async () => {
    const { orderId, lines } = await bought()
    const body = review(lines[0]!, { stars: 1 })
    await write(shop.shopper, body)
    await show(body.id)
    const { count } = (await page()).rating
    const refund = (id: string) =>
      w.facts("update orders set payment = 'refunded', status = 'refunded', refunded = paid where id = $1", [
        id,
      ])
    await refund(orderId)
    const told = { refundId: newId(), orderId, storeId: shop.storeId, amount: 1000 }
    await shop.t.run(() => transaction(() => emit('payments.refunded', told)))
    const now = async () => (await owner.get(`/reviews/${body.id}`)).body
    await w.until(async () => (await now()).state === 'hidden')
    expect((await now()).reason).toBe('refunded')
    expect((await page()).rating.count).toBe(count - 1)
    const again = await show(body.id)
    expect([again.status, again.body.code]).toEqual([409, 'reviews.order_refunded'])
    const late = await bought()
    await refund(late.orderId)
    expect((await shop.shopper.post('/shop/reviews', review(late.lines[0]!))).body.code).toBe(
      'reviews.order_open',
    )
  })

  it('staff see and answer what was said in their stores alone; only HQ hides, and says why', async () => {
    const { lines } = await bought()
    const body = review(lines[0]!)
    await write(shop.shopper, body)
    const elsewhere = await shop.t.aPerson('store_manager', 'store', await shop.t.aStore())
    expect((await manager.get(`/reviews/${body.id}`)).status).toBe(200)
    expect((await elsewhere.get(`/reviews/${body.id}`)).status).toBe(404)
    expect((await elsewhere.get('/reviews')).body.items).toEqual([])
    // nor how a store is rated that is out of reach
    const { body: beside } = await elsewhere.get(`/reviews?state=shown&storeId=${shop.storeId}`)
    expect([beside.items, beside.storeRating]).toEqual([[], null])
    expect((await elsewhere.put(`/reviews/${body.id}/reply`, { words: '好' })).status).toBe(404)
    expect(
      (await manager.post(`/reviews/${body.id}/decisions`, { decision: 'hide', reason: 'abuse' })).status,
    ).toBe(403)
    expect((await manager.put(`/reviews/${body.id}/reply`, { words: '好' })).body.code).toBe(
      'reviews.not_shown',
    )
    const why = await owner.post(`/reviews/${body.id}/decisions`, { decision: 'hide' })
    expect([why.status, why.body.code]).toEqual([422, 'reviews.reason_needed'])
    expect((await owner.get(`/reviews/${body.id}`)).body.state).toBe('waiting')
    await show(body.id)
    const twice = await show(body.id)
    expect([twice.status, twice.body.code]).toEqual([409, 'reviews.move_illegal'])
  })

  it('ratings stay exact when many are decided and taken back at the same time', async () => {
    const shoppers: Shopper[] = []
    for (let n = 0; n < 6; n++) shoppers.push(await shop.t.aShopper())
    const sku = await shop.t.aSku()
    await shop.t.stock(shop.storeId, sku.id, 100)
    const all = await Promise.all(
      shoppers.map(async (shopper, n) => {
        const { lines } = await bought(shopper, [{ skuId: sku.id, quantity: 1 }])
        const body = review(lines[0]!, { stars: (n % 5) + 1, storeStars: (n % 5) + 1 })
        await write(shopper, body)
        return { shopper, ...body }
      }),
    )
    const shown = await Promise.all(all.flatMap(({ id }) => [show(id), show(id)]))
    expect(shown.filter(({ status }) => status === 200)).toHaveLength(6)
    await Promise.all([
      ...all.slice(0, 2).map(({ shopper, id }) => shopper.delete(`/shop/reviews/${id}`)),
      ...all.slice(0, 4).map(({ id }) => hide(id)),
      ...all.slice(2, 4).map(({ id }) => hide(id)),
    ])
    expect((await page('all', sku.productId)).rating).toEqual({
      average: 3,
      count: 2,
      stars: [1, 0, 0, 0, 1],
      pictured: 0,
    })
  })

  it('goes along in the export, and with the account: words, pictures, stars', async () => {
    const leaver = await shop.t.aShopper('leaver')
    const { lines } = await bought(leaver)
    const { id: pictureId } = (await upload(lines[0]!, photo, leaver)).body
    const body = review(lines[0]!, { words: '离开前的话', pictureIds: [pictureId], storeStars: 1, stars: 1 })
    await write(leaver, body)
    await show(body.id)
    const { count } = (await page()).rating
    const given = await leaver.post('/shop/me/export', { proof: { by: 'wechat', code: 'code-leaver-2' } })
    expect(given.body.reviews).toMatchObject([
      { words: '离开前的话', stars: 1, storeStars: 1, kind: 'review' },
    ])
    const gone = await leaver.post('/shop/me/erasure', { proof: { by: 'wechat', code: 'code-leaver-3' } })
    expect(gone.status).toBe(204)
    expect(await wordsKept('离开前的话')).toBe(0)
    expect((await page()).rating.count).toBe(count - 1)
    await w.until(async () => (await files(pictureId)) === 0)
  })
})
