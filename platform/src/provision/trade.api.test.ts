import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSeed, SeededTenant, SEED_PASSWORD } from '../../test/seed.js'
import { World } from '../../test/world.js'
import { TenantLoader } from './loader.js'
import type { SeedPurchase, SeedTrade } from './seed-trade.js'
import type { TenantSeed } from './seed.js'

const words = (zh: string, en: string) => ({ zh, en })
const HOUR_MS = 3_600_000

describe('what a seed tells of the past', () => {
  let w: World
  let now: number
  const ago = (hours: number) => new Date(now - hours * HOUR_MS)

  /** The little shop with a warehouse, a merchandiser, and goods that the dairy sends itself. */
  function aBrand(slug: string, trade: SeedTrade): TenantSeed {
    const plain = aSeed(w, slug, [])
    const [like] = plain.stores as [TenantSeed['stores'][number]]
    const warehouse = { ...like, key: 'w', code: 'WH', kind: 'warehouse' as const, regionKey: null }
    const [milk] = plain.products as [TenantSeed['products'][number]]
    const sent = { ...milk, key: 'case', skus: [{ ...milk.skus[0]!, code: 'SKU-case', barcodes: [] }] }
    const merch = { login: 'merch', name: 'merch', password: SEED_PASSWORD, role: 'merchandiser' }
    return {
      ...plain,
      trade,
      stores: [...plain.stores, { ...warehouse, services: [], photos: [] }],
      people: [...plain.people, { ...merch, scope: { kind: 'hq' } }],
      products: [...plain.products, sent],
      stock: [...plain.stock, { storeKey: 'w', skuCode: 'SKU-bread', quantity: 100, safety: 0 }],
    }
  }
  const terms = { price: 700, min: 6, pack: 6, from: null, until: null }
  const house = { kind: 'warehouse', key: 'w' } as const
  const aTrade = (purchases: SeedPurchase[]): SeedTrade => ({
    approval: { by: 'owner', at: ago(90), from: 50_000 },
    lists: [
      {
        ...{
          key: 'house',
          by: 'merch',
          at: ago(90),
          name: '仓库价',
          seller: house,
          places: [{ kind: 'hq' }],
        },
        lines: [{ skuCode: 'SKU-bread', ...terms }],
      },
    ],
    purchases,
  })
  const ordered = (quantity: number, then: SeedPurchase['then'] = []): SeedPurchase => ({
    ...{ key: `b${quantity}`, by: 'manager-a', at: ago(50), storeKey: 'a', seller: house, note: '急用' },
    ...{ lines: [{ skuCode: 'SKU-bread', quantity }], then },
  })

  beforeAll(async () => {
    w = await World.start()
    now = w.now().getTime()
  })
  afterAll(() => w.stop())

  it('stores order, are sent and count their goods, each by their own people and at their time; the books agree', async () => {
    const van = { carrier: '自送', waybill: 'V1' }
    const seed = aBrand('ordering', {
      ...aTrade([
        ordered(12, [
          { by: 'merch', at: ago(49), move: 'confirm', less: { 'SKU-bread': 10 }, reason: '缺货' },
          { by: 'merch', at: ago(48), move: 'ship', ...van },
          {
            ...{ by: 'owner', at: ago(2), move: 'receive' as const },
            less: { 'SKU-bread': { quantity: 9, reason: 'damaged' } },
          },
        ]),
        ordered(6, [{ by: 'manager-a', at: ago(40), move: 'cancel', reason: '重复' }]),
        ordered(96),
        ordered(18, [{ by: 'merch', at: ago(30), move: 'decline', reason: '停产' }]),
      ]),
      payments: [
        {
          ...{ key: 'p', by: 'owner', at: ago(1), amount: 1_000, bankRef: 'ICBC-1' },
          party: { kind: 'store', key: 'a' },
        },
      ],
    })
    const made = await SeededTenant.load(w, seed)
    const owner = await made.as('owner')
    const { items } = (await owner.get('/purchase-orders')).body
    expect(items.map((o: any) => [o.state, o.asked, o.submitted.by])).toEqual(
      expect.arrayContaining([
        ['closed', 8_400, 'manager-a'],
        ['cancelled', 4_200, 'manager-a'],
        ['to_approve', 67_200, 'manager-a'],
        ['declined', 12_600, 'manager-a'],
      ]),
    )
    const closed = items.find((o: any) => o.state === 'closed')
    const whole = (await owner.get(`/purchase-orders/${closed.id}`)).body
    expect(whole.events.map((e: any) => [e.move, e.by])).toEqual([
      ['submit', 'manager-a'],
      ['confirm', 'merch'],
      ['ship', 'merch'],
      ['receive', 'owner'],
      ['close', 'owner'],
    ])
    expect(whole.shipments[0]).toMatchObject({ shipped: { at: ago(48).toISOString() }, state: 'received' })
    const { body: account } = await owner.get(`/trade-accounts/${made.idOf('store', 'a')}/entries`)
    expect(account.owed).toBe(9 * 700 - 1_000)
    const stock = await w.facts(
      'select on_hand::int, in_transit::int from stock_levels where tenant_id = $1 and sku_id = $2 and location_id in ($3, $4) order by on_hand',
      [made.id, made.idOf('sku', 'SKU-bread'), made.idOf('store', 'w'), made.idOf('store', 'a')],
    )
    expect(stock).toEqual([
      { on_hand: 90, in_transit: 0 },
      { on_hand: 100_009, in_transit: 0 },
    ])
  })

  it('a supplier sends from its depot what members bought and paid; a level has its members and its prices', async () => {
    const trade: SeedTrade = {
      levels: [
        {
          key: 'gold',
          name: words('金卡', 'Gold'),
          rank: 1,
          percentOff: 100,
          by: 'owner',
          at: ago(80),
          members: ['m1'],
        },
      ],
      tiers: [
        {
          skuCode: 'SKU-milk',
          place: { kind: 'hq' },
          levelKey: 'gold',
          price: 900,
          by: 'owner',
          at: ago(70),
        },
        { skuCode: 'SKU-milk', place: { kind: 'hq' }, quantityFrom: 6, price: 850, by: 'owner', at: ago(70) },
      ],
      depots: [
        {
          ...{
            key: 'd',
            code: 'D1',
            supplierKey: 'dairy',
            name: words('直发仓', 'Depot'),
            regionKey: 'east',
          },
          ...{ address: '塘栖路', shipHours: 48, ships: ['case'], by: 'owner', at: ago(70) },
          received: {
            ...{ by: 'dairy', at: ago(69), note: '' },
            lines: [{ skuCode: 'SKU-case', quantity: 20 }],
          },
        },
      ],
      drops: [
        {
          ...{ key: 'o1', depotKey: 'd', memberKey: 'm1', at: ago(30), note: '' },
          lines: [{ skuCode: 'SKU-case', quantity: 3 }],
          to: {
            name: '李四',
            phone: '13800000001',
            province: '33',
            city: '杭州市',
            district: '',
            street: '路 1 号',
          },
          accepted: { by: 'dairy', at: ago(29) },
          parcels: [
            {
              ...{ by: 'dairy', at: ago(20), carrier: 'sf', waybill: 'SF1000001' },
              lines: [{ skuCode: 'SKU-case', quantity: 2 }],
            },
          ],
        },
      ],
    }
    const made = await SeededTenant.load(w, aBrand('sending', trade))
    const [owner, dairy] = [await made.as('owner'), await made.as('dairy')]
    const { items } = (await dairy.get('/supplier/orders')).body
    expect(items).toMatchObject([{ state: 'to_ship', accepted: true, paidAt: ago(30).toISOString() }])
    const order = (await dairy.get(`/supplier/orders/${items[0].id}`)).body
    expect(order.lines).toMatchObject([{ quantity: 3, shipped: 2, left: 1 }])
    expect(order.parcels).toMatchObject([{ waybill: 'SF1000001', shippedAt: ago(20).toISOString() }])
    const { body: levels } = await owner.get('/member-levels')
    expect(levels.items).toMatchObject([{ name: words('金卡', 'Gold'), members: 1 }])
    const { body: offers } = await made.api.get(
      `/shop/products/${made.idOf('product', 'milk')}/offers?storeId=${made.idOf('store', 'a')}`,
    )
    expect(offers.skus[0].offers.map((o: any) => [o.quantityFrom, o.price])).toEqual(
      expect.arrayContaining([
        [1, 900],
        [6, 850],
      ]),
    )
    const [money] = await w.facts(
      `select (select sum(paid)::int from orders where tenant_id = $1) as paid,
              (select sum(amount)::int from ledger_transfers where tenant_id = $1 and credit_account = 'sales') as sales,
              (select on_hand::int from stock_levels where tenant_id = $1 and location_id = $2) as on_hand`,
      [made.id, made.idOf('store', 'd')],
    )
    expect(money!['paid']).toBe(money!['sales'])
    expect(money!['on_hand']).toBe(18)
  })

  it('refuses a seed whose people do what they may not, and writes nothing', async () => {
    const wild = aTrade([{ ...ordered(12), by: 'clerk-b' }])
    await expect(new TenantLoader(w.platform.app).load(aBrand('wild', wild))).rejects.toThrow('access.')
    expect(await w.facts("select 1 from tenants where slug = 'wild'")).toEqual([])
    const strange = aTrade([{ ...ordered(12), by: 'nobody' }])
    await expect(new TenantLoader(w.platform.app).load(aBrand('strange', strange))).rejects.toThrow('nobody')
  })
})
