import type { BoardCard, Verification, Verified } from '@storeweave/contract'
import { ask, type KeysetPage } from '@storeweave/kit'

export type VerifiedCard = Verified
export type Used = Verification

export const verifyApi = {
  /** Who a code belongs to, without using it. */
  preview: (storeId: string, code: string): Promise<BoardCard> =>
    ask<BoardCard>('POST /api/verifications/preview', { body: { storeId, code } }),
  /** Uses a code, of a voucher so many times; the same key again never uses it twice. */
  confirm: (key: string, storeId: string, code: string, uses: number): Promise<VerifiedCard> =>
    ask<VerifiedCard>('POST /api/verifications', { body: { storeId, code, uses }, idempotencyKey: key }),
  /** Codes a store used, newest first. */
  recent: (
    storeId: string,
    page: { cursor?: string; limit: number; signal?: AbortSignal },
  ): Promise<KeysetPage<Used>> =>
    ask<KeysetPage<Used>>('GET /api/verifications', {
      query: { storeId, cursor: page.cursor, limit: page.limit },
      signal: page.signal,
    }),
}
export type VerifyApi = Pick<typeof verifyApi, 'preview' | 'confirm'>
