import { asProblem, signIn, translate, type Problem } from '@storeweave/kit'
import { reactive, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { safePath } from '../safe-path'

/** State and verbs of the sign-in page. */
export function useSignIn() {
  const route = useRoute()
  const router = useRouter()
  const login = ref('')
  const password = ref('')
  const busy = ref(false)
  const problem = shallowRef<Problem>()
  const faults = reactive<{ login?: string | undefined; password?: string | undefined }>({})

  function check(): boolean {
    faults.login = login.value.trim() ? undefined : translate('shell.signIn.needLogin')
    faults.password = password.value ? undefined : translate('shell.signIn.needPassword')
    return !faults.login && !faults.password
  }
  async function enter(): Promise<void> {
    if (busy.value || !check()) return
    busy.value = true
    problem.value = undefined
    try {
      await signIn(login.value.trim(), password.value)
      password.value = ''
      await router.replace(safePath(route.query['to']))
    } catch (thrown) {
      problem.value = asProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  return { login, password, busy, problem, faults, enter, expired: route.query['expired'] === '1' }
}
