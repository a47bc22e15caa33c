import { z } from 'zod'
import { Id, line, page, PageQuery, Search, Words } from './shape.js'

export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,59}$/)
const Password = z.string().min(8).max(128)
export const SignIn = z
  .strictObject({ login: line(60), password: z.string().min(1).max(128) })
  .meta({ id: 'SignIn' })
export type SignIn = z.infer<typeof SignIn>
/** One's own new password; the current one proves who asks. */
export const ChangePassword = z
  .strictObject({ current: z.string().min(1).max(128), password: Password })
  .meta({ id: 'ChangePassword' })
export type ChangePassword = z.infer<typeof ChangePassword>
/** One device a person is signed in on. `usedAt` is its last sign of life, to ten minutes. */
export const DeviceSession = z
  .object({
    id: Id,
    /** Plain names out of the user agent, empty when it tells none. */
    browser: z.string(),
    system: z.string(),
    createdAt: z.string(),
    usedAt: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'DeviceSession' })
export type DeviceSession = z.infer<typeof DeviceSession>
export const DeviceSessions = z.object({ items: z.array(DeviceSession) }).meta({ id: 'DeviceSessions' })
export type DeviceSessions = z.infer<typeof DeviceSessions>
export const ScopeKind = z.enum(['hq', 'region', 'store', 'supplier'])
export const RoleGrant = z
  .object({
    id: Id,
    roleKey: z.string(),
    roleName: Words(40),
    scopeKind: ScopeKind,
    scopeId: Id.nullable(),
    scopeName: Words(60),
  })
  .meta({ id: 'RoleGrant' })
export const Person = z
  .object({
    id: Id,
    login: z.string(),
    name: z.string(),
    status: z.enum(['active', 'disabled']),
    grants: z.array(RoleGrant),
    createdAt: z.string(),
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof Person>
export const PersonPage = page(Person).meta({ id: 'PersonPage' })
export const ListPeople = PageQuery.extend({
  q: Search.optional(),
  status: z.enum(['active', 'disabled']).optional(),
})
export type ListPeople = z.infer<typeof ListPeople>
export const CreatePerson = z
  .strictObject({ id: Id, login: Login, name: line(40), password: Password })
  .meta({ id: 'CreatePerson' })
export type CreatePerson = z.infer<typeof CreatePerson>
export const UpdatePerson = z
  .strictObject({ name: line(40), status: z.enum(['active', 'disabled']), password: Password })
  .partial()
  .meta({ id: 'UpdatePerson' })
export type UpdatePerson = z.infer<typeof UpdatePerson>
/** `scopeId` is the region, store or supplier; absent for HQ. */
export const GrantRole = z
  .strictObject({ id: Id, roleKey: line(40), scopeKind: ScopeKind, scopeId: Id.optional() })
  .meta({ id: 'GrantRole' })
export type GrantRole = z.infer<typeof GrantRole>

/** Staff get the refresh token as an HttpOnly cookie; the access token lives 10 minutes. */
export const StaffSession = z
  .object({
    accessToken: z.string(),
    expiresIn: z.int(),
    person: z.object({ id: Id, name: z.string(), login: z.string() }),
  })
  .meta({ id: 'StaffSession' })
export type StaffSession = z.infer<typeof StaffSession>
/** Who asks and what they may do: CASL rules packed for the browser, and the stores they reach. */
export const Me = z
  .object({
    person: z.object({ id: Id, name: z.string(), login: z.string() }),
    rules: z.array(z.array(z.unknown())),
    reach: z.object({ all: z.boolean(), storeIds: z.array(Id) }),
    supplierId: Id.nullable(),
    stores: z.array(z.object({ id: Id, name: Words(60) })),
    grants: z.array(RoleGrant),
    /** What caps each of the grants, and where it holds (`storeIds` null: everywhere); the largest that reaches counts. */
    limits: z.array(
      z.object({
        permission: z.string(),
        limit: z.string(),
        most: z.int().nullable(),
        storeIds: z.array(Id).nullable(),
      }),
    ),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>
