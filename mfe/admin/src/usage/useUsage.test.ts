import type { Usage } from '@storeweave/contract'
import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { bytesText, usedOf, useUsage } from './useUsage'

const day = (n: number, more: Partial<Usage['days'][number]> = {}): Usage['days'][number] => ({
  day: `2026-11-0${n}`,
  requests: 10 * n,
  orders: n,
  staff: 3,
  stores: 2,
  skus: 40,
  storageBytes: 1_000_000,
  ...more,
})
const usage: Usage = {
  from: '2026-11-01',
  to: '2026-11-03',
  days: [day(1, { staff: 0, stores: 0, skus: 0, storageBytes: 0 }), day(2), day(3, { skus: 45 })],
}
afterEach(() => vi.unstubAllGlobals())

it('sums what happens, and shows what is there with its growth since the first count', () => {
  const of = Object.fromEntries(usedOf(usage).map((one) => [one.key, one]))
  expect(of['requests']).toEqual({ key: 'requests', value: 60, grown: undefined, days: [10, 20, 30] })
  expect(of['orders']!.value).toBe(6)
  expect([of['skus']!.value, of['skus']!.grown]).toEqual([45, 5])
  expect([of['staff']!.value, of['staff']!.grown]).toEqual([3, 0])
})
it('has nothing to show of no days', () => {
  expect(usedOf({ ...usage, days: [] }).map((one) => one.value)).toEqual([0, 0, 0, 0, 0, 0])
})
it('writes bytes as people read them', () => {
  expect([0, 999, 1_500, 123_456_789, -2_000_000, 5e15].map(bytesText)).toEqual([
    '0 B',
    '999 B',
    '1.5 KB',
    '123 MB',
    '-2 MB',
    '5000 TB',
  ])
})
it('asks again for another period', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(String(path))
    return new Response(JSON.stringify(usage), { headers: { 'content-type': 'application/json' } })
  })
  const scope = effectScope()
  const page = scope.run(() => useUsage())!
  await vi.waitUntil(() => page.used.value.length === 6)
  page.period.value = 90
  await nextTick()
  await vi.waitUntil(() => asked.length === 2)
  expect(asked.map((path) => new URL(path, 'http://x').search)).toEqual(['?days=30', '?days=90'])
  scope.stop()
})
