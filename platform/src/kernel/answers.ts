import { AsyncLocalStorage } from 'node:async_hooks'
import { LRUCache } from 'lru-cache'
import { clock } from './clock.js'
import { afterCommit, db, tenantId } from './db.js'
import { ear, type Ear } from './ear.js'
import { answersGiven } from './metrics.js'

const CHANNEL = 'storeweave_touched'
/** The longest an answer is given again, whatever was heard: a process that is killed may not have said all it did. */
const AGE_MAX_MS = 1_000
const CHARACTERS_MAX = 32 * 1024 * 1024
const PLACES_MAX = 20_000

const given = {
  kept: answersGiven.labels('kept'),
  shared: answersGiven.labels('shared'),
  made: answersGiven.labels('made'),
}

interface Kept {
  text: string
  /** When its making began: by the order of touches, and by the clock. */
  begun: number
  at: number
  /** What it says ends then, by the clock. */
  until: number
}
/** How an answer lasts: one that says nothing of stock may do so for longer, since all else is heard of in all processes. */
interface Lasting {
  ageMostMs?: number
  stock?: boolean
}
/** The answer in the making, for `keepUntil`. */
const inTheMaking = new AsyncLocalStorage<{ until: number }>()

/** Says of the answer in the making that it must not be given again from an instant on: a price begins or ends then. */
export function keepUntil(instant: string | null | undefined): void {
  const answer = inTheMaking.getStore()
  if (answer && instant) answer.until = Math.min(answer.until, Date.parse(instant))
}

/**
 * Answers of this process that many ask for within a second, as they were sent. An answer stands under its
 * tenant and a place (a store); a touch of either makes what was begun before it worthless, also what is still in the
 * making. Nothing is kept while the process cannot hear of what others touch.
 */
export class Answers {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: CHARACTERS_MAX,
    sizeCalculation: ({ text }, key) => text.length + key.length,
  })
  private readonly making = new Map<string, { begun: number; text: Promise<string> }>()
  /** Touches, counted; when each tenant and each place was touched last, in the order of the touches. */
  private touches = 0
  private readonly touched = new Map<string, number>()
  /** What began before is worthless, wherever it stands. */
  private floor = 0
  private hearing = false

  constructor(ear: Ear) {
    ear.on(CHANNEL, {
      heard: (place) => this.touch(place),
      lost: () => {
        this.hearing = false
        this.kept.clear()
      },
      back: () => {
        this.floor = ++this.touches
        this.hearing = true
      },
    })
  }

  /** The answer to a question about a place of the scope's tenant: a kept one, one in the making, or a new one. */
  async to(
    place: string,
    question: string,
    make: () => Promise<string>,
    { ageMostMs = AGE_MAX_MS, stock = true }: Lasting = {},
  ): Promise<string> {
    if (!this.hearing) return make()
    const own = [tenantId(), `${tenantId()}/${place}`]
    const places = stock ? [...own, ...own.map(stockOf)] : own
    const key = `${own[1]} ${question}`
    const known = this.kept.get(key)
    const now = clock.now().getTime()
    const isFresh = known && Math.abs(now - known.at) < ageMostMs && now < known.until
    if (isFresh && this.stands(known.begun, places)) {
      given.kept.inc()
      return known.text
    }
    const others = this.making.get(key)
    if (others && this.stands(others.begun, places)) {
      given.shared.inc()
      return others.text
    }
    given.made.inc()
    const answer = { until: Infinity }
    // counted before anything is asked: what is touched from here on makes the answer worthless
    const begun = this.touches
    return this.make(key, places, { begun, at: now, text: inTheMaking.run(answer, make) }, answer)
  }

  private async make(
    key: string,
    places: readonly string[],
    { begun, at, text }: { begun: number; at: number; text: Promise<string> },
    answer: { until: number },
  ): Promise<string> {
    const own = { begun, text }
    this.making.set(key, own)
    try {
      const made = await text
      if (this.hearing && this.stands(begun, places))
        this.kept.set(key, { text: made, begun, at, until: answer.until })
      return made
    } finally {
      if (this.making.get(key) === own) this.making.delete(key)
    }
  }

  /** Makes worthless what this process has of a tenant (`tenant`) or of one of its places (`tenant/place`). */
  touch(place: string): void {
    this.touched.delete(place) // put back at the end: the map's order is the order of touches
    this.touched.set(place, ++this.touches)
    if (this.touched.size <= PLACES_MAX) return
    const [oldest, when] = this.touched.entries().next().value!
    this.touched.delete(oldest)
    this.floor = when
  }

  private stands(begun: number, places: readonly string[]): boolean {
    return begun >= this.floor && places.every((place) => begun >= (this.touched.get(place) ?? 0))
  }
}

export const answers = new Answers(ear)

/**
 * To be said in the transaction that changes what shoppers of a tenant see, prices above all, or of one store of it: all
 * processes forget these answers when it commits, this one before anybody is told of the commit. The notice commits
 * together with the change; it makes commits queue up, so it is for what changes seldom.
 */
export async function touchAnswers(storeId?: string): Promise<void> {
  const place = placeOf(storeId)
  await db().run('select pg_notify($1, $2)', [CHANNEL, place])
  afterCommit(() => answers.touch(place))
}

/**
 * The same for stock, of a store or, where the store isn't known, of all: it changes all the time, so this process
 * forgets at once and the others within a second.
 */
export function touchStock(storeId?: string): void {
  const place = stockOf(placeOf(storeId))
  afterCommit(() => answers.touch(place))
}

const placeOf = (storeId: string | undefined) =>
  storeId === undefined ? tenantId() : `${tenantId()}/${storeId}`
const stockOf = (place: string) => `${place} stock`
