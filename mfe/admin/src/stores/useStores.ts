import { reloadMe, useFilters, usePages } from '@storeweave/kit'
import { computed } from 'vue'
import { useOne } from '../shared/use-one'
import { storesOf, unitsOf } from './stores.api'
import { regionTree } from './tree'

const KEYS = ['q', 'regionId', 'status'] as const

/** The tree of regions and the stores under the one that is chosen. */
export function useStores() {
  const filters = useFilters(KEYS)
  const units = useOne((signal) => unitsOf(signal))
  const pages = usePages((page) => storesOf(filters.value, page), {
    when: () => JSON.stringify(filters.value),
    limit: 100,
  })
  const tree = computed(() => regionTree(units.value.value?.items ?? []))
  const chosen = computed(() => tree.value.find((unit) => unit.id === filters.value['regionId']))
  return {
    filters,
    pages,
    tree,
    chosen,
    units: computed(() => units.value.value?.items ?? []),
    problem: units.problem,
    reload: async () => void (await Promise.all([units.reload(), pages.reload(), reloadMe()])),
  }
}
