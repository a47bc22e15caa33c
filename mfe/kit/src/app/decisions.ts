import type { Decision, StoreDecisions } from '@storeweave/contract'
import { shallowRef, watch } from 'vue'
import { ask } from '../ask/ask'
import { asProblem, type Problem } from '../ask/problem'
import { me } from '../ask/session'

/**
 * What of a store is decided above the person: `keptBy('price')` is the level that decides, undefined where the person
 * may. Only a hint for the screen, also while it is not known: the server decides.
 */
export function useDecisions(storeId: () => string | undefined) {
  const items = shallowRef<StoreDecisions['items']>([])
  const problem = shallowRef<Problem>()
  watch(
    [storeId, me],
    async ([id]) => {
      items.value = []
      if (!id) return
      try {
        const answer = await ask<StoreDecisions>('GET /api/stores/:id/decisions', { params: { id } })
        if (storeId() === id) items.value = answer.items
      } catch (thrown) {
        problem.value = asProblem(thrown)
      }
    },
    { immediate: true },
  )
  return {
    problem,
    keptBy: (decision: Decision): 'region' | 'hq' | undefined => {
      const one = items.value.find((item) => item.decision === decision)
      return one && !one.mine && one.level !== 'store' ? one.level : undefined
    },
  }
}
