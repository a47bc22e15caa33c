import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { LabelMark, LabelPreview, LabelPrint } from '@storeweave/contract'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { readPdf, type ReadPage } from '../../test/read-pdf.js'
import { gtin } from '../../test/goods.js'
import type { Staff } from '../../test/shop.js'
import { newId, World, type Answer, type Client, type TestSku, type TestTenant } from '../../test/world.js'
import { WechatClient } from '../members/index.js'
import { openFileStore } from '../catalog/index.js'

let w: World, t: TestTenant, owner: Staff, manager: Staff
let store: string, other: string, categoryId: string
let milk: TestSku, apples: TestSku, barcode: string

beforeAll(async () => {
  prepareZXingModule({
    overrides: {
      wasmBinary: readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
    },
  })
  w = await World.start()
  t = await w.aTenant()
  owner = await t.aPerson('owner')
  store = await t.aStore()
  other = await t.aStore()
  manager = await t.aPerson('store_manager', 'store', store)
  categoryId = newId()
  await owner.post('/categories', {
    id: categoryId,
    parentId: t.categoryId,
    name: { zh: '乳品', en: 'Dairy' },
    position: 1,
  })
  barcode = gtin()
  milk = await t.aSku({ name: { zh: '鲜牛奶喆', en: 'Fresh milk' }, price: 1290, barcode, categoryId })
  apples = await t.aSku({ name: { zh: '苹果', en: 'Apples' }, kind: 'weighed', unitSize: 500, price: 880 })
})
afterEach(() => w.sandbox.control.off())
afterAll(() => w.stop())

const ASKED = { sheet: 'a4_24', code: 'web', locale: 'zh-CN' }
const preview = (more: object = {}, by: Client = manager, at = store) =>
  by.post<LabelPreview>(`/stores/${at}/labels/preview`, { ...ASKED, ...more })
const ask = (more: object = {}, by: Client = manager, at = store) =>
  by.post<LabelPrint>(`/stores/${at}/labels`, { id: newId(), whenDown: 'stop', ...ASKED, ...more })
const code = ({ status, body }: Answer) => [status, body?.code]
/** Labels as they came out in the end. */
async function printed(more: object = {}): Promise<LabelPrint & { pages: ReadPage[] }> {
  const made = await ask(more)
  expect(made.status).toBe(201)
  const path = `/stores/${store}/labels/${made.body.id}`
  const done = await w.until<LabelPrint | undefined>(async () => {
    const { body } = await manager.get<LabelPrint>(path)
    return ['done', 'failed'].includes(body.state) ? body : undefined
  })
  if (done.state === 'failed') return { ...done, pages: [] }
  const file = await fetch(`http://localhost:${w.port}/api${path}/file`, {
    headers: { authorization: manager.authorization },
  })
  expect(file.headers.get('content-type')).toBe('application/pdf')
  return { ...done, pages: readPdf(Buffer.from(await file.arrayBuffer())) }
}
const labelCode = async (skuId: string) =>
  (await w.facts<{ code: string }>('select code from label_codes where sku_id = $1', [skuId]))[0]!.code

/** What a reader makes of the marks of one kind, drawn with eight dots a millimetre as label printers do. */
async function scanned({ width, height, marks }: LabelPreview, kind: 'bars' | 'matrix'): Promise<string[]> {
  const boxes = marks.flatMap((mark: LabelMark) => {
    if (mark.kind !== kind) return []
    const rows = mark.kind === 'bars' ? [mark.modules] : mark.kind === 'matrix' ? mark.rows : []
    const [wide, high] =
      mark.kind === 'bars' ? [mark.width, mark.height] : [mark.size, mark.size / rows.length]
    return rows.flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map(
        ({ index, 0: run }) =>
          `<rect x="${mark.x + (index * wide) / row.length}" y="${mark.y + y * high}" width="${(run.length * wide) / row.length}" height="${high}"/>`,
      ),
    )
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * 8}" height="${height * 8}"><rect width="${width}" height="${height}" fill="#fff"/>${boxes.join('')}</svg>`
  const found = await readBarcodes(await sharp(Buffer.from(svg)).png().toBuffer(), {
    maxNumberOfSymbols: 255,
  })
  return found.map(({ text }) => text)
}

