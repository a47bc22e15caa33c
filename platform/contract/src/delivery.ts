import { z } from 'zod'
import { Id, line, MinorAmount, Phone, Words } from './shape.js'

/** The provinces of China by the first two digits of their code in GB/T 2260; their names are in `rules/delivery`. */
export const provinces = [
  ...['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42'],
  ...['43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71', '81', '82'],
] as const
export const Province = z
  .enum(provinces as unknown as [string, ...string[]])
  .meta({ id: 'Province', description: 'First two digits of the GB/T 2260 code' })
/** Who brings parcels; their names are in `rules/delivery`. */
export const Carrier = z.enum(['sf', 'jd', 'ems', 'zto', 'yto', 'sto', 'yunda', 'jt', 'other'])
export type Carrier = z.infer<typeof Carrier>
/** The number a carrier knows a parcel by, as its barcode says it. */
export const Waybill = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{5,38}$/)

const place = {
  name: line(40),
  phone: Phone,
  province: Province,
  city: line(40),
  district: line(40, 0),
  street: line(120),
}
/** Where a shopper has goods sent. */
export const Address = z.object({ id: Id, ...place, isDefault: z.boolean() }).meta({ id: 'Address' })
export type Address = z.infer<typeof Address>
export const Addresses = z.object({ items: z.array(Address) }).meta({ id: 'Addresses' })
/** A new address; the same id again is the same address. The first one of a shopper is their default. */
export const CreateAddress = z
  .strictObject({ id: Id, ...place, isDefault: z.boolean().default(false) })
  .meta({ id: 'CreateAddress' })
export type CreateAddress = z.infer<typeof CreateAddress>
export const SaveAddress = z
  .strictObject({ ...place, isDefault: z.boolean().default(false) })
  .meta({ id: 'SaveAddress' })
export type SaveAddress = z.infer<typeof SaveAddress>

/** What sending costs: a base fee, nothing from an amount of goods on (null: never), more or not at all to some provinces. */
export const Freight = z
  .strictObject({
    base: MinorAmount.max(100_000_000),
    freeFrom: MinorAmount.min(1).nullable(),
    provinces: z
      .array(
        z.strictObject({
          province: Province,
          /** What comes on top, whatever the goods cost; null: nothing is sent there. */
          surcharge: MinorAmount.max(100_000_000).nullable(),
        }),
      )
      .max(40)
      .refine((all) => new Set(all.map((one) => one.province)).size === all.length, 'a province stands once'),
  })
  .meta({ id: 'Freight' })
export type Freight = z.infer<typeof Freight>
/** How the brand sends goods. A parcel that nobody confirmed counts as received after so many days. */
export const DeliverySettings = z
  .strictObject({ freight: Freight, signedAfterDays: z.int().min(1).max(60) })
  .meta({ id: 'DeliverySettings' })
export type DeliverySettings = z.infer<typeof DeliverySettings>

/** `productId` asks who sends these goods: a supplier may ship its own. */
export const AskDelivery = z.object({ storeId: Id, productId: Id.optional() })
export type AskDelivery = z.infer<typeof AskDelivery>
const Sender = z.object({ id: Id, name: Words(60) })
/**
 * How goods come to who shops at a store: the warehouse that sends them (null: none), and what that costs. Where suppliers
 * ship goods of their own, all who send are named, the brand first: each sends its orders by itself, each with its freight.
 */
export const Delivery = z
  .object({
    warehouse: Sender.nullable(),
    senders: z.array(Sender.extend({ supplierName: Words(60).nullable() })),
    freight: Freight,
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>

/** A parcel: where it goes, and with whom. Staff see name, phone and street masked. */
export const Shipment = z
  .object({
    name: z.string(),
    phone: z.string(),
    province: z.string(),
    city: z.string(),
    district: z.string(),
    street: z.string(),
    carrier: z.string(),
    waybill: z.string(),
    shippedAt: z.string().nullable(),
  })
  .meta({ id: 'Shipment' })
export type Shipment = z.infer<typeof Shipment>
export const ShipFulfilment = z
  .strictObject({ carrier: Carrier, waybill: Waybill })
  .meta({ id: 'ShipFulfilment' })
export type ShipFulfilment = z.infer<typeof ShipFulfilment>
/** Parcels whose labels are printed: name, phone and street are whole on them, so who prints is written down. */
export const PrintParcels = z
  .strictObject({ fulfilmentIds: z.array(Id).min(1).max(100) })
  .meta({ id: 'PrintParcels' })
export type PrintParcels = z.infer<typeof PrintParcels>
/** Why a parcel counts as lost: its money goes back. */
export const LoseFulfilment = z.strictObject({ note: line(200, 2) }).meta({ id: 'LoseFulfilment' })
export type LoseFulfilment = z.infer<typeof LoseFulfilment>
