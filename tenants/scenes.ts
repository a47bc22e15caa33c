/** Kinds of business, each as a brand that can be created and walked through: trades, places, and what is sold where. */
import type { Mode } from '@storeweave/contract'
import type { SeedProduct, SeedStore, TenantSeed } from '@storeweave/platform/provision'
import { presets } from './presets/index.js'
import { seedOfPreset, type NewBrand } from './presets/seed.js'
import type { Words } from './demo/shapes.js'
import { w } from './words.js'

interface Place {
  region: string
  kind?: SeedStore['kind']
  name: Words
  /** The trade of which it alone sells everything; without one it sells what everybody does. */
  trade?: string
  /** Of every SKU; as presets have it unless said. */
  pieces?: number
}
export interface Scene {
  key: string
  name: Words
  /** What the business uses of the product. */
  mode: Mode
  /** Keys of presets; the first one's settings hold. */
  trades: string[]
  regions: Record<string, Words>
  places: Place[]
}

export const scenes: readonly Scene[] = [
  {
    key: 'chain',
    name: w('连锁零售', 'Chain retail'),
    mode: 'chain',
    trades: ['supermarket'],
    regions: { east: w('城东', 'East'), west: w('城西', 'West') },
    places: [
      { region: 'east', name: w('凯旋路店', 'Kaixuan Road') },
      { region: 'east', name: w('景芳店', 'Jingfang') },
      { region: 'west', name: w('文一路店', 'Wenyi Road') },
      { region: 'west', name: w('古墩路店', 'Gudun Road') },
    ],
  },
  {
    key: 'brand',
    name: w('品牌专卖', 'Brand store'),
    mode: 'chain',
    trades: ['fashion'],
    regions: { r1: w('华东', 'East China') },
    places: [
      { region: 'r1', name: w('旗舰店', 'Flagship') },
      { region: 'r1', kind: 'shop-in-shop', name: w('百货专柜', 'Department store corner') },
    ],
  },
  {
    key: 'mall',
    name: w('购物中心', 'Shopping centre'),
    mode: 'multi_merchant',
    trades: ['fashion', 'beauty', 'catering'],
    regions: { l1: w('一层', 'Level 1'), l2: w('二层', 'Level 2'), l3: w('三层', 'Level 3') },
    places: [
      { region: 'l1', kind: 'shop-in-shop', name: w('美妆馆', 'Beauty hall'), trade: 'beauty' },
      { region: 'l2', kind: 'shop-in-shop', name: w('衣橱', 'The wardrobe'), trade: 'fashion' },
      { region: 'l3', kind: 'shop-in-shop', name: w('美食廊', 'Food court'), trade: 'catering' },
    ],
  },
  {
    key: 'o2o',
    name: w('线上线下一体', 'O2O'),
    mode: 'o2o',
    trades: ['supermarket'],
    regions: { r1: w('市区', 'City') },
    places: [
      { region: 'r1', name: w('中心店', 'Central store') },
      { region: 'r1', name: w('社区前置店', 'Neighbourhood store'), pieces: 40 },
      { region: 'r1', kind: 'pickup_point', name: w('地铁站自提点', 'Metro pickup point') },
    ],
  },
  {
    key: 'offline',
    name: w('线下门店管理', 'Offline-store management'),
    mode: 'chain',
    trades: ['beauty'],
    regions: { r1: w('市区', 'City') },
    places: [
      { region: 'r1', name: w('步行街店', 'High street') },
      { region: 'r1', name: w('大学城店', 'University town') },
    ],
  },
  {
    key: 'community',
    name: w('社区团购', 'Community group buying'),
    mode: 'o2o',
    trades: ['supermarket'],
    regions: { r1: w('河东社区', 'East bank') },
    places: [
      { region: 'r1', name: w('中心仓店', 'Hub store'), pieces: 500 },
      { region: 'r1', name: w('桂花苑团长点', 'Osmanthus Court'), pieces: 30 },
      { region: 'r1', name: w('翠竹里团长点', 'Bamboo Lane'), pieces: 30 },
      { region: 'r1', name: w('云栖湾团长点', 'Cloud Bay'), pieces: 30 },
    ],
  },
  {
    key: 'local',
    name: w('本地生活', 'Local life'),
    mode: 'chain',
    trades: ['catering'],
    regions: { r1: w('市区', 'City') },
    places: [
      { region: 'r1', name: w('湖滨店', 'Lakeside') },
      { region: 'r1', name: w('大学路店', 'University Road') },
    ],
  },
  {
    key: 'district',
    name: w('商圈', 'Business district'),
    mode: 'multi_merchant',
    trades: ['fashion', 'catering', 'pharmacy'],
    regions: { r1: w('武林商圈', 'Wulin district') },
    places: [
      { region: 'r1', name: w('时装店', 'Fashion store'), trade: 'fashion' },
      { region: 'r1', name: w('茶饮店', 'Tea house'), trade: 'catering' },
      { region: 'r1', name: w('药房', 'Pharmacy'), trade: 'pharmacy' },
    ],
  },
]