describe('labels of a store', () => {
  it('say in real text what the goods cost here now, and by the bars which they are', async () => {
    await manager.put(`/stores/${store}/prices/${milk.id}`, { price: 1190 })
    const { pages, labels, total, fellBack } = await printed()
    expect([labels, total, fellBack, pages.length]).toEqual([2, 2, 0, 1])
    const [day, minute] = new Date(w.now().getTime() + 8 * 3_600_000).toISOString().split(/[T.]/)
    const at = `打印于 ${day} ${minute!.slice(0, 5)}`
    const texts = pages[0]!.texts
    expect(texts.filter((text) => /^打印于/.test(text)).length).toBe(2)
    expect(texts.map((text) => (/^打印于/.test(text) ? 'at' : text))).toEqual(
      expect.arrayContaining([
        '鲜牛奶喆',
        '¥11.90',
        '/个',
        milk.code,
        barcode,
        '苹果',
        '¥8.80',
        '/500克',
        'at',
      ]),
    )
    expect(texts.find((text) => text.startsWith('打印于'))!.slice(0, 14)).toBe(at.slice(0, 14))
    for (const [sku, bars] of [
      [milk, barcode],
      [apples, apples.code],
    ] as const)
      expect(
        await scanned((await preview({ productIds: [sku.productId], sheet: 'roll_58' })).body, 'bars'),
      ).toEqual([bars])
    const english = await printed({ locale: 'en', code: 'none', sheet: 'roll_58' })
    expect(english.pages.map((page) => page.texts[0])).toEqual(['Apples', 'Fresh milk'])
    expect(english.pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
      [164, 113],
      [164, 113],
    ])
  })

  it('lead by their code to these goods in this store', async () => {
    await printed({ productIds: [milk.productId] })
    const scene = await labelCode(milk.id)
    const target = await t.api.get(`/shop/labels/${scene}`)
    expect([target.status, target.body]).toEqual([
      200,
      { storeId: store, productId: milk.productId, skuId: milk.id },
    ])
    expect(code(await t.api.get(`/shop/labels/${'0'.repeat(12)}`))).toEqual([404, 'access.not_found'])
    const foreign = await w.aTenant()
    expect(code(await foreign.api.get(`/shop/labels/${scene}`))).toEqual([404, 'access.not_found'])
    const { body } = await preview({ productIds: [milk.productId], sheet: 'roll_58' })
    const origin = `http://${t.ref.slug}.localhost`
    expect(await scanned(body, 'matrix')).toEqual([
      `${origin}/h5/pkg-catalog/label/label?scene=${'0'.repeat(12)}`,
    ])
    // printed again, a label leads by the same code
    await printed({ productIds: [milk.productId] })
    expect(await labelCode(milk.id)).toBe(scene)
  })

  it('are of what it sells alone, by product, by SKU and by category', async () => {
    const labels = async (more: object) => {
      const { body } = await preview(more)
      return [body.labels, body.sheets]
    }
    expect(await labels({ categoryId })).toEqual([1, 1])
    expect(await labels({ categoryId: t.categoryId, sheet: 'roll_80' })).toEqual([2, 2])
    expect(await labels({ skuIds: [milk.id] })).toEqual([1, 1])
    expect(code(await preview({ skuIds: [milk.id], productIds: [apples.productId] }))).toEqual([
      409,
      'labels.nothing',
    ])
    await manager.put(`/stores/${store}/goods/${milk.productId}`, { listed: false })
    expect(code(await preview({ categoryId }))).toEqual([409, 'labels.nothing'])
    expect(code(await ask({ productIds: [milk.productId] }))).toEqual([409, 'labels.nothing'])
    await manager.put(`/stores/${store}/goods/${milk.productId}`, { listed: true })
    expect(await labels({ categoryId })).toEqual([1, 1])
  })

  it('are refused where a sign cannot be printed, by name', async () => {
    const odd = await t.aSku({ name: { zh: '快乐😀糖', en: 'Sweets' } })
    const refused = await ask({ productIds: [odd.productId] })
    expect([...code(refused), (refused as Answer).body.args]).toEqual([
      422,
      'labels.sign_missing',
      { sign: '😀', name: '快乐😀糖' },
    ])
    expect((await preview({ productIds: [odd.productId], locale: 'en' })).status).toBe(200)
    expect(await w.facts('select 1 from label_prints where $1 = any(sku_ids)', [odd.id])).toEqual([])
    await manager.put(`/stores/${store}/goods/${odd.productId}`, { listed: false })
  })

  it('are printed by who may read its prices', async () => {
    expect(code(await ask({}, manager, other))).toEqual([404, 'access.not_found'])
    expect(code(await preview({}, manager, other))).toEqual([404, 'access.not_found'])
    expect(code(await ask({}, await t.aPerson('courier', 'store', store)))).toEqual([403, 'access.denied'])
    const { id } = await printed()
    expect(code(await owner.get(`/stores/${other}/labels/${id}`))).toEqual([404, 'access.not_found'])
    expect(code(await owner.get(`/stores/${other}/labels/${id}/file`))).toEqual([404, 'access.not_found'])
    expect(code(await ask({ id, sheet: 'a6' }))).toEqual([422, 'request.key_reused'])
    expect((await ask({ id })).body.id).toBe(id)
    await w.advance(25 * 3_600_000)
    manager = await t.aPerson('store_manager', 'store', store)
    owner = await t.aPerson('owner')
    expect(code(await manager.get(`/stores/${store}/labels/${id}`))).toEqual([404, 'access.not_found'])
    expect(await openFileStore().size(`${t.ref.id}/labels/${id}.pdf`)).toBeUndefined()
  })
})

