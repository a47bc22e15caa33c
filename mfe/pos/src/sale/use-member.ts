import type { MemberCard, TillCatalogue } from '@storeweave/contract'
import { ask, asProblem, type Problem } from '@storeweave/kit'
import { ref, shallowRef } from 'vue'

type Levels = TillCatalogue['levels']
const PHONE = /^1[3-9]\d{9}$/

/** The member at the counter, by the phone number they say. Without a network nobody can be looked up, and goods cost what they cost everybody. */
export function useMember(
  told: (thrown?: unknown) => void,
  find: (phone: string) => Promise<MemberCard> = (phone) =>
    ask<MemberCard>('GET /api/members', { query: { phone }, timeoutMs: 8_000 }),
) {
  const member = shallowRef<MemberCard>()
  const phone = ref('')
  const busy = ref(false)
  const problem = shallowRef<Problem>()

  /** Looks up who has the number that was typed; says what is wrong in `problem`. */
  async function look(): Promise<void> {
    if (busy.value || !PHONE.test(phone.value)) return
    busy.value = true
    problem.value = undefined
    try {
      member.value = await find(phone.value)
      phone.value = ''
      told()
    } catch (thrown) {
      problem.value = asProblem(thrown)
      told(thrown)
    } finally {
      busy.value = false
    }
  }
  /** The sale is for nobody in particular any more. */
  function leave(): void {
    member.value = undefined
    phone.value = ''
    problem.value = undefined
  }
  const levelAmong = (levels: Levels): Levels[number] | null =>
    levels.find(({ id }) => id === member.value?.levelId) ?? null
  const isPhone = () => PHONE.test(phone.value)
  return { member, phone, busy, problem, look, leave, levelAmong, isPhone }
}
