import {
  computed,
  onScopeDispose,
  ref,
  shallowRef,
  watch,
  type Ref,
  type ShallowRef,
  type WatchSource,
  type WritableComputedRef,
} from 'vue'
import { asProblem, type Problem } from '../ask/problem'

export interface KeysetPage<T> {
  items: T[]
  nextCursor: string | null
}
export interface PageAsk {
  cursor?: string
  limit: number
  signal: AbortSignal
}
export interface Pages<T> {
  /** All rows known so far, as a list of its own; what only looks at some of them asks `slice`, which copies no others. */
  rows: WritableComputedRef<T[]>
  count: Ref<number>
  slice: (from: number, to: number) => T[]
  /** Grows when rows become others, not when more come behind them. */
  turn: Ref<number>
  /** True while there are further rows on the server. */
  more: Ref<boolean>
  /** `first` while nothing is known yet, `again` while known rows are refreshed, `next` while more are fetched. */
  loading: Ref<'first' | 'again' | 'next' | false>
  problem: ShallowRef<Problem | undefined>
  next: () => Promise<void>
  /** Reads from the start again; what is on screen stays until the answer is there. */
  reload: () => Promise<void>
  /** All rows from the start to the end, for an export. */
  all: (max?: number) => Promise<T[]>
}

/** A keyset-paged list: loads at once, again when one of `when` changes, and more on `next`. Late answers are dropped. */
export function usePages<T>(
  load: (ask: PageAsk) => Promise<KeysetPage<T>>,
  options: { limit?: number; when?: WatchSource | WatchSource[] } = {},
): Pages<T> {
  const limit = options.limit ?? 50
  // grows in place: a page behind 100,000 rows costs as much as the first one
  let known: T[] = []
  const count = ref(0)
  const turn = ref(0)
  function put(items: T[]): void {
    known = items
    count.value = items.length
    turn.value++
  }
  function append(items: readonly T[]): void {
    for (const item of items) known.push(item)
    count.value = known.length
  }
  /** Has whoever asks hear of rows that come and of rows that change. */
  const heed = () => [count.value, turn.value]
  const rows = computed({ get: () => (heed(), known.slice()), set: put })
  const more = ref(false)
  const loading = ref<'first' | 'again' | 'next' | false>('first')
  const problem = shallowRef<Problem>()
  let cursor: string | null = null
  let running: AbortController | undefined

  async function run(how: 'first' | 'again' | 'next'): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = how
    problem.value = undefined
    try {
      const from = how === 'next' ? cursor : null
      const page = await load({ limit, signal: mine.signal, ...(from ? { cursor: from } : {}) })
      if (running !== mine) return
      if (how === 'next') append(page.items)
      else put(page.items.slice())
      cursor = page.nextCursor
      more.value = cursor !== null
    } catch (thrown) {
      if (running !== mine) return
      problem.value = asProblem(thrown)
      if (how === 'first') put([])
    }
    loading.value = false
  }
  async function all(max = 20_000): Promise<T[]> {
    const found: T[] = []
    let from: string | null = null
    const { signal } = new AbortController()
    do {
      const page: KeysetPage<T> = await load({ limit: 100, signal, ...(from ? { cursor: from } : {}) })
      found.push(...page.items)
      from = page.nextCursor
    } while (from && found.length < max)
    return found
  }
  if (options.when) watch(options.when, () => void run('first'))
  onScopeDispose(() => running?.abort())
  void run('first')
  return {
    rows,
    count,
    turn,
    slice: (from, to) => (heed(), known.slice(from, to)),
    more,
    loading,
    problem,
    all,
    next: async () => {
      if (more.value && !loading.value) await run('next')
    },
    reload: () => run(known.length ? 'again' : 'first'),
  }
}
