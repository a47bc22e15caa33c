import {
  bestOffer,
  firstOfEach,
  isInside,
  type Bounds,
  type Buyer,
  type MemberLevel,
  type Offer,
  type PriceChannel,
  type Tier,
} from '@storeweave/rules/pricing'
import type { Media, PriceOffer, ProductKind, VoucherTerms, Words } from '@storeweave/contract'

/** What carts, orders and tills keep of a SKU: a snapshot that outlives later edits. */
export interface SaleSku extends Bounds {
  skuId: string
  productId: string
  supplierId: string | null
  /** What the supplier is paid per unit size, minor units; null for own goods. */
  supplyPrice: number | null
  code: string
  kind: ProductKind
  name: Words
  /** The values it picks, e.g. `红色 / L`; empty without options. */
  optionText: Words
  unit: Words
  unitSize: number
  /** What `unitSize` of it costs by the list, at the store for who orders, and for who stands in it, in minor units. */
  listPrice: number
  price: number
  priceInStore: number
  /** Prices for levels and from quantities on in force there, the one that goes first in front. */
  tiers: readonly SaleTier[]
  /** What the store can promise now. */
  available: number
  mediaId: string | null
  picture: Media | null
  /** Published, active, and the store is open and sells. */
  forSale: boolean
  /** Sold online alone: only a warehouse sells it. */
  cloudOnly: boolean
  /** Of a bundle: what one piece consists of; null for other goods. */
  parts: readonly SalePart[] | null
  /** Of a voucher: what one is good for; it leaves no stock. Null for other goods. */
  voucher: VoucherTerms | null
}

/** A part of a bundle as it is sold: pieces in one bundle, what it costs by the list, what the store can promise of it. */
export interface SalePart {
  skuId: string
  code: string
  name: Words
  optionText: Words
  unit: Words
  listPrice: number
  unitSize: number
  quantity: number
  available: number
}

/** A tier price in force at the store. */
export type SaleTier = Tier & { channel: 'any' | PriceChannel }
/** Who buys, over which channel, and how much of the SKU. */
export interface SaleBuyer extends Buyer {
  channel: PriceChannel
  level: NamedLevel | null
}
/** A level of members with its name. */
export type NamedLevel = MemberLevel & { name: Words }
/** What goods cost one buyer, in minor units per unit size, and whether that may be asked: nothing is sold outside its bounds. */
export interface Charged {
  unitPrice: number
  inside: boolean
  /** Why it isn't what everybody pays online; left out where it is. */
  offer?: PriceOffer
}

/** What a SKU costs who buys it. The one place that says so for carts, orders and sales at tills. */
export function chargedFor(sku: SaleSku, { channel, level, quantity }: SaleBuyer): Charged {
  const plain = channel === 'in_store' ? sku.priceInStore : sku.price
  const tiers = firstOfEach(sku.tiers.filter((t) => t.channel === 'any' || t.channel === channel))
  const best = bestOffer({ plain, floor: sku.priceMin, tiers }, { level, quantity })
  const offer = offerOf(sku, channel, best, level)
  return { unitPrice: best.price, inside: isInside(best.price, sku), ...(offer ? { offer } : {}) }
}

function offerOf(
  sku: SaleSku,
  channel: PriceChannel,
  best: Offer<SaleTier>,
  level: NamedLevel | null,
): PriceOffer | undefined {
  const plainPrice = channel === 'in_store' ? sku.priceInStore : sku.price
  const everybody = { levelId: null, levelName: null, quantityFrom: 1 }
  if (best.by === 'plain')
    return channel === 'in_store' && sku.priceInStore !== sku.price
      ? { kind: 'in_store', plainPrice: sku.price, ...everybody }
      : undefined
  const quantityFrom = best.by === 'tier' ? best.tier.quantityFrom : 1
  if (best.by === 'tier' && best.tier.levelId === null)
    return { kind: 'quantity', plainPrice, ...everybody, quantityFrom }
  return { kind: 'level', plainPrice, levelId: level!.id, levelName: level!.name, quantityFrom }
}
