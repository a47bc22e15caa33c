import { z } from 'zod'
import { ListProducts, ProductMove } from './catalog.js'
import { Id, line, page, PageQuery, SignedMinor, Words } from './shape.js'

/** Most products that one change takes in. */
export const EDIT_MAX = 100_000

/** Which products: those that every part that is given fits. */
export const EditWhich = z
  .strictObject({
    ...ListProducts.omit({ limit: true, cursor: true, sort: true }).shape,
    productIds: z.array(Id).min(1).max(500).optional(),
  })
  .meta({ id: 'EditWhich' })
export type EditWhich = z.infer<typeof EditWhich>

/**
 * What becomes of them: exactly one of these. `price` moves the list price of each SKU by minor units or by basis
 * points, rounded half up to the minor unit.
 */
const editFields = {
  categoryId: Id.optional(),
  brand: line(60, 0).optional(),
  addTagId: Id.optional(),
  removeTagId: Id.optional(),
  price: z
    .strictObject({
      by: z.enum(['amount', 'percent']),
      value: SignedMinor.refine((n) => n !== 0, { message: 'not zero' }),
    })
    .optional(),
  move: ProductMove.optional(),
  /** Sold online alone and shipped from a warehouse, or by stores too. */
  cloudOnly: z.boolean().optional(),
}
export const ProductEdit = z
  .strictObject(editFields)
  .refine((edit) => Object.values(edit).filter((v) => v !== undefined).length === 1, {
    message: 'exactly one change',
  })
  .meta({ id: 'ProductEdit' })
export type ProductEdit = z.infer<typeof ProductEdit>

export const CreateBulkEdit = z
  .strictObject({ id: Id, which: EditWhich, edit: ProductEdit })
  .meta({ id: 'CreateBulkEdit' })
export type CreateBulkEdit = z.infer<typeof CreateBulkEdit>

export const BulkEditState = z.enum(['checking', 'ready', 'running', 'done', 'undoing', 'undone', 'stopped'])
export type BulkEditState = z.infer<typeof BulkEditState>
export const BulkEdit = z
  .object({
    id: Id,
    edit: z.object(editFields),
    /** What it gives, in words: a category or tag by its name, a price change as people write it. */
    about: z.string(),
    state: BulkEditState,
    /** Why it stopped by itself, in the asker's language; empty otherwise. */
    fault: z.string(),
    /** Products found; those of them that will change or stay as they are; that may not change. */
    matched: z.int(),
    planned: z.int(),
    same: z.int(),
    refused: z.int(),
    /** Changed so far, put back, and left alone by the undo since somebody had changed them. */
    made: z.int(),
    restored: z.int(),
    kept: z.int(),
    /** False once what became of each product is forgotten: it can be neither made nor undone. */
    rowsKept: z.boolean(),
    by: z.string(),
    undoneBy: z.string(),
    undoneAt: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'BulkEdit' })
export type BulkEdit = z.infer<typeof BulkEdit>
export const BulkEditPage = page(BulkEdit).meta({ id: 'BulkEditPage' })
export const ListBulkEdits = PageQuery
export type ListBulkEdits = z.infer<typeof ListBulkEdits>

export const BulkEditOutcome = z.enum(['planned', 'refused', 'made', 'restored', 'kept'])
export type BulkEditOutcome = z.infer<typeof BulkEditOutcome>
/** What becomes of one product: its value before and after as text, or why it stays as it is in the asker's language. */
export const BulkEditRow = z
  .object({
    productId: Id,
    name: Words(120),
    outcome: BulkEditOutcome,
    reason: z.string(),
    changes: z.array(z.object({ sku: z.string(), before: z.string(), after: z.string() })),
  })
  .meta({ id: 'BulkEditRow' })
export type BulkEditRow = z.infer<typeof BulkEditRow>
export const BulkEditRowPage = page(BulkEditRow).meta({ id: 'BulkEditRowPage' })
export const ListBulkEditRows = PageQuery.extend({ outcome: BulkEditOutcome.optional() })
export type ListBulkEditRows = z.infer<typeof ListBulkEditRows>
