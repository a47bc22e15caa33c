import { z } from 'zod'
import { Id, line, MinorAmount, page, PageQuery, Search, Words, WordsOrNone } from './shape.js'
import { PriceLane, StorePrice } from './pricing.js'

/** The most places beside each other, and the most cells that are saved in one go. */
export const GRID_PLACES_MAX = 8
export const GRID_CHANGES_MAX = 500

const UnitIds = z
  .string()
  .regex(/^[0-9a-fA-F-]{36}(,[0-9a-fA-F-]{36}){0,7}$/)
  .transform((text) => text.split(','))
  .pipe(z.array(Id))
/** Goods by place: `unitIds` are up to eight nodes of the org tree, joined by commas. */
export const ListPriceGrid = PageQuery.extend({
  unitIds: UnitIds,
  channel: PriceLane.default('any'),
  q: Search.optional(),
  categoryId: Id.optional(),
  supplierId: Id.optional(),
  brand: line(60).optional(),
})
export type ListPriceGrid = z.infer<typeof ListPriceGrid>

/** One end of what all bounds leave, and whose it is; of HQ's on the SKU `unitName` is null. */
const BoundEnd = z
  .object({ price: MinorAmount, source: z.enum(['supplier', 'hq']), unitName: WordsOrNone(60).nullable() })
  .meta({ id: 'PriceBoundEnd' })
const Level = z.enum(['store', 'region', 'hq'])
export const PriceGridCell = z
  .object({
    unitId: Id,
    /** The place's own standing price of the asked channel. */
    own: MinorAmount.nullable(),
    setByName: z.string().nullable(),
    setAt: z.string().nullable(),
    /** What holds there without it, and of which node it is; null: the list price. */
    inherited: MinorAmount,
    inheritedFrom: WordsOrNone(60).nullable(),
    /** The narrowest bounds in force or planned at the place. */
    lowest: BoundEnd.nullable(),
    highest: BoundEnd.nullable(),
    online: MinorAmount,
    inStore: MinorAmount,
    parity: z.enum(['ok', 'beyond', 'excepted']),
    /** Who decides above who asks; `goods` names the category or product that says so. */
    keptBy: Level.nullable(),
    keptGoods: WordsOrNone(120).nullable(),
  })
  .meta({ id: 'PriceGridCell' })
export type PriceGridCell = z.infer<typeof PriceGridCell>
export const PriceGridRow = StorePrice.omit({ storePrice: true, effectivePrice: true })
  .extend({ cells: z.array(PriceGridCell) })
  .meta({ id: 'PriceGridRow' })
export type PriceGridRow = z.infer<typeof PriceGridRow>
/** A page of the grid: its places in the order asked, and whether who asks may price there at all. */
export const PriceGridPage = page(PriceGridRow)
  .extend({
    places: z.array(
      z.object({
        id: Id,
        name: Words(60),
        kind: z.enum(['hq', 'region', 'store']),
        editable: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'PriceGridPage' })
export type PriceGridPage = z.infer<typeof PriceGridPage>

/**
 * One cell as it shall be and as it was `seen`: another's change in between is refused. `unitId` null: the list price. A price
 * of null takes the place's own away.
 */
export const PriceGridChange = z.strictObject({
  skuId: Id,
  unitId: Id.nullable(),
  seen: MinorAmount.nullable(),
  price: MinorAmount.min(1).nullable(),
})
export type PriceGridChange = z.infer<typeof PriceGridChange>
/** Cells that are saved all or none; `unitIds` are the places whose cells are answered as they are then. */
export const SavePriceGrid = z
  .strictObject({
    channel: PriceLane.default('any'),
    unitIds: z.array(Id).min(1).max(GRID_PLACES_MAX),
    changes: z
      .array(PriceGridChange)
      .min(1)
      .max(GRID_CHANGES_MAX)
      .refine((list) => new Set(list.map((c) => `${c.skuId} ${c.unitId}`)).size === list.length, {
        message: 'a cell twice',
      })
      .refine((list) => list.every((c) => c.unitId !== null || c.price !== null), {
        message: 'a list price cannot be taken away',
      }),
  })
  .meta({ id: 'SavePriceGrid' })
export type SavePriceGrid = z.infer<typeof SavePriceGrid>
export const SavedPriceGrid = z
  .object({ saved: z.int(), rows: z.array(PriceGridRow) })
  .meta({ id: 'SavedPriceGrid' })
export type SavedPriceGrid = z.infer<typeof SavedPriceGrid>
/** What stands against one cell: in `args.cells` of `pricing.cells_refused`. */
export interface RefusedCell {
  skuId: string
  unitId: string | null
  code: string
  args: Record<string, unknown>
}
