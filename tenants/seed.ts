/** From a demo tenant's data to what the platform loads. */
import type {
  Providers,
  SeedPerson,
  SeedProduct,
  SeedSale,
  SeedStore,
  TenantSeed,
} from '@storeweave/platform/provision'
import type {
  DemoProduct,
  DemoSale,
  DemoStaff,
  DemoStore,
  DemoTenant,
  DemoUpcoming,
  DemoWarehouse,
  StaffRole,
  Weekday,
} from './demo/index.js'
import { heard } from './demo/voices.js'
import { renderPictures } from './pictures.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const WEEKDAYS: Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The day before now in China, `YYYY-MM-DD`. */
export function yesterday(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(now.getTime() - DAY_MS))
}

export interface SignIn {
  who: string
  login: string
  password: string
  where: string
}

/** Roles whose first holder is told of on the sign-in page. */
const ROLES: Partial<Record<StaffRole, { who: string; where: string }>> = {
  owner: { who: '总部 · HQ owner', where: '/admin' },
  merchandiser: { who: '商品 · Merchandiser', where: '/admin' },
  region_manager: { who: '区域经理 · Region manager', where: '/admin' },
  store_manager: { who: '店长 · Store manager', where: '/store' },
  clerk: { who: '店员 · Clerk', where: '/store' },
  cashier: { who: '收银 · Cashier', where: '/pos' },
  supplier: { who: '供应商 · Supplier', where: '/supplier' },
  assistant: { who: '商品助理 · Merchandise assistant', where: '/admin' },
}

/** One sign-in a role, of the first person who has it. */
export function staffSignIns(tenant: DemoTenant): SignIn[] {
  return (Object.keys(ROLES) as StaffRole[]).flatMap((role) => {
    const person = tenant.staff.find((one) => one.role === role)
    return person ? [{ ...ROLES[role]!, login: person.login, password: person.password }] : []
  })
}

/** What demo goods may be tagged with. */
const TAGS: NonNullable<TenantSeed['tags']> = [
  { key: 'hot', name: { zh: '爆款', en: 'Hot' }, colour: 'red' },
  { key: 'new', name: { zh: '新品', en: 'New' }, colour: 'green' },
  { key: 'organic', name: { zh: '有机', en: 'Organic' }, colour: 'blue' },
  { key: 'pick', name: { zh: '店长推荐', en: 'Our pick' }, colour: 'orange' },
]
const NEW_DAYS = { before: 9, after: 21 }
const PICK_DAYS = { before: 2, after: 5 }
/** One product in so many is a store manager's pick for a week. */
const PICKS = 23

/** New goods are new for a month, picks for a week; the other tags hold for good. */
function tagsOf({ tags }: DemoProduct, index: number, now: Date): SeedProduct['tags'] {
  const around = (key: string, { before, after }: typeof NEW_DAYS) => ({
    key,
    from: new Date(now.getTime() - before * DAY_MS),
    until: new Date(now.getTime() + after * DAY_MS),
  })
  return [
    ...tags.map((key) => (key === 'new' ? around(key, NEW_DAYS) : key)),
    ...(index % PICKS === 7 ? [around('pick', PICK_DAYS)] : []),
  ]
}

/** The first supplier is settled by commission, the others by supply price: since the first sale there is. */
function supplierOf(
  { key, code, name, phone }: DemoTenant['suppliers'][number],
  at: number,
  from: string | undefined,
): TenantSeed['suppliers'][number] {
  if (from === undefined) return { key, code, name, phone }
  const contract = {
    model: at === 0 ? ('commission' as const) : ('supply_price' as const),
    rate: at === 0 ? 1800 : 0,
    categoryRates: [],
    feeFixed: 20_000,
    feeRate: 50,
    holdDays: 7,
    period: 'half_month' as const,
    from,
    until: null,
    terms: '',
  }
  return { key, code, name, phone, contract }
}

