import type { Order } from '@storeweave/contract'
import { asProblem, can, type Problem } from '@storeweave/kit'
import { shallowRef, watch, type ShallowRef } from 'vue'
import { boardApi } from './board.api'

/** The order behind a card, read again when `changed` does; stays empty for people who may not read orders. */
export function useOrder(
  id: () => string,
  changed: () => unknown,
): {
  order: ShallowRef<Order | undefined>
  problem: ShallowRef<Problem | undefined>
  reload: () => Promise<void>
} {
  const order = shallowRef<Order>()
  const problem = shallowRef<Problem>()
  let asked = 0
  async function reload(): Promise<void> {
    if (!can('read', 'Order')) return
    const mine = ++asked
    try {
      const answer = await boardApi.order(id())
      if (mine === asked) {
        order.value = answer
        problem.value = undefined
      }
    } catch (thrown) {
      if (mine === asked) problem.value = asProblem(thrown)
    }
  }
  watch([id, changed], () => void reload(), { immediate: true })
  return { order, problem, reload }
}
