import { ref } from 'vue'
import type { Ref } from 'vue'
import { Problem, wordsOf } from '@/ask/problem'

/** One answer of the API as a page needs it: what came, what went wrong, and asking again. */
export interface Loading<T> {
  value: Ref<T | null>
  problem: Ref<string>
  /** True when the thing does not exist (any more). */
  missing: Ref<boolean>
  busy: Ref<boolean>
  load: () => Promise<void>
}

/** Loads by `ask`; only the answer of the latest call is kept, and an old answer stays while a new one is fetched. */
export function useLoad<T>(ask: () => Promise<T>): Loading<T> {
  const value = ref(null) as Ref<T | null>
  const problem = ref('')
  const missing = ref(false)
  const busy = ref(false)
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    busy.value = true
    try {
      const answer = await ask()
      if (mine !== turn) return
      value.value = answer
      problem.value = ''
      missing.value = false
    } catch (thrown) {
      if (mine !== turn) return
      missing.value = thrown instanceof Problem && thrown.status === 404
      problem.value = wordsOf(thrown)
    } finally {
      if (mine === turn) busy.value = false
    }
  }
  return { value, problem, missing, busy, load }
}
