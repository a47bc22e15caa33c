import type { PurchaseState, ShipmentState } from '@storeweave/contract'
import type { Machine } from '../order/index.js'

/**
 * A purchase order's life; before it there is the store's cart. The buyer calls it off until the seller has spoken;
 * afterwards only the seller ends it, short of what was confirmed. It closes by itself once all that was confirmed
 * has been shipped and all that was shipped has been received.
 */
export const purchaseMoves = {
  to_approve: { approve: 'submitted', refuse: 'refused', cancel: 'cancelled' },
  submitted: { confirm: 'confirmed', decline: 'declined', cancel: 'cancelled' },
  confirmed: { ship: 'shipped', end: 'declined' },
  shipped: { ship: 'shipped', receive: 'shipped', end: 'shipped', close: 'closed' },
  closed: {},
  refused: {},
  declined: {},
  cancelled: {},
} as const satisfies Machine<PurchaseState>

/** A shipment's life: counted once, by the store. */
export const shipmentMoves = {
  in_transit: { receive: 'received' },
  received: {},
} as const satisfies Machine<ShipmentState>
