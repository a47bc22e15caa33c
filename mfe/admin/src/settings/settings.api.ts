import type {
  EraseMember,
  NoticeVersions,
  PrivacyNotice,
  PrivacyRequests,
  PublishNotice,
  DecisionSettings,
  FeatureSettings,
  FactorStandings,
  SetDecision,
  SetFeatures,
  SetSignInPolicy,
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

/** What the brand asks of its people at sign-in. */
export const signInPolicy = (signal: AbortSignal): Promise<SignInPolicy> =>
  ask('GET /api/sign-in-policy', { signal })

/** Changes the given parts of it; they count for everybody with their next request. */
export const setSignInPolicy = (body: SetSignInPolicy, idempotencyKey: string): Promise<SignInPolicy> =>
  ask('PUT /api/sign-in-policy', { body, idempotencyKey })

/** Who takes which decision, for the brand and where it differs. */
export const decisionsOf = (signal: AbortSignal): Promise<DecisionSettings> =>
  ask('GET /api/decisions', { signal })

/** Sets who decides at a region or store, or at HQ for the brand; null gives a node back to what is set above. */
export const setDecision = (unitId: string, body: SetDecision): Promise<DecisionSettings> =>
  ask('PUT /api/decisions/:unitId', { params: { unitId }, body })

/** What the brand uses of the product, and what keeps parts of it from being switched off. */
export const featuresOf = (signal: AbortSignal): Promise<FeatureSettings> =>
  ask('GET /api/features', { signal })

/** Sets all that the brand uses from now on. */
export const setFeatures = (body: SetFeatures): Promise<FeatureSettings> => ask('PUT /api/features', { body })

/** The brand as all screens know it. */
export const tenantNow = (): Promise<Tenant> => ask('GET /api/tenant')

/** The privacy notice in force and all its versions. */
export const noticesOf = (signal: AbortSignal): Promise<NoticeVersions> =>
  ask('GET /api/privacy/notices', { signal })

/** Publishes the next version; from now on every shopper is asked again. */
export const publishNotice = (body: PublishNotice, idempotencyKey: string): Promise<PrivacyNotice> =>
  ask('POST /api/privacy/notices', { body, idempotencyKey })

/** The newest exports and deletions of shoppers' data. */
export const privacyRequestsOf = (signal: AbortSignal): Promise<PrivacyRequests> =>
  ask('GET /api/privacy/requests', { signal })

/** Deletes a shopper's account for them. */
export const eraseMember = (body: EraseMember, idempotencyKey: string): Promise<void> =>
  ask('POST /api/privacy/erasures', { body, idempotencyKey })
