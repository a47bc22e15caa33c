import type { AdjustStock, Movement, StockLevel } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

type Filter = Record<string, string | undefined>

export const stockOf = (
  filter: Filter,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<StockLevel>> => ask('GET /api/stock', { query: { ...filter, cursor, limit }, signal })

export const movementsOf = (
  filter: Filter,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<Movement>> =>
  ask('GET /api/stock/movements', { query: { ...filter, cursor, limit }, signal })

/** Writes a correction; the same id again changes nothing. */
export const adjustStock = (body: AdjustStock): Promise<StockLevel> =>
  ask('POST /api/stock/adjustments', { body })
