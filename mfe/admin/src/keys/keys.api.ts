import type { ApiKey, ApiKeyPage, CreateKey, NewKey } from '@storeweave/contract'
import { ask, type PageAsk } from '@storeweave/kit'

export const keysOf = (state: string | undefined, { cursor, limit, signal }: PageAsk): Promise<ApiKeyPage> =>
  ask('GET /api/keys', { query: { state, cursor, limit }, signal })

export const createKey = (body: CreateKey): Promise<NewKey> => ask('POST /api/keys', { body })

export const revokeKey = (key: ApiKey): Promise<void> =>
  ask('DELETE /api/keys/:id', { params: { id: key.id } })
