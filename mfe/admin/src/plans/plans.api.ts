import type { ProductPlan, SetProductPlan } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

/** When a product goes on sale and comes off it by itself. */
export const planOf = (id: string, signal: AbortSignal): Promise<ProductPlan> =>
  ask('GET /api/products/:id/plan', { params: { id }, signal })
export const setPlan = (id: string, body: SetProductPlan): Promise<ProductPlan> =>
  ask('PUT /api/products/:id/plan', { params: { id }, body })
