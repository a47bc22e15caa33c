import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { product as aProduct, sku as aSku, words } from '../../test/goods.js'
import { csvOf, Sheets } from '../../test/sheets.js'
import { aSupplier } from '../../test/suppliers.js'
import { World, type Client, type TestSku, type TestTenant } from '../../test/world.js'

describe('parts of bundles in sheets of products', () => {
  let w: World, t: TestTenant, owner: Client, sheets: Sheets
  let tea: TestSku, cup: TestSku, foreign: TestSku
  let mediaId: string
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    owner = await t.aPerson('owner')
    sheets = new Sheets(w, t, 'products', owner)
    tea = await t.aSku()
    cup = await t.aSku()
    foreign = await t.aSku({ supplierId: (await aSupplier(t.api, owner)).id })
    mediaId = (await w.facts<{ id: string }>('select id from media limit 1'))[0]!.id
  })
  afterAll(() => w.stop())

  const HEAD = '规格编码,商品名称,类型,分类,单位,统一价,组合内容'
  const partsOf = async (code: string) =>
    (
      await w.facts<{ code: string; quantity: number }>(
        'select p.code, b.quantity::int from skus k join bundle_parts b on b.tenant_id = k.tenant_id and b.sku_id = k.id join skus p on p.id = b.part_id where k.tenant_id = $1 and k.code = $2 order by b.position',
        [t.ref.id, code],
      )
    ).map((p) => [p.code, p.quantity])
  /** A bundle on sale of two packs of tea and a cup. */
  const onSale = async () => {
    const made = aProduct(
      { categoryId: t.categoryId, mediaId },
      {
        kind: 'bundle',
        name: words('茶具套装', 'Tea set'),
        skus: [
          aSku([], {
            listPrice: 5601,
            parts: [
              { skuId: tea.id, quantity: 2 },
              { skuId: cup.id, quantity: 1 },
            ],
          }),
        ],
      },
    )
    expect((await owner.post('/products', made)).status).toBe(201)
    const published = await owner.post(`/products/${made.id}/moves`, { move: 'publish', note: '' })
    expect(published.body.state).toBe('published')
    return { id: made.id as string, code: made.skus[0]!.code as string }
  }

  it('come in as codes with pieces; the same again in any order changes nothing, other pieces do', async () => {
    const row = (parts: string) => csvOf(HEAD, [`B-1,套装,组合商品,水果,套,56,${parts}`])
    const first = await sheets.checked(row(`${tea.code}*2; ${cup.code}`))
    expect([first.planned, await sheets.faults(first.id)]).toMatchObject([{ fresh: 1, faulty: 0 }, []])
    await sheets.run(first.id)
    expect(await partsOf('B-1')).toEqual([
      [tea.code, 2],
      [cup.code, 1],
    ])
    expect(await w.facts("select bundled from skus where code = 'B-1'")).toEqual([{ bundled: true }])
    expect((await sheets.checked(row(`${cup.code}×1、${tea.code} * 2`))).planned.same).toBe(1)
    const more = await sheets.checked(row(`${tea.code}*3; ${cup.code}*1`))
    const [sample] = (await owner.get(`/imports/${more.id}/samples`)).body.items
    expect(sample.changes).toEqual([
      {
        cell: 'parts',
        column: '组合内容',
        sku: 'B-1',
        before: `${tea.code}*2; ${cup.code}*1`,
        after: `${tea.code}*3; ${cup.code}*1`,
      },
    ])
    await sheets.run(more.id)
    expect((await partsOf('B-1'))[0]).toEqual([tea.code, 3])
    // an empty cell leaves them
    const renamed = await sheets.checked(csvOf('规格编码,商品名称,组合内容', ['B-1,新套装,']))
    await sheets.run(renamed.id)
    expect(await partsOf('B-1')).toHaveLength(2)
  })

  it('go out and come back in without a change', async () => {
    const { code } = await onSale()
    const bytes = await sheets.download('/exports/products?format=csv')
    expect(bytes.toString()).toContain(`${tea.code}*2; ${cup.code}*1`)
    const back = await sheets.checked(bytes)
    expect([back.planned.changed, back.planned.fresh, back.planned.faulty]).toEqual([0, 0, 0])
    const english = await sheets.download('/exports/products?format=xlsx', owner, 'en')
    expect((await sheets.checked(english)).planned).toMatchObject({ fresh: 0, changed: 0, faulty: 0 })
    expect(await partsOf(code)).toHaveLength(2)
  })

  it('name what does not fit, at its cell and in both languages; nothing of it is written', async () => {
    const { code } = await onSale()
    const hidden = await t.aSku({ publish: false })
    const many = Array.from({ length: 21 }, (_, i) => `X${i}*1`).join(';')
    const read = await sheets.checked(
      csvOf(HEAD, [
        `P-1,一,组合商品,水果,套,10,${tea.code}*0`,
        `P-2,二,组合商品,水果,套,10,${tea.code}*2*3`,
        `P-3,三,组合商品,水果,套,10,没有*1`,
        `P-4,四,组合商品,水果,套,10,${foreign.code}*1`,
        `P-5,五,组合商品,水果,套,10,B-1*1`,
        `P-6,六,组合商品,水果,套,10,${tea.code}*1;${tea.code}*2`,
        `P-7,七,组合商品,水果,套,10,${many}`,
        `P-8,八,实物,水果,套,10,${tea.code}*1`,
        `${code},,,,,,${tea.code}*1; ${hidden.code}*1`,
        `P-9,九,组合商品,水果,套,10,${tea.code}*999`,
      ]),
    )
    expect(await sheets.faults(read.id)).toEqual([
      [2, 'parts', 'parts_invalid'],
      [3, 'parts', 'parts_invalid'],
      [4, 'parts', 'part_unknown'],
      [5, 'parts', 'part_unfitting'],
      [6, 'parts', 'part_unfitting'],
      [7, 'parts', 'part_twice'],
      [8, 'parts', 'too_many_parts'],
      [9, 'parts', 'parts_unwanted'],
      [10, 'parts', 'parts_off_sale'],
    ])
    const { items } = (await owner.get(`/imports/${read.id}/faults`, { 'accept-language': 'en' })).body
    expect([items[4].column, items[8].text]).toEqual([
      'Parts',
      `a bundle on sale cannot take parts that are not: ${hidden.code}`,
    ])
    await sheets.run(read.id)
    expect([await partsOf('P-1'), await partsOf('P-9'), await partsOf(code)]).toEqual([
      [],
      [[tea.code, 999]],
      [
        [tea.code, 2],
        [cup.code, 1],
      ],
    ])
    // a bundle on sale keeps at least one part
    const emptied = await sheets.checked(csvOf(HEAD, [`${code},,,,,,-`]))
    expect(await sheets.faults(emptied.id)).toEqual([[2, '', 'not_ready']])
  })
})
