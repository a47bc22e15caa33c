import type { Machine } from '../order/index.js'

export type PickupState = 'pending' | 'preparing' | 'ready' | 'picked_up' | 'expired' | 'cancelled'
export type InStoreState = 'pending' | 'handed_over' | 'cancelled'

/** Picking up at the store. `pending` waits for the money; `revive` is for money that came after the order had expired. */
export const pickupMoves = {
  pending: { pay: 'preparing', cancel: 'cancelled' },
  preparing: { ready: 'ready', pick_up: 'picked_up', cancel: 'cancelled' },
  ready: { unready: 'preparing', pick_up: 'picked_up', expire: 'expired', cancel: 'cancelled' },
  picked_up: {},
  expired: {},
  cancelled: { revive: 'preparing' },
} as const satisfies Machine<PickupState>

/** Handing over at the till, as soon as the money is there. */
export const inStoreMoves = {
  pending: { hand_over: 'handed_over', cancel: 'cancelled' },
  handed_over: {},
  cancelled: {},
} as const satisfies Machine<InStoreState>

export type ExpressState = 'pending' | 'preparing' | 'shipped' | 'signed' | 'lost' | 'cancelled'

/** Sending by express. What has left can't be called off; a parcel that never arrives is lost, and its money goes back. */
export const expressMoves = {
  pending: { pay: 'preparing', cancel: 'cancelled' },
  preparing: { ship: 'shipped', cancel: 'cancelled' },
  shipped: { sign: 'signed', lose: 'lost' },
  signed: {},
  lost: {},
  cancelled: { revive: 'preparing' },
} as const satisfies Machine<ExpressState>

export type VirtualState = 'pending' | 'issued' | 'cancelled'

/** Vouchers are there as soon as they are paid; what becomes of each is its own affair. */
export const virtualMoves = {
  pending: { pay: 'issued', cancel: 'cancelled' },
  issued: {},
  cancelled: { revive: 'issued' },
} as const satisfies Machine<VirtualState>

export type FulfilmentKind = 'pickup' | 'in_store' | 'express' | 'virtual'
export type FulfilmentState = PickupState | InStoreState | ExpressState | VirtualState

const machines = {
  pickup: pickupMoves,
  in_store: inStoreMoves,
  express: expressMoves,
  virtual: virtualMoves,
} as const

/** The machine of a kind of fulfilment. */
export const machineOf = (kind: FulfilmentKind): Partial<Machine<FulfilmentState>> => machines[kind]
