import { describe, expect, it, vi } from 'vitest'
import { NoTurn, Turns } from './turns.js'

/** Enters and notes when it is in. */
async function come(turns: Turns, tenant: string, order: string[]) {
  const leave = await turns.enter(tenant)
  order.push(tenant)
  return leave
}
const settled = () => new Promise(setImmediate)

describe('turns', () => {
  it('one tenant’s crowd waits behind another’s single request', async () => {
    const turns = new Turns(2, 1000)
    const order: string[] = []
    const inside = await Promise.all([come(turns, 'a', order), come(turns, 'b', order)])
    const crowd = Array.from({ length: 5 }, () => come(turns, 'a', order))
    const late = come(turns, 'b', order)
    await settled()
    expect(order).toEqual(['a', 'b'])
    inside[0]!()
    await settled()
    expect(order).toEqual(['a', 'b', 'a'])
    ;(await crowd[0]!)()
    await settled()
    expect(order).toEqual(['a', 'b', 'a', 'b'])
    ;(await late)()
    for (const one of crowd.slice(1)) (await one)()
    inside[1]!()
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'a', 'a', 'a'])
  })

  it('no tenant has all the places; each gives its own back', async () => {
    const turns = new Turns(4, 1000)
    const order: string[] = []
    const three = await Promise.all([1, 2, 3].map(() => come(turns, 'a', order)))
    const fourth = come(turns, 'a', order)
    await settled()
    expect(order).toHaveLength(3)
    const other = await come(turns, 'b', order)
    expect(order).toEqual(['a', 'a', 'a', 'b'])
    other()
    await settled()
    expect(order).toHaveLength(4)
    three[0]!()
    ;(await fourth)()
    expect(order).toHaveLength(5)
  })

  it('who waits too long is told so, and takes nobody’s place', async () => {
    vi.useFakeTimers()
    try {
      const turns = new Turns(1, 1000)
      const leave = await turns.enter('a')
      const waiting = turns.enter('b')
      const refused = expect(waiting).rejects.toBeInstanceOf(NoTurn)
      await vi.advanceTimersByTimeAsync(1000)
      await refused
      leave()
      expect(await turns.enter('c')).toBeTypeOf('function')
    } finally {
      vi.useRealTimers()
    }
  })
})
