import { sandboxCredentials } from '@storeweave/sandbox'
import sharp from 'sharp'
import { TenantLoader } from '../src/provision/loader.js'
import { idOf } from '../src/provision/ids.js'
import type { SeedPicture, SeedProduct, SeedSale, SeedStore, TenantSeed } from '../src/provision/seed.js'
import { Client, type World } from './world.js'

export const SEED_PASSWORD = 'correct horse battery'
const DAY_MS = 86_400_000
const words = (zh: string, en: string) => ({ zh, en })
const always = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))

const storeOf = (key: string, regionKey: string): SeedStore => ({
  key,
  code: key.toUpperCase(),
  regionKey,
  kind: 'store',
  name: words(`门店${key}`, `Store ${key}`),
  address: '西湖大道 1 号',
  phone: '0571-8888',
  lat: 30.25,
  lng: 120.15,
  hours: always,
  services: ['pickup'],
  areaSquareMetres: 100,
  managerName: '',
  photos: ['front'],
})
const productOf = (
  key: string,
  name: [string, string],
  supplierKey: string | null,
  more: Partial<SeedProduct> = {},
  sku = {},
): SeedProduct => ({
  key,
  kind: 'physical',
  name: words(...name),
  detail: words('', ''),
  brand: '',
  unit: words('个', 'pc'),
  categoryKey: 'food',
  supplierKey,
  options: [],
  pictures: [`picture-${key}`],
  skus: [
    {
      code: `SKU-${key}`,
      barcodes: [],
      optionIndexes: [],
      listPrice: 1000,
      unitSize: 1,
      priceMin: 800,
      priceMax: 1200,
      supplyPrice: supplierKey ? 600 : null,
      weightGrams: 100,
      picture: null,
      ...sku,
    },
  ],
  ...more,
})

/** Milk and apples of two suppliers, bread of nobody's. */
const products = [
  productOf('milk', ['鲜牛奶', 'Fresh milk'], 'dairy', {}, { barcodes: ['6901234567892'] }),
  productOf(
    'apple',
    ['苹果', 'Apples'],
    'farm',
    { kind: 'weighed', unit: words('克', 'g') },
    { unitSize: 500 },
  ),
  productOf('bread', ['面包', 'Bread'], null, { tags: ['new'] }),
]

/** A sale `daysAgo` days before the clock's day, at an hour of the day in China. */
export function aSale(
  now: Date,
  key: string,
  daysAgo: number,
  hour: number,
  more: Partial<SeedSale> = {},
): SeedSale {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(now)
  const at = new Date(Date.parse(`${today}T00:00:00+08:00`) - daysAgo * DAY_MS + hour * 3_600_000)
  const tradingDay = new Date(Date.parse(today) - daysAgo * DAY_MS).toISOString().slice(0, 10)
  const lines = [{ skuCode: 'SKU-milk', quantity: 2, price: 1000 }]
  return {
    key,
    storeKey: 'a',
    at,
    tradingDay,
    channel: 'pos',
    tender: 'cash',
    memberKey: null,
    lines,
    ...more,
  }
}

async function paint(key: string): Promise<SeedPicture> {
  const source = sharp({ create: { width: 960, height: 960, channels: 3, background: '#c43' } })
  const variants = await Promise.all(
    [240, 480, 960].map(async (width) => ({
      width,
      bytes: await source.clone().resize(width).webp().toBuffer(),
    })),
  )
  return { key, alt: key, width: 960, height: 960, variants }
}

/** A tiny tenant: regions east (stores a, b) and west (c), two suppliers, three products, and the sales that are given. */
export function aSeed(w: World, slug: string, sales: SeedSale[]): TenantSeed {
  const people: TenantSeed['people'] = [
    { login: 'owner', role: 'owner', scope: { kind: 'hq' as const } },
    { login: 'east', role: 'region_manager', scope: { kind: 'region' as const, key: 'east' } },
    { login: 'manager-a', role: 'store_manager', scope: { kind: 'store' as const, key: 'a' } },
    { login: 'cashier-a', role: 'cashier', scope: { kind: 'store' as const, key: 'a' } },
    { login: 'clerk-b', role: 'clerk', scope: { kind: 'store' as const, key: 'b' } },
    { login: 'dairy', role: 'supplier', scope: { kind: 'supplier' as const, key: 'dairy' } },
    { login: 'farm', role: 'supplier', scope: { kind: 'supplier' as const, key: 'farm' } },
  ].map((one) => ({ ...one, name: one.login, password: SEED_PASSWORD }))
  const stores = [storeOf('a', 'east'), storeOf('b', 'east'), storeOf('c', 'west')]
  return {
    slug,
    name: words('小店', 'Little shop'),
    primary: '#0a7d55',
    logo: 'logo',
    banners: [{ picture: 'banner', title: { zh: '开业', en: 'Opening' }, subtitle: { zh: '', en: '' } }],
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    cashRounding: 'none',
    providers: sandboxCredentials(w.sandbox, slug),
    hosts: [],
    demoSignIns: [{ who: 'owner', login: 'owner', password: SEED_PASSWORD }],
    hq: { name: words('总部', 'HQ'), code: 'HQ' },
    regions: [
      { key: 'east', code: 'E', name: words('东区', 'East') },
      { key: 'west', code: 'W', name: words('西区', 'West') },
    ],
    stores,
    suppliers: [
      { key: 'dairy', code: 'SUP-1', name: words('牧溪乳业', 'Muxi Dairy'), phone: '0571-1' },
      { key: 'farm', code: 'SUP-2', name: words('田间', 'Dawn Field'), phone: '' },
    ],
    people,
    members: [{ key: 'm1', name: '小李', phone: '13800000001', openId: 'o-1' }],
    categories: [{ key: 'food', parentKey: null, name: words('食品', 'Food'), icon: 'icon', position: 0 }],
    tags: [{ key: 'new', name: words('新品', 'New'), colour: 'green' }],
    products,
    storePrices: [{ storeKey: 'b', skuCode: 'SKU-milk', price: 1100 }],
    stock: stores.flatMap((store) =>
      products.flatMap((p) =>
        p.skus.map((s) => ({ storeKey: store.key, skuCode: s.code, quantity: 100_000, safety: 0 })),
      ),
    ),
    sales,
    async renderPictures(keep) {
      for (const key of ['logo', 'banner', 'icon', 'front', ...products.map((p) => `picture-${p.key}`)])
        await keep(await paint(key))
    },
  }
}

/** A loaded seed, and the people in it. */
export class SeededTenant {
  readonly id: string
  constructor(
    private readonly w: World,
    readonly seed: TenantSeed,
  ) {
    this.id = idOf('tenant', seed.slug)
  }
  static async load(w: World, seed: TenantSeed): Promise<SeededTenant> {
    await new TenantLoader(w.platform.app).load(seed)
    return new SeededTenant(w, seed)
  }
  /** The id of something by its key. */
  idOf(
    kind: 'store' | 'region' | 'sku' | 'product' | 'supplier' | 'category' | 'picture',
    key: string,
  ): string {
    return idOf(this.id, kind, key)
  }
  get api(): Client {
    return new Client(this.w.port, `${this.seed.slug}.localhost`)
  }
  async as(login: string): Promise<Client> {
    const { status, body, text } = await this.api.post('/auth/sign-in', { login, password: SEED_PASSWORD })
    if (status !== 200) throw new Error(`sign-in of ${login}: ${text}`)
    return this.api.as(body.accessToken)
  }
}
