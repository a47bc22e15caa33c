import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { product, sku as skuOf, words } from '../../test/goods.js'
import { csvOf, Sheets } from '../../test/sheets.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

let w: World, t: TestTenant, owner: Client, merch: Client, sheets: Sheets
const [material, size, length, washable, craft, old, twin] = Array.from({ length: 7 }, () => newId())
const choice = (zh: string, en = '') => ({ id: newId(), name: words(zh, en) })
const choices = [
  choice('棉', 'Cotton'),
  choice('真丝', 'Silk'),
  choice('棉、麻', 'Cotton, linen'),
  choice('=网'),
]
const HEAD = '规格编码,商品名称,分类,单位,统一价'
const TITLES = '属性：材质,属性：尺码,属性：裙长（厘米）,属性：可机洗,属性：工艺,属性：工艺英文'

beforeAll(async () => {
  w = await World.start()
  t = await w.aTenant()
  owner = await t.aPerson('owner')
  merch = await t.aPerson('merchandiser')
  sheets = new Sheets(w, t, 'products', merch)
  await described()
})
afterAll(() => w.stop())

const sizes = [choice('S', 'S'), choice('M', 'M')]
/** Attributes of every kind, one of them out of use. */
async function described(): Promise<void> {
  for (const [position, attribute] of [
    { id: material, kind: 'choice', name: words('材质', 'Material'), several: true, choices },
    { id: size, kind: 'choice', name: words('尺码', 'Size'), choices: sizes },
    { id: length, kind: 'number', name: words('裙长', 'Length'), unit: words('厘米', 'cm') },
    { id: washable, kind: 'flag', name: words('可机洗', 'Machine washable') },
    { id: craft, kind: 'text', name: words('工艺', 'Craft') },
    { id: old, kind: 'number', name: words('旧号') },
  ].entries())
    expect((await owner.post('/attributes', { ...attribute, position })).status).toBe(201)
}
/** What is wrong, as its reader sees it: row, column, words, and what stands there. */
const faultsOf = async (id: string, language = 'zh-CN') =>
  (await merch.get(`/imports/${id}/faults?limit=100`, { 'accept-language': language })).body.items.map(
    (f: any) => [f.row, f.column, f.text, f.value],
  )
const taken = async (sheet: string, who = merch) => {
  const read = await sheets.checked(sheet, who)
  expect([read.planned.faulty, await faultsOf(read.id)]).toEqual([0, []])
  return sheets.run(read.id, who)
}
const value = (attributeId: string | undefined, text: string, valueEn = '') => ({
  attributeId,
  value: text,
  valueEn,
})
const valuesOf = (code: string) =>
  w.facts(
    `select v.attribute_id as id, v.value, v.value_en as en, v.choice_id as choice from product_values v join skus k on k.tenant_id = v.tenant_id and k.product_id = v.product_id
      where k.tenant_id = $1 and k.code = $2 order by v.attribute_id, v.value`,
    [t.ref.id, code],
  )
const productOf = async (code: string) =>
  (await merch.get(`/products/${(await merch.get(`/products?q=${code}`)).body.items[0].id}`)).body

const at = (id: string | undefined, value: string, en = '') => ({
  id,
  value,
  en,
  choice: null as string | null,
})
const pick = (id: string | undefined, choice: { id: string }) => ({ ...at(id, choice.id), choice: choice.id })
const sorted = <T extends { id: unknown; value: string }>(rows: T[]) =>
  rows.sort((a, b) => (`${String(a.id)} ${a.value}` < `${String(b.id)} ${b.value}` ? -1 : 1))

