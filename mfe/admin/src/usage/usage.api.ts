import type { Usage } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

/** What the brand used of the platform in the last days, today included. */
export const usageOf = (days: number, signal: AbortSignal): Promise<Usage> =>
  ask<Usage>('GET /api/insight/usage', { query: { days }, signal })
