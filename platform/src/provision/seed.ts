import type {
  AgreeContract,
  Decision,
  DecisionLevel,
  DeliverySettings,
  Mode,
  OpeningHours,
  ProductKind,
  ScaleLabel,
  StoreKind,
  StoreService,
  TagColour,
  VoucherTerms,
  Words,
} from '@storeweave/contract'
import type { z } from 'zod'
import type { Providers } from '../tenancy/index.js'
import type { SeedTrade } from './seed-trade.js'
import type {
  SeedAttribute,
  SeedChange,
  SeedClassification,
  SeedReview,
  SeedRole,
  SeedStory,
  SeedTagging,
  SeedValue,
} from './seed-words.js'

/** A tenant to be filled, as plain data. Keys name things inside it; money in minor units, quantities in smallest units. */
export interface TenantSeed {
  slug: string
  name: Words
  primary: string
  /** Picture keys. */
  logo: string | null
  banners: { picture: string; title: Words; subtitle: Words }[]
  currency: string
  timeZone: string
  cashRounding: 'none' | 'jiao' | 'yuan'
  scaleLabels?: ScaleLabel[]
  /** How long goods are kept for who has not paid yet; 15 unless said. */
  reservationMinutes?: number
  /** Whether reviews of words alone are shown without a look; no unless said. */
  reviewsAtOnce?: boolean
  /** What the brand uses of the product; everything unless said. */
  mode?: Mode
  providers: Providers
  hosts: string[]
  /** Shown on the sign-in page of a demo tenant. */
  demoSignIns: { who: string; login: string; password: string }[]
  hq: { name: Words; code: string }
  /** What sending goods costs, where it isn't as usual. */
  delivery?: DeliverySettings
  regions: { key: string; code: string; name: Words }[]
  stores: SeedStore[]
  suppliers: SeedSupplier[]
  /** Roles of the brand's own. */
  roles?: SeedRole[]
  /** What is not left to the stores. */
  decisions?: { decision: Decision; level: DecisionLevel }[]
  people: SeedPerson[]
  members: { key: string; name: string; phone: string; openId: string }[]
  /** Parents before their children. */
  categories: SeedCategory[]
  /** What goods are described by, in the order it is shown. */
  attributes?: SeedAttribute[]
  /** Trees beside the categories, a tree before its values. */
  classifications?: SeedClassification[]
  /** Groups of words that mean the same in this trade. */
  synonyms?: string[][]
  /** In the order they show. */
  tags?: { key: string; name: Words; colour: TagColour }[]
  /** The first is the newest. */
  products: SeedProduct[]
  storePrices: { storeKey: string; skuCode: string; price: number }[]
  stock: { storeKey: string; skuCode: string; quantity: number; safety: number }[]
  /** Oldest first; all before now. */
  sales: SeedSale[]
  /** What shoppers said of goods of these sales. */
  reviews?: SeedReview[]
  /** What somebody would change of goods on sale, waiting for an answer. */
  changes?: SeedChange[]
  /** What went on with members, stores and suppliers besides. */
  trade?: SeedTrade
  /** Renders every picture and hands each over; several may be under way at once. Those that reviews name are their writers'. */
  renderPictures(keep: (picture: SeedPicture) => Promise<void>): Promise<void>
}

export interface SeedCategory {
  key: string
  parentKey: string | null
  name: Words
  icon: string | null
  position: number
  /** Which attributes its goods are described by, in order; required ones must be there before they are published. */
  asks?: { attribute: string; required: boolean }[]
}

export interface SeedSupplier {
  key: string
  code: string
  name: Words
  phone: string
  /** What was agreed on with it, if anything was; what it sold since is settled. */
  contract?: Omit<AgreeContract, 'id'>
}

export interface SeedStore {
  key: string
  code: string
  /** None stands right below HQ. */
  regionKey: string | null
  kind: z.infer<typeof StoreKind>
  name: Words
  address: string
  phone: string
  lat: number
  lng: number
  hours: OpeningHours
  services: z.infer<typeof StoreService>[]
  /** How long it needs to make an order ready; 30 unless said. */
  preparationMinutes?: number
  areaSquareMetres: number
  managerName: string
  photos: string[]
}

export type SeedScope = { kind: 'hq' } | { kind: 'region' | 'store' | 'supplier'; key: string }
export interface SeedPerson {
  login: string
  password: string
  name: string
  /** Key of a role that ships, or of one of the brand's own. */
  role: string
  scope: SeedScope
}

export interface SeedProduct {
  key: string
  kind: ProductKind
  name: Words
  detail: Words
  brand: string
  unit: Words
  categoryKey: string
  supplierKey: string | null
  /** Sold online alone, out of a warehouse. */
  cloudOnly?: boolean
  /** Published unless said; what is not has been sold to nobody. */
  state?: 'draft' | 'in_review' | 'published' | 'retired'
  /** Key of the one store that sells it; all do unless said. */
  onlyAt?: string
  /** When it goes on sale by itself. */
  publishAt?: Date
  /** Keys of tags that it has for good, or for a time. */
  tags?: (string | SeedTagging)[]
  /** Keys of values of classifications. */
  classes?: string[]
  /** By attribute. */
  values?: Record<string, SeedValue>
  /** Keys of goods that are offered beside it. */
  related?: string[]
  story?: SeedStory
  options: { name: Words; values: Words[] }[]
  pictures: string[]
  skus: SeedSku[]
}
export interface SeedSku {
  code: string
  barcodes: string[]
  optionIndexes: number[]
  listPrice: number
  unitSize: number
  priceMin: number | null
  priceMax: number | null
  supplyPrice: number | null
  weightGrams: number
  picture: string | null
  /** Of a bundle: codes of other SKUs, and how many pieces of each are in one. */
  parts?: { code: string; quantity: number }[]
  /** Of a voucher: what one is good for. */
  voucher?: VoucherTerms
}

/** A sale that was paid and handed over. */
export interface SeedSale {
  key: string
  storeKey: string
  at: Date
  tradingDay: string
  channel: 'pos' | 'h5' | 'mini_program'
  tender: 'cash' | 'wechat_pay'
  memberKey: string | null
  lines: { skuCode: string; quantity: number; price: number }[]
}

/** A picture in every width the product keeps (240, 480, 960 pixels), as WebP. */
export interface SeedPicture {
  key: string
  alt: string
  width: number
  height: number
  variants: { width: number; bytes: Buffer }[]
}
