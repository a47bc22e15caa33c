import type {
  OpeningHours,
  ProductKind,
  ScaleLabel,
  StoreKind,
  StoreService,
  TagColour,
  Words,
} from '@storeweave/contract'
import type { z } from 'zod'
import type { Providers } from '../tenancy/index.js'

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
  providers: Providers
  hosts: string[]
  /** Shown on the sign-in page of a demo tenant. */
  demoSignIns: { who: string; login: string; password: string }[]
  hq: { name: Words; code: string }
  regions: { key: string; code: string; name: Words }[]
  stores: SeedStore[]
  suppliers: { key: string; code: string; name: Words; phone: string }[]
  people: SeedPerson[]
  members: { key: string; name: string; phone: string; openId: string }[]
  /** Parents before their children. */
  categories: { key: string; parentKey: string | null; name: Words; icon: string | null; position: number }[]
  /** In the order they show; what products are tagged with holds for good. */
  tags?: { key: string; name: Words; colour: TagColour }[]
  /** The first is the newest. */
  products: SeedProduct[]
  storePrices: { storeKey: string; skuCode: string; price: number }[]
  stock: { storeKey: string; skuCode: string; quantity: number; safety: number }[]
  /** Oldest first; all before now. */
  sales: SeedSale[]
  /** Renders every picture and hands each over; several may be under way at once. */
  renderPictures(keep: (picture: SeedPicture) => Promise<void>): Promise<void>
}

export interface SeedStore {
  key: string
  code: string
  regionKey: string
  kind: z.infer<typeof StoreKind>
  name: Words
  address: string
  phone: string
  lat: number
  lng: number
  hours: OpeningHours
  services: z.infer<typeof StoreService>[]
  areaSquareMetres: number
  managerName: string
  photos: string[]
}

export type SeedScope = { kind: 'hq' } | { kind: 'region' | 'store' | 'supplier'; key: string }
export interface SeedPerson {
  login: string
  password: string
  name: string
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
  /** Keys of tags. */
  tags?: string[]
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
