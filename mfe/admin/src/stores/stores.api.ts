import type {
  CreateRegion,
  CreateStore,
  OpeningChecklist,
  OrgUnit,
  Store,
  UpdateRegion,
  UpdateStore,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const unitsOf = (signal: AbortSignal): Promise<{ items: OrgUnit[] }> =>
  ask('GET /api/org-units', { signal })

export const storesOf = (
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<Store>> => ask('GET /api/stores', { query: { ...filter, cursor, limit }, signal })

export const storeOf = (id: string, signal: AbortSignal): Promise<Store> =>
  ask('GET /api/stores/:id', { params: { id }, signal })

/** What a store still needs before it opens. */
export const openingOf = (id: string, signal: AbortSignal): Promise<OpeningChecklist> =>
  ask('GET /api/stores/:id/opening', { params: { id }, signal })

export const createStore = (body: CreateStore, idempotencyKey: string): Promise<Store> =>
  ask('POST /api/stores', { body, idempotencyKey })

export const updateStore = (id: string, body: UpdateStore, idempotencyKey?: string): Promise<Store> =>
  ask('PATCH /api/stores/:id', { params: { id }, body, ...(idempotencyKey ? { idempotencyKey } : {}) })

export const createRegion = (body: CreateRegion, idempotencyKey: string): Promise<OrgUnit> =>
  ask('POST /api/regions', { body, idempotencyKey })

export const updateRegion = (id: string, body: UpdateRegion, idempotencyKey: string): Promise<OrgUnit> =>
  ask('PATCH /api/regions/:id', { params: { id }, body, idempotencyKey })
