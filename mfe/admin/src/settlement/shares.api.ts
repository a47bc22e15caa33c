import type { Share, ShareSettings } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const sharesOf = (
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<Share>> => ask('GET /api/shares', { query: { ...filter, cursor, limit }, signal })
export const retryReturn = (id: string): Promise<Share> =>
  ask('POST /api/share-returns/:id/retry', { params: { id } })
export const carryReturn = (id: string, note: string): Promise<Share> =>
  ask('POST /api/share-returns/:id/carry', { params: { id }, body: { note } })
export const shareSettings = (signal: AbortSignal): Promise<ShareSettings> =>
  ask('GET /api/share-settings', { signal })
export const setShareSettings = (maxRatio: number, idempotencyKey: string): Promise<ShareSettings> =>
  ask('PUT /api/share-settings', { body: { maxRatio }, idempotencyKey })
