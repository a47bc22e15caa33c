import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface Filter {
  key: string
  label: string
  options: readonly { value: string; label: string }[]
}

/** Filters that live in the address, so that a list can be bookmarked, shared and come back to. */
export function useFilters(keys: readonly string[]): WritableComputedRef<Record<string, string | undefined>> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () =>
      Object.fromEntries(
        keys.flatMap((key) => {
          const value = route.query[key]
          return typeof value === 'string' && value ? [[key, value]] : []
        }),
      ),
    set: (values) => {
      const others = Object.entries(route.query).filter(([key]) => !keys.includes(key))
      const own = Object.entries(values).filter(([key, value]) => keys.includes(key) && value)
      void router.replace({ query: Object.fromEntries([...others, ...own]), hash: route.hash })
    },
  })
}
