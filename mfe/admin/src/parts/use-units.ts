import { localText, useScope, type ScopeUnit } from '@storeweave/kit'
import { computed, type ComputedRef } from 'vue'

/** Ids of a unit and of everything below it. */
export function below(units: readonly Pick<ScopeUnit, 'id' | 'parentId'>[], id: string): Set<string> {
  const found = new Set([id])
  for (let grown = true; grown;) {
    grown = false
    for (const unit of units)
      if (unit.parentId && found.has(unit.parentId) && !found.has(unit.id)) {
        found.add(unit.id)
        grown = true
      }
  }
  return found
}

/** The stores in view (those of the chosen scope) and their names. */
export function useUnits(): {
  stores: ComputedRef<ScopeUnit[]>
  storeOptions: ComputedRef<{ value: string; label: string }[]>
  nameOf: (id: string | null | undefined) => string
} {
  const { units, scope } = useScope()
  const stores = computed(() => {
    const all = units.value.filter((unit) => unit.kind === 'store')
    if (scope.value.kind === 'all' || !scope.value.id) return all
    const inside = below(units.value, scope.value.id)
    return all.filter((unit) => inside.has(unit.id))
  })
  return {
    stores,
    storeOptions: computed(() => stores.value.map(({ id, name }) => ({ value: id, label: localText(name) }))),
    nameOf: (id) => localText(units.value.find((unit) => unit.id === id)?.name),
  }
}
