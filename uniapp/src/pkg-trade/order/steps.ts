import type { Order } from '@storeweave/contract'

export type StepName =
  'placed' | 'paid' | 'ready' | 'picked_up' | 'shipped' | 'signed' | 'issued' | 'cancelled' | 'refunded'
/** A step of an order on its shopper's timeline. */
export interface Step {
  name: StepName
  /** When it happened; null while it is ahead. */
  at: string | null
  /** The step that is to come next. */
  next: boolean
}

/** When an order entered a state or saw an event of one of these names. */
const when = (order: Order, ...names: string[]): string | null =>
  order.timeline.find(({ event, to }) =>
    names.some((name) => to === name || event === name || event.endsWith(`.${name}`)),
  )?.at ?? null

/** The way of an order: what was, what is next, what follows. A cancelled order ends with its cancellation. */
export function stepsOf(order: Order): Step[] {
  const placed: [StepName, string | null] = ['placed', order.placedAt]
  const paidAt = order.payments.find(({ state }) => /succeeded|paid|refunded/.test(state))?.at ?? null
  const paid: [StepName, string | null] = [
    'paid',
    order.payment === 'unpaid' ? null : (when(order, 'paid') ?? paidAt ?? order.placedAt),
  ]
  const done = order.status === 'completed'
  const ready: [StepName, string | null] = [
    'ready',
    order.status === 'ready' || done ? (when(order, 'ready') ?? when(order, 'picked_up')) : null,
  ]
  const picked: [StepName, string | null] = [
    'picked_up',
    done ? when(order, 'picked_up', 'handed_over') : null,
  ]
  if (order.status === 'cancelled' || order.status === 'refunding' || order.status === 'refunded') {
    const all: [StepName, string | null][] = paid[1] ? [placed, paid] : [placed]
    const cancelled = when(order, 'cancelled', 'expired', 'lost')
    if (cancelled || order.status === 'cancelled') all.push(['cancelled', cancelled ?? order.placedAt])
    if (order.status !== 'cancelled')
      all.push(['refunded', order.status === 'refunded' ? when(order, 'refunded', 'refund.done') : null])
    return mark(all, order.status === 'refunding')
  }
  if (order.fulfilmentKind === 'express') {
    const shipped: [StepName, string | null] = ['shipped', order.shipment?.shippedAt ?? null]
    return mark([placed, paid, shipped, ['signed', when(order, 'signed')]], !done)
  }
  if (order.fulfilmentKind === 'virtual')
    return mark([placed, paid, ['issued', done ? paid[1] : null]], !done)
  return mark([placed, paid, ready, picked], !done)
}

function mark(steps: [StepName, string | null][], open: boolean): Step[] {
  const next = open ? steps.findIndex(([, at]) => at === null) : -1
  return steps.map(([name, at], index) => ({ name, at, next: index === next }))
}
