import { z } from 'zod'
import { Flag, Id, line, lines, page, PageQuery, Words } from './shape.js'

/** Who wrote: somebody of the brand's HQ, or of the supplier. */
export const MessageSide = z.enum(['brand', 'supplier'])
export type MessageSide = z.infer<typeof MessageSide>
export const MessageAbout = z
  .strictObject({ kind: z.enum(['product', 'order', 'statement']), id: Id })
  .meta({ id: 'MessageAbout' })
export type MessageAbout = z.infer<typeof MessageAbout>
/** Papers and pictures of one message. */
export const MESSAGE_FILES_MAX = 6
/** Something said: words, files that were kept for it, or both. */
export const WriteMessage = z
  .strictObject({
    id: Id,
    words: lines(2000).default(''),
    files: z
      .array(z.strictObject({ id: Id, name: line(120) }))
      .max(MESSAGE_FILES_MAX)
      .default([]),
    about: MessageAbout.nullable().default(null),
  })
  .refine((m) => m.words !== '' || m.files.length > 0, { message: 'words or a file' })
  .meta({ id: 'WriteMessage' })
export type WriteMessage = z.infer<typeof WriteMessage>
export const SupplierMessage = z
  .object({
    id: Id,
    /** Its place in the thread, from 1. */
    number: z.int(),
    side: MessageSide,
    by: z.string(),
    mine: z.boolean(),
    words: z.string(),
    /** What it is about, as it was called when it was said. */
    about: MessageAbout.extend({ name: z.string() }).nullable(),
    files: z.array(
      z.object({ name: z.string(), kind: z.enum(['picture', 'document']), url: z.string(), bytes: z.int() }),
    ),
    at: z.string(),
  })
  .meta({ id: 'SupplierMessage' })
export type SupplierMessage = z.infer<typeof SupplierMessage>
export const SupplierMessagePage = page(SupplierMessage).meta({ id: 'SupplierMessagePage' })
/** How a thread stands for the side that asks: what the other side said that nobody of this one has read. */
export const ThreadStanding = z
  .object({ unread: z.int(), readTo: z.int(), lastAt: z.string().nullable() })
  .meta({ id: 'ThreadStanding' })
export type ThreadStanding = z.infer<typeof ThreadStanding>
/** Everything up to this message was read. */
export const ReadMessages = z.strictObject({ to: z.int().min(0) }).meta({ id: 'ReadMessages' })
export type ReadMessages = z.infer<typeof ReadMessages>
export const SupplierThread = z
  .object({
    supplierId: Id,
    supplierName: Words(60),
    unread: z.int(),
    lastAt: z.string(),
    lastWords: z.string(),
  })
  .meta({ id: 'SupplierThread' })
export type SupplierThread = z.infer<typeof SupplierThread>
export const SupplierThreadPage = page(SupplierThread).meta({ id: 'SupplierThreadPage' })
/** Threads by what was said last; `unread`: those that HQ has not read to their end. */
export const ListThreads = PageQuery.extend({ unread: Flag.optional() })
export type ListThreads = z.infer<typeof ListThreads>
