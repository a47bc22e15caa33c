import { computed, ref, watch, type ComputedRef } from 'vue'
import { me } from '../ask/session'

export interface ScopeUnit {
  id: string
  kind: 'hq' | 'region' | 'store'
  parentId: string | null
  name: { zh: string; en: string }
}
export interface Scope {
  kind: 'all' | 'region' | 'store'
  id?: string
}

const STORED = 'storeweave.scope'
const units = ref<ScopeUnit[]>([])
const chosen = ref<Scope>(stored())

function stored(): Scope {
  const text = localStorage.getItem(STORED)
  return text ? (JSON.parse(text) as Scope) : { kind: 'all' }
}

/** The org units the person may choose between; the shell fills it after sign-in. */
export function setScopeUnits(list: readonly ScopeUnit[]): void {
  units.value = [...list]
}

/** What the person looks at now: all stores they reach, one region, or one store. */
export function useScope(): {
  scope: ComputedRef<Scope>
  units: ComputedRef<ScopeUnit[]>
  choose: (scope: Scope) => void
  /** Ready for a query: `{}`, `{ regionId }` or `{ storeId }`. */
  query: ComputedRef<{ storeId?: string; regionId?: string }>
  /** The one store in view, when there is exactly one. */
  storeId: ComputedRef<string | undefined>
} {
  // A scope stored by somebody else on this device, or since taken away, means all.
  const scope = computed<Scope>(() =>
    chosen.value.kind === 'all' || units.value.some((unit) => unit.id === chosen.value.id)
      ? chosen.value
      : { kind: 'all' },
  )
  const stores = computed(() => me.value?.stores ?? [])
  return {
    scope,
    units: computed(() => units.value),
    choose: (next) => (chosen.value = next),
    query: computed(() => {
      const { kind, id } = scope.value
      return kind === 'store' && id ? { storeId: id } : kind === 'region' && id ? { regionId: id } : {}
    }),
    storeId: computed(() =>
      scope.value.kind === 'store'
        ? scope.value.id
        : stores.value.length === 1
          ? stores.value[0]!.id
          : undefined,
    ),
  }
}

watch(chosen, (scope) => localStorage.setItem(STORED, JSON.stringify(scope)))
