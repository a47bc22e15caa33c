import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDigitOf } from '@storeweave/rules/catalog'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'
import { ImportWorkService } from './import-work.service.js'
import { SheetsJobs } from './sheets.jobs.js'

const HEAD = '规格编码,商品名称,分类,单位,统一价'
const csvOf = (head: string, rows: string[]) => [head, ...rows].join('\r\n')
let number = 0
const ean = () => {
  const body = `69200000${String(++number).padStart(4, '0')}`
  return body + checkDigitOf(body)
}

describe('sheets of products', () => {
  let w: World, t: TestTenant, owner: Client & { personId: string }, merch: Client & { personId: string }
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    owner = await t.aPerson('owner')
    merch = await t.aPerson('merchandiser')
  })
  afterAll(() => w.stop())

  const upload = (body: string | Buffer, who: Client = merch, id = newId(), type = 'text/csv') =>
    who.send('POST', `/imports?id=${id}&kind=products&name=${encodeURIComponent('商品.csv')}`, body, {
      'content-type': type,
    })
  const settled = (id: string, who: Client = merch) =>
    w.until(async () => {
      const { body } = await who.get(`/imports/${id}`)
      return ['reading', 'running'].includes(body.state) ? undefined : body
    }, `the end of ${id}`)
  /** Uploads a sheet and waits until it is checked. */
  async function checked(body: string | Buffer, who: Client = merch): Promise<any> {
    const { status, body: made, text } = await upload(body, who)
    expect([status, text]).toEqual([201, text])
    return settled(made.id, who)
  }
  async function run(id: string, who: Client = merch): Promise<any> {
    expect((await who.post(`/imports/${id}/run`)).status).toBe(200)
    return settled(id, who)
  }
  const faultsOf = async (id: string, who: Client = merch): Promise<any[]> => {
    const items: any[] = []
    for (let cursor = ''; ;) {
      const { body } = await who.get(`/imports/${id}/faults?limit=100${cursor && `&cursor=${cursor}`}`)
      items.push(...body.items)
      if (!body.nextCursor) return items
      cursor = body.nextCursor
    }
  }
  /** A file as it goes out, byte by byte. */
  const download = (path: string, who: Client = merch, tenant = t): Promise<Buffer> =>
    new Promise((done, fail) => {
      const headers = { host: `${tenant.ref.slug}.localhost`, authorization: who.authorization }
      request({ port: w.port, host: '127.0.0.1', path: `/api${path}`, headers }, (res) => {
        const parts: Buffer[] = []
        res.on('data', (part: Buffer) => parts.push(part))
        res.on('end', () => done(Buffer.concat(parts)))
      })
        .on('error', fail)
        .end()
    })
  const count = async (table: string, of = t) =>
    Number((await w.facts(`select count(*) n from ${table} where tenant_id = $1`, [of.ref.id]))[0]!['n'])
  /** A checksum of all that a catalogue holds. */
  const sumOf = async () =>
    JSON.stringify(
      await Promise.all(
        ['products', 'skus', 'barcodes', 'product_terms', 'price_changes', 'outbox'].map((table) =>
          w.facts(
            `select md5(string_agg(x::text, '|' order by x::text)) s from ${table} x where tenant_id = $1`,
            [t.ref.id],
          ),
        ),
      ),
    )

  it('goods with 37 bad rows: the good ones come in, the bad ones are named by cell, mended, and come in too', async () => {
    const bad = (i: number) => i % 40 === 7
    const row = (i: number, price: string) => `N-${i},苹果${i},水果,斤,${price}`
    const sheet = csvOf(
      HEAD,
      Array.from({ length: 1_480 }, (_, i) => row(i, bad(i) ? '一元' : `${i}.5`)),
    )
    const read = await checked(sheet)
    expect(read).toMatchObject({
      state: 'preview',
      rows: 1_480,
      planned: { fresh: 1_443, changed: 0, same: 0, faulty: 37 },
      faults: 37,
      runnable: true,
    })
    const before = await count('products')
    expect((await faultsOf(read.id))[0]).toEqual({
      row: 9,
      cell: 'price',
      column: '统一价',
      code: 'price_invalid',
      text: '不是有效的价格，例如 12.50，最多 2 位小数',
      value: '一元',
    })
    expect(
      (await merch.get(`/imports/${read.id}/faults?limit=1`, { 'accept-language': 'en' })).body.items[0],
    ).toMatchObject({
      column: 'List price',
      text: 'is no price; write it as 12.50 with at most 2 decimals',
    })
    expect(await run(read.id)).toMatchObject({
      state: 'done',
      made: { fresh: 1_443, changed: 0, same: 0, faulty: 37 },
    })
    expect((await count('products')) - before).toBe(1_443)
    const mend = (await download(`/imports/${read.id}/export?format=csv`)).toString()
    expect(mend.split('\r\n').slice(0, 2)).toEqual([
      `\uFEFF${HEAD},错误说明`,
      'N-7,苹果7,水果,斤,一元,统一价: 不是有效的价格，例如 12.50，最多 2 位小数',
    ])
    const again = await checked(mend.replaceAll('一元', '1'))
    expect(again.planned).toEqual({ fresh: 37, changed: 0, same: 0, faulty: 0 })
    await run(again.id)
    expect((await count('products')) - before).toBe(1_480)
    const { body: found } = await merch.get('/products?q=N-1479')
    expect(found.items.map((p: any) => [p.name.zh, p.state, p.priceFrom])).toEqual([
      ['苹果1479', 'draft', 147_950],
    ])
    const sum = await sumOf()
    const third = await checked(sheet.replaceAll('一元', '1'))
    expect(third.planned).toEqual({ fresh: 0, changed: 0, same: 1_480, faulty: 0 })
    await run(third.id)
    expect(await sumOf()).toBe(sum)
  }, 120_000)

  it('a price list of codes and prices changes prices alone, with history, and shows what it will change', async () => {
    const sku = await t.aSku({ price: 1_000 })
    const named = () => w.facts('select name_zh, termed from products where id = $1', [sku.productId])
    const [was] = await named()
    const read = await checked(
      `SKU code,List price,Notes,Name\n${sku.code},9.9,by hand,${String(was!['name_zh'])}\n`,
    )
    expect([read.planned, read.ignored]).toEqual([{ fresh: 0, changed: 1, same: 0, faulty: 0 }, ['Notes']])
    expect((await merch.get(`/imports/${read.id}/samples`)).body.items[0]).toMatchObject({
      row: 2,
      fresh: false,
      productId: sku.productId,
      changes: [{ cell: 'price', column: '统一价', sku: sku.code, before: '10', after: '9.9' }],
    })
    await run(read.id)
    const { body } = await merch.get(`/products/${sku.productId}`)
    expect([body.skus[0].listPrice, body.state, body.version]).toEqual([990, 'published', 4])
    const renamed = await checked(`SKU code,Name\n${sku.code},改名\n`)
    await run(renamed.id)
    // the words it is found under follow the name within seconds
    expect([was!['termed'], await named()]).toEqual([true, [{ name_zh: '改名', termed: false }]])
    const [change] = await w.facts('select before, after, person_id from price_changes where sku_id = $1', [
      sku.id,
    ])
    expect(change).toMatchObject({
      before: { listPrice: 1000 },
      after: { listPrice: 990 },
      person_id: merch.personId,
    })
    const [event] = await w.facts(
      "select payload from outbox where tenant_id = $1 and name = 'catalog.products_changed' order by id desc limit 1",
      [t.ref.id],
    )
    expect(event!['payload']).toEqual({ productIds: [sku.productId] })
    const { body: log } = await owner.get(`/audit/entries?objectId=${read.id}`)
    expect(log.items.map((e: any) => [e.who.name, e.permission, e.outcome])).toContainEqual([
      expect.stringContaining('merchandiser'),
      'Import:create',
      'done',
    ])
  })

  it('what is wrong is said row by row, for the cell it is in', async () => {
    const [own, other] = [await t.aSku({ barcode: ean() }), await t.aSku()]
    const [taken] = await w.facts('select barcode from barcodes where sku_id = $1', [own.id])
    const twice = ean()
    const read = await checked(
      csvOf('商品编号,规格编码,商品名称,分类,单位,统一价,条码,类型,规格项1,规格值1,最低价,供应商编码', [
        ',,没有编码,水果,个,1,,,,,,',
        ',F-1,x,没有,个,1,,,,,,',
        ',F-2,x,水果,个,1.234,,怪,,,,',
        ',F-3,x,水果,个,1,123,,,,,',
        `,F-4,x,水果,个,1,${String(taken!['barcode'])},,,,,`,
        `,F-5,x,水果,个,1,${twice},,,,,`,
        `,F-6,x,水果,个,1,${twice},,,,,`,
        ',F-5,x,水果,个,1,,,,,,',
        'P,F-7,x,水果,个,1,,,色,红,,',
        'P,F-8,y,水果,个,1,,,色,红,,',
        `Q,${own.code},,,,,,,,,,`,
        `Q,${other.code},,,,,,,,,,`,
        ',F-9,,水果,个,,,,,,,',
        ',F-10,x,水果,个,1,,,,,2,无',
        ',F-11,x,水果,-,1,6.9E+12,,,,,',
        ',"=HYPERLINK(""x"")",x,水果,个,1,,,,,,',
        ',F-12,x,水果,个,2,,,,,3,',
      ]),
    )
    expect((await faultsOf(read.id)).map((f) => [f.row, f.cell, f.code])).toEqual([
      [2, 'sku', 'required'],
      [3, 'category', 'category_unknown'],
      [4, 'kind', 'word_unknown'],
      [4, 'price', 'price_invalid'],
      [5, 'barcodes', 'barcode_invalid'],
      [6, 'barcodes', 'barcode_taken'],
      [8, 'barcodes', 'barcode_twice'],
      [9, 'sku', 'code_twice'],
      [11, 'name', 'fields_differ'],
      [11, 'option1_value', 'options_misfit'],
      [13, 'sku', 'products_mixed'],
      [14, 'name', 'required'],
      [14, 'price', 'required'],
      [15, 'supplier', 'supplier_unknown'],
      [16, 'barcodes', 'number_mangled'],
      [16, 'unit', 'required'],
      [17, 'sku', 'formula'],
      [18, 'price', 'outside_bounds'],
    ])
    expect(read.planned).toEqual({ fresh: 0, changed: 0, same: 0, faulty: 17 })
    // both rows of a product are to be mended together; what was typed stays as it was
    const mend = (await download(`/imports/${read.id}/export?format=csv`)).toString().split('\r\n')
    expect(mend.filter((line) => line.startsWith('P,'))).toHaveLength(2)
    expect(mend.find((line) => line.includes('HYPERLINK'))).toMatch(/^,"'=HYPERLINK\(""x""\)",x/)
  })

  it('hands no goods on sale to a supplier who may put nothing new there', async () => {
    const [sku, draft] = [await t.aSku(), await t.aSku()]
    await owner.post(`/products/${draft.productId}/moves`, { move: 'retire' })
    const supplier = newId()
    await w.facts(
      "insert into suppliers (tenant_id, id, code, name_zh, created_at, listing_until) values ($1, $2, 'BARRED', '停供', now(), '2020-01-01')",
      [t.ref.id, supplier],
    )
    const sheet = csvOf('规格编码,供应商编码', [`${sku.code},BARRED`, `${draft.code},BARRED`])
    const read = await checked(sheet)
    expect((await faultsOf(read.id)).map((f) => [f.row, f.cell, f.code])).toEqual([
      [2, 'supplier', 'listing_stopped'],
    ])
    await run(read.id)
    expect((await merch.get(`/products/${sku.productId}`)).body.supplierId).toBeNull()
    await w.facts('update suppliers set listing_until = null where id = $1', [supplier])
    expect((await checked(sheet)).planned.faulty).toBe(0)
  })

  it('a file that is none, too large, in no encoding or without its columns ends as such', async () => {
    const failed = async (body: string | Buffer) => {
      const { id, state, faultCode, fault } = await checked(body)
      expect([state, fault.length > 5, (await merch.post(`/imports/${id}/run`)).body.code]).toEqual([
        'failed',
        true,
        'sheets.state_wrong',
      ])
      return faultCode
    }
    expect(await failed(Buffer.from('PK\u0003\u0004zip'))).toBe('sheets.not_a_sheet')
    expect(await failed(Buffer.from([0x41, 0xff, 0xff, 0x0a]))).toBe('sheets.encoding_unknown')
    expect(await failed('name,price\nx,1')).toBe('sheets.columns_missing')
    expect(await failed('SKU code,规格编码\nx,1')).toBe('sheets.column_twice')
    expect(await failed('SKU code\n')).toBe('sheets.no_rows')
    const rows = await count('imports')
    const old = await upload(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]))
    expect([old.status, old.body.code]).toEqual([422, 'sheets.old_format'])
    expect((await upload('')).body.code).toBe('catalog.file_empty')
    expect((await upload('{}', merch, newId(), 'application/json')).status).toBe(415)
    const large = await merch.send(
      'POST',
      `/imports?id=${newId()}&kind=products&name=x`,
      Buffer.alloc(51 * 1024 * 1024, 'a'),
      {
        'content-type': 'text/csv',
      },
    )
    expect([large.status, large.body.code]).toEqual([413, 'request.too_large'])
    expect(await count('imports')).toBe(rows)
    expect(readdirSync(join(w.config.dataDir, 'uploads'))).toEqual([])
    // what was read isn't kept as a file, nor what could not be
    expect(
      readdirSync(join(w.config.dataDir, 'media', t.ref.id)).filter((f) => !f.endsWith('.webp')),
    ).toEqual([])
  })

  it('the same id again answers the import that is there; another sheet under it is refused', async () => {
    const id = newId()
    const first = await upload(csvOf(HEAD, ['S-1,x,水果,个,1']), merch, id)
    const second = await upload(csvOf(HEAD, ['S-1,x,水果,个,1']), merch, id)
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, id])
    await settled(id)
    const other = await merch.send('POST', `/imports?id=${id}&kind=products&name=other`, 'x', {
      'content-type': 'text/csv',
    })
    expect([other.status, other.body.code]).toEqual([422, 'request.key_reused'])
  })

  it('a worker that dies in the middle leaves whole chunks; the next one goes on behind them', async () => {
    const read = await checked(
      csvOf(
        HEAD,
        Array.from({ length: 1_200 }, (_, i) => `K-${i},钉${i},水果,个,1`),
      ),
    )
    const before = await count('products')
    await w.facts("update imports set state = 'running', begun = true where id = $1", [read.id])
    const work = w.get(ImportWorkService) as unknown as { step(id: string): Promise<boolean> }
    const { step } = Object.getPrototypeOf(work) as { step: (id: string) => Promise<boolean> }
    let steps = 0
    // the process goes away after the second chunk was written and before it was committed
    work.step = async function (this: unknown, id: string) {
      const more = await step.call(this, id)
      if (++steps === 2) throw Object.assign(new Error('killed'), { code: 'killed' })
      return more
    }
    await expect(t.run(() => w.get(ImportWorkService).stretch(read.id))).rejects.toThrow('killed')
    expect([
      (await count('products')) - before,
      (await merch.get(`/imports/${read.id}`)).body.made.fresh,
    ]).toEqual([500, 500])
    delete (work as { step?: unknown }).step
    await t.run(() => w.get(SheetsJobs).workImport({ importId: read.id }))
    expect(await settled(read.id)).toMatchObject({
      state: 'done',
      made: { fresh: 1_200, changed: 0, same: 0, faulty: 0 },
    })
    expect((await count('products')) - before).toBe(1_200)
    // in the order of the sheet
    const order = await w.facts(
      "select k.code from skus k join products p on p.tenant_id = k.tenant_id and p.id = k.product_id where k.tenant_id = $1 and k.code like 'K-%' order by p.id",
      [t.ref.id],
    )
    expect(order.map((r) => r['code'])).toEqual(Array.from({ length: 1_200 }, (_, i) => `K-${i}`))
  })

  it('stops after a chunk when told, goes on when told again, and is nobody’s twice', async () => {
    const read = await checked(
      csvOf(
        HEAD,
        Array.from({ length: 600 }, (_, i) => `T-${i},停${i},水果,个,1`),
      ),
    )
    await w.facts("update imports set state = 'running', begun = true where id = $1", [read.id])
    const work = w.get(ImportWorkService) as unknown as { step(id: string): Promise<boolean> }
    await t.run(async () => {
      const { transaction } = await import('../kernel/db.js')
      await asMerch(() => transaction(() => work.step(read.id)))
    })
    expect((await merch.post(`/imports/${read.id}/stop`)).body).toMatchObject({
      state: 'stopped',
      runnable: true,
      made: { fresh: 500 },
    })
    expect(await t.run(() => w.get(ImportWorkService).stretch(read.id))).toBe(false)
    expect(await run(read.id)).toMatchObject({ state: 'done', made: { fresh: 600 } })
    expect((await merch.post(`/imports/${read.id}/stop`)).body.code).toBe('sheets.state_wrong')
  })
  const asMerch = async <T>(work: () => Promise<T>): Promise<T> => {
    const [{ runInScope, scope }, { AccessService }] = await Promise.all([
      import('../kernel/scope.js'),
      import('../people/index.js'),
    ])
    const who = (await w.get(AccessService).absent(merch.personId, newId()))!
    return runInScope({ ...scope(), who }, work)
  }

  it('runs in the rights of its person as they are at every chunk', async () => {
    const leaver = await t.aPerson('merchandiser')
    const read = await checked(csvOf(HEAD, ['L-1,x,水果,个,1']), leaver)
    await w.facts("update imports set state = 'running', begun = true where id = $1", [read.id])
    await owner.patch(`/people/${leaver.personId}`, { status: 'disabled' })
    expect(await t.run(() => w.get(ImportWorkService).stretch(read.id))).toBe(false)
    expect((await merch.get(`/imports/${read.id}`)).body).toMatchObject({
      state: 'stopped',
      faultCode: 'sheets.rights_gone',
      made: { fresh: 0 },
    })
    expect((await merch.get('/products?q=L-1')).body.items).toEqual([])
    // a cut beyond one's limit is a fault of its row
    const dear = await t.aSku({ price: 10_000 })
    const cut = await checked(`SKU code,List price\n${dear.code},1\n`)
    expect((await faultsOf(cut.id)).map((f) => [f.cell, f.code])).toEqual([['price', 'cut_over_limit']])
  })

  it('401 and 403 to who may not, 404 to other brands, for every route', async () => {
    const read = await checked(csvOf(HEAD, ['M-1,x,水果,个,1']))
    const clerk = await t.aPerson('clerk', 'store', await t.aStore())
    const key = await t.aKey(owner, ['Import:read', 'Product:read'], 'hq')
    const other = await w.aTenant()
    const stranger = await other.aPerson('owner')
    expect([
      (await upload('x', t.api)).status,
      (await upload('x', clerk)).status,
      (await upload('x', key)).status,
    ]).toEqual([401, 403, 403])
    // a sheet gives nobody rights over goods
    const role = {
      id: newId(),
      name: { zh: '只导入', en: '' },
      scopes: ['hq'],
      permissions: ['Import:read', 'Import:create', 'Product:read'],
    }
    const made = await owner.post('/roles', {
      ...role,
      limits: { priceCut: null, refund: null, stockCorrection: null },
    })
    const idle = await t.aPerson(made.body.key)
    expect([(await upload('x', idle)).status, (await idle.post(`/imports/${read.id}/run`)).status]).toEqual([
      403, 403,
    ])
    for (const path of ['', '/faults', '/samples', '/export'])
      expect([
        path,
        (await stranger.get(`/imports/${read.id}${path}`)).status,
        (await clerk.get(`/imports/${read.id}${path}`)).status,
      ]).toEqual([path, 404, 403])
    for (const verb of ['run', 'stop'])
      expect((await stranger.post(`/imports/${read.id}/${verb}`)).status).toBe(404)
    expect((await stranger.get('/imports')).body.items).toEqual([])
    expect((await upload(csvOf(HEAD, ['M-1,x,水果,个,1']), stranger, read.id)).body.id).toBe(read.id)
    expect((await merch.get(`/imports/${read.id}`)).body).toMatchObject({ state: 'preview' })
  })

  it('what goes out is what its reader may see: goods of one store alone do not show elsewhere', async () => {
    const [mine, theirs] = [await t.aStore(), await t.aStore()]
    const sku = await t.aSku({ name: { zh: '独家商品', en: '' } })
    await w.facts("update products set assortment = 'exclusive', store_id = $2 where id = $1", [
      sku.productId,
      theirs,
    ])
    const seen = async (store: string) =>
      (
        await download(
          '/exports/products?format=csv&q=' + encodeURIComponent('独家商品'),
          await t.aPerson('store_manager', 'store', store),
        )
      ).includes(sku.code)
    expect([await seen(mine), await seen(theirs)]).toEqual([false, true])
  })

  it('rows and faults are forgotten after 30 days, the import is not', async () => {
    const read = await checked('SKU code,List price\nX Y,1\n')
    w.shift(31 * 86_400_000)
    await t.run(() => w.get(SheetsJobs).forget())
    const [left] = await w.facts(
      'select (select count(*)::int from import_rows where import_id = $1) rows, (select count(*)::int from import_faults where import_id = $1) faults',
      [read.id],
    )
    expect(left).toEqual({ rows: 0, faults: 0 })
    const late = await t.aPerson('merchandiser')
    expect((await late.get(`/imports/${read.id}`)).body).toMatchObject({
      rowsKept: false,
      runnable: false,
      planned: { faulty: 1 },
    })
    expect((await late.get(`/imports/${read.id}/export`)).body.code).toBe('sheets.forgotten')
    w.shift(-31 * 86_400_000)
  })

  it.each(['csv', 'xlsx'] as const)(
    'what goes out as %s comes in again as nothing new, and elsewhere as the same',
    async (format) => {
      const other = await w.aTenant()
      const there = await other.aPerson('owner')
      const product = await aRichProduct()
      // one of them with all goods there are by now, some thousands
      const sheet = await download(
        `/exports/products?format=${format}${format === 'xlsx' ? '&q=%E5%A4%8D%E6%9D%82' : ''}`,
        owner,
      )
      const back = await checked(sheet, owner)
      expect([
        back.planned.fresh,
        back.planned.changed,
        back.planned.faulty,
        back.planned.same === back.rows,
      ]).toEqual([0, 0, 0, true])
      const one = await download(`/exports/products?format=${format}&q=${encodeURIComponent(product)}`, owner)
      const made = await checked(one, there)
      expect([made.planned, await faultsOf(made.id, there)]).toEqual([
        { fresh: 3, changed: 0, same: 0, faulty: 0 },
        [],
      ])
      await run(made.id, there)
      const again = await download(`/exports/products?format=csv`, there, other)
      expect(again.toString()).toBe(
        (await download(`/exports/products?format=csv&q=${encodeURIComponent(product)}`, owner)).toString(),
      )
    },
  )
  /** A product with all that a sheet can carry, and all that a spreadsheet would take for something else. */
  async function aRichProduct(): Promise<string> {
    const name = `复杂${newId().slice(-6)}`
    const [a, b, c] = ['红', '蓝', '=绿'].map((zh) => ({ zh, en: `@${zh}` }))
    const code = newId().slice(-8)
    const { status, text } = await owner.post('/products', {
      id: newId(),
      kind: 'weighed',
      name: { zh: name, en: '=HYPERLINK("http://x")' },
      detail: { zh: '-第一行\n"第二行", _x000D_', en: "'=1" },
      brand: '-',
      unit: { zh: '斤', en: '+jin' },
      categoryId: t.categoryId,
      supplierId: null,
      options: [{ name: { zh: '颜色', en: '' }, values: [a, b, c] }],
      mediaIds: [],
      skus: [0, 1, 2].map((i) => ({
        id: newId(),
        code: `${code}-${i}`,
        barcodes: i ? [ean(), ean()].sort() : [],
        optionIndexes: [i],
        listPrice: 1_990 + i,
        unitSize: 500,
        priceMin: i === 1 ? 0 : null,
        priceMax: i === 2 ? 99_900 : null,
        weightGrams: 250,
        mediaId: null,
      })),
    })
    expect([status, text]).toEqual([201, text])
    return name
  }
})
