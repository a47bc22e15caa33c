import { z } from 'zod'
import { Day, Id, line, page, PageQuery, Search, Words } from './shape.js'

/** One act as the log keeps it: who, from where, what to what; only changed fields, personal data masked. */
export const AuditEntry = z
  .object({
    id: Id,
    at: z.string(),
    who: z.object({ kind: z.string(), id: Id.nullable(), name: z.string() }),
    sessionId: Id.nullable(),
    device: z.string(),
    address: z.string(),
    requestId: z.string(),
    permission: z.string(),
    route: z.string(),
    outcome: z.enum(['done', 'refused']),
    note: z.string(),
    subject: z.string(),
    objectId: Id.nullable(),
    objectName: z.string(),
    storeId: Id.nullable(),
    storeName: Words(60).nullable(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>
export const AuditPage = page(AuditEntry).meta({ id: 'AuditPage' })
export type AuditPage = z.infer<typeof AuditPage>

/** `from` and `to` are days in the brand's own zone; `q` is the beginning of an object's name. */
export const AuditFilter = z.object({
  personId: Id.optional(),
  subject: line(40).optional(),
  permission: line(80).optional(),
  objectId: Id.optional(),
  storeId: Id.optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  from: Day.optional(),
  to: Day.optional(),
  q: Search.optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>
export const ListAudit = PageQuery.extend(AuditFilter.shape)
export type ListAudit = z.infer<typeof ListAudit>

/** What the filters may be set to: those who work here, and the stores within reach. */
export const AuditChoices = z
  .object({
    people: z.array(z.object({ id: Id, name: z.string(), login: z.string() })),
    stores: z.array(z.object({ id: Id, name: Words(60) })),
  })
  .meta({ id: 'AuditChoices' })
export type AuditChoices = z.infer<typeof AuditChoices>

/** What one recomputation of the chain found. `problem` is empty when nothing is wrong. */
export const AuditCheck = z
  .object({
    at: z.string(),
    seals: z.int(),
    entries: z.int(),
    problem: z.enum([
      '',
      'entry_changed',
      'entry_missing',
      'entry_added',
      'seal_changed',
      'seal_missing',
      'backdated',
    ]),
    brokenSeal: z.int().nullable(),
    brokenEntryId: Id.nullable(),
  })
  .meta({ id: 'AuditCheck' })
export type AuditCheck = z.infer<typeof AuditCheck>
/** How far the log is sealed, and what the last check found. `head` is worth noting somewhere else. */
export const AuditChain = z
  .object({
    seals: z.int(),
    head: z.string(),
    sealedAt: z.string().nullable(),
    waiting: z.int(),
    lastCheck: AuditCheck.nullable(),
  })
  .meta({ id: 'AuditChain' })
export type AuditChain = z.infer<typeof AuditChain>