/** The seed of a demo tenant whose sales end yesterday. */
export function seedOf(tenant: DemoTenant, providers: Providers, now: Date): TenantSeed {
  const lastDate = yesterday(now)
  const sales = Array.from({ length: tenant.salesDays }, (_, day) => tenant.salesOf(day, lastDate)).flat()
  const { reviews, snapshots } = heard(tenant, tenant.voices, sales)
  return {
    slug: tenant.slug,
    name: tenant.name,
    primary: tenant.brand.primary,
    logo: tenant.logo,
    banners: tenant.banners.map(({ picture, title, subtitle }) => ({ picture, title, subtitle })),
    currency: tenant.currency,
    timeZone: tenant.zone,
    cashRounding: 'none',
    scaleLabels: tenant.scaleLabels,
    providers,
    hosts: [],
    demoSignIns: staffSignIns(tenant).map(({ who, login, password }) => ({ who, login, password })),
    hq: { name: { zh: `${tenant.name.zh}总部`, en: `${tenant.name.en} HQ` }, code: 'HQ' },
    ...placesOf(tenant),
    suppliers: tenant.suppliers.map((one, at) => supplierOf(one, at, sales[0]?.date)),
    roles: tenant.roles,
    people: tenant.staff.map(personOf),
    members: tenant.shoppers.map(({ key, nickname, phone, openId }) => ({
      key,
      name: nickname,
      phone,
      openId,
    })),
    categories: tenant.categories,
    attributes: tenant.attributes,
    classifications: tenant.classifications,
    synonyms: tenant.synonyms,
    tags: TAGS.filter(
      ({ key }) => key === 'pick' || tenant.products.some((product) => product.tags.includes(key)),
    ),
    products: goodsOf(tenant, now),
    storePrices: tenant.storePrices.map(({ storeKey, skuCode, priceFen }) => ({
      storeKey,
      skuCode,
      price: priceFen,
    })),
    stock: stockOf(tenant, lastDate),
    sales: sales.map(saleOf),
    reviews,
    changes: tenant.changes,
    ...(tenant.tradeOf ? { trade: tenant.tradeOf(now) } : {}),
    renderPictures: (keep) => renderPictures(tenant, snapshots, keep),
  }
}

/** Regions and stores, behind them the warehouse with what sending from it costs. */
const placesOf = (tenant: DemoTenant): Pick<TenantSeed, 'regions' | 'stores' | 'delivery'> => ({
  regions: tenant.regions,
  stores: [
    ...tenant.stores.map((store) => storeOf(tenant, store)),
    ...(tenant.warehouse ? [warehouseOf(tenant.warehouse)] : []),
  ],
  ...(tenant.warehouse ? { delivery: deliveryOf(tenant.warehouse) } : {}),
})

const stockOf = (tenant: DemoTenant, lastDate: string): TenantSeed['stock'] => [
  ...tenant.openingStock(lastDate),
  ...(tenant.warehouse?.stock ?? []).map((row) => ({ storeKey: tenant.warehouse!.key, ...row })),
]

/** What is being prepared, sets, vouchers, then what is sold, by the warehouse alone last. */
const goodsOf = (tenant: DemoTenant, now: Date): SeedProduct[] => [
  ...tenant.upcoming.map((one) => upcomingOf(one, now)),
  ...tenant.sets.map(productOf),
  ...tenant.vouchers.map(productOf),
  ...tenant.products.map((product, n) => ({ ...productOf(product), tags: tagsOf(product, n, now) })),
  ...(tenant.warehouse?.goods ?? []).map((product) => ({ ...productOf(product), cloudOnly: true })),
  ...tenant.depotGoods.map(productOf),
]

