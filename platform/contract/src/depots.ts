import { z } from 'zod'
import { Media } from './catalog.js'
import { Carrier, Waybill } from './delivery.js'
import { MovementPage, StockLevel } from './inventory.js'
import { StoreStatus } from './org.js'
import { FulfilmentState } from './selling.js'
import { code, Id, line, page, PageQuery, ProductKind, Search, Words, WordsOrNone } from './shape.js'

/** Hours after the payment within which a depot ships. */
export const ShipHours = z.int().min(1).max(720)
/** A warehouse of a supplier: its goods go straight from there to the shopper. */
export const Depot = z
  .object({
    id: Id,
    code: z.string(),
    name: Words(60),
    status: StoreStatus,
    address: z.string(),
    shipHours: ShipHours,
    /** Orders with something still to ship, and those of them that are late. */
    waiting: z.int(),
    late: z.int(),
  })
  .meta({ id: 'Depot' })
export type Depot = z.infer<typeof Depot>
export const Depots = z.object({ items: z.array(Depot) }).meta({ id: 'Depots' })
export type Depots = z.infer<typeof Depots>
export const CreateDepot = z
  .strictObject({
    id: Id,
    code: code(20),
    name: Words(60),
    regionId: Id,
    address: line(200),
    shipHours: ShipHours.default(48),
  })
  .meta({ id: 'CreateDepot' })
export type CreateDepot = z.infer<typeof CreateDepot>
export const SetDepot = z.strictObject({ shipHours: ShipHours }).meta({ id: 'SetDepot' })
export type SetDepot = z.infer<typeof SetDepot>

/** Who ships a supplier's goods: the brand's stores and warehouses, or the supplier out of its depots. */
export const ShippedBy = z.enum(['store', 'supplier'])
export type ShippedBy = z.infer<typeof ShippedBy>
export const SetShipper = z.strictObject({ shippedBy: ShippedBy }).meta({ id: 'SetShipper' })
export type SetShipper = z.infer<typeof SetShipper>

export const DepotStockPage = page(StockLevel).meta({ id: 'DepotStockPage' })
export const DepotMovementPage = MovementPage
export const ListDepotStock = PageQuery.extend({ depotId: Id, q: Search.optional() })
export type ListDepotStock = z.infer<typeof ListDepotStock>
export const ListDepotMovements = PageQuery.extend({ depotId: Id, skuId: Id.optional() })
export type ListDepotMovements = z.infer<typeof ListDepotMovements>
/** What happened to a depot's stock: so many came in or were lost, or were counted. The same id again changes nothing. */
export const MoveDepotStock = z
  .strictObject({
    id: Id,
    depotId: Id,
    skuId: Id,
    kind: z.enum(['receipt', 'loss', 'count']),
    /** Pieces or grams: of a receipt or a loss how many, of a count how many there are. */
    quantity: z.int().min(0).max(999_999),
    note: line(200, 0).default(''),
  })
  .refine((m) => m.kind === 'count' || m.quantity > 0, { path: ['quantity'], message: 'not zero' })
  .meta({ id: 'MoveDepotStock' })
export type MoveDepotStock = z.infer<typeof MoveDepotStock>

/** What a supplier has to do with an order, or has done. */
export const DropOrderState = z.enum(['to_ship', 'late', 'shipped', 'completed', 'ended'])
export type DropOrderState = z.infer<typeof DropOrderState>
const row = {
  id: Id,
  number: z.string(),
  depotId: Id,
  depotName: Words(60),
  state: DropOrderState,
  accepted: z.boolean(),
  paidAt: z.string(),
  /** Until when everything should have left. */
  shipBy: z.string(),
  province: z.string(),
  city: z.string(),
  firstLine: Words(120),
  firstPicture: Media.nullable(),
  lineCount: z.int(),
}
export const DropOrderRow = z.object(row).meta({ id: 'DropOrderRow' })
export type DropOrderRow = z.infer<typeof DropOrderRow>
export const DropOrderPage = page(DropOrderRow).meta({ id: 'DropOrderPage' })
/** Without a state: all. What is to ship comes the oldest first, everything else the newest first. */
export const ListDropOrders = PageQuery.extend({
  state: DropOrderState.optional(),
  depotId: Id.optional(),
  q: Search.optional(),
})
export type ListDropOrders = z.infer<typeof ListDropOrders>

export const DropLine = z
  .object({
    id: Id,
    skuCode: z.string(),
    name: Words(120),
    optionText: WordsOrNone(200),
    unit: Words(20),
    kind: ProductKind,
    picture: Media.nullable(),
    quantity: z.int(),
    shipped: z.int(),
    /** What the supplier said it can't ship. */
    unshipped: z.int(),
    left: z.int(),
  })
  .meta({ id: 'DropLine' })
export type DropLine = z.infer<typeof DropLine>
const Pieces = z.object({ lineId: Id, quantity: z.int() })
/** What left in one parcel. */
export const SentParcel = z
  .object({
    id: Id,
    state: FulfilmentState,
    carrier: z.string(),
    waybill: z.string(),
    shippedAt: z.string().nullable(),
    lines: z.array(Pieces),
  })
  .meta({ id: 'SentParcel' })
export type SentParcel = z.infer<typeof SentParcel>
/** An order as the supplier who ships it sees it: never what was paid, nor by whom. */
export const DropOrder = z
  .object({
    ...row,
    acceptedBy: z.string(),
    note: z.string(),
    /** Where it goes: as far as its district before it was accepted and once it is over, whole in between. */
    shipTo: z.object({
      name: z.string(),
      phone: z.string(),
      province: z.string(),
      city: z.string(),
      district: z.string(),
      street: z.string(),
    }),
    lines: z.array(DropLine),
    parcels: z.array(SentParcel),
    unshipped: z.array(
      z.object({ lineId: Id, quantity: z.int(), reason: z.string(), by: z.string(), at: z.string() }),
    ),
  })
  .meta({ id: 'DropOrder' })
export type DropOrder = z.infer<typeof DropOrder>

const WantedPieces = z
  .array(z.strictObject({ lineId: Id, quantity: z.int().min(1).max(999_999) }))
  .min(1)
  .max(100)
  .refine((all) => new Set(all.map((one) => one.lineId)).size === all.length, 'a line stands once')
/** A parcel leaves with some pieces of an order; the rest may follow. The same waybill with the same pieces is the same parcel. */
export const ShipPieces = z
  .strictObject({ carrier: Carrier, waybill: Waybill, lines: WantedPieces })
  .meta({ id: 'ShipPieces' })
export type ShipPieces = z.infer<typeof ShipPieces>
/** Pieces that can't be shipped: their money goes back. The same id again changes nothing. */
export const RefusePieces = z
  .strictObject({ id: Id, lines: WantedPieces, reason: line(200, 2) })
  .meta({ id: 'RefusePieces' })
export type RefusePieces = z.infer<typeof RefusePieces>
