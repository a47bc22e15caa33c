import { localText, me, useScope } from '@storeweave/kit'
import { computed, watch, type ComputedRef } from 'vue'

export interface StoreChoice {
  /** The store the person works in now; undefined until one of several is chosen. */
  storeId: ComputedRef<string | undefined>
  name: ComputedRef<string>
  stores: ComputedRef<{ id: string; name: { zh: string; en: string } }[]>
  choose: (id: string) => void
}

/** Which store this device serves: the only one a person has, or the one chosen in the bar or from the list. */
export function useStore(): StoreChoice {
  const { storeId: inScope, units, scope, choose } = useScope()
  const stores = computed(() => me.value?.stores ?? [])
  const storeId = computed(() =>
    stores.value.some((store) => store.id === inScope.value) ? inScope.value : undefined,
  )
  // With one store there is nothing to choose, and the bar should name it.
  watch(
    [stores, units],
    ([list]) => {
      const [only] = list
      if (only && list.length === 1 && scope.value.kind !== 'store') choose({ kind: 'store', id: only.id })
    },
    { immediate: true },
  )
  return {
    storeId,
    stores,
    name: computed(() => localText(stores.value.find((store) => store.id === storeId.value)?.name)),
    choose: (id) => choose({ kind: 'store', id }),
  }
}
