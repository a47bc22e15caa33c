import type { FactorState, NewFactor } from '@storeweave/contract'
import { asProblem, confirm, reloadMe, toast, toastProblem, translate, type Problem } from '@storeweave/kit'
import { onMounted, ref, shallowRef } from 'vue'
import { confirmFactor, dropFactor, factorState, offerFactor, renewCodes } from './account.api'

/** State and verbs of one's second factor. */
export function useFactor() {
  const state = shallowRef<FactorState>()
  const offer = shallowRef<NewFactor>()
  /** Shown once, right after they were made. */
  const codes = shallowRef<string[]>([])
  const code = ref('')
  const busy = ref(false)
  const problem = shallowRef<Problem>()

  async function run(work: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = undefined
    try {
      await work()
    } catch (thrown) {
      problem.value = asProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  const load = async () => void (state.value = await factorState())
  const begin = () => run(async () => void (offer.value = await offerFactor()))
  const finish = () =>
    run(async () => {
      codes.value = (await confirmFactor(code.value.trim())).codes
      offer.value = undefined
      code.value = ''
      await load()
      await reloadMe()
    })
  const renew = () =>
    run(async () => {
      codes.value = (await renewCodes()).codes
      await load()
    })
  async function drop(): Promise<void> {
    const sure = await confirm({
      title: translate('shell.account.dropTitle'),
      text: translate('shell.account.dropAbout'),
      confirm: translate('shell.account.drop'),
      danger: true,
    })
    if (sure)
      await run(async () => {
        await dropFactor()
        codes.value = []
        await load()
        toast(translate('shell.account.dropped'))
      })
  }
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(codes.value.join('\n'))
    toast(translate('shell.account.copied'))
  }
  onMounted(() => load().catch(toastProblem))
  return { state, offer, codes, code, busy, problem, begin, finish, renew, drop, copy }
}
