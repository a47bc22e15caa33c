import type { Allocation, AllocationPreview } from '@storeweave/contract'
import { effectScope, nextTick, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { changeAllocation, previewOf } from './assortment.api'
import { useAllocate, type Target } from './useAllocate'

vi.mock('./assortment.api', () => ({ previewOf: vi.fn(), changeAllocation: vi.fn(), undoChange: vi.fn() }))
const asked = vi.mocked(previewOf)
const count = (products: number, more: Partial<AllocationPreview> = {}): AllocationPreview => ({
  matched: 3,
  products,
  gained: 0,
  lost: 1,
  stores: 2,
  tooMany: false,
  fromRules: 0,
  ...more,
})
const names = { zh: '橙', en: 'Oranges' }
const one = (more: Partial<Allocation>): Target => ({
  one: {
    productId: 'p',
    name: names,
    picture: null,
    state: 'published',
    categoryId: 'c',
    categoryName: names,
    assortment: 'all',
    byHand: true,
    rules: [],
    units: [],
    storeCount: 2,
    unlistedCount: 0,
    ...more,
  },
})
const unit = (unitId: string, kind: 'region' | 'store') => ({ unitId, kind, name: names, storeCount: 1 })
let scope: EffectScope
const open = (target: Target, done = () => undefined) => scope.run(() => useAllocate(target, done))!
beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
  asked.mockReset().mockResolvedValue(count(1))
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

it('begins as what the product is', () => {
  expect(open(one({})).kind.value).toBe('everywhere')
  expect(open(one({ byHand: false })).kind.value).toBe('rules')
  const ruled = open(one({ byHand: false, assortment: 'chosen', units: [unit('east', 'region')] }))
  expect([ruled.kind.value, ruled.complete.value, ruled.unitIds.value]).toEqual(['rules', true, ['east']])
  const chosen = open(one({ assortment: 'chosen', units: [unit('east', 'region')] }))
  expect([chosen.kind.value, chosen.unitIds.value]).toEqual(['only', ['east']])
  const own = open(one({ assortment: 'exclusive', units: [unit('lake', 'store')] }))
  expect([own.kind.value, own.storeId.value, own.unitIds.value]).toEqual(['exclusive', 'lake', []])
})

it('counts once something is chosen, and only what was chosen last', async () => {
  const state = open({ which: { categoryId: 'c' }, label: 'Fruit' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect([asked.mock.calls.length, state.complete.value]).toEqual([0, false])
  let late: (answer: AllocationPreview) => void = () => undefined
  asked.mockReturnValueOnce(new Promise((answer) => (late = answer)))
  state.unitIds.value = ['east']
  await nextTick()
  await vi.advanceTimersByTimeAsync(300)
  expect(asked.mock.calls[0]![0]).toEqual({ which: { categoryId: 'c' }, kind: 'only', unitIds: ['east'] })
  asked.mockResolvedValueOnce(count(2))
  state.unitIds.value = ['east', 'west']
  await nextTick()
  await vi.advanceTimersByTimeAsync(300)
  late(count(9))
  await vi.advanceTimersByTimeAsync(0)
  expect(state.preview.value?.products).toBe(2)
})

it('is made when it changes something and is not too large; the same change under the same id', async () => {
  const done = vi.fn()
  const state = open({ which: {}, label: 'All' }, done)
  state.kind.value = 'everywhere'
  for (const [answer, may] of [
    [count(0), false],
    [count(0, { tooMany: true }), false],
    [count(3), true],
  ] as const) {
    asked.mockResolvedValueOnce(answer)
    state.kind.value = state.kind.value === 'everywhere' ? 'only' : 'everywhere'
    state.unitIds.value = ['east']
    await nextTick()
    await vi.advanceTimersByTimeAsync(300)
    expect(state.may.value).toBe(may)
  }
  const made = vi.mocked(changeAllocation)
  made.mockRejectedValueOnce(new Error('offline')).mockResolvedValueOnce({ id: 'x', products: 3 } as never)
  await state.apply()
  expect([done.mock.calls.length, state.problem.value === undefined]).toEqual([0, false])
  await state.apply()
  expect(done).toHaveBeenCalledOnce()
  expect(made.mock.calls[0]![0].id).toBe(made.mock.calls[1]![0].id)
})
