/** From a preset to what the platform loads: one open store with goods on its shelves, and its people. */
import type { Providers, SeedProduct, SeedStore, TenantSeed } from '@storeweave/platform/provision'
import { ean13 } from '../demo/barcode.js'
import { renderPictures } from './pictures.js'
import { w, type Preset, type PresetGood } from './shapes.js'

/** What is told about the new brand; the passwords are the caller's to make and to hand on. */
export interface NewBrand {
  slug: string
  name: string
  /** Sign-in names and passwords of the owner (HQ) and of the first store's cashier. */
  owner: { login: string; password: string }
  cashier: { login: string; password: string }
  providers: Providers
}

const PIECES = 100
const GRAMS = 100_000
const HALF_KILO = 500
/** Where the five digits of what a scale's label holds stand. */
const NO_VALUE = 100_000

/** The seed of a brand that begins with a preset. */
export function seedOfPreset(preset: Preset, brand: NewBrand): TenantSeed {
  const products = preset.goods.map((good, at) => productOf(preset, good, at))
  return {
    slug: brand.slug,
    name: { zh: brand.name, en: brand.name },
    primary: preset.primary,
    logo: null,
    banners: [],
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    cashRounding: 'none',
    scaleLabels: preset.settings.scaleLabels,
    reservationMinutes: preset.settings.reservationMinutes,
    reviewsAtOnce: preset.settings.reviewsAtOnce,
    mode: preset.settings.mode,
    providers: brand.providers,
    hosts: [],
    demoSignIns: [],
    hq: { name: w(`${brand.name}总部`, `${brand.name} HQ`), code: 'HQ' },
    regions: [{ key: 'r1', code: 'R01', name: w('默认区域', 'Region 1') }],
    stores: [firstStore(brand.name, preset)],
    suppliers: [],
    roles: preset.roles,
    decisions: preset.settings.decisions,
    people: [
      { ...brand.owner, name: '店东', role: 'owner', scope: { kind: 'hq' } },
      { ...brand.cashier, name: '收银员', role: 'cashier', scope: { kind: 'store', key: 's1' } },
    ],
    members: [],
    attributes: preset.attributes,
    classifications: preset.classifications,
    synonyms: preset.synonyms,
    categories: preset.categories.flatMap(({ children = [], ...root }, position) => [
      { ...root, parentKey: null, icon: null, position },
      ...children.map((child, n) => ({ ...child, parentKey: root.key, icon: null, position: n })),
    ]),
    products,
    storePrices: [],
    stock: products.flatMap(({ kind, skus }) =>
      skus.map(({ code }) => ({
        storeKey: 's1',
        skuCode: code,
        quantity: kind === 'weighed' ? GRAMS : PIECES,
        safety: 0,
      })),
    ),
    sales: [],
    renderPictures: (keep) => renderPictures(preset, keep),
  }
}

/** Open, and to be found on the map of a city until its own place is set. */
const firstStore = (name: string, { settings }: Preset): SeedStore => ({
  key: 's1',
  code: 'S001',
  regionKey: 'r1',
  kind: 'store',
  name: w(`${name}一店`, `${name} store 1`),
  address: '浙江省杭州市',
  phone: '',
  lat: 30.2741,
  lng: 120.1551,
  hours: Array.from({ length: 7 }, (_, weekday) => ({ weekday, from: '08:00', to: '22:00' })),
  services: ['pickup'],
  preparationMinutes: settings.preparationMinutes,
  areaSquareMetres: 100,
  managerName: '',
  photos: [],
})

function productOf({ settings }: Preset, good: PresetGood, at: number): SeedProduct {
  const { key, category, name, detail, unit, weighed = false, options = [] } = good
  return {
    key,
    kind: weighed ? 'weighed' : 'physical',
    name,
    detail,
    brand: good.brand ?? '',
    state: good.draft ? 'draft' : 'published',
    values: good.values ?? {},
    classes: good.classes ?? [],
    unit,
    categoryKey: category,
    supplierKey: null,
    options,
    pictures: [key],
    skus: choicesOf(options.map(({ values }) => values.length)).map((optionIndexes, n) => ({
      code: `${key.toUpperCase()}-${String(n + 1).padStart(2, '0')}`,
      barcodes: weighed ? [ean13(scales(settings), (1000 + at) * NO_VALUE)] : [],
      optionIndexes,
      listPrice: good.price + (optionIndexes.at(-1) ?? 0) * (good.step ?? 0),
      unitSize: weighed ? HALF_KILO : 1,
      priceMin: null,
      priceMax: null,
      supplyPrice: null,
      weightGrams: HALF_KILO,
      picture: null,
    })),
  }
}

/** The prefix of labels that hold grams; a trade that weighs has one. */
const scales = ({ scaleLabels }: Preset['settings']): string =>
  scaleLabels.find(({ holds }) => holds === 'grams')!.prefix

/** Every way to choose one value of each option: `[2, 3]` has six. */
const choicesOf = (counts: readonly number[]): number[][] =>
  counts.reduce<number[][]>(
    (before, count) => before.flatMap((chosen) => Array.from({ length: count }, (_, n) => [...chosen, n])),
    [[]],
  )
