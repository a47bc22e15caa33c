/** Shapes of a demo tenant: plain data, money in fen, quantities in the SKU's smallest unit (piece, gram). */
import type { ProductKind, VoucherTerms } from '@storeweave/contract'
import type {
  SeedAttribute,
  SeedCategory,
  SeedChange,
  SeedClassification,
  SeedReview,
  SeedRole,
  SeedStory,
  SeedTrade,
  SeedValue,
} from '@storeweave/platform/provision'
import type { PictureSpec } from './pictures/spec.js'
import type { Voices } from './voices.js'

export interface Words {
  zh: string
  en: string
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Opening interval in the store's zone, `HH:MM`; `to` is later than `from` on the same day. */
export interface Interval {
  from: string
  to: string
}

export type WeekHours = Record<Weekday, Interval[]>

export interface DemoBrand {
  /** Colour of actions; white text on it has a contrast of at least 4.5:1. */
  primary: string
  accent: string
  ink: string
}

export interface DemoRegion {
  key: string
  code: string
  name: Words
}

export type StoreKind = 'store' | 'shop_in_shop' | 'pickup_point'

export interface DemoStore {
  key: string
  code: string
  regionKey: string
  kind: StoreKind
  name: Words
  district: Words
  address: Words
  /** GCJ-02, degrees. */
  lat: number
  lng: number
  phone: string
  areaM2: number
  hours: WeekHours
  /** Store whose stock a pickup point hands over; only on pickup points. */
  suppliedBy?: string
  /** Share of sales in relation to the other stores; 0 for a pickup point, which sells nothing of its own. */
  salesWeight: number
  picture: string
}

export type PriceBounds =
  { by: 'ratio'; lowBp: number; highBp: number } | { by: 'range'; minFen: number; maxFen: number }

export interface DemoSupplier {
  key: string
  code: string
  name: Words
  contact: Words
  phone: string
  address: Words
  /** How this supplier bounds the selling price of its goods. */
  boundsBy: PriceBounds['by']
}

export type DemoAttribute = SeedAttribute
export type DemoAsked = NonNullable<SeedCategory['asks']>[number]
export type DemoValues = Record<string, SeedValue>
export type DemoClassification = SeedClassification
export type DemoStory = SeedStory
export type DemoReview = SeedReview
export type DemoChange = SeedChange

export type StaffRole =
  | 'owner'
  | 'merchandiser'
  | 'region_manager'
  | 'store_manager'
  | 'clerk'
  | 'cashier'
  | 'supplier'
  /** Roles of the tenant's own. */
  | 'assistant'
  | 'fresh_lead'

export type StaffScope =
  | { kind: 'hq' }
  | { kind: 'region'; regionKey: string }
  | { kind: 'store'; storeKey: string }
  | { kind: 'supplier'; supplierKey: string }

export interface DemoStaff {
  login: string
  password: string
  name: Words
  phone: string
  role: StaffRole
  scope: StaffScope
}

export interface DemoShopper {
  key: string
  phone: string
  nickname: string
  /** Stable id the WeChat sandbox knows this shopper by. */
  openId: string
  homeStoreKey: string
}

export interface DemoCategory {
  key: string
  parentKey: string | null
  name: Words
  asks?: DemoAsked[]
  /** Key of the category's icon among the rendered pictures. */
  icon: string
  position: number
}

export interface DemoOption {
  key: string
  name: Words
  values: { key: string; name: Words }[]
}

export interface DemoSku {
  code: string
  /** EAN-13 with a right check digit; weighed goods carry the one that labels of the shop's scales stand for. */
  barcode: string
  /** Value key per option key; empty for a product without options. */
  options: Record<string, string>
  /** Fen per `unitSize` of the product's quantity unit. */
  priceFen: number
  minPriceFen: number
  maxPriceFen: number
  /** What the supplier (or the buying desk) is paid, fen per `unitSize`. */
  supplyPriceFen: number
  bounds: PriceBounds
  /** Net weight of one piece; for weighed goods the weight of `unitSize`. */
  weightGrams: number
  pictureKey: string
  /** Of a set: what one of it consists of. */
  parts?: { code: string; quantity: number }[]
  /** Of a voucher: what one is good for. */
  voucher?: VoucherTerms
}

export interface DemoProduct {
  key: string
  kind: ProductKind
  name: Words
  brand: Words
  categoryKey: string
  supplierKey: string | null
  description: Words
  tags: string[]
  /** Facts by attribute, and values of trees it is sorted under. */
  values: DemoValues
  classes: string[]
  /** Keys of goods that are offered beside it. */
  related: string[]
  story: DemoStory | undefined
  /** Shown unit: a piece's counting word, or `g` for weighed goods. */
  unit: Words
  quantityUnit: 'piece' | 'gram'
  /** Quantity that a price stands for: 1 piece or 500 grams. */
  unitSize: number
  options: DemoOption[]
  skus: DemoSku[]
  pictures: DemoPicture[]
}

/** Goods that are being prepared: how far they are, and in how many days they go on sale by themselves. */
export interface DemoUpcoming {
  product: DemoProduct
  state: 'draft' | 'in_review'
  publishInDays?: number
}

export interface DemoPicture {
  key: string
  spec: PictureSpec
}

export interface DemoStorePrice {
  storeKey: string
  skuCode: string
  priceFen: number
}

export interface DemoStock {
  storeKey: string
  skuCode: string
  quantity: number
  safety: number
}

export type SaleChannel = 'pos' | 'h5' | 'mini_program'
export type SaleTender = 'cash' | 'wechat_pay'

export interface DemoSaleLine {
  skuCode: string
  quantity: number
  /** Fen per `unitSize`, as on the shelf of that store. */
  priceFen: number
  /** price x quantity / unitSize, rounded half up to the fen. */
  amountFen: number
}

export interface DemoSale {
  /** The same for the same day, whenever it is asked. */
  key: string
  storeKey: string
  /** `YYYY-MM-DD` in the tenant's zone. */
  date: string
  /** Minute of that day, inside the store's opening hours. */
  minute: number
  channel: SaleChannel
  fulfilment: 'in_store' | 'pickup'
  tender: SaleTender
  /** Known shopper; always there on online channels. */
  shopperKey: string | null
  lines: DemoSaleLine[]
  totalFen: number
}

export interface DemoBanner {
  key: string
  title: Words
  subtitle: Words
  /** Category a tap leads to. */
  categoryKey: string
  picture: string
}

/** A warehouse of the brand: what it holds, what nothing else sells, and what sending costs where. */
export interface DemoWarehouse {
  key: string
  code: string
  name: Words
  address: Words
  /** GCJ-02, degrees. */
  lat: number
  lng: number
  phone: string
  areaM2: number
  /** Sold online alone; the pictures are those of goods that stores sell. */
  goods: DemoProduct[]
  stock: Omit<DemoStock, 'storeKey'>[]
  /** Surcharges by province (first two digits of GB/T 2260), fen; null where nothing is sent. */
  provinces: Record<string, number | null>
}

export interface DemoTenant {
  slug: string
  name: Words
  tagline: Words
  trade: 'supermarket' | 'fashion'
  currency: 'CNY'
  /** What the labels of its scales hold, by prefix. */
  scaleLabels: { prefix: string; holds: 'grams' | 'amount' }[]
  zone: 'Asia/Shanghai'
  city: Words
  brand: DemoBrand
  /** Mini-program app id in the sandbox; the tenant is also found by it. */
  wechatAppId: string
  logo: string
  regions: DemoRegion[]
  stores: DemoStore[]
  warehouse?: DemoWarehouse
  suppliers: DemoSupplier[]
  /** Sold by depots of suppliers alone. */
  depotGoods: DemoProduct[]
  /** What went on until an instant with members, stores and suppliers besides sales. */
  tradeOf?: (now: Date) => SeedTrade
  staff: DemoStaff[]
  shoppers: DemoShopper[]
  categories: DemoCategory[]
  attributes: DemoAttribute[]
  classifications: DemoClassification[]
  /** Groups of words that mean the same. */
  synonyms: string[][]
  roles: SeedRole[]
  products: DemoProduct[]
  /** Not on sale yet. */
  upcoming: DemoUpcoming[]
  /** Goods that sell the stock of others. */
  sets: DemoProduct[]
  /** Goods that are handed over as codes. */
  vouchers: DemoProduct[]
  /** Wait for somebody who may publish. */
  changes: DemoChange[]
  voices: Voices
  storePrices: DemoStorePrice[]
  banners: DemoBanner[]
  salesDays: number
  /** Sales of one day; `day` 0 is the oldest, `salesDays - 1` falls on `lastDate` (`YYYY-MM-DD`). */
  salesOf(day: number, lastDate: string): DemoSale[]
  /** Stock at the opening of day 0: what the days up to `lastDate` sell plus what is left at their end. */
  openingStock(lastDate: string): DemoStock[]
}
