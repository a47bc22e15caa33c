import type { OrgUnit } from '@storeweave/contract'
import { me, reloadMe, useFilters, usePages, useScope } from '@storeweave/kit'
import { computed } from 'vue'
import { useOne } from '../parts/use-one'
import { storesOf, unitsOf } from './stores.api'
import { below } from '../parts/use-units'
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
  const { units: reached } = useScope()
  const tree = computed(() => regionTree(within(units.value.value?.items ?? [])))
  /** Only what the person reaches, with the stores that are theirs counted. */
  function within(items: readonly OrgUnit[]): OrgUnit[] {
    if (me.value?.reach.all) return [...items]
    const stores = new Set(reached.value.filter((unit) => unit.kind === 'store').map((unit) => unit.id))
    return items.flatMap((unit) => {
      const storeCount = [...below(reached.value, unit.id)].filter((id) => stores.has(id)).length
      return storeCount ? [{ ...unit, storeCount }] : []
    })
  }
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
