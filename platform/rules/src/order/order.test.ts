import { describe, expect, it } from 'vitest'
import {
  type InStoreState,
  type PickupState,
  afterWrongTry,
  expressMoves,
  inStoreMoves,
  LOCK_MS,
  machineOf,
  maskCode,
  minutesLocked,
  pickupMoves,
  qrOf,
  TRIES_WINDOW_MS,
  type WrongTries,
} from '../fulfilment/index.js'
import { paymentMoves, refundMoves, refundWaitsSeconds } from '../payments/index.js'
import { allowedFrom, isCancellable, next, orderStatus, statesBefore } from './index.js'

describe('the step of an order', () => {
  it.each([
    [{ payment: 'unpaid', cancelled: false, fulfilments: ['pending'] }, 'to_pay'],
    [{ payment: 'unpaid', cancelled: true, fulfilments: ['cancelled'] }, 'cancelled'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['preparing'] }, 'preparing'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['ready'] }, 'ready'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['ready', 'preparing'] }, 'preparing'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['picked_up'] }, 'completed'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['handed_over'] }, 'completed'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['handed_over', 'cancelled'] }, 'completed'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['shipped'] }, 'shipped'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['signed'] }, 'completed'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['preparing', 'shipped'] }, 'shipped'],
    [{ payment: 'paid', cancelled: false, fulfilments: ['preparing', 'signed'] }, 'shipped'],
    [{ payment: 'part_refunded', cancelled: false, fulfilments: ['cancelled', 'signed'] }, 'completed'],
    [{ payment: 'part_refunded', cancelled: false, fulfilments: ['picked_up'] }, 'completed'],
    [{ payment: 'paid', cancelled: true, refunding: true, fulfilments: ['cancelled'] }, 'refunding'],
    [{ payment: 'refunded', cancelled: true, refunding: true, fulfilments: ['cancelled'] }, 'refunded'],
    [{ payment: 'unpaid', cancelled: true, refunding: true, fulfilments: ['cancelled'] }, 'cancelled'],
  ] as const)('%j is %s', (facts, status) => expect(orderStatus(facts)).toBe(status))

  it('can be called off until the goods have left or the money is going back', () => {
    expect(
      (
        [
          'to_pay',
          'preparing',
          'ready',
          'shipped',
          'completed',
          'cancelled',
          'refunding',
          'refunded',
        ] as const
      ).filter(isCancellable),
    ).toEqual(['to_pay', 'preparing', 'ready'])
  })
})

describe('moves', () => {
  it('lead where the literal says', () => {
    expect(next<PickupState>(pickupMoves, 'preparing', 'ready')).toEqual({ to: 'ready' })
    expect(next<InStoreState>(inStoreMoves, 'pending', 'hand_over')).toEqual({ to: 'handed_over' })
  })
  it('an illegal one answers what is allowed', () => {
    expect(next<PickupState>(pickupMoves, 'picked_up', 'cancel')).toEqual({ allowed: [] })
    expect(next<PickupState>(pickupMoves, 'ready', 'ready')).toEqual({
      allowed: ['unready', 'pick_up', 'expire', 'cancel'],
    })
    expect(next<PickupState>(pickupMoves, 'ready', 'constructor')).toEqual({
      allowed: allowedFrom<PickupState>(pickupMoves, 'ready'),
    })
  })
  it('every one of them leads to a state of the same machine', () => {
    for (const machine of [pickupMoves, inStoreMoves, expressMoves, paymentMoves, refundMoves])
      for (const moves of Object.values(machine))
        for (const to of Object.values(moves)) expect(Object.keys(machine)).toContain(to)
    expect(machineOf('pickup')).toBe(pickupMoves)
    expect(machineOf('in_store')).toBe(inStoreMoves)
    expect(machineOf('express')).toBe(expressMoves)
  })
  it('money is taken from every state but paid, given back once', () => {
    expect(statesBefore(paymentMoves, 'pay')).toEqual(['created', 'pending', 'closed', 'failed'])
    expect(statesBefore(refundMoves, 'finish')).toEqual(['due', 'sent', 'failed'])
  })
  it('refunds are sent again ever more slowly, at least hourly', () => {
    expect([...refundWaitsSeconds].sort((a, b) => a - b)).toEqual([...refundWaitsSeconds])
    expect(refundWaitsSeconds.at(-1)).toBe(3600)
  })
})

describe('wrong codes', () => {
  const wrong = (times: number[]) =>
    times.reduce<WrongTries | undefined>((t, at) => afterWrongTry(t, at), undefined)
  it('five within a quarter of an hour lock for another', () => {
    expect(minutesLocked(wrong([0, 1, 2, 3]), 4)).toBe(0)
    const locked = wrong([0, 1, 2, 3, 4])
    expect(minutesLocked(locked, 5)).toBe(15)
    expect(minutesLocked(locked, 4 + LOCK_MS)).toBe(0)
    expect(afterWrongTry(locked, 4 + LOCK_MS).failures).toBe(1)
  })
  it('old ones are forgotten', () => expect(wrong([0, 1, 2, 3, TRIES_WINDOW_MS])?.failures).toBe(1))
  it('a code is shown as its last four digits', () => {
    expect(maskCode('12345678')).toBe('****5678')
    expect(qrOf('12345678')).toBe('SW1:12345678')
  })
})
