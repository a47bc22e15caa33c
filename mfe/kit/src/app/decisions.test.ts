import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useDecisions } from './decisions'

afterEach(() => vi.unstubAllGlobals())

it('names the level that decides where the person does not stand high enough, for the store in view alone', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const items = path.includes('/s1/')
      ? [
          { decision: 'price', level: 'hq', mine: false },
          { decision: 'stock', level: 'region', mine: true },
          { decision: 'hours', level: 'store', mine: true },
        ]
      : []
    return Promise.resolve(
      new Response(JSON.stringify({ items }), { headers: { 'content-type': 'application/json' } }),
    )
  })
  const store = ref('s1')
  const scope = effectScope()
  const { keptBy } = scope.run(() => useDecisions(() => store.value))!
  expect(keptBy('price')).toBe(undefined)
  await vi.waitUntil(() => keptBy('price') === 'hq')
  expect([keptBy('stock'), keptBy('hours')]).toEqual([undefined, undefined])
  store.value = 's2'
  await nextTick()
  expect(keptBy('price')).toBe(undefined)
  expect(asked).toHaveLength(2)
  scope.stop()
})
