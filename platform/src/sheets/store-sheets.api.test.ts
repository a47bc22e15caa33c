import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvOf, Sheets } from '../../test/sheets.js'
import { newId, World, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { InventoryService } from '../inventory/index.js'
import { ImportWorkService } from './import-work.service.js'

let w: World, t: TestTenant, owner: Client & { personId: string }, store: string, other: string
let storeCode: string, otherCode: string
/** Somebody at HQ who lets sheets in and holds the rest in one store alone, or with limits. */
async function aPerson(permissions: string[], limits = {}, storeId?: string) {
  const none = { priceCut: null, refund: null, stockCorrection: null }
  const role = async (list: string[], scopes: string[]) =>
    (
      await owner.post('/roles', {
        id: newId(),
        name: { zh: `角色${newId().slice(-6)}`, en: '' },
        scopes,
        permissions: list,
        limits: { ...none, ...limits },
      })
    ).body.key as string
  if (!storeId) return t.aPerson(await role(['Import:read', 'Import:create', ...permissions], ['hq']))
  const who = await t.aPerson(await role(['Import:read', 'Import:create'], ['hq']))
  const grant = {
    id: newId(),
    roleKey: await role(permissions, ['store']),
    scopeKind: 'store',
    scopeId: storeId,
  }
  expect((await owner.post(`/people/${who.personId}/grants`, grant)).status).toBe(201)
  return who
}
const codeOf = async (id: string) =>
  String((await w.facts('select code from org_units where id = $1', [id]))[0]!['code'])
const events = async (name: string) =>
  (
    await w.facts('select payload from outbox where tenant_id = $1 and name = $2 order by id', [
      t.ref.id,
      name,
    ])
  ).map((r) => r['payload'])
const sumOf = async (...tables: string[]) =>
  JSON.stringify(
    await Promise.all(
      tables.map((table) =>
        w.facts(
          `select md5(string_agg(x::text, '|' order by x::text)) s from ${table} x where tenant_id = $1`,
          [t.ref.id],
        ),
      ),
    ),
  )
const decide = (decision: string, unit: string, level: string | null) =>
  owner.put(`/decisions/${unit}`, { decision, level })

beforeAll(async () => {
  w = await World.start()
  t = await w.aTenant()
  owner = await t.aPerson('owner')
  ;[store, other] = [await t.aStore(), await t.aStore()]
  ;[storeCode, otherCode] = [await codeOf(store), await codeOf(other)]
})
afterAll(() => w.stop())

describe('sheets of store prices', () => {
  let sheets: Sheets, sku: TestSku
  beforeAll(async () => {
    sheets = new Sheets(w, t, 'prices', owner)
    sku = await t.aSku({ price: 1_000, min: 800, max: 1_200 })
  })
  const HEAD = '门店编码,规格编码,门店价'

  it('set and take away what stores ask, with history and one event a store; the same again writes nothing', async () => {
    const second = await t.aSku({ price: 500 })
    const sheet = csvOf(HEAD, [
      `${storeCode},${sku.code},9`,
      `${otherCode},${sku.code},11.5`,
      `${storeCode},${second.code},`,
      `${otherCode},${second.code},5.55`,
    ])
    const read = await sheets.checked(sheet)
    expect(read.planned).toEqual({ fresh: 0, changed: 3, same: 1, faulty: 0 })
    expect((await owner.get(`/imports/${read.id}/samples`)).body.items[0]).toMatchObject({
      row: 2,
      fresh: false,
      productId: sku.productId,
      changes: [{ cell: 'store_price', column: '门店价', sku: sku.code, before: '', after: '9' }],
    })
    expect(await w.facts('select 1 from unit_prices where tenant_id = $1', [t.ref.id])).toEqual([])
    expect((await sheets.run(read.id)).made).toEqual({ fresh: 0, changed: 3, same: 1, faulty: 0 })
    const one = (await owner.get(`/stores/${other}/prices?q=${second.code}`)).body.items[0]
    expect([one.storePrice, one.listPrice]).toEqual([555, 500])
    const told = await events('pricing.prices_changed')
    expect(told).toHaveLength(2)
    expect(told).toContainEqual({ storeId: store, skuIds: [sku.id] })
    expect(told).toContainEqual({ storeId: other, skuIds: [sku.id, second.id] })
    expect(
      await w.facts(
        'select before, after, person_id from price_changes where sku_id = $1 and store_id = $2',
        [sku.id, store],
      ),
    ).toMatchObject([{ before: { price: null }, after: { price: 900 }, person_id: owner.personId }])
    const sum = await sumOf('unit_prices', 'price_changes', 'outbox')
    const again = await sheets.checked(sheet)
    expect(again.planned).toEqual({ fresh: 0, changed: 0, same: 4, faulty: 0 })
    await sheets.run(again.id)
    expect(await sumOf('unit_prices', 'price_changes', 'outbox')).toBe(sum)
    // what goes out is read as no change
    const out = await sheets.download('/exports/prices?format=csv')
    const back = await sheets.checked(out)
    expect([back.planned, back.ignored]).toEqual([
      { fresh: 0, changed: 0, same: 3, faulty: 0 },
      ['商品', '现行统一价', '可设最低价', '可设最高价'],
    ])
    const gone = await sheets.checked(csvOf(HEAD, [`${storeCode},${sku.code},-`]))
    await sheets.run(gone.id)
    expect((await owner.get(`/stores/${store}/prices?differing=true`)).body.items).toEqual([])
  })

  it('meet each row as the price list would: bounds, limits, reach, who decides, goods of another store', async () => {
    const own = await t.aSku({ price: 1_000 })
    await w.facts("update products set assortment = 'exclusive', store_id = $2 where id = $1", [
      own.productId,
      other,
    ])
    const sheet = csvOf(HEAD, [
      `${storeCode},${sku.code},7.99`,
      `${storeCode},NOPE,9`,
      `NOPE,${sku.code},9`,
      `${storeCode},${own.code},9`,
      `${otherCode},${own.code},0`,
      `${otherCode},${sku.code},9,`,
      `${otherCode},${sku.code},9.5`,
      `,${sku.code},9`,
    ])
    expect(await sheets.faults((await sheets.checked(sheet)).id)).toEqual([
      [2, 'store_price', 'outside_bounds'],
      [3, 'sku', 'sku_unknown'],
      [4, 'store', 'store_unknown'],
      [5, 'sku', 'sku_unknown'],
      [6, 'store_price', 'price_invalid'],
      [8, 'sku', 'row_twice'],
      [9, 'store', 'required'],
    ])
    const near = await aPerson(['Price:read', 'Price:update'], { priceCut: 1_500 }, store)
    const two = csvOf(HEAD, [`${storeCode},${sku.code},8.4`, `${otherCode},${sku.code},9`])
    const theirs = new Sheets(w, t, 'prices', near)
    expect(await theirs.faults((await theirs.checked(two)).id)).toEqual([
      [2, 'store_price', 'cut_over_limit'],
      [3, 'store', 'store_unknown'],
    ])
    await decide('price', t.hqId, 'hq')
    const kept = await theirs.checked(csvOf(HEAD, [`${storeCode},${sku.code},9`]))
    expect(await theirs.faults(kept.id)).toEqual([[2, 'store_price', 'decided_above']])
    await decide('price', t.hqId, null)
    expect(
      await theirs.lines('/exports/prices?format=csv').then((all) => all.map((cells) => cells[0])),
    ).toEqual(['\u95e8\u5e97\u7f16\u7801'])
  })

  it('look at each row anew when it is written: bounds that have changed since hold', async () => {
    const moved = await t.aSku({ price: 1_000 })
    const read = await sheets.checked(csvOf(HEAD, [`${storeCode},${moved.code},5`]))
    await owner.put(`/skus/${moved.id}/list-price`, { listPrice: 1_000, priceMin: 900, priceMax: null })
    expect(await sheets.run(read.id)).toMatchObject({ state: 'done', made: { changed: 0, faulty: 1 } })
    expect(await w.facts('select 1 from unit_prices where sku_id = $1', [moved.id])).toEqual([])
  })
})

describe('sheets of stock', () => {
  let sheets: Sheets, sku: TestSku
  beforeAll(async () => {
    sheets = new Sheets(w, t, 'stock', owner)
    sku = await t.aSku()
    await t.stock(store, sku.id, 10)
  })
  const HEAD = '门店编码,规格编码,盘点数量,增减数量,原因,单据号,备注'
  const levels = (id: string) =>
    w.facts(
      'select o.code, l.on_hand::int from stock_levels l join org_units o on o.id = l.location_id where l.sku_id = $1 order by o.code',
      [id],
    )

  it('set what was counted and add what came, a movement each; once a document, however often', async () => {
    const second = await t.aSku()
    const sheet = csvOf(HEAD, [
      `${storeCode},${sku.code},7,,,,少了三个`,
      `${otherCode},${sku.code},,12,入库,DN-1,`,
      `${storeCode},${second.code},0,,,,`,
      `${otherCode},${second.code},,,,,`,
    ])
    const read = await sheets.checked(sheet)
    expect(read.planned).toEqual({ fresh: 0, changed: 2, same: 2, faulty: 0 })
    expect((await sheets.run(read.id)).made).toEqual({ fresh: 0, changed: 2, same: 2, faulty: 0 })
    expect(await levels(sku.id)).toEqual([
      { code: storeCode, on_hand: 7 },
      { code: otherCode, on_hand: 12 },
    ])
    expect(
      await w.facts(
        "select kind, quantity::int, before::int, after::int, document, note, person_id from stock_movements where sku_id = $1 and kind <> 'opening' order by kind",
        [sku.id],
      ),
    ).toEqual([
      {
        kind: 'correction',
        quantity: -3,
        before: 10,
        after: 7,
        document: '',
        note: '少了三个',
        person_id: owner.personId,
      },
      {
        kind: 'receipt',
        quantity: 12,
        before: 0,
        after: 12,
        document: 'DN-1',
        note: '',
        person_id: owner.personId,
      },
    ])
    const told = await events('inventory.stock_moved')
    expect(told).toContainEqual({ locationId: store, storeId: store, skuIds: [sku.id] })
    const sum = await sumOf('stock_levels', 'stock_movements', 'outbox')
    const again = await sheets.checked(sheet)
    expect(again.planned).toEqual({ fresh: 0, changed: 0, same: 4, faulty: 0 })
    await sheets.run(again.id)
    expect(await sumOf('stock_levels', 'stock_movements', 'outbox')).toBe(sum)
    const lines = await sheets.lines(`/exports/stock?format=csv&storeId=${other}`)
    expect(lines[0]).toEqual(['门店编码', '规格编码', '盘点数量', '备注', '商品', '账面数量', '已占用'])
    expect(lines.find((l) => l[1] === sku.code)?.slice(5)).toEqual(['12', '0'])
    // a sheet to count by is no change before somebody counted
    const out = await sheets.download('/exports/stock?format=xlsx')
    expect((await sheets.checked(out)).planned).toMatchObject({ changed: 0, faulty: 0 })
  })

  it('meet each row as the form would: what is held stays, limits, reach, who decides, what goes together', async () => {
    const held = await t.aSku()
    await t.stock(store, held.id, 5)
    const own = await t.aSku()
    await t.stock(store, own.id, 7)
    const came = await sheets.checked(csvOf(HEAD, [`${otherCode},${own.code},,12,入库,DN-0,`]))
    await sheets.run(came.id)
    const orderId = newId()
    await t.run(() => w.get(InventoryService).reserve(orderId, store, [{ skuId: held.id, quantity: 4 }]))
    const pickup = await codeOf(await t.aStore({ kind: 'pickup_point' }))
    const sheet = csvOf(HEAD, [
      `${storeCode},${held.code},3,,,,`,
      `${storeCode},NOPE,3,,,,`,
      `NOPE,${held.code},3,,,,`,
      `${pickup},${held.code},3,,,,`,
      `${otherCode},${held.code},3,4,,,`,
      `${otherCode},${own.code},,5,入库,,`,
      `${otherCode},${own.code},,5,入库,DN-2,`,
      `${storeCode},${own.code},,0,入库,DN-3,`,
    ])
    expect(await sheets.faults((await sheets.checked(sheet)).id)).toEqual([
      [2, 'count', 'below_reserved'],
      [3, 'sku', 'sku_unknown'],
      [4, 'store', 'store_unknown'],
      [5, 'store', 'no_stock_here'],
      [6, 'change', 'count_or_change'],
      [7, 'document', 'document_needed'],
      [8, 'sku', 'row_twice'],
      [9, 'change', 'not_zero'],
    ])
    const other12 = csvOf(HEAD, [
      `${otherCode},${own.code},,13,入库,DN-0,`,
      `${storeCode},${own.code},7,,报损,,`,
    ])
    expect(await sheets.faults((await sheets.checked(other12)).id)).toEqual([
      [2, 'document', 'document_taken'],
      [3, 'reason', 'reason_misfit'],
    ])
    const near = await aPerson(['Stock:read', 'Stock:adjust'], { stockCorrection: 2 }, store)
    const theirs = new Sheets(w, t, 'stock', near)
    const mixed = csvOf(HEAD, [
      `${storeCode},${own.code},4,,,,`,
      `${otherCode},${own.code},11,,,,`,
      `${storeCode},${held.code},,100,入库,DN-9,`,
    ])
    const read = await theirs.checked(mixed)
    expect(await theirs.faults(read.id)).toEqual([
      [2, 'count', 'correction_over_limit'],
      [3, 'store', 'store_unknown'],
    ])
    // a delivery is as large as it is
    expect((await theirs.run(read.id)).made).toEqual({ fresh: 0, changed: 1, same: 0, faulty: 2 })
    await decide('stock', t.hqId, 'hq')
    const kept = await theirs.checked(csvOf(HEAD, [`${storeCode},${own.code},6,,,,`]))
    expect(await theirs.faults(kept.id)).toEqual([[2, 'count', 'decided_above']])
    await decide('stock', t.hqId, null)
    await t.run(() => w.get(InventoryService).release(orderId))
  })

  it('stop once their person may not adjust any more, and book each row once whatever dies', async () => {
    const goods = await t.aSku()
    const leaver = await aPerson(['Stock:read', 'Stock:adjust'])
    const read = await sheets.checked(csvOf(HEAD, [`${storeCode},${goods.code},9,,,,`]), leaver)
    await w.facts("update imports set state = 'running', begun = true where id = $1", [read.id])
    const work = w.get(ImportWorkService) as unknown as { step?: (id: string) => Promise<boolean> }
    const { step } = Object.getPrototypeOf(work) as { step: (id: string) => Promise<boolean> }
    work.step = async function (this: unknown, id: string) {
      await step.call(this, id)
      throw Object.assign(new Error('killed'), { code: 'killed' })
    }
    await expect(t.run(() => w.get(ImportWorkService).stretch(read.id))).rejects.toThrow('killed')
    expect(await levels(goods.id)).toEqual([])
    delete work.step
    await owner.patch(`/people/${leaver.personId}`, { status: 'disabled' })
    await t.run(() => w.get(ImportWorkService).stretch(read.id))
    expect((await owner.get(`/imports/${read.id}`)).body).toMatchObject({
      state: 'stopped',
      faultCode: 'sheets.rights_gone',
    })
    expect(await levels(goods.id)).toEqual([])
    await sheets.run(read.id)
    expect(await levels(goods.id)).toEqual([{ code: storeCode, on_hand: 9 }])
  })
})

describe('sheets of stores', () => {
  let sheets: Sheets, region: string
  beforeAll(async () => {
    sheets = new Sheets(w, t, 'stores', owner)
    region = await codeOf(t.regionId)
    const few = await sheets.checked(
      csvOf(
        HEAD,
        [901, 902, 903, 904].map((n) => row(n)),
      ),
    )
    await sheets.run(few.id)
  })
  const HEAD = '门店编码,门店名称,区域编码,地址,纬度,经度,营业时间,服务,电话,状态'
  const row = (n: number, o: { region?: string; lat?: string; hours?: string; status?: string } = {}) =>
    `N${n},新店${n},${o.region ?? region},文三路 ${n} 号,${o.lat ?? '30.27'},120.12,${o.hours ?? '周一至周五 09:00-21:00; 周六、周日 10:00-22:00'},自提、配送,0571-8888,${o.status ?? ''}`

  it('500 rows: the good ones become stores in preparation, bad ones are named by line, again changes nothing', async () => {
    const bad: Record<number, string> = {
      7: row(7, { region: 'NOPE' }),
      50: row(50, { lat: '91' }),
      99: row(99, { hours: '随时' }),
      100: row(100, { status: '营业' }),
      333: row(332),
      400: ',无编码,,,,,,,,',
    }
    const sheet = csvOf(
      HEAD,
      Array.from({ length: 500 }, (_, i) => bad[i] ?? row(i)),
    )
    const read = await sheets.checked(sheet)
    expect(read.planned).toEqual({ fresh: 494, changed: 0, same: 0, faulty: 6 })
    expect(await sheets.faults(read.id)).toEqual([
      [9, 'region', 'region_unknown'],
      [52, 'lat', 'degrees_invalid'],
      [101, 'hours', 'hours_invalid'],
      [102, 'status', 'store_opens_later'],
      [335, 'store', 'row_twice'],
      [402, 'store', 'required'],
    ])
    expect((await sheets.run(read.id)).made).toEqual({ fresh: 494, changed: 0, same: 0, faulty: 6 })
    const [made] = (await owner.get('/stores?q=N499')).body.items
    expect(made).toMatchObject({
      code: 'N499',
      regionId: t.regionId,
      status: 'preparing',
      services: ['pickup', 'delivery'],
      preparationMinutes: 30,
      timeZone: 'Asia/Shanghai',
    })
    expect(made.hours).toHaveLength(7)
    const [place] = await w.facts(
      'select s.unit_ids, l.id from stores s join locations l on l.store_id = s.id where s.id = $1',
      [made.id],
    )
    expect(place).toEqual({ unit_ids: [made.id, t.regionId, t.hqId], id: made.id })
    const sum = await sumOf('stores', 'org_units', 'locations', 'outbox')
    const again = await sheets.checked(sheet)
    expect(again.planned).toEqual({ fresh: 0, changed: 0, same: 494, faulty: 6 })
    const out = await sheets.checked(await sheets.download('/exports/stores?format=csv'))
    expect([out.planned.changed, out.planned.faulty, out.planned.same]).toEqual([0, 0, out.rows])
    await sheets.run(out.id)
    expect(await sumOf('stores', 'org_units', 'locations', 'outbox')).toBe(sum)
  })

  it('change many at once: a move to another region, a name, hours; shown before and after', async () => {
    const elsewhere = await t.aRegion()
    const read = await sheets.checked(
      csvOf('门店编码,区域编码,门店名称,营业时间,电话', [
        `N901,${await codeOf(elsewhere)},搬了家,每天 08:00-20:00,-`,
        'N902,,,,',
      ]),
    )
    expect(read.planned).toEqual({ fresh: 0, changed: 1, same: 1, faulty: 0 })
    const [sample] = (await owner.get(`/imports/${read.id}/samples`)).body.items
    expect(sample.changes.map((c: any) => [c.cell, c.before, c.after])).toEqual([
      ['store_name', '新店901', '搬了家'],
      ['region', region, await codeOf(elsewhere)],
      ['phone', '0571-8888', ''],
      ['hours', '周一至周五 09:00-21:00; 周六、周日 10:00-22:00', '周一至周日 08:00-20:00'],
    ])
    await sheets.run(read.id)
    const [store] = (await owner.get('/stores?q=N901&limit=1')).body.items
    expect(store).toMatchObject({
      name: { zh: '搬了家' },
      regionId: elsewhere,
      phone: '',
      address: '文三路 901 号',
    })
    expect((await w.facts('select unit_ids from stores where id = $1', [store.id]))[0]).toEqual({
      unit_ids: [store.id, elsewhere, t.hqId],
    })
  })

  it('meet each row as the form would: reach, fields that are HQ’s, who decides, what an opening needs', async () => {
    const near = await aPerson(['Store:read', 'Store:update'], {}, store)
    const theirs = new Sheets(w, t, 'stores', near)
    const sheet = csvOf('门店编码,门店名称,电话,营业时间', [
      `${storeCode},改名,,`,
      `${otherCode},,0571-9999,`,
      `${storeCode}X,新,,`,
    ])
    expect(await theirs.faults((await theirs.checked(sheet)).id)).toEqual([
      [2, 'store_name', 'not_allowed'],
      [3, 'store', 'store_unknown'],
      [4, 'address', 'required'],
      [4, 'lat', 'required'],
      [4, 'lng', 'required'],
      [4, 'region', 'required'],
    ])
    await decide('hours', t.hqId, 'hq')
    const hours = csvOf('门店编码,营业时间', [`${storeCode},每天 08:00-20:00`])
    expect(await theirs.faults((await theirs.checked(hours)).id)).toEqual([[2, 'hours', 'decided_above']])
    await decide('hours', t.hqId, null)
    const fresh = csvOf(HEAD, [row(905)])
    expect(await theirs.faults((await theirs.checked(fresh)).id)).toEqual([[2, 'store', 'not_allowed']])
    const open = await sheets.checked(csvOf('门店编码,状态', ['N903,营业', 'N904,已关闭', `${region},`]))
    expect(await sheets.faults(open.id)).toEqual([
      [2, 'status', 'store_not_ready'],
      [4, 'store', 'code_taken'],
    ])
    await sheets.run(open.id)
    expect((await owner.get('/stores?q=N904&limit=1')).body.items[0].status).toBe('closed')
  })
})

it('403 to who may not change what a sheet is about; sheets of stores go out as far as their reader sees', async () => {
  const clerk = await t.aPerson('clerk', 'store', store)
  const none = await aPerson(['Store:read', 'Price:read', 'Stock:read'])
  for (const kind of ['prices', 'stores', 'stock'] as const) {
    const sheets = new Sheets(w, t, kind, none)
    expect([kind, (await sheets.upload('x')).status, (await sheets.upload('x', clerk)).status]).toEqual([
      kind,
      403,
      403,
    ])
  }
  const seen = new Sheets(w, t, 'stores', clerk)
  expect((await seen.lines('/exports/stores?format=csv')).map((l) => l[0])).toEqual(['门店编码', storeCode])
  const stock = await seen.lines('/exports/stock?format=csv')
  expect(new Set(stock.slice(1).map((l) => l[0]))).toEqual(new Set([storeCode]))
  expect((await clerk.get('/exports/prices?format=csv')).status).toBe(403)
  expect((await seen.lines('/exports/stock?format=csv&blank=true')).length).toBe(1)
})
