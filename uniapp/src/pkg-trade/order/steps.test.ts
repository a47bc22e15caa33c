import { describe, expect, it } from 'vitest'
import type { Order } from '@storeweave/contract'
import { stepsOf } from './steps'

const entry = (event: string, to: string | null, at: string) => ({
  at,
  event,
  from: null,
  to,
  by: '',
  note: '',
})
const order = (status: string, payment: string, timeline: object[]) =>
  ({ status, payment, placedAt: 'T0', payments: [], timeline }) as unknown as Order
const names = (steps: ReturnType<typeof stepsOf>) =>
  steps.map(({ name, at, next }) => `${name}:${at ?? (next ? 'next' : '-')}`)

describe('an order’s steps', () => {
  it('wait for the payment first', () => {
    expect(names(stepsOf(order('to_pay', 'unpaid', [])))).toEqual([
      'placed:T0',
      'paid:next',
      'ready:-',
      'picked_up:-',
    ])
  })
  it('go on with preparing once paid', () => {
    const steps = stepsOf(order('preparing', 'paid', [entry('payment', 'paid', 'T1')]))
    expect(names(steps)).toEqual(['placed:T0', 'paid:T1', 'ready:next', 'picked_up:-'])
  })
  it('end with the pickup', () => {
    const timeline = [
      entry('payment', 'paid', 'T1'),
      entry('pickup', 'ready', 'T2'),
      entry('pickup', 'picked_up', 'T3'),
    ]
    expect(names(stepsOf(order('completed', 'paid', timeline)))).toEqual([
      'placed:T0',
      'paid:T1',
      'ready:T2',
      'picked_up:T3',
    ])
  })
  it('of an unpaid, cancelled order end with the cancellation', () => {
    expect(names(stepsOf(order('cancelled', 'unpaid', [entry('order', 'cancelled', 'T4')])))).toEqual([
      'placed:T0',
      'cancelled:T4',
    ])
  })
})
