import { useLive, useScope } from '@storeweave/kit'
import { computed, onScopeDispose, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { dayIn, daysBetween, rangeOf, type Range } from '../parts/days'
import { useOne } from '../parts/use-one'
import { dashboardOf } from './dashboard.api'
import { figuresOf, hoursInUse } from './figures'

/** Sales come in bursts; figures follow after this pause at most once. */
const SETTLE_MS = 1_500
const MOST_DAYS = 92
const DAY = /^\d{4}-\d\d-\d\d$/

/** State of the dashboard: period (kept in the address), figures in view, and following what sells just now. */
export function useDashboard() {
  const route = useRoute()
  const router = useRouter()
  const { query: scoped } = useScope()
  const range = computed<Range>({
    get: () => {
      const { from, to } = route.query
      if (typeof from === 'string' && typeof to === 'string' && DAY.test(from) && DAY.test(to) && from <= to)
        if (daysBetween(from, to) <= MOST_DAYS) return { from, to }
      return rangeOf('week', dayIn())
    },
    set: ({ from, to }) => void router.replace({ query: { ...route.query, from, to } }),
  })
  const asked = computed(() => ({ ...range.value, ...scoped.value }))
  const { value, problem, loading, reload } = useOne(
    (signal) => dashboardOf(asked.value, signal),
    () => JSON.stringify(asked.value),
  )

  const fresh = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let glow: ReturnType<typeof setTimeout> | undefined
  function soon(): void {
    if (range.value.to < dayIn()) return
    timer ??= setTimeout(async () => {
      timer = undefined
      await reload()
      fresh.value = true
      clearTimeout(glow)
      glow = setTimeout(() => (fresh.value = false), 1_200)
    }, SETTLE_MS)
  }
  const { connected } = useLive(['selling.order_paid', 'fulfilment.verified'], soon, soon)
  onScopeDispose(() => {
    clearTimeout(timer)
    clearTimeout(glow)
  })

  return {
    range,
    problem,
    loading,
    reload,
    connected,
    fresh,
    dashboard: value,
    running: computed(() => range.value.to >= dayIn()),
    oneDay: computed(() => range.value.from === range.value.to),
    live: computed(() => connected.value && range.value.to >= dayIn()),
    figures: computed(() => (value.value ? figuresOf(value.value) : [])),
    hours: computed(() => (value.value ? hoursInUse(value.value.hours) : [])),
  }
}
