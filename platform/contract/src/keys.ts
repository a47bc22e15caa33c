import { z } from 'zod'
import { RoleLimits } from './roles.js'
import { isKeyable, KEY_DAYS_MAX } from './keyable.js'
import { allPermissions, type Permission } from './permissions.js'
import { Id, line, page, PageQuery, Words } from './shape.js'

const KeyablePermission = z.enum(
  allPermissions.filter((p) => isKeyable(p, 'hq')) as [Permission, ...Permission[]],
)
const KeyPlace = z.enum(['hq', 'region', 'store'])

/** A key of the brand for a program. The key itself is shown once, when it is made. */
export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    /** How it begins: enough to know it again, nothing to get in by. */
    prefix: z.string(),
    permissions: z.array(z.string()),
    limits: RoleLimits,
    scopeKind: KeyPlace,
    scopeId: Id.nullable(),
    scopeName: Words(60),
    state: z.enum(['active', 'expired', 'revoked']),
    /** `active` false: whoever made it no longer works here. The key is the brand's and stays. */
    madeBy: z.object({ id: Id, name: z.string(), active: z.boolean() }).nullable(),
    createdAt: z.string(),
    expiresAt: z.string(),
    /** To a minute. */
    lastUsedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>
export const ApiKeyPage = page(ApiKey).meta({ id: 'ApiKeyPage' })
export type ApiKeyPage = z.infer<typeof ApiKeyPage>
/** `ended`: expired or revoked. */
export const ListKeys = PageQuery.extend({ state: z.enum(['active', 'ended']).optional() })
export type ListKeys = z.infer<typeof ListKeys>

/** What a key may do and where, of what its maker may do there. */
export const CreateKey = z
  .strictObject({
    id: Id,
    name: line(60),
    permissions: z.array(KeyablePermission).min(1).max(200),
    scopeKind: KeyPlace,
    scopeId: Id.optional(),
    days: z.int().min(1).max(KEY_DAYS_MAX),
  })
  .meta({ id: 'CreateKey' })
export type CreateKey = z.infer<typeof CreateKey>
/** The one answer that holds the key itself: send it as `Authorization: Bearer swk_…`. */
export const NewKey = z.object({ secret: z.string(), key: ApiKey }).meta({ id: 'NewKey' })
export type NewKey = z.infer<typeof NewKey>