describe('values of attributes in sheets of products', () => {
  it('come in by a column each, as people write them in either language', async () => {
    const [cotton, silk, both, net] = choices
    const sheet = csvOf(`${HEAD},${TITLES}`, [
      'D-1,裙,水果,件,99,"真丝、棉",m,1200.50 厘米,是,手工刺绣,Hand made',
      `D-2,裙二,水果,件,99,"cotton; ${net!.id}",S,"1,050",no,,`,
      'D-3,裙三,水果,件,99,"Cotton, linen",,98CM,FALSE,-,-',
    ])
    expect(await taken(sheet)).toMatchObject({ made: { fresh: 3 }, ignored: [] })
    expect(await valuesOf('D-1')).toEqual(
      sorted([
        pick(material, cotton!),
        pick(material, silk!),
        pick(size, sizes[1]!),
        at(length, '1200.5'),
        at(washable, 'true'),
        at(craft, '手工刺绣', 'Hand made'),
      ]),
    )
    expect(await valuesOf('D-2')).toEqual(
      sorted([
        pick(material, cotton!),
        pick(material, net!),
        pick(size, sizes[0]!),
        at(length, '1050'),
        at(washable, 'false'),
      ]),
    )
    expect(await valuesOf('D-3')).toEqual(
      sorted([pick(material, both!), at(length, '98'), at(washable, 'false')]),
    )
    expect((await sheets.checked(sheet)).planned).toEqual({ fresh: 0, changed: 0, same: 3, faulty: 0 })
  })

  it('are shown before they change; what no row says stays; the product has one more version', async () => {
    const sheet = 'SKU code,Attribute: Material,属性：裙长（厘米）,Attribute: Craft (English)'
    const read = await sheets.checked(csvOf(sheet, ['D-1,棉,-,-']))
    const { changes } = (await merch.get(`/imports/${read.id}/samples`)).body.items[0]
    expect(changes).toHaveLength(3)
    expect(changes).toEqual(
      expect.arrayContaining([
        { cell: `attribute:${material}`, column: '属性：材质', sku: '', before: '棉、真丝', after: '棉' },
        { cell: `attribute:${length}`, column: '属性：裙长（厘米）', sku: '', before: '1200.5', after: '' },
        { cell: `attribute:${craft}_en`, column: '属性：工艺英文', sku: '', before: 'Hand made', after: '' },
      ]),
    )
    const before = await productOf('D-1')
    await sheets.run(read.id)
    const left = sorted([
      pick(material, choices[0]!),
      pick(size, sizes[1]!),
      at(washable, 'true'),
      at(craft, '手工刺绣'),
    ])
    expect(await valuesOf('D-1')).toEqual(left)
    const { items } = (await merch.get(`/products/${before.id}/versions`)).body
    expect(items.map((v: any) => v.version)).toEqual([before.version + 1, before.version])
    await taken(csvOf('规格编码,品牌', ['D-1,新牌']))
    expect(await valuesOf('D-1')).toEqual(left)
  })

  it('that cannot be are named by row and cell in both languages, and change nothing', async () => {
    const sql = 'select * from product_values where tenant_id = $1 order by 2, 3, 4'
    const before = await w.facts(sql, [t.ref.id])
    const read = await sheets.checked(
      csvOf(`规格编码,${TITLES},属性：无此`, [
        'D-1,亚麻,S,1,是,a,b,x',
        'D-2,棉,"S,M",一米,也许,,,',
        `D-3,,棉,1.23456,,${'长'.repeat(201)},,`,
        'D-404,,,1e9,,,,',
      ]),
    )
    expect(read).toMatchObject({ ignored: ['属性：无此'], planned: { changed: 0, fresh: 0, faulty: 4 } })
    const all = '棉 / Cotton, 真丝 / Silk, 棉、麻 / Cotton, linen, =网'
    const decimal = '须为数字，例如 98.5，最多 4 位小数'
    const faults = await faultsOf(read.id)
    expect(faults).toHaveLength(8)
    expect(faults).toEqual(
      expect.arrayContaining([
        [2, '属性：材质', `没有这个选项“亚麻”；可填：${all}`, '亚麻'],
        [3, '属性：可机洗', '只能填：是 / yes, 否 / no', '也许'],
        [3, '属性：尺码', '没有这个选项“S,M”；可填：S, M', 'S,M'],
        [3, '属性：裙长（厘米）', decimal, '一米'],
        [4, '属性：工艺', '最多 200 个字', '长'.repeat(200)],
        [4, '属性：尺码', '没有这个选项“棉”；可填：S, M', '棉'],
        [4, '属性：裙长（厘米）', decimal, '1.23456'],
        [5, '属性：裙长（厘米）', '数字被表格软件改写了（1e9）：请把该列设为文本格式后重新填写', '1e9'],
      ]),
    )
    expect((await faultsOf(read.id, 'en'))[0]).toEqual([
      2,
      'Attribute: Material',
      `there is no choice "亚麻"; there are: ${all}`,
      '亚麻',
    ])
    const faulty = async (head: string, ...rows: string[]) =>
      faultsOf((await sheets.checked(csvOf(head, rows))).id)
    expect(await faulty('规格编码,属性：工艺英文', 'D-2,English alone')).toEqual([
      [2, '属性：工艺', '必填', ''],
    ])
    expect(
      await faulty(
        `商品编号,${HEAD},规格项1,规格值1,属性：可机洗`,
        'E,E-1,x,水果,件,1,色,红,是',
        'E,E-2,x,水果,件,1,色,蓝,否',
      ),
    ).toEqual([[3, '属性：可机洗', '与第 2 行不一致，同一商品须相同', '否']])
    expect(await sheets.checked(csvOf('规格编码,属性：工艺,Attribute: Craft', ['D-1,a,b']))).toMatchObject({
      state: 'failed',
      fault: expect.stringContaining('Attribute: Craft'),
    })
    expect(await w.facts(sql, [t.ref.id])).toEqual(before)
  })

  it('goods on sale lose none that their category asks for, nor are put on sale without', async () => {
    const gowns = newId()
    await owner.post('/categories', { id: gowns, parentId: null, name: words('裙装') })
    const items = [{ attributeId: washable, required: true }]
    expect((await owner.put(`/categories/${gowns}/attributes`, { items })).status).toBe(200)
    const sku = await t.aSku()
    const move = csvOf('规格编码,分类,属性：可机洗', [`${sku.code},裙装,`])
    expect(await faultsOf((await sheets.checked(move, owner)).id)).toEqual([
      [2, '分类', '已上架的商品在这个分类下还缺：可机洗', '裙装'],
    ])
    await taken(`${move}是`, owner)
    expect(await valuesOf(sku.code)).toEqual([at(washable, 'true')])
    const emptied = await sheets.checked(csvOf('规格编码,属性：可机洗', [`${sku.code},-`]), owner)
    expect(await faultsOf(emptied.id)).toEqual([[2, '属性：可机洗', '必填', '-']])
    const draft = await t.aSku({ categoryId: gowns, publish: false })
    const publish = () => owner.post(`/products/${draft.productId}/moves`, { move: 'publish' })
    expect((await publish()).body.code).toBe('catalog.not_ready')
    await taken(csvOf('规格编码,属性：可机洗', [`${draft.code},否`]), owner)
    await owner.post(`/products/${draft.productId}/moves`, { move: 'submit' })
    expect((await publish()).body.state).toBe('published')
  })

  it.each(['csv', 'xlsx'] as const)('go out as %s and come in again as nothing new', async (format) => {
    const code = `R-${format}`
    const { status, text } = await owner.post('/products', {
      ...product({ categoryId: t.categoryId, mediaId: '' }),
      mediaIds: [],
      name: words(`往返${format}`),
      skus: [skuOf([], { code })],
      values: [
        ...choices.map((c) => value(material, c.id)),
        value(size, sizes[0]!.id),
        value(length, '123456789012.1250'),
        value(washable, 'false'),
        value(craft, '=1+1', '-'),
        value(old, '-0.50'),
      ],
    })
    expect([status, text]).toEqual([201, text])
    await owner.patch(`/attributes/${old}`, { active: false })
    const path = `/exports/products?format=${format}&q=${encodeURIComponent(`往返${format}`)}`
    const sheet = await sheets.download(path)
    const before = await valuesOf(code)
    expect(before).toHaveLength(9)
    if (format === 'csv') {
      const [head, row] = sheet.toString().slice(1).split('\r\n')
      expect(head!.endsWith(`,${TITLES},属性：旧号`)).toBe(true)
      // names that hold what parts them give way to ids
      const ids = choices.map((c) => c.id).sort()
      expect(row!.endsWith(`,${ids.join('、')},S,123456789012.1250,否,"'=1+1","'-",-0.50`)).toBe(true)
    }
    const back = await sheets.checked(sheet)
    expect([back.planned, back.ignored]).toEqual([{ fresh: 0, changed: 0, same: 1, faulty: 0 }, []])
    // what was emptied comes back whole from the sheet
    await taken(csvOf(`规格编码,${TITLES}`, [`${code},-,-,-,-,-,-`]))
    expect(await valuesOf(code)).toEqual([at(old, '-0.50')])
    const again = await sheets.checked(sheet)
    expect(again.planned).toEqual({ fresh: 0, changed: 1, same: 0, faulty: 0 })
    await sheets.run(again.id)
    const kept = (rows: { value?: unknown }[]) =>
      rows.map((r) => ({ ...r, value: String(r.value).replace(/0$/, '') }))
    expect(kept(await valuesOf(code))).toEqual(kept(before))
  })

  it('have heads in English, and two of one name are told apart by their ids', async () => {
    await owner.post('/attributes', { id: twin, kind: 'flag', name: words('工艺', 'Handwork'), position: 9 })
    const head = async (language: string) => {
      const sheet = await sheets.download('/exports/products?format=csv&blank=true', merch, language)
      return sheet.toString().slice(1).trim().split(',').slice(-4)
    }
    expect(await head('zh-CN')).toEqual([
      `属性：工艺 ${craft}`,
      `属性：工艺 ${craft}英文`,
      '属性：旧号',
      `属性：工艺 ${twin}`,
    ])
    expect(await head('en')).toEqual([
      'Attribute: Craft',
      'Attribute: Craft (English)',
      'Attribute: 旧号',
      'Attribute: Handwork',
    ])
    await taken(csvOf(`规格编码,属性：工艺 ${twin}`, ['D-1,是']))
    expect(await valuesOf('D-1')).toContainEqual(at(twin, 'true'))
  })
})
