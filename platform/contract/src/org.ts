import { z } from 'zod'
import {
  code,
  Id,
  Latitude,
  line,
  lines,
  Longitude,
  MinorAmount,
  page,
  PageQuery,
  Phone,
  PictureUrl,
  Rating,
  Search,
  Words,
} from './shape.js'

export const OrgUnit = z
  .object({
    id: Id,
    kind: z.enum(['hq', 'region', 'store']),
    parentId: Id.nullable(),
    name: Words(60),
    code: z.string(),
    storeCount: z.int(),
  })
  .meta({ id: 'OrgUnit' })
export type OrgUnit = z.infer<typeof OrgUnit>
export const OrgUnits = z.object({ items: z.array(OrgUnit) }).meta({ id: 'OrgUnits' })
export const CreateRegion = z
  .strictObject({ id: Id, parentId: Id, code: code(20), name: Words(60) })
  .meta({ id: 'CreateRegion' })
export type CreateRegion = z.infer<typeof CreateRegion>
export const UpdateRegion = z
  .strictObject({ parentId: Id.optional(), name: Words(60).optional() })
  .meta({ id: 'UpdateRegion' })
export type UpdateRegion = z.infer<typeof UpdateRegion>

const HourText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** One weekday's intervals (0 = Sunday); several are allowed, none means closed. */
export const OpeningHours = z
  .array(z.strictObject({ weekday: z.int().min(0).max(6), from: HourText, to: HourText }))
  .max(42)
export type OpeningHours = z.infer<typeof OpeningHours>
export const StoreKind = z.enum(['store', 'shop-in-shop', 'pickup_point', 'warehouse'])
export const StoreService = z.enum(['pickup', 'delivery', 'booking', 'dine_in'])
export const StoreStatus = z.enum(['preparing', 'open', 'closed'])

const storeFields = {
  regionId: Id,
  kind: StoreKind,
  name: Words(60),
  address: line(200),
  phone: Phone.or(z.literal('')),
  /** GCJ-02, as Chinese maps and phones give it. */
  lat: Latitude,
  lng: Longitude,
  hours: OpeningHours,
  services: z.array(StoreService).max(4),
  areaSquareMetres: z.int().min(0).max(1_000_000),
  managerName: line(40, 0),
  photoUrls: z.array(PictureUrl).max(12),
}
/** Minutes of opening time in which a pickup order is made ready; shoppers are promised no less. */
const PreparationMinutes = z.int().min(0).max(1440)
export const Store = z
  .object({
    id: Id,
    code: z.string(),
    ...storeFields,
    preparationMinutes: PreparationMinutes,
    status: StoreStatus,
    timeZone: z.string(),
    regionName: Words(60),
    createdAt: z.string(),
  })
  .meta({ id: 'Store' })
export type Store = z.infer<typeof Store>
export const StorePage = page(Store).meta({ id: 'StorePage' })
export const ListStores = PageQuery.extend({
  q: Search.optional(),
  regionId: Id.optional(),
  status: StoreStatus.optional(),
  kind: StoreKind.optional(),
})
export type ListStores = z.infer<typeof ListStores>
export const CreateStore = z
  .strictObject({
    id: Id,
    code: code(20),
    ...storeFields,
    preparationMinutes: PreparationMinutes.default(30),
  })
  .meta({ id: 'CreateStore' })
export type CreateStore = z.infer<typeof CreateStore>
export const UpdateStore = z
  .strictObject({
    ...storeFields,
    preparationMinutes: PreparationMinutes,
    status: StoreStatus,
    note: lines(200),
  })
  .partial()
  .meta({ id: 'UpdateStore' })
export type UpdateStore = z.infer<typeof UpdateStore>

/** What a store needs before it opens. Only required steps hold it up. */
const OpeningStep = z.enum(['place', 'hours', 'manager', 'goods', 'selling', 'phone', 'photos'])
export type OpeningStep = z.infer<typeof OpeningStep>
export const OpeningChecklist = z
  .object({
    ready: z.boolean(),
    items: z.array(z.object({ step: OpeningStep, required: z.boolean(), done: z.boolean() })),
  })
  .meta({ id: 'OpeningChecklist' })
export type OpeningChecklist = z.infer<typeof OpeningChecklist>

/** A store as shoppers see it. Distance in metres (null without a position). */
export const NearbyStore = z
  .object({
    id: Id,
    code: z.string(),
    name: Words(60),
    kind: StoreKind,
    address: z.string(),
    phone: z.string(),
    lat: z.number(),
    lng: z.number(),
    photoUrl: z.string().nullable(),
    distanceMetres: z.int().nullable(),
    openNow: z.boolean(),
    opensAt: z.string().nullable(),
    closesAt: z.string().nullable(),
    /** When goods ordered and paid now can be picked up; null for a store that never opens. */
    readyAt: z.string().nullable(),
    hours: OpeningHours,
    services: z.array(StoreService),
    /** What shoppers gave it; null before the first. */
    rating: Rating.nullable(),
    /** Of the SKU that was asked for: what it costs here, and how much of it can be promised. */
    price: MinorAmount.nullable(),
    available: z.int().nullable(),
  })
  .meta({ id: 'NearbyStore' })
export type NearbyStore = z.infer<typeof NearbyStore>
/** Why a nearer store was passed over. */
export const SkippedStore = z.object({
  id: Id,
  name: Words(60),
  reason: z.enum(['closed', 'no_stock', 'no_pickup']),
})
export const NearbyStores = z
  .object({ items: z.array(NearbyStore), skipped: z.array(SkippedStore) })
  .meta({ id: 'NearbyStores' })
export type NearbyStores = z.infer<typeof NearbyStores>
/**
 * `skuId` narrows to stores that can sell it now (open, in stock); the reasons of the others come in `skipped`. With
 * `closedToo` those are stores as well that hand it over once they open (`readyAt`).
 */
export const FindNearby = z.object({
  lat: z.coerce.number().min(-90).max(90).optional(),
  lng: z.coerce.number().min(-180).max(180).optional(),
  radiusMetres: z.coerce.number().int().min(100).max(100_000).optional(),
  q: Search.optional(),
  skuId: Id.optional(),
  closedToo: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type FindNearby = z.infer<typeof FindNearby>
