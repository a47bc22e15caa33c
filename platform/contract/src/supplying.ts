import { z } from 'zod'
import { Licence, LicenceKind, LicenceStanding, LinkKey } from './applications.js'
import { Day, Id, line, lines, page, PageQuery, Phone, Search, Words } from './shape.js'

export const SupplierState = z.enum(['active', 'suspended', 'closed'])
export type SupplierState = z.infer<typeof SupplierState>
export const SupplierMove = z.enum(['suspend', 'resume', 'close'])
export type SupplierMove = z.infer<typeof SupplierMove>
export const MoveSupplier = z
  .strictObject({ move: SupplierMove, reason: lines(500).default('') })
  .meta({ id: 'MoveSupplier' })
export type MoveSupplier = z.infer<typeof MoveSupplier>

/** The roles of a supplier's people, the widest first. */
export const PortalRole = z.enum(['supplier', 'supplier_goods', 'supplier_finance'])
export type PortalRole = z.infer<typeof PortalRole>
export const PortalPerson = z
  .object({
    id: Id,
    login: z.string(),
    name: z.string(),
    roles: z.array(PortalRole),
    /** Who asks. */
    self: z.boolean(),
  })
  .meta({ id: 'PortalPerson' })
export type PortalPerson = z.infer<typeof PortalPerson>
/** An invitation that nobody has followed yet. */
export const OpenInvitation = z
  .object({ id: Id, name: z.string(), role: PortalRole, expiresAt: z.string() })
  .meta({ id: 'OpenInvitation' })
export type OpenInvitation = z.infer<typeof OpenInvitation>
export const PortalStaff = z
  .object({ people: z.array(PortalPerson), invitations: z.array(OpenInvitation) })
  .meta({ id: 'PortalStaff' })
export type PortalStaff = z.infer<typeof PortalStaff>
/** The key is made by who invites and goes to the invited alone, as a link. */
export const InvitePerson = z
  .strictObject({ id: Id, key: LinkKey, name: line(40), role: PortalRole })
  .meta({ id: 'InvitePerson' })
export type InvitePerson = z.infer<typeof InvitePerson>
export const SetPortalPerson = z.strictObject({ role: PortalRole }).meta({ id: 'SetPortalPerson' })
export type SetPortalPerson = z.infer<typeof SetPortalPerson>

/** A supplier as the brand keeps it. */
export const WholeSupplier = z
  .object({
    id: Id,
    code: z.string(),
    name: Words(60),
    state: SupplierState,
    stateReason: z.string(),
    creditCode: z.string(),
    contactName: z.string(),
    phone: z.string(),
    email: z.string(),
    productCount: z.int(),
    /** New goods may go on sale until this day; null without an end. */
    listingUntil: Day.nullable(),
    mayList: z.boolean(),
    licences: z.array(Licence),
    staff: PortalStaff,
  })
  .meta({ id: 'WholeSupplier' })
export type WholeSupplier = z.infer<typeof WholeSupplier>
export const UpdateSupplier = z
  .strictObject({
    name: Words(60),
    contactName: line(40, 0),
    phone: z.union([Phone, z.literal('')]),
    email: z.union([z.email().max(120), z.literal('')]),
  })
  .partial()
  .meta({ id: 'UpdateSupplier' })
export type UpdateSupplier = z.infer<typeof UpdateSupplier>
export const SupplierRow = z
  .object({
    id: Id,
    code: z.string(),
    name: Words(60),
    state: SupplierState,
    contactName: z.string(),
    productCount: z.int(),
    /** Of its licences the one that ends first. */
    endsOn: Day.nullable(),
    standing: LicenceStanding,
    waiting: z.int(),
  })
  .meta({ id: 'SupplierRow' })
export type SupplierRow = z.infer<typeof SupplierRow>
export const SupplierPage = page(SupplierRow).meta({ id: 'SupplierPage' })
export const ListSuppliers = PageQuery.extend({
  q: Search.optional(),
  state: SupplierState.optional(),
  standing: LicenceStanding.optional(),
})
export type ListSuppliers = z.infer<typeof ListSuppliers>
/** `drop`: it isn't asked for any more. */
export const LicenceMove = z.enum(['accept', 'reject', 'drop'])
export type LicenceMove = z.infer<typeof LicenceMove>
export const MoveLicence = z
  .strictObject({ move: LicenceMove, reason: lines(500).default('') })
  .meta({ id: 'MoveLicence' })
export type MoveLicence = z.infer<typeof MoveLicence>
/** What HQ has to look at: how many of each wait, and licences that end soon. */
export const SupplierDesk = z
  .object({
    applications: z.int(),
    /** Threads with something that nobody of HQ has read. */
    messages: z.int(),
    licences: z.array(
      z.object({
        id: Id,
        supplierId: Id,
        supplierName: Words(60),
        kind: LicenceKind,
        number: z.string(),
        expiresOn: Day.nullable(),
      }),
    ),
    ending: z.array(
      z.object({
        id: Id,
        supplierId: Id,
        supplierName: Words(60),
        kind: LicenceKind,
        expiresOn: Day,
        daysLeft: z.int(),
      }),
    ),
  })
  .meta({ id: 'SupplierDesk' })
export type SupplierDesk = z.infer<typeof SupplierDesk>
/** Below so many buyers a group of a portal report is not told. */
export const SupplierSettings = z
  .strictObject({ crowd: z.int().min(2).max(100) })
  .meta({ id: 'SupplierSettings' })
export type SupplierSettings = z.infer<typeof SupplierSettings>
/** How a supplier stands with the brand, for its own people. */
export const PortalStanding = z
  .object({
    name: Words(60),
    state: SupplierState,
    stateReason: z.string(),
    /** New goods may be sent in and go on sale. */
    mayList: z.boolean(),
    listingUntil: Day.nullable(),
    /** Licences in force that end within 30 days, or have ended. */
    ending: z.array(Licence),
  })
  .meta({ id: 'PortalStanding' })
export type PortalStanding = z.infer<typeof PortalStanding>
