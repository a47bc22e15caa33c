import type { SupplierReport, SupplierReports } from '@storeweave/contract'
import { asProblem, useFilters, type Problem } from '@storeweave/kit'
import { computed, shallowRef, watch } from 'vue'
import { reportsApi } from './reports.api'

/** The weeks there are, and the one that is looked at: the newest, unless the address names another. */
export function useReports(api: typeof reportsApi = reportsApi) {
  const chosen = useFilters(['week'])
  const weeks = shallowRef<SupplierReports['items']>()
  const report = shallowRef<SupplierReport>()
  const problem = shallowRef<Problem>()
  const week = computed(() => {
    const all = weeks.value ?? []
    return (all.find((one) => one.week === chosen.value['week']) ?? all[0])?.week
  })
  async function reload(): Promise<void> {
    problem.value = undefined
    try {
      weeks.value = (await api.weeks()).items
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }
  async function open(now: string | undefined): Promise<void> {
    report.value = undefined
    if (!now) return
    try {
      const answer = await api.week(now)
      if (week.value === now) report.value = answer
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }
  watch(week, open)
  void reload()
  return { weeks, week, report, problem, reload, choose: (next: string) => (chosen.value = { week: next }) }
}
