import type { PartGoods } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

/** SKUs by name, code or barcode, as they may stand in a bundle. */
export const goodsLike = (q: string): Promise<{ items: PartGoods[] }> =>
  ask('GET /api/part-goods', { query: { q } })

/** These SKUs, with what stands against them in a bundle. */
export const goodsOf = (skuIds: readonly string[], signal?: AbortSignal): Promise<{ items: PartGoods[] }> =>
  ask('GET /api/part-goods', { query: { skuIds: skuIds.join() }, ...(signal ? { signal } : {}) })
