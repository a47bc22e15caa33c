import { z } from 'zod'
import { code, Id, line, page, PageQuery, Search, Words } from './shape.js'

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
/** The password was right; a code of the second factor opens the session. */
export const SecondStepNeeded = z
  .object({ challenge: z.string(), expiresIn: z.int() })
  .meta({ id: 'SecondStepNeeded' })
export type SecondStepNeeded = z.infer<typeof SecondStepNeeded>
/** Six digits of the authenticator app or a recovery code. */
/** Six digits of an app, or a recovery code, however it is grouped. */
const FactorCode = z
  .string()
  .trim()
  .min(6)
  .max(20)
  .regex(/^[A-Za-z0-9 -]+$/)
export const SecondStep = z
  .strictObject({ challenge: z.string().min(1).max(2000), code: FactorCode })
  .meta({ id: 'SecondStep' })
export type SecondStep = z.infer<typeof SecondStep>
export const ConfirmFactor = z.strictObject({ code: FactorCode }).meta({ id: 'ConfirmFactor' })
export type ConfirmFactor = z.infer<typeof ConfirmFactor>
/** Who sits there, once more: the password, or a code of the second factor. */
export const Prove = z
  .union([z.strictObject({ password: z.string().min(1).max(128) }), z.strictObject({ code: FactorCode })])
  .meta({ id: 'Prove' })
export type Prove = z.infer<typeof Prove>
/** `needed`: one of the person's roles must have a second factor and the person has none. */
export const FactorState = z
  .object({ since: z.string().nullable(), recoveryCodesLeft: z.int(), needed: z.boolean() })
  .meta({ id: 'FactorState' })
export type FactorState = z.infer<typeof FactorState>
/** Shown once: the secret for typing, and the address for the picture. */
export const NewFactor = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'NewFactor' })
export type NewFactor = z.infer<typeof NewFactor>
export const RecoveryCodes = z.object({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>
/** What a brand asks of its people's passwords, beyond those that stand in lists of leaked ones. */
export const PasswordRules = z
  .strictObject({
    lengthMin: z.int().min(8).max(64),
    /** Of capital letters, small ones, digits and signs at least three. */
    mixed: z.boolean(),
    /** Days after which a password has to be changed; null: never. */
    daysMax: z.int().min(30).max(730).nullable(),
    /** A password that somebody else set has to be changed at the first sign-in. */
    ownChoice: z.boolean(),
  })
  .meta({ id: 'PasswordRules' })
export type PasswordRules = z.infer<typeof PasswordRules>
export const SignInPolicy = z
  .strictObject({ secondFactorRoles: z.array(code(60)).max(50), password: PasswordRules })
  .meta({ id: 'SignInPolicy' })
export type SignInPolicy = z.infer<typeof SignInPolicy>
/** What is left out stays as it is. */
export const SetSignInPolicy = SignInPolicy.partial().meta({ id: 'SetSignInPolicy' })
export type SetSignInPolicy = z.infer<typeof SetSignInPolicy>
/** How many who hold a role and may sign in have a second factor, and whether the role must have one. */
export const FactorStandings = z
  .object({
    items: z.array(
      z.object({
        roleKey: z.string(),
        roleName: Words(40),
        required: z.boolean(),
        holders: z.int(),
        enrolled: z.int(),
      }),
    ),
  })
  .meta({ id: 'FactorStandings' })
export type FactorStandings = z.infer<typeof FactorStandings>
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
  /** Who holds this role, in reach of who asks. */
  roleKey: code(60).optional(),
  secondFactor: z.enum(['with', 'without']).optional(),
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
/** What a right password is answered with: the session, or the wish for a second step. */
export const SignInAnswer = z.union([StaffSession, SecondStepNeeded]).meta({ id: 'SignInAnswer' })
export type SignInAnswer = z.infer<typeof SignInAnswer>
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
    /** Set for the platform's staff: the grant of the brand that lets them in. */
    support: z.object({ access: z.enum(['read', 'write']), expiresAt: z.string() }).nullable(),
    /** A role of theirs must have a second factor: until it is set up there is nothing else they may do. */
    mustEnrol: z.boolean(),
    /** Their password ran out or somebody else chose it: until it is changed there is nothing else they may do. */
    mustChangePassword: z.boolean(),
    /** What a new password of theirs has to be. */
    passwordRules: PasswordRules,
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>
