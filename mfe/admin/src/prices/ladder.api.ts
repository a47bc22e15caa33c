import type {
  BoundsAnswer,
  ContestedBound,
  PreviewBounds,
  PriceChange,
  SetBounds,
  SettleConflicts,
  SetUnitPrice,
  SkuPrices,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** All that is set of a SKU's prices and has not ended. */
export const pricesOfSku = (skuId: string, signal?: AbortSignal): Promise<SkuPrices> =>
  ask('GET /api/skus/:skuId/prices', { params: { skuId }, signal })

/** Sets a price at a node of the org tree, for good or for a time. */
export const setUnitPrice = (
  key: string,
  skuId: string,
  unitId: string,
  body: Partial<SetUnitPrice> & Pick<SetUnitPrice, 'price'>,
): Promise<SkuPrices> =>
  ask('PUT /api/skus/:skuId/prices/:unitId', { params: { skuId, unitId }, body, idempotencyKey: key })

/** Ends a price in force, calls a planned one off. */
export const endPrice = (key: string, id: string): Promise<void> =>
  ask('DELETE /api/prices/:id', { params: { id }, idempotencyKey: key })

export const previewBounds = (skuId: string, body: PreviewBounds): Promise<BoundsAnswer> =>
  ask('POST /api/skus/:skuId/bounds/preview', { params: { skuId }, body })

export const setBounds = (key: string, skuId: string, body: SetBounds): Promise<BoundsAnswer> =>
  ask('PUT /api/skus/:skuId/bounds', { params: { skuId }, body, idempotencyKey: key })

export const changesOf = (
  skuId: string,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<PriceChange>> =>
  ask('GET /api/skus/:skuId/price-changes', { params: { skuId }, query: { cursor, limit }, signal })

/** Bounds planned although prices lie outside. */
export const contestedBounds = ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<ContestedBound>> =>
  ask('GET /api/contested-bounds', { query: { cursor, limit }, signal })

export const settleConflicts = (key: string, id: string, body: SettleConflicts): Promise<void> =>
  ask('POST /api/contested-bounds/:id/settle', { params: { id }, body, idempotencyKey: key })