describe('mini-program codes', () => {
  it('are asked for once and kept', async () => {
    const first = await printed({ code: 'mini_program' })
    expect([first.state, first.pages[0]!.pictures, first.fellBack]).toEqual(['done', 2, 0])
    expect(first.pages[0]!.texts.filter((text) => text === '微信扫码购买')).toHaveLength(2)
    const [row] = await w.facts('select code, picture from label_codes where sku_id = $1', [milk.id])
    const kept = await openFileStore().get(`${t.ref.id}/labels/${row!['picture']}.png`)
    const drawn = await t.run(() => w.get(WechatClient).codePicture('pkg-catalog/label/label', row!['code']))
    const pixels = (png: Buffer) => sharp(png).greyscale().raw().toBuffer()
    expect((await pixels(kept!)).equals(await pixels(drawn))).toBe(true)
    w.sandbox.control.on({ kind: 'wechat-down' })
    expect((await printed({ code: 'mini_program' })).state).toBe('done')
  })

  it('that WeChat does not give stop the print, or are codes for browsers where that was wanted', async () => {
    await printed({ code: 'mini_program' }) // the codes of all other goods are kept
    const fresh = await t.aSku({ name: { zh: '新品', en: 'New' } })
    w.sandbox.control.on({ kind: 'wechat-down' })
    const stopped = await printed({ code: 'mini_program' })
    expect([stopped.state, stopped.faultCode, stopped.bytes]).toEqual([
      'failed',
      'labels.provider_down',
      null,
    ])
    expect(code(await manager.get(`/stores/${store}/labels/${stopped.id}/file`))).toEqual([
      409,
      'labels.not_ready',
    ])
    const mixed = await printed({ code: 'mini_program', whenDown: 'web' })
    expect([mixed.state, mixed.fellBack, mixed.pages[0]!.pictures]).toEqual(['done', 1, 2])
    expect(mixed.pages[0]!.texts.filter((text) => text === '扫码购买')).toHaveLength(1)
    w.sandbox.control.off()
    const whole = await printed({ code: 'mini_program', productIds: [fresh.productId] })
    expect([whole.fellBack, whole.pages[0]!.pictures]).toEqual([0, 1])
  })

  it('are not offered by a brand without a mini program', async () => {
    await w.facts("update tenant_settings set providers = '{}' where tenant_id = $1", [t.ref.id])
    await owner.put('/review-settings', { atOnce: true }) // settings are read anew
    expect(code(await ask({ code: 'mini_program' }))).toEqual([409, 'labels.no_mini_program'])
    expect((await printed()).state).toBe('done')
  })
})
