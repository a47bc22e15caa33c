import { z } from 'zod'
import { roleScopes } from './limits.js'
import { allPermissions, isGrantable, type Permission } from './permissions.js'
import { Id, MinorAmount, Words } from './shape.js'

const ScopeKind = z.enum(['hq', 'region', 'store', 'supplier'])
const PermissionName = z.enum(
  allPermissions.filter((p) => isGrantable(p, 'hq')) as [Permission, ...Permission[]],
)
/** null caps nothing. */
export const RoleLimits = z
  .strictObject({
    priceCut: z.int().min(0).max(10_000).nullable(),
    refund: MinorAmount.nullable(),
    stockCorrection: z.int().min(0).max(1_000_000_000).nullable(),
  })
  .meta({ id: 'RoleLimits' })
/** A named set of permissions and limits. System roles ship with the product: their key is a word, their version 0. */
export const Role = z
  .object({
    key: z.string(),
    system: z.boolean(),
    name: Words(40),
    scopes: z.array(ScopeKind),
    permissions: z.array(z.string()),
    limits: RoleLimits,
    version: z.int(),
    /** People who hold it. */
    holders: z.int(),
  })
  .meta({ id: 'Role' })
export type Role = z.infer<typeof Role>
export const Roles = z.object({ items: z.array(Role) }).meta({ id: 'Roles' })
const roleFields = {
  name: Words(40),
  scopes: z.array(z.enum(roleScopes)).min(1).max(3),
  permissions: z.array(PermissionName).min(1).max(200),
  limits: RoleLimits,
}
export const CreateRole = z.strictObject({ id: Id, ...roleFields }).meta({ id: 'CreateRole' })
export type CreateRole = z.infer<typeof CreateRole>
/** The whole role as edited; `version` is the one that was read. */
export const UpdateRole = z
  .strictObject({ ...roleFields, version: z.int().min(1) })
  .meta({ id: 'UpdateRole' })
export type UpdateRole = z.infer<typeof UpdateRole>

/** A grant with all that explains it. */
export const ExplainedGrant = z
  .object({
    id: Id,
    roleKey: z.string(),
    roleName: Words(40),
    scopeKind: ScopeKind,
    scopeId: Id.nullable(),
    scopeName: Words(60),
    storeCount: z.int().nullable(),
    since: z.string(),
    givenBy: z.string().nullable(),
    limits: RoleLimits,
  })
  .meta({ id: 'ExplainedGrant' })
export type ExplainedGrant = z.infer<typeof ExplainedGrant>
/** What a person can do: each permission with the ids of the grants it comes through; none means they cannot. */
export const PersonAccess = z
  .object({
    person: z.object({
      id: Id,
      login: z.string(),
      name: z.string(),
      status: z.enum(['active', 'disabled']),
    }),
    grants: z.array(ExplainedGrant),
    permissions: z.array(z.object({ permission: z.string(), through: z.array(Id) })),
  })
  .meta({ id: 'PersonAccess' })
export type PersonAccess = z.infer<typeof PersonAccess>
export const AskWhy = z.object({ permission: PermissionName, storeId: Id.optional() })
export type AskWhy = z.infer<typeof AskWhy>
/** Whether a person may, and why: through which grants, or what is missing. `most` is the limit in force there. */
export const Why = z
  .object({
    allowed: z.boolean(),
    reason: z.enum(['granted', 'disabled', 'no_role', 'not_in_roles', 'other_places']),
    through: z.array(Id),
    elsewhere: z.array(Id),
    limits: z.array(
      z.object({ limit: z.enum(['priceCut', 'refund', 'stockCorrection']), most: z.int().nullable() }),
    ),
  })
  .meta({ id: 'Why' })
export type Why = z.infer<typeof Why>
