import type { DecisionLevel, PriceLevel } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const priceLevelsOf = ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<PriceLevel>> =>
  ask('GET /api/price-levels', { query: { cursor, limit }, signal })
/** Says who prices a category or product; null takes it back. */
export const setPriceLevel = (
  of: 'category' | 'product',
  id: string,
  level: DecisionLevel | null,
): Promise<void> =>
  of === 'category'
    ? ask('PUT /api/categories/:id/price-level', { params: { id }, body: { level } })
    : ask('PUT /api/products/:id/price-level', { params: { id }, body: { level } })
