import type {
  DecisionSettings,
  FactorStandings,
  SetDecision,
  SignInPolicy,
  Tenant,
  UpdateTenant,
} from '@storeweave/contract'
import { ask } from '@storeweave/kit'

/** Changes the brand's name and colour for everybody. */
export const updateTenant = (body: UpdateTenant, idempotencyKey: string): Promise<Tenant> =>
  ask('PATCH /api/tenant', { body, idempotencyKey })

/** How far the people of each role have come with their second factor. */
export const standingsOf = (signal: AbortSignal): Promise<FactorStandings> =>
  ask('GET /api/sign-in-policy/standings', { signal })

/** Sets which roles must have one; it counts for everybody with their next request. */
export const setSignInPolicy = (body: SignInPolicy, idempotencyKey: string): Promise<SignInPolicy> =>
  ask('PUT /api/sign-in-policy', { body, idempotencyKey })

/** Who takes which decision, for the brand and where it differs. */
export const decisionsOf = (signal: AbortSignal): Promise<DecisionSettings> =>
  ask('GET /api/decisions', { signal })

/** Sets who decides at a region or store, or at HQ for the brand; null gives a node back to what is set above. */
export const setDecision = (unitId: string, body: SetDecision): Promise<DecisionSettings> =>
  ask('PUT /api/decisions/:unitId', { params: { unitId }, body })
