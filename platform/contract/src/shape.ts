import { z } from 'zod'
import { MINOR_MAX } from './money.js'

/** Building blocks of the wire shapes. Every text is bounded, trimmed and free of control characters. */
export const Id = z.uuid()
export const MinorAmount = z
  .int()
  .min(0)
  .max(MINOR_MAX)
  .meta({ id: 'Minor', description: 'Whole number of the smallest currency unit (fen)' })
export const SignedMinor = z.int().min(-MINOR_MAX).max(MINOR_MAX)
/** Quantity in the SKU's smallest unit: pieces, or grams for weighed goods. */
export const Quantity = z.int().min(1).max(999_999)
/** What a product is by the way it is sold. Which of them can be sold today: `soldKinds` of the rules. */
export const ProductKind = z.enum([
  'physical',
  'weighed',
  'virtual',
  'service_voucher',
  'booking',
  'gift_card',
  'bundle',
])
export type ProductKind = z.infer<typeof ProductKind>
export const Instant = z.iso.datetime({ offset: true })
export const Day = z.iso.date()
export const Latitude = z.number().min(-90).max(90)
export const Longitude = z.number().min(-180).max(180)

// eslint-disable-next-line no-control-regex -- control characters are exactly what must not come in
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]/u

/** A line of text: trimmed, 1..max characters, no control characters or lone surrogates. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((s) => !CONTROL.test(s) && !/[\r\n]/.test(s), { message: 'control characters' })
/** A part of a line, 1..max characters: blanks at its ends belong to it. */
export const piece = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((s) => !CONTROL.test(s) && !/[\r\n]/.test(s), { message: 'control characters' })
/** Several lines of text. */
export const lines = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((s) => !CONTROL.test(s), { message: 'control characters' })
/** A short code people type: letters, digits, dash, underscore, dot. */
export const code = (max = 40) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
export const Phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{4,19}$/)
/** Where a picture lies: a path of our own media, or https; never a scheme that runs something. */
export const PictureUrl = z
  .string()
  .trim()
  .max(300)
  .regex(/^(?:\/media\/[\w-]+(?:[./][\w-]+)*|https:\/\/[A-Za-z0-9][\w.~:/?#@!$&()*+,;=%-]*)$/)
/** A page to come back to. */
export const WebUrl = z.url({ protocol: /^https?$/ }).max(500)
/** Mobile number of mainland China. */
export const MobilePhone = z.string().regex(/^1[3-9]\d{9}$/)

/** Words in the product's languages; Chinese always, English when given. */
export const Words = (max: number) => z.object({ zh: line(max), en: line(max, 0).default('') })
/** Words that may be empty in every language, e.g. the option text of a SKU without options. */
export const WordsOrNone = (max: number) => z.object({ zh: line(max, 0), en: line(max, 0).default('') })
export type Words = { zh: string; en: string }

export const Cursor = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9_-]*$/)
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: Cursor.optional(),
})
/** A keyset page. `nextCursor` is null on the last one. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
/** Free text typed into a search box. */
export const Search = line(80, 0)
export const Flag = z.enum(['true', 'false']).transform((v) => v === 'true')

export const FieldError = z.object({ path: z.string(), code: z.string(), message: z.string() })
/** RFC 9457 problem document. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(FieldError).optional(),
    args: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem document with a stable code and words in the asked language',
  })
export type Problem = z.infer<typeof Problem>

/** A mean of stars with one decimal, and of how many; there is at least one. */
export const Rating = z.object({ average: z.number(), count: z.int() }).meta({ id: 'Rating' })
export type Rating = z.infer<typeof Rating>
