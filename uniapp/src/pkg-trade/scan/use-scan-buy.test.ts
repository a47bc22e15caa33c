import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeUni } from '../../../test/fake-uni'
import type { Answer, Asked } from '../../../test/fake-uni'

const MILK = '6901234567892'
const BREAD = '6909876543210'
const lineOf = (skuId: string, quantity: number) => ({
  ...{ skuId, productId: 'p', name: { zh: skuId, en: '' }, optionText: { zh: '', en: '' } },
  ...{ unit: { zh: '盒', en: '' }, kind: 'physical', picture: null, quantity, available: 3, forSale: true },
  ...{ selected: true, unitPrice: 500, unitSize: 1, total: 0 },
})

/** A store that sells milk and bread, three of each; `fail` stands for what its API answers instead. */
async function open() {
  vi.resetModules()
  const shelf: Record<string, string> = { [MILK]: 'milk', [BREAD]: 'bread' }
  const cart = new Map<string, number>()
  const taken = new Set<string>()
  const state = { fail: undefined as Answer | undefined }
  const shown = () => ({
    storeId: 'store-1',
    lines: [...cart].map(([skuId, quantity]) => lineOf(skuId, quantity)),
    quote: { payable: 1, lines: [] },
    count: cart.size,
  })
  const fake = fakeUni(({ method, url, data }: Asked) => {
    if (state.fail && method !== 'GET') return state.fail
    if (method === 'PUT') {
      const { quantity } = data as { quantity: number }
      const skuId = url.split('/').at(-1)!
      if (quantity) cart.set(skuId, quantity)
      else cart.delete(skuId)
    }
    if (method !== 'POST') return { status: 200, data: shown() }
    const { id, barcode } = data as { id: string; barcode: string }
    const skuId = shelf[barcode]
    if (!skuId) return { status: 404, data: { code: 'access.not_found' } }
    if (!taken.has(id)) cart.set(skuId, (cart.get(skuId) ?? 0) + 1)
    taken.add(id)
    return { status: 200, data: { skuId, cart: shown() } }
  })
  Object.assign(fake.uni, { vibrateShort: vi.fn() })
  fake.storage.set('storeweave.session', { accessToken: 'a', refreshToken: 'r' })
  fake.storage.set('storeweave.store', { id: 'store-1', services: ['pickup'] })
  setActivePinia(createPinia())
  const { useScanBuy } = await import('./use-scan-buy')
  const page = useScanBuy()
  await page.show()
  const inList = () => page.lines.value.map(({ skuId, quantity }) => `${skuId} ${quantity}`)
  const scans = () => fake.asked.filter(({ url }) => url.endsWith('/shop/cart/scans'))
  return { page, state, inList, scans }
}

describe('scan and buy', () => {
  beforeEach(() => vi.unstubAllGlobals())

  it('puts each scan into the cart, the last one first, and says how much there is now', async () => {
    const { page, inList } = await open()
    await Promise.all([page.put(MILK), page.put(BREAD), page.put(MILK)])
    expect(inList()).toEqual(['milk 2', 'bread 1'])
    expect(page.said.value).toBe('已加入，共 2')
  })

  it('takes the last scan back, and only that', async () => {
    const { page, inList } = await open()
    await Promise.all([page.put(MILK), page.put(MILK), page.put(BREAD)])
    await page.undo()
    expect(inList()).toEqual(['milk 2'])
    await page.put(MILK)
    await page.undo()
    await page.undo()
    expect(inList()).toEqual(['milk 2'])
  })

  it('says when the store has no such goods, and when there are too few', async () => {
    const { page, inList, scans } = await open()
    await page.put('6900000000000')
    expect(page.trouble.value).toBe('本店没有条码 6900000000000 的商品')
    await page.put('not a barcode')
    expect([inList(), scans().length]).toEqual([[], 1])
    for (let n = 0; n < 4; n++) await page.put(MILK)
    expect([page.trouble.value, page.said.value]).toEqual(['', '库存不足，还有 3'])
  })

  it('keeps what got no answer and sends it again as the same scan', async () => {
    const { page, state, inList, scans } = await open()
    state.fail = { fail: 'request:fail' }
    await page.put(MILK)
    await page.put(BREAD)
    expect([page.waiting.value.length, page.trouble.value]).toEqual([2, '网络连不上，请检查网络后重试'])
    await page.again()
    expect(page.waiting.value.length).toBe(2)
    state.fail = undefined
    await page.again()
    expect([page.waiting.value.length, inList().sort()]).toEqual([0, ['bread 1', 'milk 1']])
    const ids = scans().map(({ data }) => (data as { id: string }).id)
    expect(new Set(ids).size).toBe(2)
  })

  it('takes typed digits, and says so when they are none', async () => {
    const { page, inList } = await open()
    page.typed.value = '12'
    await page.putTyped()
    expect([page.typedWrong.value, inList()]).toEqual(['请输入 8 到 14 位数字', []])
    page.typed.value = MILK
    await page.putTyped()
    expect([page.typed.value, inList()]).toEqual(['', ['milk 1']])
  })
})
