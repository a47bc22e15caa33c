import type { GrantSupport, SupportGrant, SupportGrantPage } from '@storeweave/contract'
import { ask, type PageAsk } from '@storeweave/kit'

export const supportGrantsOf = ({ cursor, limit, signal }: PageAsk): Promise<SupportGrantPage> =>
  ask('GET /api/support-grants', { query: { cursor, limit }, signal })

export const grantSupport = (body: GrantSupport, idempotencyKey: string): Promise<SupportGrant> =>
  ask('POST /api/support-grants', { body, idempotencyKey })

export const endSupport = (id: string): Promise<void> =>
  ask('DELETE /api/support-grants/:id', { params: { id } })
