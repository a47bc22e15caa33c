import { asProblem, type Problem } from '@storeweave/kit'
import { onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue'

const PAUSE_MS = 250

/**
 * What something that is still being put together would come to: asked once nothing has changed for a moment, and
 * only while it is complete. Late answers are dropped.
 */
export function usePreview<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  when: WatchSource[],
  complete: () => boolean,
): { preview: ShallowRef<T | undefined>; problem: ShallowRef<Problem | undefined> } {
  const preview = shallowRef<T>()
  const problem = shallowRef<Problem>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined
  async function look(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    try {
      const answer = await ask(mine.signal)
      if (running === mine) [preview.value, problem.value] = [answer, undefined]
    } catch (thrown) {
      if (running === mine) problem.value = asProblem(thrown)
    }
  }
  function forget(): void {
    clearTimeout(timer)
    running?.abort()
    running = undefined
  }
  watch(
    when,
    () => {
      forget()
      preview.value = undefined
      if (complete()) timer = setTimeout(() => void look(), PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(forget)
  return { preview, problem }
}
