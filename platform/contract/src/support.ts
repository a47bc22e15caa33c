import { z } from 'zod'
import { Id, line, page, PageQuery } from './shape.js'

/** Hours a grant stands at most. */
export const SUPPORT_HOURS_MAX = 24
const Access = z.enum(['read', 'write'])

/** The brand lets the platform's staff in, until an hour; `visits` says who came, the last first. */
export const SupportGrant = z
  .object({
    id: Id,
    access: Access,
    reason: z.string(),
    state: z.enum(['standing', 'over', 'ended']),
    grantedBy: z.object({ id: Id, name: z.string() }),
    createdAt: z.string(),
    expiresAt: z.string(),
    endedAt: z.string().nullable(),
    visits: z.array(z.object({ operatorId: Id, name: z.string(), at: z.string() })),
  })
  .meta({ id: 'SupportGrant' })
export type SupportGrant = z.infer<typeof SupportGrant>
export const SupportGrantPage = page(SupportGrant).meta({ id: 'SupportGrantPage' })
export type SupportGrantPage = z.infer<typeof SupportGrantPage>
export const ListSupportGrants = PageQuery
export type ListSupportGrants = z.infer<typeof ListSupportGrants>
export const GrantSupport = z
  .strictObject({
    id: Id,
    access: Access,
    hours: z.int().min(1).max(SUPPORT_HOURS_MAX),
    reason: line(200, 4),
  })
  .meta({ id: 'GrantSupport' })
export type GrantSupport = z.infer<typeof GrantSupport>
