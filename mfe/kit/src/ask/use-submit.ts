import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from './problem'
import { uuidv7 } from './uuid'

export interface Submit<A extends unknown[], R> {
  /** Runs once at a time; undefined when it was refused (see `problem`) or is already running. */
  submit: (...args: A) => Promise<R | undefined>
  busy: Readonly<Ref<boolean>>
  problem: ShallowRef<Problem | undefined>
}

/**
 * A button's write: blocks double presses and keeps the idempotency key while the outcome is unknown, so that
 * pressing again after a lost answer never does the thing twice.
 */
export function useSubmit<A extends unknown[], R>(
  write: (key: string, ...args: A) => Promise<R>,
): Submit<A, R> {
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  let key: string | undefined
  let keyFor: string | undefined
  async function submit(...args: A): Promise<R | undefined> {
    if (busy.value) return undefined
    const input = JSON.stringify(args)
    if (keyFor !== input) key = undefined
    key ??= uuidv7()
    keyFor = input
    busy.value = true
    problem.value = undefined
    try {
      const answer = await write(key, ...args)
      key = undefined
      return answer
    } catch (thrown) {
      problem.value = asProblem(thrown)
      if (!problem.value.retryable) key = undefined
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { submit, busy, problem }
}
