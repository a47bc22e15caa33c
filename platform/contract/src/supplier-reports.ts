import { z } from 'zod'
import { Day, Id, SignedMinor, Words } from './shape.js'

/** What a group of sales came to, refunds of the same lines taken off; `amount` is what of it is the supplier's. */
const figures = { lines: z.int(), pieces: z.int(), amount: SignedMinor }
const Figures = z.object(figures)
/** A week from Monday to Sunday. Frozen when it is made: what comes back later changes no report. */
const week = {
  week: Day,
  to: Day,
  /** Below so many buyers nothing of this week is told. */
  least: z.int(),
  currency: z.string(),
  /** Null where the whole week had fewer. */
  total: Figures.nullable(),
}
/** The newest week first, a year of them at most. */
export const SupplierReports = z
  .object({ items: z.array(z.object(week).meta({ id: 'SupplierReportRow' })) })
  .meta({ id: 'SupplierReports' })
export type SupplierReports = z.infer<typeof SupplierReports>
/** One week in groups. What a list lacks was held back, or there was none: nobody can tell which. */
export const SupplierReport = z
  .object({
    ...week,
    days: z.array(z.object({ day: Day, ...figures })),
    products: z.array(z.object({ productId: Id, name: Words(120), ...figures })),
    regions: z.array(
      z.object({
        regionId: Id,
        name: Words(60),
        ...figures,
        /** The groups of stores of the region; none where it is one. */
        groups: z.array(z.object({ groupId: Id, name: Words(60), ...figures })),
      }),
    ),
  })
  .meta({ id: 'SupplierReport' })
export type SupplierReport = z.infer<typeof SupplierReport>
