import type { SupplySummary } from '@storeweave/contract'
import { Problem, timeZone } from '@storeweave/kit'
import { expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { dayIn, daysBefore } from '../days'
import { changeOf, PERIOD_DAYS, useFront } from './useFront'

const today = dayIn(timeZone.value)
const aSummary = (days: SupplySummary['days']): SupplySummary => ({
  supplier: { id: 's', code: 'S1', name: { zh: '牧溪乳业', en: 'Muxi' }, phone: '', productCount: 3 },
  productCount: 3,
  quantitySold: 9,
  supplyAmount: 22_000,
  previousSupplyAmount: 20_000,
  lineCount: 4,
  days,
})
const settled = async () => {
  for (let n = 0; n < 6; n++) await Promise.resolve()
}
const open = (summary: () => Promise<SupplySummary>) => effectScope().run(() => useFront({ summary }))!

it('compares with the period before, and says nothing when there was none', () => {
  expect(changeOf(22_000, 20_000)).toBe(100)
  expect(changeOf(10_000, 20_000)).toBe(-500)
  expect(changeOf(10_000, 0)).toBeUndefined()
})
it('shows days without sales as zero, and today only once something sold', async () => {
  const yesterday = daysBefore(today, 1)
  const quiet = open(async () => aSummary([{ day: yesterday, supplyAmount: 700, lines: 1 }]))
  await settled()
  expect(quiet.days.value).toHaveLength(PERIOD_DAYS - 1)
  expect(quiet.days.value.at(-1)).toMatchObject({ day: yesterday, supplyAmount: 700 })
  expect(quiet.dayAmounts.value[0]).toBe(0)
  const busy = open(async () => aSummary([{ day: today, supplyAmount: 700, lines: 1 }]))
  await settled()
  expect(busy.days.value).toHaveLength(PERIOD_DAYS)
})
it('keeps the figures when a refresh fails', async () => {
  const summary = vi
    .fn<() => Promise<SupplySummary>>()
    .mockResolvedValueOnce(aSummary([]))
    .mockRejectedValueOnce(new Problem({ status: 503, code: 'server.unavailable' }))
  const front = open(summary)
  await settled()
  await front.reload()
  expect(front.problem.value?.code).toBe('server.unavailable')
  expect(front.summary.value?.supplyAmount).toBe(22_000)
})
