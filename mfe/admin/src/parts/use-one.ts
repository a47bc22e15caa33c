import { asProblem, type Problem } from '@storeweave/kit'
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'

export interface One<T> {
  value: ShallowRef<T | undefined>
  problem: ShallowRef<Problem | undefined>
  loading: Readonly<Ref<boolean>>
  /** Reads again; what is on screen stays until the answer is there. */
  reload: () => Promise<void>
}

/** One thing from the server: loads at once and again when `when` changes. Late answers are dropped. */
export function useOne<T>(
  load: (signal: AbortSignal) => Promise<T>,
  when?: WatchSource | WatchSource[],
): One<T> {
  const value = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const loading = ref(true)
  let running: AbortController | undefined
  async function reload(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    try {
      const answer = await load(mine.signal)
      if (running !== mine) return
      value.value = answer
      problem.value = undefined
    } catch (thrown) {
      if (running !== mine) return
      problem.value = asProblem(thrown)
    }
    loading.value = false
  }
  if (when)
    watch(when, () => {
      value.value = undefined
      void reload()
    })
  onScopeDispose(() => running?.abort())
  void reload()
  return { value, problem, loading, reload }
}
