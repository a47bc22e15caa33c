import type { OrgUnit, Store } from '@storeweave/contract'
import { ask, canAny, me, setScopeUnits } from '@storeweave/kit'
import { watch } from 'vue'

/** Fills the scope switch: regions with the stores the person reaches below them, else the person's own stores. */
export function useOrgUnits(): void {
  watch(
    me,
    async (now) => {
      if (!now) return setScopeUnits([])
      const own = now.stores.map(({ id, name }) => ({ id, name, kind: 'store' as const, parentId: null }))
      setScopeUnits(own)
      if (!canAny('OrgUnit:read') || own.length < 2) return
      try {
        const [{ items }, regions] = await Promise.all([
          ask<{ items: OrgUnit[] }>('GET /api/org-units'),
          regionsOfStores(),
        ])
        const stores = own.map((store) => ({ ...store, parentId: regions.get(store.id) ?? null }))
        if (me.value === now) setScopeUnits([...withStores(items, stores), ...stores])
      } catch (error) {
        console.warn('regions not loaded', error) // the stores alone are enough to work with
      }
    },
    { immediate: true },
  )
}

/** The region of each store; the tree itself carries no stores. */
async function regionsOfStores(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let cursor: string | null = null
  do {
    const page: { items: Store[]; nextCursor: string | null } = await ask('GET /api/stores', {
      query: { limit: 100, cursor },
    })
    for (const { id, regionId } of page.items) found.set(id, regionId)
    cursor = page.nextCursor
  } while (cursor)
  return found
}

/** Units with at least one of the person's stores somewhere below: others would be an empty choice. */
function withStores(units: readonly OrgUnit[], stores: readonly { parentId: string | null }[]): OrgUnit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const used = new Set<string>()
  for (const { parentId } of stores)
    for (let at = parentId; at && !used.has(at); at = byId.get(at)?.parentId ?? null) used.add(at)
  return units.filter((unit) => used.has(unit.id))
}
