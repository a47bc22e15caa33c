import type { Carrier, DifferenceReason, PurchaseTerms, SetMemberLevel, Words } from '@storeweave/contract'
import type { z } from 'zod'

/** Where something holds: the whole brand, a region, or a store (a warehouse too). */
export type SeedPlace = { kind: 'hq' } | { kind: 'region' | 'store'; key: string }
/** Who sells to stores. */
export type SeedSeller = { kind: 'supplier' | 'warehouse'; key: string }
/** Somebody did something at an instant. People are named by their logins, and act by their own rights. */
export interface SeedAct {
  by: string
  at: Date
}

/** What went on between a brand, its members, stores and suppliers before now, each in the order in which it happened. */
export interface SeedTrade {
  levels?: SeedLevel[]
  tiers?: SeedTier[]
  depots?: SeedDepot[]
  drops?: SeedDropOrder[]
  lists?: SeedPurchaseList[]
  /** From what amount on orders of stores wait for approval, and who said so. */
  approval?: SeedAct & { from: number }
  purchases?: SeedPurchase[]
  payments?: SeedTradePayment[]
}

export interface SeedLevel extends SeedAct, SetMemberLevel {
  key: string
  members: string[]
}
/** A price for a level, from a quantity on, or both. */
export interface SeedTier extends SeedAct {
  skuCode: string
  place: SeedPlace
  levelKey?: string
  quantityFrom?: number
  price: number
}
/** A supplier's own warehouse, the goods it ships from there, and what came into it. */
export interface SeedDepot extends SeedAct {
  key: string
  code: string
  supplierKey: string
  name: Words
  regionKey: string
  address: string
  shipHours: number
  /** Keys of products that their supplier ships from now on. */
  ships: string[]
  received: SeedAct & { lines: SeedPieces[]; note: string }
}
export interface SeedPieces {
  skuCode: string
  quantity: number
}
/** What a member bought that its supplier sends: paid at once. */
export interface SeedDropOrder {
  key: string
  depotKey: string
  memberKey: string
  at: Date
  lines: SeedPieces[]
  note: string
  to: { name: string; phone: string; province: string; city: string; district: string; street: string }
  accepted?: SeedAct
  parcels?: (SeedAct & { carrier: Carrier; waybill: string; lines: SeedPieces[] })[]
}
export interface SeedPurchaseList extends SeedAct {
  key: string
  name: string
  seller: SeedSeller
  places: SeedPlace[]
  lines: (Omit<z.infer<typeof PurchaseTerms>, 'skuId'> & { skuCode: string })[]
}
export interface SeedPurchase extends SeedAct {
  key: string
  storeKey: string
  seller: SeedSeller
  lines: SeedPieces[]
  note: string
  then: (SeedAct & SeedPurchaseStep)[]
}
/** What happened to an order of a store. Quantities by SKU code are those that differ from what was due. */
export type SeedPurchaseStep =
  | { move: 'approve' }
  | { move: 'refuse' | 'cancel' | 'decline' | 'end'; reason: string }
  | { move: 'confirm'; less?: Record<string, number>; reason?: string }
  | { move: 'ship'; carrier: string; waybill: string; only?: Record<string, number> }
  | { move: 'receive'; less?: Record<string, { quantity: number; reason: DifferenceReason }>; note?: string }
/** Money that a store paid HQ, or HQ a supplier, for what was delivered. */
export interface SeedTradePayment extends SeedAct {
  key: string
  party: { kind: 'store' | 'supplier'; key: string }
  amount: number
  bankRef: string
}
