import { z } from 'zod'
import { MINOR_MAX } from './money.js'
import { line } from './shape.js'

export const TagColour = z.enum(['red', 'orange', 'green', 'blue', 'grey'])
export type TagColour = z.infer<typeof TagColour>

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const Price = z.coerce.number().int().min(0).max(MINOR_MAX).optional()
/** What narrows a shop window down; used alike by its pages and by the counts of its filters. */
export const shopFilters = {
  /** Brands, parted by `|`. */
  brands: line(300).optional(),
  /** Values of classification trees: those of one tree parted by `,`, trees by `;`. */
  classes: z
    .string()
    .max(800)
    .regex(new RegExp(`^${UUID}([,;]${UUID})*$`))
    .optional(),
  /** Choices of attributes, and attributes that are flags: those of one attribute parted by `,`, attributes by `;`. */
  values: z
    .string()
    .max(800)
    .regex(new RegExp(`^${UUID}([,;]${UUID})*$`))
    .optional(),
  /** Tags, parted by `,`. */
  tags: z
    .string()
    .max(400)
    .regex(new RegExp(`^${UUID}(,${UUID})*$`))
    .optional(),
  /** Lowest price of a product at the store, in the smallest currency unit, bounds included. */
  priceFrom: Price,
  priceTo: Price,
}
