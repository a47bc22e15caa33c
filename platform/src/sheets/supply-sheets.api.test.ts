import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gtin } from '../../test/goods.js'
import { csvOf } from '../../test/sheets.js'
import { aSupplier, ok, someGoods } from '../../test/suppliers.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'
import { SheetsJobs } from './sheets.jobs.js'

type Supply = Awaited<ReturnType<typeof aSupplier>>
const HEAD = '货号,商品名称,英文名称,分类,单位,条码,供货价,价格约束,最低,最高,图片'

describe('goods of a supplier by the sheet', () => {
  let w: World
  let t: TestTenant
  let owner: Client
  let one: Supply
  let two: Supply
  let mediaId: string
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    await t.aSku()
    owner = await t.aPerson('owner')
    one = await aSupplier(t.api, owner)
    two = await aSupplier(t.api, owner)
    mediaId = (await w.facts<{ id: string }>('select id from media limit 1'))[0]!.id
    await ok(one.person.post('/supplier/pictures', { mediaId, name: 'Honey.JPG' }))
  })
  afterAll(() => w.stop())

  const upload = (body: string, who: Client, { send = false, id = newId() } = {}) =>
    who.send('POST', `/supplier/sheets?id=${id}&name=goods.csv&send=${send}`, body, {
      'content-type': 'text/csv',
    })
  const settled = (id: string, who: Client): Promise<any> =>
    w.until(async () => {
      const { body } = await who.get(`/supplier/sheets/${id}`)
      return ['reading', 'running'].includes(body.state) ? undefined : body
    }, `the end of ${id}`)
  const checked = async (rows: string[], { who = one.person, send = false, head = HEAD } = {}) => {
    const { id } = await ok(upload(csvOf(head, rows), who, { send }))
    return settled(id, who)
  }
  const ran = async (rows: string[], o: { who?: Client; send?: boolean; head?: string } = {}) => {
    const { id } = await checked(rows, o)
    await ok((o.who ?? one.person).post(`/supplier/sheets/${id}/run`))
    return settled(id, o.who ?? one.person)
  }
  const faultsOf = async (id: string, who = one.person, language = 'zh-CN') =>
    (await who.get(`/supplier/sheets/${id}/faults?limit=100`, { 'accept-language': language })).body.items
  const cells = async (id: string) => (await faultsOf(id)).map((f: any) => [f.row, f.cell, f.code])
  const goodsOf = async (code: string, who = one.person) => {
    const { items } = (await who.get('/supplier/goods?limit=100')).body
    const row = items.find((g: any) => g.ownCode === code)
    return row && (await who.get(`/supplier/goods/${row.id}`)).body
  }

  it('are looked through and land as drafts with their bounds; the same sheet again changes nothing', async () => {
    const rows = [
      `H-1,山蜜,Hill honey,水果,瓶,${gtin()},10.00,比例,1.2,180%,honey.jpg`,
      `H-2,槐花蜜,,,瓶,,12.50,range,13,,`,
      `H-3,土蜂蜜,,,瓶,,8,,,,`,
    ]
    const looked = await checked(rows)
    expect(looked).toMatchObject({ state: 'preview', planned: { fresh: 3, faulty: 0 }, send: false })
    expect(looked).not.toHaveProperty('kind')
    expect(await goodsOf('H-1')).toBeUndefined()
    const samples = (await one.person.get(`/supplier/sheets/${looked.id}/samples`)).body.items
    expect(samples.map((s: any) => [s.row, s.name, s.fresh])).toEqual([
      [2, '山蜜', true],
      [3, '槐花蜜', true],
      [4, '土蜂蜜', true],
    ])
    await ok(one.person.post(`/supplier/sheets/${looked.id}/run`))
    expect(await settled(looked.id, one.person)).toMatchObject({ state: 'done', made: { fresh: 3 } })
    expect(await goodsOf('H-1')).toMatchObject({
      state: 'draft',
      supplierId: one.id,
      body: {
        name: { zh: '山蜜', en: 'Hill honey' },
        categoryId: t.categoryId,
        mediaIds: [mediaId],
        bounds: { kind: 'ratio', min: 12_000, max: 18_000 },
        skus: [{ supplyPrice: 1000 }],
      },
    })
    expect((await goodsOf('H-2')).body.bounds).toEqual({ kind: 'range', min: 1300, max: null })
    expect((await goodsOf('H-3')).body.bounds).toEqual({ kind: 'none' })
    const again = await ran(rows)
    expect([again.made, (await goodsOf('H-1')).version]).toEqual([
      { fresh: 0, changed: 0, same: 3, faulty: 0 },
      1,
    ])
    // what a row doesn't say stays
    const dearer = await ran(['H-2,14'], { head: '货号,供货价' })
    expect([dearer.made.changed, (await goodsOf('H-2')).body]).toMatchObject([
      1,
      { name: { zh: '槐花蜜' }, bounds: { kind: 'range', min: 1300 }, skus: [{ supplyPrice: 1400 }] },
    ])
    expect(await w.facts("select count(*)::int as n from products where name_zh = '山蜜'")).toEqual([
      { n: 0 },
    ])
  })

  it('name every faulty cell, in both languages, and hold back only their own rows', async () => {
    const code = gtin()
    const read = await checked([
      'F-1,甲,,,瓶,,10,range,20,10,',
      'F-2,乙,,,瓶,,10,ratio,0,,',
      'F-3,丙,,,瓶,,10,ratio,-1,,',
      'F-4,丁,,,瓶,,10,range,,,',
      'F-5,戊,,,瓶,,10,,5,,',
      'F-6,己,,没有,瓶,,10,none,5,,nobody.png',
      'F-7,,,,,,,,,,',
      `F-8,辛,,,瓶,${code},0,,,,`,
      `F-9,壬,,,瓶,${code},10,,,,`,
      'F-9,癸,,,瓶,,10,ratio,100.01,,',
      'F-10,好,,,瓶,,10,,,,',
    ])
    expect(await cells(read.id)).toEqual([
      [2, 'bound_min', 'bounds_invalid'],
      [3, 'bound_min', 'ratio_invalid'],
      [4, 'bound_min', 'ratio_invalid'],
      [5, 'bound_min', 'bounds_end_needed'],
      [6, 'bounds', 'bounds_kind_needed'],
      [7, 'category', 'category_unknown'],
      [7, 'pictures', 'picture_unknown'],
      [8, 'name', 'required'],
      [8, 'supply_price', 'required'],
      [8, 'unit', 'required'],
      [9, 'supply_price', 'price_invalid'],
      [10, 'barcodes', 'barcode_twice'],
      [11, 'code', 'row_twice'],
    ])
    const [first] = await faultsOf(read.id, one.person, 'en')
    expect([first.column, first.text, first.value]).toEqual([
      'Lowest',
      'the lowest price is above the highest',
      '20',
    ])
    expect([read.planned.fresh, read.planned.faulty]).toEqual([1, 10])
    await ok(one.person.post(`/supplier/sheets/${read.id}/run`))
    expect((await settled(read.id, one.person)).made).toMatchObject({ fresh: 1 })
    expect([await goodsOf('F-1'), (await goodsOf('F-10')).state]).toEqual([undefined, 'draft'])
    const mend = await one.person.get(`/supplier/sheets/${read.id}/export?format=csv`)
    expect(mend.text).toContain('F-9')
    expect(mend.text).not.toContain('F-10')
  })

  it('are sent in at once by a tick, when nothing is missing', async () => {
    const done = await ran(['T-1,送,,,瓶,,10,range,11,15,honey.jpg', 'T-2,无图,,,瓶,,10,,,,'], { send: true })
    expect([done.made.fresh, await cells(done.id)]).toEqual([1, [[3, 'pictures', 'needed_to_send']]])
    expect((await goodsOf('T-1')).state).toBe('sent')
    expect((await owner.get('/supplier-goods?state=sent')).body.items).toMatchObject([{ ownCode: 'T-1' }])
    // what waits for HQ is not changed behind its back; said again it is the same
    expect(await cells((await checked(['T-1,改,,,瓶,,10,,,,'])).id)).toEqual([[2, 'code', 'goods_sent']])
    expect((await checked(['T-1,送,,,瓶,,10,range,11,15,honey.jpg'], { send: true })).planned.same).toBe(1)
    // what HQ refused goes in again once it has changed
    const { id, version } = await goodsOf('T-1')
    await ok(owner.post(`/supplier-goods/${id}/refusal`, { version, reason: '名字' }))
    await ran(['T-1,送来,,,瓶,,10,range,11,15,honey.jpg'], { send: true })
    expect(await goodsOf('T-1')).toMatchObject({ state: 'sent', reason: '', name: { zh: '送来' } })
  })

  it('are a supplier’s own: another’s codes, pictures and sheets are not there, and HQ’s sheets take none', async () => {
    const mine = await ran(['O-1,我的,,,瓶,,10,,,,'])
    const theirs = await checked(['O-1,他的,,,瓶,,10,,,,', 'O-2,图,,,瓶,,10,,,,honey.jpg'], {
      who: two.person,
    })
    expect([theirs.planned.fresh, theirs.planned.faulty]).toEqual([1, 1])
    await ok(two.person.post(`/supplier/sheets/${theirs.id}/run`))
    await settled(theirs.id, two.person)
    expect([(await goodsOf('O-1')).name.zh, (await goodsOf('O-1', two.person)).name.zh]).toEqual([
      '我的',
      '他的',
    ])
    for (const path of ['', '/samples', '/faults', '/export'])
      expect((await two.person.get(`/supplier/sheets/${mine.id}${path}`)).status).toBe(404)
    for (const act of ['run', 'stop'])
      expect((await two.person.post(`/supplier/sheets/${mine.id}/${act}`)).status).toBe(404)
    expect((await two.person.get('/supplier/sheets')).body.items.map((s: any) => s.id)).toEqual([theirs.id])
    expect([
      (await owner.get(`/imports/${mine.id}`)).status,
      (await owner.get('/imports')).body.items,
    ]).toEqual([404, []])
    expect((await upload(csvOf(HEAD, []), owner)).status).toBe(403)
    const asProducts = await one.person.send('POST', `/imports?id=${newId()}&kind=products&name=a.csv`, 'x', {
      'content-type': 'text/csv',
    })
    expect(asProducts.status).toBe(403)
    expect((await two.person.get('/supplier/pictures')).body.items).toEqual([])
    expect((await one.person.get('/supplier/pictures')).body.items).toMatchObject([{ name: 'honey.jpg' }])
  })

  it('are kept from what a form refuses: an ended licence sends nothing in, a suspended supplier brings nothing', async () => {
    const late = await aSupplier(t.api, owner)
    const rows = ['L-1,晚,,,瓶,,10,,,,']
    await ok(late.person.post('/supplier/pictures', { mediaId, name: 'a.png' }))
    const ready = await checked(['L-2,早,,,瓶,,10,,,,a.png'], { who: late.person, send: true })
    await w.facts("update suppliers set listing_until = '2020-01-01' where id = $1", [late.id])
    expect((await upload(csvOf(HEAD, rows), late.person, { send: true })).body.code).toBe(
      'suppliers.licence_expired',
    )
    expect((await late.person.post(`/supplier/sheets/${ready.id}/run`)).body.code).toBe(
      'suppliers.licence_expired',
    )
    // drafts are still made, as by a form
    expect((await ran(rows, { who: late.person })).made.fresh).toBe(1)
    await ok(owner.post(`/suppliers/${late.id}/moves`, { move: 'suspend', reason: '质检' }))
    expect((await upload(csvOf(HEAD, rows), late.person)).body.code).toBe('suppliers.not_active')
  })

  it('are written in the rights that hold at each chunk, and go on where they stopped', async () => {
    const shaky = await aSupplier(t.api, owner)
    await ok(shaky.person.post('/supplier/pictures', { mediaId, name: 'a.png' }))
    const rows = Array.from({ length: 700 }, (_, i) => `R-${i},名,,,瓶,,10,,,,a.png`)
    const read = await checked(rows, { who: shaky.person, send: true })
    expect(read.planned.fresh).toBe(700)
    const sets = (what: string) => w.facts(`update suppliers set ${what} where id = $1`, [shaky.id])
    const written = () =>
      w.facts('select state, count(*)::int as n from supplier_goods where supplier_id = $1 group by 1', [
        shaky.id,
      ])
    /** What a run comes to whose supplier has changed since it was let run. */
    const halted = async () => {
      await w.facts(
        "update imports set state = 'running', begun = true, fault = null, fault_args = '{}' where id = $1",
        [read.id],
      )
      await t.run(() => w.get(SheetsJobs).workImport({ importId: read.id }))
      const { state, faultCode, runnable, made } = await settled(read.id, shaky.person)
      return [state, faultCode, runnable, made.fresh]
    }
    await sets("state = 'suspended', state_reason = '查'")
    expect([await halted(), await written()]).toEqual([['stopped', 'suppliers.not_active', true, 0], []])
    await sets("state = 'active', state_reason = '', listing_until = '2020-01-01'")
    expect([await halted(), await written()]).toEqual([['stopped', 'suppliers.licence_expired', true, 0], []])
    await sets('listing_until = null')
    await ok(shaky.person.post(`/supplier/sheets/${read.id}/run`))
    expect((await settled(read.id, shaky.person)).made).toMatchObject({ fresh: 700, faulty: 0 })
    expect(await written()).toEqual([{ state: 'sent', n: 700 }])
    // and who left the supplier brings nothing for it, wherever they work now
    const late = await checked(['Q-1,名,,,瓶,,11,,,,'], { who: shaky.person })
    await w.facts('update role_grants set scope_id = $2 where scope_id = $1', [shaky.id, two.id])
    await w.facts("update imports set state = 'running', begun = true where id = $1", [late.id])
    await t.run(() => w.get(SheetsJobs).workImport({ importId: late.id }))
    expect(await w.facts('select state, fault from imports where id = $1', [late.id])).toEqual([
      { state: 'stopped', fault: 'sheets.rights_gone' },
    ])
    await w.facts(
      'update role_grants set scope_id = $1 where scope_id = $2 and person_id = (select person_id from imports where id = $3)',
      [shaky.id, two.id, late.id],
    )
  })

  it('leave goods of several variants to their form, and take no more than a supplier may have', async () => {
    const size = { zh: '规格', en: '' }
    const id = newId()
    const { skus } = someGoods(mediaId)
    const options = [
      {
        name: size,
        values: [
          { zh: '大', en: '' },
          { zh: '小', en: '' },
        ],
      },
    ]
    await ran(['V-1,多,,,瓶,,10,,,,'])
    const there = await goodsOf('V-1')
    await ok(
      one.person.put(`/supplier/goods/${there.id}`, {
        ...someGoods(mediaId, {
          options,
          skus: [
            { ...skus[0]!, barcodes: [], optionIndexes: [0] },
            { ...skus[0]!, id, barcodes: [], optionIndexes: [1] },
          ],
        }),
        version: there.version,
      }),
    )
    expect(await cells((await checked(['V-1,少,,,瓶,,10,,,,'])).id)).toEqual([
      [2, 'code', 'goods_of_variants'],
    ])
    const full = await aSupplier(t.api, owner)
    await w.facts(
      `insert into supplier_goods (tenant_id, id, supplier_id, name_zh, body, created_at, updated_at)
       select tenant_id, gen_random_uuid(), $1, '旧', body, now(), now() from supplier_goods, generate_series(1, 1999) where id = $2`,
      [full.id, there.id],
    )
    const over = await checked(['X-1,一,,,瓶,,10,,,,', 'X-2,二,,,瓶,,10,,,,'], { who: full.person })
    expect([over.planned.fresh, over.planned.faulty]).toEqual([1, 1])
  })

  it('begin with a template whose columns are those that are read', async () => {
    const { text } = await one.person.get('/supplier/sheets/template?format=csv', { 'accept-language': 'en' })
    expect(text.replace(/^\uFEFF/, '').trim()).toBe(
      'Item code,Name,Name (English),Kind,Category,Brand,Unit,Unit (English),Priced per,Barcodes,Weight (g),Supply price,Price bounds,Lowest,Highest,Pictures,Details,Details (English)',
    )
  })
})
