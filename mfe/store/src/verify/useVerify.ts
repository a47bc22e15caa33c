import type { BoardCard } from '@storeweave/contract'
import { asProblem, useSubmit, type Problem } from '@storeweave/kit'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { codeOf, digitsOf } from './code'
import { verifyApi, type VerifiedCard, type VerifyApi } from './verify.api'

export interface VerifyState {
  step: ComputedRef<'enter' | 'preview' | 'done'>
  digits: Ref<string>
  /** How many uses of a voucher are taken. */
  uses: Ref<number>
  card: ShallowRef<BoardCard | undefined>
  verified: ShallowRef<VerifiedCard | undefined>
  problem: ComputedRef<Problem | undefined>
  /** True after a scan of something that is no pickup code. */
  foreign: Ref<boolean>
  /** When wrong codes are accepted again (milliseconds), after too many. */
  lockedUntil: Ref<number>
  looking: Ref<boolean>
  confirming: Readonly<Ref<boolean>>
  /** What is in the field now; eight digits look the order up at once. */
  type: (text: string) => void
  /** A scanned text. */
  scan: (text: string) => void
  /** Looks the same code up again, after a lost answer. */
  retry: () => void
  /** So many uses of the voucher. */
  take: (count: number) => void
  confirm: () => Promise<void>
  reset: () => void
}

/** One hand-over: enter a code, see who and what, confirm. `told` hears how it went (for sound and vibration). */
export function useVerify(
  storeId: () => string | undefined,
  told: (how: 'good' | 'bad', card?: BoardCard) => void = () => undefined,
  api: VerifyApi = verifyApi,
): VerifyState {
  const digits = ref('')
  const uses = ref(1)
  const card = shallowRef<BoardCard>()
  const verified = shallowRef<VerifiedCard>()
  const refused = shallowRef<Problem>()
  const foreign = ref(false)
  const lockedUntil = ref(0)
  const looking = ref(false)
  let asked = 0
  const sending = useSubmit((key, store: string, code: string, times: number) =>
    api.confirm(key, store, code, times),
  )

  function clear(): void {
    asked++
    card.value = verified.value = refused.value = sending.problem.value = undefined
    looking.value = foreign.value = false
    uses.value = 1
  }
  function reset(): void {
    clear()
    digits.value = ''
  }

  function refuse(problem: Problem): void {
    const seconds = Number(problem.document.args?.['seconds'] ?? 0)
    if (problem.code === 'fulfilment.locked' && seconds) lockedUntil.value = Date.now() + seconds * 1_000
    told('bad')
  }

  async function look(): Promise<void> {
    const store = storeId()
    if (!store) return
    const mine = ++asked
    looking.value = true
    try {
      const found = await api.preview(store, digits.value)
      if (mine === asked) card.value = found
    } catch (thrown) {
      if (mine !== asked) return
      refused.value = asProblem(thrown)
      refuse(refused.value)
    } finally {
      if (mine === asked) looking.value = false
    }
  }

  function type(text: string): void {
    const next = digitsOf(text)
    // The same code again would only be counted as one more wrong one.
    if (sending.busy.value || (next.length === 8 && next === digits.value)) return
    clear()
    digits.value = next
    if (digits.value.length === 8) void look()
  }
  function retry(): void {
    clear()
    void look()
  }
  function scan(text: string): void {
    if (sending.busy.value) return
    const code = codeOf(text)
    if (code) {
      // A camera tells the same code again and again: no starting over, and no wrong code counted twice.
      if (code !== digits.value) type(code)
      else if (refused.value?.retryable) retry()
      return
    }
    reset()
    foreign.value = true
    told('bad')
  }

  async function confirm(): Promise<void> {
    const store = storeId()
    if (!store || !card.value || verified.value) return
    const answer = await sending.submit(store, digits.value, uses.value)
    if (answer) {
      verified.value = answer
      told('good', answer.card)
    } else if (sending.problem.value) refuse(sending.problem.value)
  }

  watch(storeId, reset)
  return {
    step: computed(() => (verified.value ? 'done' : card.value ? 'preview' : 'enter')),
    digits,
    uses,
    card,
    verified,
    problem: computed(() => refused.value ?? sending.problem.value),
    foreign,
    lockedUntil,
    looking,
    confirming: sending.busy,
    type,
    scan,
    retry,
    take: (count) => void (uses.value = count),
    confirm,
    reset,
  }
}
