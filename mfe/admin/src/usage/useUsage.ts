import type { Usage } from '@storeweave/contract'
import { computed, ref } from 'vue'
import { useOne } from '../parts/use-one'
import { usageOf } from './usage.api'

/** How many days may be looked at. */
export const PERIODS = [7, 30, 90] as const

type Day = Usage['days'][number]
export type Measure = Exclude<keyof Day, 'day'>
export interface Used {
  key: Measure
  /** Sum over the days for what happens, the last day's for what is there. */
  value: number
  /** How much more is there than on the first day that was counted; undefined for what happens. */
  grown: number | undefined
  days: number[]
}
const HAPPENS: readonly Measure[] = ['requests', 'orders']
const IS_THERE: readonly Measure[] = ['staff', 'stores', 'skus', 'storageBytes']

/** The numbers of a period, each with its course. */
export function usedOf({ days }: Usage): Used[] {
  const course = (key: Measure) => days.map((day) => day[key])
  const last = days.at(-1)
  const first = days.find((day) => IS_THERE.some((key) => day[key] > 0))
  return [
    ...HAPPENS.map((key) => ({
      key,
      value: course(key).reduce((sum, n) => sum + n, 0),
      grown: undefined,
      days: course(key),
    })),
    ...IS_THERE.map((key) => ({
      key,
      value: last?.[key] ?? 0,
      grown: (last?.[key] ?? 0) - (first?.[key] ?? 0),
      days: course(key),
    })),
  ]
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const
/** Bytes as people read them: `0 B`, `1.5 MB`. */
export function bytesText(bytes: number): string {
  const sign = bytes < 0 ? '-' : ''
  let size = Math.abs(bytes)
  let unit = 0
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000
    unit++
  }
  return `${sign}${unit === 0 || size >= 100 ? Math.round(size) : Number(size.toFixed(1))} ${UNITS[unit]!}`
}

/** State of the page: how many days, and what was used in them. */
export function useUsage() {
  const period = ref<number>(30)
  const { value, problem, loading, reload } = useOne((signal) => usageOf(period.value, signal), period)
  return {
    period,
    usage: value,
    used: computed(() => (value.value ? usedOf(value.value) : [])),
    problem,
    loading,
    reload,
  }
}
