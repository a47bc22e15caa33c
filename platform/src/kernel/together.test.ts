import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, expect, it, vi } from 'vitest'
import { Together, type Member, type Outcome } from './together.js'

/** A line whose groups end when they are told to, and what was in each of them. */
function aLine(most = 4, tellWithinMs = 0) {
  const groups: number[][] = []
  const ends: (() => void)[] = []
  const work = async (group: readonly Member<number>[]): Promise<Outcome<number>[]> => {
    groups.push(group.map(({ entry }) => entry))
    await new Promise<void>((end) => ends.push(end))
    return group.map(({ entry }) => (entry < 0 ? { failed: new Error(`no ${entry}`) } : { done: entry * 2 }))
  }
  const next = async () => {
    ends.shift()?.()
    for (let n = 0; n < 3; n++) await new Promise(setImmediate)
  }
  return { line: new Together(work, () => most, { tellWithinMs }), groups, next }
}

describe('who goes together', () => {
  it('the first goes at once, those who come meanwhile go next, never more than may; each gets its own', async () => {
    const { line, groups, next } = aLine()
    const first = line.join('a', 1)
    await next()
    expect(groups).toEqual([[1]])
    const others = [2, 3, -4, 5, 6].map((n) => line.join('a', n).catch((error: Error) => error.message))
    await next()
    expect(await first).toBe(2)
    await next()
    await next()
    expect(await Promise.all(others)).toEqual([4, 6, 'no -4', 10, 12])
    expect(groups).toEqual([[1], [2, 3, -4, 5], [6]])
  })

  it('lines of different names don’t wait for each other, nor does anybody where one is all', async () => {
    const { line, groups, next } = aLine()
    const both = [line.join('a', 1), line.join('b', 2)]
    await next()
    expect(groups).toEqual([[1], [2]])
    await next()
    await next()
    expect(await Promise.all(both)).toEqual([2, 4])
    const alone = aLine(1)
    const three = [1, 2, 3].map((n) => alone.line.join('a', n))
    expect(alone.groups).toEqual([[1], [2], [3]])
    for (let n = 0; n < 3; n++) await alone.next()
    expect(await Promise.all(three)).toEqual([2, 4, 6])
  })

  it('who went before is told when the next group is under way, at the latest when it has come to its end', async () => {
    const { line, groups, next } = aLine(1_000, 60_000)
    const told: string[] = []
    const joins = (n: number) => line.join('a', n).then((answer) => told.push(`${n} ${answer}`))
    const all = [joins(1)]
    await next()
    all.push(joins(2))
    await next()
    expect([groups, told]).toEqual([[[1], [2]], []])
    line.underWay('a')
    await Promise.resolve().then(() => undefined)
    expect(told).toEqual(['1 2'])
    all.push(joins(3))
    await next()
    expect([groups, told]).toEqual([[[1], [2], [3]], ['1 2']])
    await next()
    await Promise.all(all)
    expect(told).toEqual(['1 2', '2 4', '3 6'])
    line.underWay('a')
  })

  it('who went before doesn’t wait longer than may be for a group that gets nowhere', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { line, next } = aLine(1_000, 20)
      const first = line.join('a', 1)
      await next()
      const second = line.join('a', 2)
      await next()
      vi.advanceTimersByTime(20)
      expect(await first).toBe(2)
      await next()
      expect(await second).toBe(4)
    } finally {
      vi.useRealTimers()
    }
  })

  it('each member’s work can be run as itself; what the work throws is everybody’s, and the line goes on', async () => {
    const who = new AsyncLocalStorage<string>()
    const line = new Together<number, string>(
      async (group) => {
        await new Promise(setImmediate)
        if (group.some(({ entry }) => entry < 0)) throw new Error('down')
        return group.map(({ as }) => ({ done: as(() => who.getStore()!) }))
      },
      () => 10,
    )
    const join = (name: string, entry: number) => who.run(name, () => line.join('a', entry))
    expect(await Promise.all([join('ann', 1), join('bob', 2)])).toEqual(['ann', 'bob'])
    const down = await Promise.allSettled([join('ann', 1), join('bob', -2)])
    expect(down.map((d) => d.status)).toEqual(['rejected', 'rejected'])
    expect(await join('cid', 3)).toBe('cid')
  })

  it('503 for whoever would wait behind two thousand', async () => {
    const { line, next } = aLine(5000)
    const first = line.join('a', 1)
    await next()
    const waiting = Array.from({ length: 2000 }, (_, n) => line.join('a', n))
    await expect(line.join('a', 1)).rejects.toMatchObject({ code: 'server.unavailable' })
    await next()
    await next()
    expect(await first).toBe(2)
    expect(await Promise.all(waiting)).toHaveLength(2000)
  })
})
