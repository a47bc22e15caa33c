import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
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
interface Line<E, R> {
  waiting: Waiting<E, R>[]
  /** Tells those of the group before what became of them, if they haven't been told. */
  tell: () => void
}

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
   * With `tellWithinMs` those of a group are told up to that much later, when `underWay` is called for the next one.
   */
  constructor(
    private readonly work: (group: readonly Member<E>[]) => Promise<Outcome<R>[]>,
    private readonly most: () => number,
    private readonly times: { pauseMs?: number; tellWithinMs?: number } = {},
  ) {}

  /** Waits its turn in the line of this name and answers its own outcome. A name must begin with the tenant: a group never holds two. */
  join(name: string, entry: E): Promise<R> {
    return new Promise<R>((done, fail) => {
      const settle = (outcome: Outcome<R>) =>
        'done' in outcome ? done(outcome.done) : fail(outcome.failed as Error)
      const member = { entry, as: AsyncLocalStorage.snapshot(), settle }
      if (this.most() === 1) return void this.go([member]).then((tell) => tell())
      const line = this.lines.get(name)
      if (!line) {
        const opened = { waiting: [member], tell: nothing }
        this.lines.set(name, opened)
        void this.drain(name, opened)
      } else if (line.waiting.length < WAITING_MAX) line.waiting.push(member)
      else fail(new Fault('server.unavailable'))
    })
  }

  /**
   * For work to say that the database is busy with it: what the answers of the group before bring about, their bytes
   * and the next requests of who gets them, is done meanwhile.
   */
  underWay(name: string): void {
    this.lines.get(name)?.tell()
  }

  private async drain(name: string, line: Line<E, R>): Promise<void> {
    const { pauseMs = 0, tellWithinMs = 0 } = this.times
    while (line.waiting.length) {
      // requests that have arrived with this one are read first: they come along
      await (this.went > 1 && pauseMs ? wait(pauseMs) : nextTurn())
      const group = line.waiting.splice(0, this.most())
      this.went = group.length
      const late = tellWithinMs ? setTimeout(line.tell, tellWithinMs) : undefined
      const tell = await this.go(group)
      clearTimeout(late)
      line.tell()
      line.tell = tell
      if (!tellWithinMs) tell()
    }
    line.tell()
    this.lines.delete(name)
  }

  /** Works for a group and answers what tells them; saying it twice changes nothing. */
  private async go(group: readonly Waiting<E, R>[]): Promise<() => void> {
    try {
      const outcomes = await group[0]!.as(() => this.work(group))
      return () => group.forEach(({ settle }, n) => settle(outcomes[n]!))
    } catch (failed) {
      return () => group.forEach(({ settle }) => settle({ failed }))
    }
  }
}

const nothing = () => {}
