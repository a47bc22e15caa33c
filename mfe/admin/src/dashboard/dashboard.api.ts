import type { Dashboard } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export interface DashboardQuery {
  from: string
  to: string
  storeId?: string
  regionId?: string
}

/** The figures of a period; money in minor units. */
export const dashboardOf = (query: DashboardQuery, signal: AbortSignal): Promise<Dashboard> =>
  ask<Dashboard>('GET /api/insight/dashboard', { query: { ...query }, signal })
