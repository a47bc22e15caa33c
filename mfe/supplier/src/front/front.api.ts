import type { SupplySummary } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const frontApi = {
  /** The last 30 days of one's own goods. */
  summary: (): Promise<SupplySummary> => ask<SupplySummary>('GET /api/supplier/summary'),
}
