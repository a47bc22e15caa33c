import { asProblem, secondStep, signIn, translate, type Problem } from '@storeweave/kit'
import { reactive, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { safePath } from '../safe-path'

/** State and verbs of the sign-in page: name and password, then a code where the person has a second factor. */
export function useSignIn() {
  const route = useRoute()
  const router = useRouter()
  const login = ref('')
  const password = ref('')
  const code = ref('')
  /** Proves that the password was right; the code is still owed. */
  const challenge = ref<string>()
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  const faults = reactive<{
    login?: string | undefined
    password?: string | undefined
    code?: string | undefined
  }>({})

  function check(): boolean {
    faults.login = login.value.trim() ? undefined : translate('shell.signIn.needLogin')
    faults.password = password.value ? undefined : translate('shell.signIn.needPassword')
    return !faults.login && !faults.password
  }
  async function run(work: () => Promise<unknown>): Promise<void> {
    busy.value = true
    problem.value = undefined
    try {
      await work()
      if (!challenge.value) await router.replace(safePath(route.query['to']))
    } catch (thrown) {
      problem.value = asProblem(thrown)
      if (problem.value.code === 'access.token_invalid') challenge.value = undefined
    } finally {
      busy.value = false
    }
  }
  async function enter(): Promise<void> {
    if (busy.value || !check()) return
    await run(async () => {
      const answer = await signIn(login.value.trim(), password.value)
      challenge.value = 'challenge' in answer ? answer.challenge : undefined
      password.value = code.value = ''
    })
  }
  async function enterCode(): Promise<void> {
    const given = challenge.value
    faults.code = code.value.trim().length >= 6 ? undefined : translate('shell.code.need')
    if (busy.value || !given || faults.code) return
    await run(async () => {
      await secondStep(given, code.value)
      challenge.value = undefined
    })
    code.value = ''
  }
  function back(): void {
    challenge.value = problem.value = undefined
    code.value = ''
  }
  const expired = route.query['expired'] === '1'
  return { login, password, code, challenge, busy, problem, faults, enter, enterCode, back, expired }
}
