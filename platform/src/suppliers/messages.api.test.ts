import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestDepot } from '../../test/depot.js'
import { harmless } from '../../test/pdf.js'
import { TestShop } from '../../test/shop.js'
import { ok } from '../../test/suppliers.js'
import { newId, World, type Client } from '../../test/world.js'

describe('messages between HQ and a supplier', () => {
  let w: World
  let s: TestShop
  let merch: Client
  let one: TestDepot
  let two: TestDepot
  beforeAll(async () => {
    w = await World.start()
    s = await TestShop.open(w)
    const owner = await s.t.aPerson('owner')
    merch = await s.t.aPerson('merchandiser')
    one = await TestDepot.open(s, owner)
    two = await TestDepot.open(s, owner)
  })
  afterAll(() => w.stop())

  const say = (words: string, more: object = {}) => ({ id: newId(), words, ...more })
  const thread = () => `/suppliers/${one.supplierId}`
  const unread = async () => [
    (await ok(merch.get(`${thread()}/thread`))).unread,
    (await ok(one.person.get('/supplier/thread'))).unread,
  ]
  const paper = (who: Client, door: string) =>
    who.send('POST', door, harmless['plain'], { 'content-type': 'application/pdf' })
  const words = async (who: Client, path: string) =>
    (await ok(who.get(path))).items.map((m: any) => [m.number, m.side, m.words])

  it('are one thread with who said what when, unread on the other side until it is read', async () => {
    expect(await unread()).toEqual([0, 0])
    const body = say('下周能多发 200 箱吗？')
    const first = await merch.post(`${thread()}/messages`, body)
    expect([first.status, first.body]).toMatchObject([
      201,
      { number: 1, side: 'brand', mine: true, words: body.words, about: null, files: [] },
    ])
    // the same again is one
    expect((await merch.post(`${thread()}/messages`, body)).body.number).toBe(1)
    expect((await merch.post(`${thread()}/messages`, { ...body, words: '别的' })).body.code).toBe(
      'request.key_reused',
    )
    expect(await unread()).toEqual([0, 1])
    await ok(one.person.post('/supplier/messages', say('可以')))
    await ok(one.person.post('/supplier/messages', say('周三到')))
    expect(await unread()).toEqual([2, 0])
    expect(await words(one.person, '/supplier/messages')).toEqual([
      [3, 'supplier', '周三到'],
      [2, 'supplier', '可以'],
      [1, 'brand', body.words],
    ])
    const page = await ok(merch.get(`${thread()}/messages?limit=2`))
    expect(await words(merch, `${thread()}/messages?limit=2&cursor=${page.nextCursor}`)).toEqual([
      [1, 'brand', body.words],
    ])
    const waiting = await ok(merch.get('/supplier-threads?unread=true'))
    expect(waiting.items).toMatchObject([{ supplierId: one.supplierId, unread: 2, lastWords: '周三到' }])
    expect((await ok(merch.get('/supplier-desk'))).messages).toBe(1)
    const read = (to: number) => ok(merch.post(`${thread()}/messages/read`, { to }))
    expect((await read(2)).unread).toBe(1)
    expect((await read(99)).unread).toBe(0)
    // it never goes back
    expect(await read(1)).toMatchObject({ unread: 0, readTo: 3 })
    expect((await ok(merch.get('/supplier-threads?unread=true'))).items).toEqual([])
    expect((await ok(merch.get('/supplier-threads'))).items).toHaveLength(1)
    const entries = await w.facts<{ after: { message?: unknown } }>(
      "select after from audit_entries where tenant_id = $1 and subject = 'Supply' and object_id = $2",
      [s.t.ref.id, one.supplierId],
    )
    expect(entries.filter((e) => e.after?.message)).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toContain('周三到')
  })

  it('carry files that the same side kept for them, once', async () => {
    const file = await ok(paper(one.person, '/supplier/message-files'))
    const sent = await ok(
      one.person.post('/supplier/messages', say('', { files: [{ id: file.id, name: '质检.pdf' }] })),
    )
    expect(sent.files).toMatchObject([{ name: '质检.pdf', kind: 'document', url: expect.any(String) }])
    const [seen] = (await ok(merch.get(`${thread()}/messages`))).items
    expect(seen.files).toHaveLength(1)
    const again = say('再发', { files: [{ id: file.id, name: 'a.pdf' }] })
    expect((await one.person.post('/supplier/messages', again)).body.code).toBe('suppliers.file_unknown')
    const ours = await ok(paper(merch, `${thread()}/message-files`))
    const taken = say('拿走', { files: [{ id: ours.id, name: 'a.pdf' }] })
    expect((await one.person.post('/supplier/messages', taken)).body.code).toBe('suppliers.file_unknown')
    expect((await two.person.post('/supplier/messages', taken)).body.code).toBe('suppliers.file_unknown')
    await ok(merch.post(`${thread()}/messages`, taken))
    expect((await one.person.post('/supplier/messages', say(''))).status).toBe(400)
    // a paper for a message is no licence
    const paperId = (await ok(paper(one.person, '/supplier/message-files'))).id
    const licence = {
      id: newId(),
      kind: 'food',
      number: 'F-1',
      expiresOn: null,
      fileId: paperId,
      replaces: null,
    }
    expect((await one.person.post('/supplier/licences', licence)).body.code).toBe('suppliers.file_unknown')
  })

  it('name goods, orders and statements of this supplier alone, as far as who writes may see them', async () => {
    const sku = await one.aSku(900)
    const order = await one.order([{ sku, quantity: 1 }])
    const said = await ok(
      one.person.post('/supplier/messages', say('缺一箱', { about: { kind: 'order', id: order.id } })),
    )
    expect(said.about).toEqual({ kind: 'order', id: order.id, name: order.number })
    const goods = { kind: 'product', id: sku.productId }
    expect((await ok(merch.post(`${thread()}/messages`, say('改图', { about: goods })))).about.id).toBe(
      sku.productId,
    )
    const foreign = await two.person.post('/supplier/messages', say('偷看', { about: goods }))
    expect([foreign.status, foreign.body.code]).toEqual([400, 'request.invalid'])
    const brands = say('自营', { about: { kind: 'product', id: s.sku.productId } })
    expect((await one.person.post('/supplier/messages', brands)).status).toBe(400)
    const finance = await s.t.aPerson('supplier_finance', 'supplier', one.supplierId)
    const about = { kind: 'order', id: order.id }
    expect((await finance.post('/supplier/messages', say('对账', { about }))).status).toBe(403)
    expect((await finance.post('/supplier/messages', say('对账'))).status).toBe(201)
    expect((await ok(finance.get('/supplier/messages'))).items[0].mine).toBe(true)
  })

  it('are nobody else’s: another supplier finds its own thread, a store none', async () => {
    await ok(one.person.post('/supplier/messages', say('只给总部')))
    expect((await ok(two.person.get('/supplier/messages'))).items).toEqual([])
    expect((await s.manager.get(`${thread()}/messages`)).status).toBe(403)
    expect((await two.person.get(`${thread()}/messages`)).status).toBe(403)
    expect((await merch.get(`/suppliers/${newId()}/messages`)).status).toBe(404)
    const stranger = await (await w.aTenant()).aPerson('owner')
    expect((await stranger.get(`${thread()}/messages`)).status).toBe(404)
  })

  it('twenty at once stand each at a place of its own, none counted twice', async () => {
    const before = await ok(merch.get(`${thread()}/thread`))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => one.person.post('/supplier/messages', say(`第 ${i} 条`))),
    )
    const numbers = answers.map((a) => a.body.number as number).sort((a, b) => a - b)
    expect(new Set(numbers).size).toBe(20)
    expect(numbers.at(-1)! - numbers[0]!).toBe(19)
    expect((await ok(merch.get(`${thread()}/thread`))).unread).toBe(before.unread + 20)
  })

  it('of a closed supplier may still be written: open things have to be ended', async () => {
    const owner = await s.t.aPerson('owner')
    await ok(owner.post(`/suppliers/${two.supplierId}/moves`, { move: 'close', reason: '合作终止' }))
    expect((await two.person.post('/supplier/messages', say('尾款'))).status).toBe(201)
  })
})
