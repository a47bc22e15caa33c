import type {
  AskWhy,
  CreatePerson,
  CreateRole,
  DeviceSessions,
  FactorState,
  GrantRole,
  Person,
  PersonAccess,
  UpdatePerson,
  UpdateRole,
  Why,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'
import type { Role, Supplier } from '../parts/shapes'

export const peopleOf = (
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<Person>> => ask('GET /api/people', { query: { ...filter, cursor, limit }, signal })

export const createPerson = (body: CreatePerson, idempotencyKey: string): Promise<Person> =>
  ask('POST /api/people', { body, idempotencyKey })

export const updatePerson = (id: string, body: UpdatePerson, idempotencyKey?: string): Promise<Person> =>
  ask('PATCH /api/people/:id', { params: { id }, body, ...(idempotencyKey ? { idempotencyKey } : {}) })

export const grantRole = (id: string, body: GrantRole, idempotencyKey: string): Promise<Person> =>
  ask('POST /api/people/:id/grants', { params: { id }, body, idempotencyKey })

export const revokeRole = (id: string, grantId: string): Promise<void> =>
  ask('DELETE /api/people/:id/grants/:grantId', { params: { id, grantId } })

export const rolesOf = (signal: AbortSignal): Promise<{ items: Role[] }> => ask('GET /api/roles', { signal })

export const suppliersOf = (signal: AbortSignal): Promise<{ items: Supplier[] }> =>
  ask('GET /api/suppliers', { signal })

export const devicesOf = (id: string): Promise<DeviceSessions> =>
  ask('GET /api/people/:id/sessions', { params: { id } })

export const signOutPerson = (id: string): Promise<void> =>
  ask('DELETE /api/people/:id/sessions', { params: { id } })

export const factorOf = (id: string): Promise<FactorState> =>
  ask('GET /api/people/:id/factor', { params: { id } })

export const resetFactor = (id: string): Promise<void> =>
  ask('DELETE /api/people/:id/factor', { params: { id } })

export const createRole = (body: CreateRole, idempotencyKey: string): Promise<Role> =>
  ask('POST /api/roles', { body, idempotencyKey })

export const updateRole = (id: string, body: UpdateRole, idempotencyKey: string): Promise<Role> =>
  ask('PUT /api/roles/:id', { params: { id }, body, idempotencyKey })

export const deleteRole = (id: string): Promise<void> => ask('DELETE /api/roles/:id', { params: { id } })

/** What somebody can do; `undefined` asks about oneself. */
export const accessOf = (id: string | undefined, signal: AbortSignal): Promise<PersonAccess> =>
  id ? ask('GET /api/people/:id/access', { params: { id }, signal }) : ask('GET /api/me/access', { signal })

export const whyOf = (id: string, query: AskWhy, signal: AbortSignal): Promise<Why> =>
  ask('GET /api/people/:id/access/why', { params: { id }, query, signal })
