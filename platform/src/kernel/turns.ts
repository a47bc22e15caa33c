interface Waiting {
  enter: () => void
  timer: NodeJS.Timeout
}
interface Queue {
  inside: number
  waiting: Waiting[]
}

/** Thrown to who has waited too long for a turn. */
export class NoTurn extends Error {
  readonly code = '53300'
}

/**
 * Shares so many places among tenants: who must wait is let in by turns, one of each tenant, however many of one tenant
 * wait; and no tenant has all the places, so that the next of another finds one soon.
 */
export class Turns {
  /** Tenants that have somebody inside or waiting; those with somebody waiting in the order of their turns. */
  private readonly queues = new Map<string, Queue>()
  private inside = 0
  private readonly share: number

  /** `places` in all, three quarters of them at most for one tenant; nobody waits longer than `waitMs`. */
  constructor(
    private readonly places: number,
    private readonly waitMs: number,
  ) {
    this.share = Math.max(1, Math.ceil((places * 3) / 4))
  }

  /** Waits for a place; answers how to give it back. Throws `NoTurn`. */
  async enter(tenant: string): Promise<() => void> {
    const queue = this.queues.get(tenant) ?? { inside: 0, waiting: [] }
    this.queues.set(tenant, queue)
    if (!this.mayEnter(queue)) await this.wait(tenant, queue)
    else this.count(queue, 1)
    return () => {
      this.count(queue, -1)
      this.letIn()
      this.forget(tenant, queue)
    }
  }
  private forget(tenant: string, { inside, waiting }: Queue): void {
    if (!inside && !waiting.length) this.queues.delete(tenant)
  }
  private mayEnter({ inside }: Queue): boolean {
    return this.inside < this.places && inside < this.share
  }
  private count(queue: Queue, by: 1 | -1): void {
    queue.inside += by
    this.inside += by
  }
  private wait(tenant: string, queue: Queue): Promise<void> {
    return new Promise((enter, fail) => {
      const timer = setTimeout(() => {
        queue.waiting.splice(queue.waiting.indexOf(one), 1)
        this.forget(tenant, queue)
        fail(new NoTurn('no connection became free in time'))
      }, this.waitMs)
      const one = { enter, timer }
      queue.waiting.push(one)
    })
  }
  private letIn(): void {
    for (const [tenant, queue] of this.queues) {
      if (!queue.waiting.length || !this.mayEnter(queue)) continue
      const { enter, timer } = queue.waiting.shift()!
      clearTimeout(timer)
      // to the end of the map: whose turn it was waits for the others' turns
      this.queues.delete(tenant)
      this.queues.set(tenant, queue)
      this.count(queue, 1)
      return enter()
    }
  }
}
