import { Injectable } from '@nestjs/common'
import { answers } from '../kernel/answers.js'
import { hitsSql, knownSql, nothingSql, type HitsSql, type Sought } from './hits.repo.js'
import { SearchRepo } from './search.repo.js'

/** Words and what they hit are the same for all stores; every change of goods or of words makes it worthless. */
const AGE_MOST_MS = 30_000
/** So many goods are kept of a search: some pages of a store that sells a part of them. */
const KEPT = 400

/** What is known of a search before any store is looked at. */
export interface Known {
  /** SQL of the goods that fit best, in their order. */
  best: HitsSql
  /** Whether these are all that it hits. */
  whole: boolean
  /** SQL of all that it hits, in no order. */
  all: HitsSql
}

/**
 * What searches hit, kept for all stores of a tenant together: finding thousands of goods under common words costs many
 * times what it costs to look up which of the best of them a store sells, and for how much.
 */
@Injectable()
export class KnownHits {
  constructor(private readonly search: SearchRepo) {}

  /** What is found under all these words. Nothing is found under none. */
  async of(sought: readonly Sought[]): Promise<Known> {
    if (!sought.length) return { best: nothingSql, whole: true, all: nothingSql }
    const all: HitsSql = (values) => hitsSql(sought, values)
    const { ids, ranks } = await this.kept(`hits ${JSON.stringify(sought)}`, async () => {
      const hits = await this.search.best(all, KEPT + 1)
      return { ids: hits.map((hit) => hit.id), ranks: hits.map((hit) => hit.rank) }
    })
    const whole = ids.length <= KEPT
    const best = knownSql(ids.slice(0, KEPT), ranks.slice(0, KEPT))
    return { best, whole, all: whole ? best : all }
  }

  /** Keeps what follows from the tenant's words alone. */
  async kept<T extends object>(question: string, make: () => Promise<T>): Promise<T> {
    const text = await answers.to('words', question, async () => JSON.stringify(await make()), {
      ageMostMs: AGE_MOST_MS,
      stock: false,
    })
    return JSON.parse(text) as T
  }
}
