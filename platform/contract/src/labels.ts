import { z } from 'zod'
import { Id, Instant } from './shape.js'

/** Labels that one print takes in at most. */
export const LABELS_MAX = 2_000

/** What they are printed on: 24 stickers of 70 x 37 mm on A4, cards of A6, rolls 58 and 80 mm wide. */
export const LabelSheet = z.enum(['a4_24', 'a6', 'roll_58', 'roll_80'])
export type LabelSheet = z.infer<typeof LabelSheet>
/** What a phone scans: the code of the brand's mini program, a QR code that browsers open, or nothing. */
export const LabelCode = z.enum(['mini_program', 'web', 'none'])
export type LabelCode = z.infer<typeof LabelCode>
export const LabelLocale = z.enum(['zh-CN', 'en'])

const wanted = {
  /** Of these products, or all that the store sells; of those only what lies in the category or below it. */
  productIds: z.array(Id).min(1).max(LABELS_MAX).optional(),
  /** Of these SKUs alone. */
  skuIds: z.array(Id).min(1).max(LABELS_MAX).optional(),
  categoryId: Id.optional(),
  sheet: LabelSheet,
  code: LabelCode,
  locale: LabelLocale,
}
export const PreviewLabels = z.strictObject(wanted).meta({ id: 'PreviewLabels' })
export type PreviewLabels = z.infer<typeof PreviewLabels>
/** `whenDown`: where WeChat gives no codes the print stops, or its labels bear codes for browsers. */
export const PrintLabels = z
  .strictObject({ id: Id, ...wanted, whenDown: z.enum(['stop', 'web']) })
  .meta({ id: 'PrintLabels' })
export type PrintLabels = z.infer<typeof PrintLabels>

/** One thing drawn on a sheet, in millimetres from its upper left corner. `y` of a text is its base line. */
export const LabelMark = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('text'),
      x: z.number(),
      y: z.number(),
      size: z.number(),
      width: z.number(),
      bold: z.boolean(),
      text: z.string(),
    }),
    /** Bars of a barcode: `1` is dark. */
    z.object({
      kind: z.literal('bars'),
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      modules: z.string(),
    }),
    /** The rows of a QR code. */
    z.object({
      kind: z.literal('matrix'),
      x: z.number(),
      y: z.number(),
      size: z.number(),
      rows: z.array(z.string()),
    }),
    /** A mini-program code; null where it is yet to be asked for. */
    z.object({
      kind: z.literal('picture'),
      x: z.number(),
      y: z.number(),
      size: z.number(),
      picture: z.string().nullable(),
    }),
  ])
  .meta({ id: 'LabelMark' })
export type LabelMark = z.infer<typeof LabelMark>

/** The first sheet as it will be printed; its size in millimetres. */
export const LabelPreview = z
  .object({
    labels: z.int(),
    sheets: z.int(),
    width: z.number(),
    height: z.number(),
    marks: z.array(LabelMark),
  })
  .meta({ id: 'LabelPreview' })
export type LabelPreview = z.infer<typeof LabelPreview>

export const LabelPrint = z
  .object({
    id: Id,
    storeId: Id,
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    /** Labels asked for, and those of them whose code is there. */
    total: z.int(),
    done: z.int(),
    /** Labels of the file: goods that the store stopped selling meanwhile have none. */
    labels: z.int().nullable(),
    /** Labels with a code for browsers in place of the mini program's. */
    fellBack: z.int(),
    bytes: z.int().nullable(),
    /** Why it failed, in the asker's language; empty otherwise. */
    fault: z.string(),
    faultCode: z.string().nullable(),
    /** The moment whose prices it shows. */
    printedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'LabelPrint' })
export type LabelPrint = z.infer<typeof LabelPrint>

/** The short code that a label leads by: the `scene` of its mini-program code, and in the address of its QR code. */
export const LabelScene = z.string().regex(/^[0-9a-z]{12}$/)
/** What a label stands for. */
export const LabelTarget = z.object({ storeId: Id, productId: Id, skuId: Id }).meta({ id: 'LabelTarget' })
export type LabelTarget = z.infer<typeof LabelTarget>
