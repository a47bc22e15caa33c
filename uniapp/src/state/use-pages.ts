import { ref } from 'vue'
import type { Ref } from 'vue'
import { wordsOf } from '@/ask/problem'
import type { Page } from '@/ask/shop.api'

/** A list that grows page by page. */
export interface Paging<T> {
  items: Ref<T[]>
  problem: Ref<string>
  /** True from the first question until its answer: the time for skeletons. */
  first: Ref<boolean>
  busy: Ref<boolean>
  ended: Ref<boolean>
  restart: () => Promise<void>
  more: () => Promise<void>
}

/** Pages through `ask(cursor)`; answers of a list that was restarted meanwhile are dropped. */
export function usePages<T extends { id: string }>(ask: (cursor?: string) => Promise<Page<T>>): Paging<T> {
  const items = ref([]) as Ref<T[]>
  const problem = ref('')
  const first = ref(true)
  const busy = ref(false)
  const ended = ref(false)
  let cursor: string | undefined
  let turn = 0

  async function read(fresh: boolean): Promise<void> {
    const mine = ++turn
    busy.value = true
    problem.value = ''
    try {
      const page = await ask(fresh ? undefined : cursor)
      if (mine !== turn) return
      const known = new Set(fresh ? [] : items.value.map((item) => item.id))
      const added = page.items.filter((item) => !known.has(item.id))
      items.value = fresh ? added : [...items.value, ...added]
      cursor = page.nextCursor ?? undefined
      ended.value = page.nextCursor === null
      first.value = false
    } catch (thrown) {
      if (mine === turn) problem.value = wordsOf(thrown)
    } finally {
      if (mine === turn) busy.value = false
    }
  }

  /** Reads the list anew; what is shown stays until the answer is here, unless `first` is set before. */
  const restart = () => read(true)
  /** Reads the next page, once at a time. */
  const more = async () => {
    if (!busy.value && !ended.value && !first.value) await read(false)
  }
  return { items, problem, first, busy, ended, restart, more }
}
