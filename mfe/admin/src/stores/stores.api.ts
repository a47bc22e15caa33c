import type {
  CreateRegion,
  CreateStore,
  MoveAnswer,
  MoveWay,
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

/** The prices that bounds would leave outside, were a store or region below another node. */
export const previewMove = (unitId: string, parentId: string): Promise<MoveAnswer> =>
  ask('POST /api/org-units/:unitId/move/preview', { params: { unitId }, body: { parentId } })

/** How a write is sent: by which key, and what becomes of prices that a move would leave outside their bounds. */
interface Sent {
  key?: string
  prices?: MoveWay | undefined
}
const sent = ({ key, prices }: Sent) => ({ query: { prices }, ...(key ? { idempotencyKey: key } : {}) })

export const updateStore = (id: string, body: UpdateStore, how: Sent = {}): Promise<Store> =>
  ask('PATCH /api/stores/:id', { params: { id }, body, ...sent(how) })

export const createRegion = (body: CreateRegion, idempotencyKey: string): Promise<OrgUnit> =>
  ask('POST /api/regions', { body, idempotencyKey })

export const updateRegion = (id: string, body: UpdateRegion, how: Sent): Promise<OrgUnit> =>
  ask('PATCH /api/regions/:id', { params: { id }, body, ...sent(how) })
