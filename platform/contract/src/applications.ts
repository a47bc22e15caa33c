import { z } from 'zod'
import { Login } from './people.js'
import { code, Day, Id, line, lines, page, PageQuery, Phone, Words } from './shape.js'

/** Kinds of licences: business licence, food licence, the brand's authorisation, quality report, others. */
export const LicenceKind = z.enum(['business', 'food', 'authorisation', 'quality', 'other'])
export type LicenceKind = z.infer<typeof LicenceKind>
export const LicenceState = z.enum(['waiting', 'accepted', 'rejected', 'replaced'])
export type LicenceState = z.infer<typeof LicenceState>
/** A file that was uploaded a moment ago; good for one licence. */
export const SupplierFile = z
  .object({ id: Id, kind: z.enum(['picture', 'document']), bytes: z.int() })
  .meta({ id: 'SupplierFile' })
export type SupplierFile = z.infer<typeof SupplierFile>
const licenceFields = {
  kind: LicenceKind,
  number: line(60),
  /** The last day it holds; null for one without an end. */
  expiresOn: Day.nullable(),
  fileId: Id,
}
export const NewLicence = z.strictObject({ id: Id, ...licenceFields }).meta({ id: 'NewLicence' })
export type NewLicence = z.infer<typeof NewLicence>
/** A renewal stands beside the licence it is to replace until it is accepted. */
export const RenewLicence = z
  .strictObject({ id: Id, ...licenceFields, replaces: Id.nullable().default(null) })
  .meta({ id: 'RenewLicence' })
export type RenewLicence = z.infer<typeof RenewLicence>
/** `standing` is that of an accepted one today: it holds, ends within 30 or 7 days, or has ended. */
export const LicenceStanding = z.enum(['valid', 'ends_soon', 'urgent', 'expired'])
export type LicenceStanding = z.infer<typeof LicenceStanding>
export const Licence = z
  .object({
    id: Id,
    kind: LicenceKind,
    number: z.string(),
    expiresOn: Day.nullable(),
    state: LicenceState,
    standing: LicenceStanding,
    /** Days until it ends, less than 0 once it has; null for one without an end. */
    daysLeft: z.int().nullable(),
    reason: z.string(),
    replaces: Id.nullable(),
    file: z.object({ kind: z.enum(['picture', 'document']), url: z.string(), bytes: z.int() }),
    sentAt: z.string(),
    decidedAt: z.string().nullable(),
  })
  .meta({ id: 'Licence' })
export type Licence = z.infer<typeof Licence>
export const Licences = z.object({ items: z.array(Licence) }).meta({ id: 'Licences' })
export type Licences = z.infer<typeof Licences>

/** Opens an application, or an invitation: 256 random bits, made by the browser of who applies. Only a hash is kept. */
export const LinkKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const company = {
  name: line(60),
  nameEn: line(60, 0).default(''),
  /** Unified social credit code, 18 signs (GB 32100). */
  creditCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
  contactName: line(40),
  contactPhone: Phone,
  contactEmail: z.union([z.email().max(120), z.literal('')]).default(''),
}
/** A company that wants to supply. */
export const Apply = z
  .strictObject({
    id: Id,
    key: LinkKey,
    ...company,
    /** What they would supply, in their own words. */
    about: lines(1000).default(''),
    licences: z.array(NewLicence).min(1).max(6),
  })
  .meta({ id: 'Apply' })
export type Apply = z.infer<typeof Apply>
export const ApplicationState = z.enum(['applied', 'in_review', 'approved', 'rejected'])
export type ApplicationState = z.infer<typeof ApplicationState>
export const WithKey = z.strictObject({ key: LinkKey }).meta({ id: 'WithKey' })
export type WithKey = z.infer<typeof WithKey>
/** How far an application is, for who holds its key. */
export const ApplicationProgress = z
  .object({
    name: z.string(),
    state: ApplicationState,
    reason: z.string(),
    appliedAt: z.string(),
    /** The account is waiting to be opened, with the same key. */
    canJoin: z.boolean(),
  })
  .meta({ id: 'ApplicationProgress' })
export type ApplicationProgress = z.infer<typeof ApplicationProgress>
/** Whom an invitation is for. */
export const InvitationLook = z
  .object({ supplierName: Words(60), personName: z.string(), roleName: Words(40), expiresAt: z.string() })
  .meta({ id: 'InvitationLook' })
export type InvitationLook = z.infer<typeof InvitationLook>
export const JoinSupplier = z
  .strictObject({ key: LinkKey, login: Login, password: z.string().min(8).max(128) })
  .meta({ id: 'JoinSupplier' })
export type JoinSupplier = z.infer<typeof JoinSupplier>

const applicationRow = {
  id: Id,
  name: z.string(),
  nameEn: z.string(),
  creditCode: z.string(),
  contactName: z.string(),
  state: ApplicationState,
  /** Other open applications and suppliers of the same credit code. */
  twins: z.int(),
  licenceCount: z.int(),
  appliedAt: z.string(),
  decidedBy: z.string(),
  decidedAt: z.string().nullable(),
}
export const Application = z.object(applicationRow).meta({ id: 'Application' })
export type Application = z.infer<typeof Application>
export const ApplicationPage = page(Application).meta({ id: 'ApplicationPage' })
export const WholeApplication = z
  .object({
    ...applicationRow,
    contactPhone: z.string(),
    contactEmail: z.string(),
    about: z.string(),
    reason: z.string(),
    supplierId: Id.nullable(),
    licences: z.array(Licence),
  })
  .meta({ id: 'WholeApplication' })
export type WholeApplication = z.infer<typeof WholeApplication>
export const ListApplications = PageQuery.extend({ state: ApplicationState.optional() })
export type ListApplications = z.infer<typeof ListApplications>
export const ApplicationMove = z.enum(['take_up', 'approve', 'reject'])
export type ApplicationMove = z.infer<typeof ApplicationMove>
/** `code` is the new supplier's, needed to approve; a rejection needs its reason. */
export const MoveApplication = z
  .strictObject({ move: ApplicationMove, reason: lines(500).default(''), code: code(40).optional() })
  .meta({ id: 'MoveApplication' })
export type MoveApplication = z.infer<typeof MoveApplication>
/** A company that HQ takes in without an application; `key` is that of the first person's invitation. */
export const InviteSupplier = z
  .strictObject({ id: Id, key: LinkKey, code: code(40), ...company })
  .meta({ id: 'InviteSupplier' })
export type InviteSupplier = z.infer<typeof InviteSupplier>
