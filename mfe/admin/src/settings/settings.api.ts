import type { Tenant, UpdateTenant } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

/** Changes the brand's name and colour for everybody. */
export const updateTenant = (body: UpdateTenant, idempotencyKey: string): Promise<Tenant> =>
  ask('PATCH /api/tenant', { body, idempotencyKey })
