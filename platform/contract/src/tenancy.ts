import { z } from 'zod'
import { Id, line, Words } from './shape.js'

export const Remote = z.object({
  name: z.enum(['admin', 'store', 'supplier', 'pos']),
  entry: z.string(),
  base: z.string(),
  offline: z.boolean(),
})
/** What any client needs before sign-in: who the tenant is and how it looks. */
export const Tenant = z
  .object({
    id: Id,
    slug: z.string(),
    name: Words(60),
    brand: z.object({ primary: z.string(), logoUrl: z.string().nullable(), banners: z.array(z.string()) }),
    currency: z.string(),
    timeZone: z.string(),
    wechatAppId: z.string().nullable(),
    reservationMinutes: z.int(),
    remotes: z.array(Remote),
    demoSignIns: z.array(z.object({ who: z.string(), login: z.string(), password: z.string() })),
  })
  .meta({ id: 'Tenant' })
export type Tenant = z.infer<typeof Tenant>

export const UpdateTenant = z
  .strictObject({
    name: Words(60).optional(),
    primary: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .optional(),
  })
  .meta({ id: 'UpdateTenant' })
export type UpdateTenant = z.infer<typeof UpdateTenant>
export const tenantSlug = line(40).regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)
