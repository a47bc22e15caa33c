import type { ReturnState } from '@storeweave/contract'
import { emit } from '../kernel/events.js'
import type { ReturnFacts } from './returns.repo.js'

/** Tells everybody who listens that a return came or went on. */
export const tellMoved = (
  r: Pick<ReturnFacts, 'id' | 'order_id' | 'store_id'>,
  from: ReturnState | null,
  to: ReturnState,
): Promise<void> =>
  emit('returns.moved', { returnId: r.id, orderId: r.order_id, storeId: r.store_id, from, to })
