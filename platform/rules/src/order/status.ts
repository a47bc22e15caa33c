import type { OrderStatus } from '@storeweave/contract'

export type PaymentState = 'unpaid' | 'paid' | 'part_refunded' | 'refunded'
type FulfilmentState =
  | 'pending'
  | 'preparing'
  | 'ready'
  | 'picked_up'
  | 'handed_over'
  | 'shipped'
  | 'signed'
  | 'lost'
  | 'issued'
  | 'expired'
  | 'cancelled'

/** The facts an order's step follows from. `refunding`: its whole sum is on its way back. */
export interface OrderFacts {
  payment: PaymentState
  cancelled: boolean
  refunding?: boolean
  fulfilments: readonly FulfilmentState[]
}

const FINISHED: ReadonlySet<FulfilmentState> = new Set(['picked_up', 'handed_over', 'signed', 'issued'])
/** What has left by express: some of the order may still be waiting. */
const LEFT: ReadonlySet<FulfilmentState> = new Set(['shipped', 'signed'])
const DROPPED: ReadonlySet<FulfilmentState> = new Set(['lost', 'expired', 'cancelled'])

/** The step a person sees; the one place where it is decided. An order of which something has left by express can't be called off. */
export function orderStatus({ payment, cancelled, refunding = false, fulfilments }: OrderFacts): OrderStatus {
  if (payment === 'refunded') return 'refunded'
  if (refunding && payment !== 'unpaid') return 'refunding'
  if (cancelled) return 'cancelled'
  if (payment === 'unpaid') return 'to_pay'
  const going = fulfilments.filter((f) => !DROPPED.has(f))
  if (going.length && going.every((f) => FINISHED.has(f))) return 'completed'
  if (going.some((f) => LEFT.has(f))) return 'shipped'
  return going.length && going.every((f) => f === 'ready' || FINISHED.has(f)) ? 'ready' : 'preparing'
}

/** True while nothing has left and no money is on its way back: the order can still be called off. */
export const isCancellable = (status: OrderStatus): boolean =>
  status === 'to_pay' || status === 'preparing' || status === 'ready'
