import type { SupplySummary } from '@storeweave/contract'
import { asProblem, locale, timeZone, type Problem } from '@storeweave/kit'
import { computed, ref, shallowRef } from 'vue'
import { dayIn, daysBefore, dayText, everyDay } from '../days'
import { frontApi } from './front.api'

export const PERIOD_DAYS = 30

/** Change against the period before in tenths of a percent; undefined when there was nothing before. */
export const changeOf = (now: number, before: number): number | undefined =>
  before > 0 ? Math.round(((now - before) / before) * 1_000) : undefined

/** What sold in the last 30 days, by day. */
export function useFront(api: typeof frontApi = frontApi) {
  const summary = shallowRef<SupplySummary>()
  const problem = shallowRef<Problem>()
  const loading = ref(false)
  const asOf = ref<number>()

  async function reload(): Promise<void> {
    if (loading.value) return
    loading.value = true
    problem.value = undefined
    try {
      summary.value = await api.summary()
      asOf.value = Date.now()
    } catch (thrown) {
      problem.value = asProblem(thrown)
    } finally {
      loading.value = false
    }
  }
  void reload()

  const days = computed(() => {
    const known = new Map(summary.value?.days.map((one) => [one.day, one]))
    if (known.size === 0) return []
    const today = dayIn(timeZone.value)
    // A day that has only begun would look like a collapse.
    const last = known.has(today) ? today : daysBefore(today, 1)
    return everyDay(daysBefore(today, PERIOD_DAYS - 1), last).map(
      (day) => known.get(day) ?? { day, supplyAmount: 0, lines: 0 },
    )
  })
  return {
    summary,
    problem,
    loading,
    asOf,
    reload,
    change: computed(() =>
      summary.value ? changeOf(summary.value.supplyAmount, summary.value.previousSupplyAmount) : undefined,
    ),
    days,
    dayLabels: computed(() => days.value.map((one) => dayText(one.day, locale.value))),
    dayAmounts: computed(() => days.value.map((one) => one.supplyAmount)),
    dayLines: computed(() => days.value.map((one) => one.lines)),
  }
}