function storeOf(tenant: DemoTenant, store: DemoStore): SeedStore {
  return {
    key: store.key,
    code: store.code,
    regionKey: store.regionKey,
    kind: store.kind === 'shop_in_shop' ? 'shop-in-shop' : store.kind,
    name: store.name,
    address: store.address.zh,
    phone: store.phone,
    lat: store.lat,
    lng: store.lng,
    hours: WEEKDAYS.flatMap((day, weekday) =>
      store.hours[day].map(({ from, to }) => ({ weekday, from, to })),
    ),
    services: ['pickup'],
    areaSquareMetres: store.areaM2,
    managerName:
      tenant.staff.find(
        (one) =>
          one.role === 'store_manager' && one.scope.kind === 'store' && one.scope.storeKey === store.key,
      )?.name.zh ?? '',
    photos: [store.picture],
  }
}

const FREIGHT_FEN = { base: 1_000, freeFrom: 9_900 }
const SIGNED_DAYS = 10

function warehouseOf({ key, code, name, address, lat, lng, phone, areaM2 }: DemoWarehouse): SeedStore {
  return {
    ...{ key, code, regionKey: null, kind: 'warehouse', name, address: address.zh, phone, lat, lng },
    ...{ hours: [], services: [], areaSquareMetres: areaM2, managerName: '', photos: [] },
  }
}

const deliveryOf = ({ provinces }: DemoWarehouse): NonNullable<TenantSeed['delivery']> => ({
  freight: {
    ...FREIGHT_FEN,
    provinces: Object.entries(provinces).map(([province, surcharge]) => ({ province, surcharge })),
  },
  signedAfterDays: SIGNED_DAYS,
})

function personOf({ login, password, name, role, scope }: DemoStaff): SeedPerson {
  const person = { login, password, name: name.zh, role }
  if (scope.kind === 'hq') return { ...person, scope }
  const key =
    scope.kind === 'region' ? scope.regionKey : scope.kind === 'store' ? scope.storeKey : scope.supplierKey
  return { ...person, scope: { kind: scope.kind, key } }
}

const upcomingOf = ({ product, state, publishInDays }: DemoUpcoming, now: Date): SeedProduct => ({
  ...productOf(product),
  state,
  ...(publishInDays ? { publishAt: new Date(now.getTime() + publishInDays * DAY_MS) } : {}),
})

function productOf(product: DemoProduct): SeedProduct {
  const { key, kind, name, unit, categoryKey, supplierKey, options } = product
  return {
    key,
    kind,
    name,
    detail: product.description,
    brand: product.brand.zh,
    unit,
    categoryKey,
    supplierKey,
    values: product.values,
    classes: product.classes,
    related: product.related,
    ...(product.story ? { story: product.story } : {}),
    options: options.map((option) => ({
      name: option.name,
      values: option.values.map((value) => value.name),
    })),
    pictures: product.pictures.map((picture) => picture.key),
    skus: product.skus.map((sku) => ({
      code: sku.code,
      barcodes: [sku.barcode],
      optionIndexes: options.map((option) =>
        option.values.findIndex((value) => value.key === sku.options[option.key]),
      ),
      listPrice: sku.priceFen,
      unitSize: product.unitSize,
      priceMin: sku.minPriceFen,
      priceMax: sku.maxPriceFen,
      supplyPrice: supplierKey === null ? null : sku.supplyPriceFen,
      weightGrams: sku.weightGrams,
      picture: sku.pictureKey,
      ...(sku.parts ? { parts: sku.parts } : {}),
      ...(sku.voucher ? { voucher: sku.voucher } : {}),
    })),
  }
}

/** China knows no summer time: a day begins at a fixed instant. */
const saleOf = (sale: DemoSale): SeedSale => ({
  key: sale.key,
  storeKey: sale.storeKey,
  at: new Date(Date.parse(`${sale.date}T00:00:00+08:00`) + sale.minute * MINUTE_MS),
  tradingDay: sale.date,
  channel: sale.channel,
  tender: sale.tender,
  memberKey: sale.shopperKey,
  lines: sale.lines.map(({ skuCode, quantity, priceFen }) => ({ skuCode, quantity, price: priceFen })),
})
