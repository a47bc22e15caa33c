import { z } from 'zod'
import { Media } from './catalog.js'
import { Day, Id, MinorAmount, Words } from './shape.js'

/** `regionId` or `storeId` narrows; days are trading days, both ends included, at most 92. */
export const DashboardQuery = z.object({
  from: Day.optional(),
  to: Day.optional(),
  regionId: Id.optional(),
  storeId: Id.optional(),
})
export type DashboardQuery = z.infer<typeof DashboardQuery>
const Figure = z.object({ value: z.int(), previous: z.int() })
/** Sums over paid orders of the period and of the period before it of the same length. Money in minor units. */
export const Dashboard = z
  .object({
    from: Day,
    to: Day,
    currency: z.string(),
    asOf: z.string(),
    sales: Figure,
    onlineSales: Figure,
    tillSales: Figure,
    orders: Figure,
    averageBasket: Figure,
    verifications: Figure,
    days: z.array(z.object({ day: Day, sales: MinorAmount, onlineSales: MinorAmount, orders: z.int() })),
    hours: z.array(z.object({ hour: z.int(), sales: MinorAmount, orders: z.int() })),
    stores: z.array(
      z.object({ id: Id, name: Words(60), sales: MinorAmount, orders: z.int(), previousSales: MinorAmount }),
    ),
    products: z.array(
      z.object({ id: Id, name: Words(120), picture: Media.nullable(), sales: MinorAmount, lines: z.int() }),
    ),
    channels: z.array(z.object({ channel: z.string(), sales: MinorAmount, orders: z.int() })),
    lowStock: z.int(),
    toPrepare: z.int(),
  })
  .meta({ id: 'Dashboard' })
export type Dashboard = z.infer<typeof Dashboard>

/** How many days up to today, 1 to 92. */
export const UsageQuery = z.object({ days: z.coerce.number().int().min(1).max(92).default(30) })
export type UsageQuery = z.infer<typeof UsageQuery>
/** What the brand used of the platform by trading day: `requests` and `orders` of that day, the rest as it stood then. */
export const Usage = z
  .object({
    from: Day,
    to: Day,
    days: z.array(
      z.object({
        day: Day,
        requests: z.int(),
        orders: z.int(),
        staff: z.int(),
        stores: z.int(),
        skus: z.int(),
        storageBytes: z.int(),
      }),
    ),
  })
  .meta({ id: 'Usage' })
export type Usage = z.infer<typeof Usage>