const KM = 0.009
const GRAMS_A_PIECE = 500
const onceByKey = <T extends { key: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.key, row])).values(),
]

/** The seed of a brand that begins as a scene. */
export function seedOfScene(scene: Scene, brand: NewBrand): TenantSeed {
  const trades = scene.trades.map((key) => {
    const preset = presets.find((one) => one.key === key)!
    return { key, preset, seed: seedOfPreset(preset, brand) }
  })
  const [first] = trades.map(({ seed }) => seed) as [TenantSeed]
  const stores = scene.places.map((place, n) => storeOf(first.stores[0]!, brand.name, place, n))
  const products = trades.flatMap(({ key, seed }) => {
    const at = scene.places.findIndex(({ trade }) => trade === key)
    return seed.products.map((product) => (at < 0 ? product : { ...product, onlyAt: stores[at]!.key }))
  })
  return {
    ...first,
    mode: scene.mode,
    // counters of one house decide for themselves
    decisions: scene.trades.length > 1 ? [] : first.decisions!,
    regions: Object.entries(scene.regions).map(([key, name], n) => ({ key, code: `R${n + 1}`, name })),
    stores,
    roles: onceByKey(trades.flatMap(({ seed }) => seed.roles!)),
    attributes: trades.flatMap(({ seed }) => seed.attributes!),
    classifications: onceByKey(trades.flatMap(({ seed }) => seed.classifications!)),
    synonyms: trades.flatMap(({ seed }) => seed.synonyms!),
    categories: trades
      .flatMap(({ seed }) => seed.categories)
      .map((category, position) => ({ ...category, position })),
    products,
    stock: stores.flatMap(({ key }, n) => stockOf(key, scene.places[n]!, products)),
    renderPictures: async (keep) => {
      for (const { seed } of trades) await seed.renderPictures(keep)
    },
  }
}

/** Stands a kilometre beside the one before. */
const storeOf = (like: SeedStore, brand: string, { region, kind, name }: Place, n: number): SeedStore => ({
  ...like,
  key: `s${n + 1}`,
  code: `S${String(n + 1).padStart(3, '0')}`,
  regionKey: region,
  kind: kind ?? 'store',
  name: w(`${brand}${name.zh}`, `${brand} ${name.en}`),
  lat: like.lat + n * KM,
})

function stockOf(storeKey: string, { kind, pieces = 100 }: Place, products: SeedProduct[]) {
  // a pickup point has no shelves
  if (kind === 'pickup_point') return []
  return products
    .filter(({ onlyAt }) => onlyAt === undefined || onlyAt === storeKey)
    .flatMap(({ kind, skus }) =>
      skus.map(({ code }) => ({
        storeKey,
        skuCode: code,
        quantity: kind === 'weighed' ? pieces * GRAMS_A_PIECE : pieces,
        safety: 0,
      })),
    )
}
