import type { OrgUnit } from '@storeweave/contract'
import { ask, canAny, me, setScopeUnits } from '@storeweave/kit'
import { watch } from 'vue'

/** Fills the scope switch: the whole tree for those who may read it, else the person's own stores. */
export function useOrgUnits(): void {
  watch(
    me,
    async (now) => {
      if (!now) return setScopeUnits([])
      const own = now.stores.map(({ id, name }) => ({ id, name, kind: 'store' as const, parentId: null }))
      setScopeUnits(own)
      if (!canAny('OrgUnit:read') || own.length < 2) return
      try {
        const { items } = await ask<{ items: OrgUnit[] }>('GET /api/org-units')
        if (me.value === now) setScopeUnits(items)
      } catch (error) {
        console.warn('regions not loaded', error) // the stores alone are enough to work with
      }
    },
    { immediate: true },
  )
}
