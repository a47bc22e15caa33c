import type { StorePrice } from '@storeweave/contract'
import { addWords, setScopeUnits } from '@storeweave/kit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, effectScope, nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { pageWords } from '../page-words'
import { boundBroken, usePrices } from './usePrices'

const row = (more: Partial<StorePrice> = {}): StorePrice => ({
  skuId: 'k1',
  productId: 'p1',
  code: 'K1',
  name: { zh: '牛奶', en: 'Milk' },
  optionText: { zh: '', en: '' },
  unit: { zh: '盒', en: 'box' },
  unitSize: 1,
  listPrice: 600,
  priceMin: 500,
  priceMax: 800,
  storePrice: null,
  effectivePrice: 600,
  ...more,
})
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** The screen's state with a store in view and a server that answers as told. */
async function screen(put: () => Response) {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (init.method !== 'PUT') return json({ items: [row()], nextCursor: null })
    sent.push({ path, body: JSON.parse(String(init.body)) })
    return put()
  })
  await addWords('admin', pageWords.prices, 'prices')
  setScopeUnits([{ id: 's1', kind: 'store', parentId: null, name: { zh: '一店', en: 'One' } }])
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] })
  const app = createApp({})
  app.use(router)
  await router.push('/')
  const scope = effectScope()
  const state = app.runWithContext(() => scope.run(() => usePrices())!)
  await vi.waitFor(() => expect(state.pages.loading.value).toBe(false))
  return { state, sent, end: () => scope.stop() }
}
afterEach(() => vi.unstubAllGlobals())

describe('a store price typed into its cell', () => {
  it('is refused at the cell, naming the bound, before anything is sent', async () => {
    const { state, sent, end } = await screen(() => json({}))
    await state.set(state.pages.rows.value[0]!, 450)
    expect(state.faults['k1']).toContain('5.00')
    expect(sent).toEqual([])
    end()
  })
  it('is sent and shown at once', async () => {
    const { state, sent, end } = await screen(() => json(row({ storePrice: 550, effectivePrice: 550 })))
    const saving = state.set(state.pages.rows.value[0]!, 550)
    await nextTick()
    expect(state.pages.rows.value[0]!.effectivePrice).toBe(550)
    await saving
    expect(sent).toEqual([{ path: '/api/stores/s1/prices/k1', body: { price: 550 } }])
    end()
  })
  it('comes back when the server refuses, with the reason at the cell', async () => {
    const refusal = {
      status: 422,
      code: 'pricing.outside_bounds',
      title: '价格须在 ¥5.20 到 ¥8.00 之间',
      args: { min: '¥5.20', max: '¥8.00' },
    }
    const { state, end } = await screen(() => json(refusal, 422))
    await state.set(state.pages.rows.value[0]!, 510)
    expect(state.pages.rows.value[0]!.storePrice).toBeNull()
    expect(state.faults['k1']).toContain('5.20')
    end()
  })
  it('may be anything where HQ set no bounds, but not zero', () => {
    expect(boundBroken(1, row({ priceMin: null, priceMax: null }))).toBeUndefined()
    expect(boundBroken(0, row({ priceMin: null, priceMax: null }))).toBeDefined()
  })
})
