import { z } from 'zod'
import { Id, Words } from './shape.js'

export const Month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'A month of the brand’s time zone' })
const rate = z.int().min(0).max(10_000).nullable()
/** How a supplier shipped what was due in a month; rates and score in basis points, null where nothing was due. */
export const ScoreMonth = z
  .object({
    month: Month,
    /** Orders of which something was due. */
    orders: z.int(),
    fillRate: rate,
    onTimeRate: rate,
    returnRate: rate,
    score: rate,
  })
  .meta({ id: 'ScoreMonth' })
export type ScoreMonth = z.infer<typeof ScoreMonth>
/** The last twelve months, the earliest first, and what each rate counts for in percent. */
export const Scorecard = z
  .object({
    weights: z.object({ fill: z.int(), onTime: z.int(), kept: z.int() }),
    months: z.array(ScoreMonth),
  })
  .meta({ id: 'Scorecard' })
export type Scorecard = z.infer<typeof Scorecard>
export const ListScorecards = z.object({
  /** Left out: the month that runs. */
  month: Month.optional(),
  sort: z.enum(['score', 'fillRate', 'onTimeRate', 'returnRate', 'orders']).default('score'),
  order: z.enum(['asc', 'desc']).default('asc'),
})
export type ListScorecards = z.infer<typeof ListScorecards>
/** Every supplier that ships, in one month; `trend` are its scores of the six months that end with it. */
export const Scorecards = z
  .object({
    month: Month,
    items: z
      .array(
        z.object({
          supplier: z.object({ id: Id, code: z.string(), name: Words(60) }),
          ...ScoreMonth.shape,
          trend: z.array(rate),
        }),
      )
      .max(500),
  })
  .meta({ id: 'Scorecards' })
export type Scorecards = z.infer<typeof Scorecards>
