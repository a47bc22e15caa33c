import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { Fault } from './fault.js'

/** What became of one of those who went together: its own answer or its own refusal. */
export type Outcome<R> = { done: R } | { failed: unknown }
/** One of a group. */
export interface Member<E> {
  entry: E
  /** Runs work as the request that waits: in its scope and its trace. */
  as: <T>(work: () => T) => T
}
interface Waiting<E, R> extends Member<E> {
  settle: (outcome: Outcome<R>) => void
}
type Line<E, R> = Waiting<E, R>[]

/** More than this many wait for one thing: whoever comes now is sent away instead of waiting for seconds. */
const WAITING_MAX = 2_000

/**
 * Lets requests that want the same thing go together, so that they share the waiting for its lock and for the disk.
 * Nobody waits for company: who finds the line empty goes at once, and whoever comes meanwhile makes up the next group.
 * Exactness is not kept here but in the database, where other processes have lines of their own.
 */
export class Together<E, R> {
  private readonly lines = new Map<string, Line<E, R>>()
  /** How many the last group held. */
  private went = 1

  /**
   * `work` answers an outcome for each of a group, in their order; what it throws is everybody's. At most `most()` go
   * together; with 1 nobody waits in line. After a group of several the next waits `pauseMs` for more to come along.
   */
  constructor(
    private readonly work: (group: readonly Member<E>[]) => Promise<Outcome<R>[]>,
    private readonly most: () => number,
    private readonly pauseMs = 0,
  ) {}

  /** Waits its turn in the line of this name and answers its own outcome. A name must begin with the tenant: a group never holds two. */
  join(name: string, entry: E): Promise<R> {
    return new Promise<R>((done, fail) => {
      const settle = (outcome: Outcome<R>) =>
        'done' in outcome ? done(outcome.done) : fail(outcome.failed as Error)
      const waiting = { entry, as: AsyncLocalStorage.snapshot(), settle }
      if (this.most() === 1) return void this.go([waiting])
      const line = this.lines.get(name)
      if (!line) {
        this.lines.set(name, [waiting])
        void this.drain(name)
      } else if (line.length < WAITING_MAX) line.push(waiting)
      else fail(new Fault('server.unavailable'))
    })
  }

  private async drain(name: string): Promise<void> {
    const line = this.lines.get(name)!
    while (line.length) {
      // requests that have arrived with this one are read first: they come along
      await (this.went > 1 && this.pauseMs ? setTimeout(this.pauseMs) : setImmediate())
      const group = line.splice(0, this.most())
      this.went = group.length
      await this.go(group)
    }
    this.lines.delete(name)
  }

  private async go(group: readonly Waiting<E, R>[]): Promise<void> {
    try {
      const outcomes = await group[0]!.as(() => this.work(group))
      group.forEach(({ settle }, n) => settle(outcomes[n]!))
    } catch (failed) {
      for (const { settle } of group) settle({ failed })
    }
  }
}
