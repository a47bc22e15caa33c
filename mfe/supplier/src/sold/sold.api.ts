import type { SoldLine } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export interface SoldFilter {
  q?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export const soldApi = {
  list: (filter: SoldFilter, { signal, ...page }: PageAsk): Promise<KeysetPage<SoldLine>> =>
    ask<KeysetPage<SoldLine>>('GET /api/supplier/sold-lines', { query: { ...filter, ...page }, signal }),
}
