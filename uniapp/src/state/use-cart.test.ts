import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeUni } from '../../test/fake-uni'
import type { Answer, Asked } from '../../test/fake-uni'

const AGREED = { version: 1, client: 'h5' } as const
const STORE = { id: 'store-1', services: ['pickup'] }
const line = (quantity: number, more: object = {}) => ({
  skuId: 'sku-1',
  productId: 'p',
  name: { zh: '苹果', en: '' },
  optionText: { zh: '', en: '' },
  unit: { zh: '克', en: '' },
  kind: 'weighed',
  picture: null,
  quantity,
  available: 2000,
  forSale: true,
  selected: true,
  unitPrice: 798,
  unitSize: 500,
  total: 0,
  ...more,
})
const cartOf = (...lines: object[]) => ({
  storeId: 'store-1',
  lines,
  quote: { payable: 1, lines: [] },
  count: lines.length,
})

async function open(answer: (asked: Asked) => Answer | Promise<Answer>, signedIn = true) {
  vi.resetModules()
  const fake = fakeUni(answer)
  if (signedIn) fake.storage.set('storeweave.session', { accessToken: 'a', refreshToken: 'r' })
  fake.storage.set('storeweave.store', STORE)
  setActivePinia(createPinia())
  const { useCart } = await import('./use-cart')
  const { useSession } = await import('./use-session')
  return { ...fake, cart: useCart(), session: useSession() }
}

describe('cart', () => {
  beforeEach(() => vi.unstubAllGlobals())

  it('adds to what is there already', async () => {
    const { cart, asked } = await open(({ method, data }) => ({
      status: 200,
      data: cartOf(line(method === 'PUT' ? (data as { quantity: number }).quantity : 500)),
    }))
    await cart.add('sku-1', 500)
    const [write] = asked.filter(({ method }) => method === 'PUT')
    expect(write!.url).toMatch(/\/shop\/cart\/lines\/sku-1$/)
    expect(write!.data).toEqual({ storeId: 'store-1', quantity: 1000, selected: true })
    expect(cart.lineOf('sku-1')?.quantity).toBe(1000)
  })

  it('shows a tap at once, and only the answer to the last of several counts', async () => {
    const held: (() => void)[] = []
    const { cart } = await open(({ method, data }) => {
      if (method === 'GET') return { status: 200, data: cartOf(line(500)) }
      const { quantity } = data as { quantity: number }
      return new Promise((resolve) => held.push(() => resolve({ status: 200, data: cartOf(line(quantity)) })))
    })
    await cart.load()
    const first = cart.set('sku-1', 600)
    const second = cart.set('sku-1', 700)
    expect(cart.lineOf('sku-1')?.quantity).toBe(700)
    await vi.waitFor(() => expect(held).toHaveLength(1))
    held[0]!()
    await first
    expect(cart.lineOf('sku-1')?.quantity).toBe(700)
    await vi.waitFor(() => expect(held).toHaveLength(2))
    held[1]!()
    await second
    expect(cart.lineOf('sku-1')?.quantity).toBe(700)
    expect(cart.writing).toBe(0)
  })

  it('takes the server’s cart back when a write is refused, and says why', async () => {
    const { cart } = await open(({ method }) =>
      method === 'PUT'
        ? { status: 409, data: { code: 'inventory.not_enough_stock' } }
        : { status: 200, data: cartOf(line(500)) },
    )
    await cart.load()
    await expect(cart.set('sku-1', 9000)).rejects.toMatchObject({ code: 'inventory.not_enough_stock' })
    expect(cart.lineOf('sku-1')?.quantity).toBe(500)
  })

  it('shows by how much a price moved since it was last seen, until it is acknowledged', async () => {
    let unitPrice = 798
    const { cart } = await open(() => ({ status: 200, data: cartOf(line(500, { unitPrice })) }))
    await cart.load()
    expect(cart.priceMove(cart.lineOf('sku-1')!)).toBe(0)
    unitPrice = 898
    await cart.load()
    expect(cart.priceMove(cart.lineOf('sku-1')!)).toBe(100)
    cart.acknowledge()
    expect(cart.priceMove(cart.lineOf('sku-1')!)).toBe(0)
  })

  it('leaves out what is not for sale', async () => {
    const { cart } = await open(() => ({
      status: 200,
      data: cartOf(line(500), line(100, { skuId: 'gone', forSale: false })),
    }))
    await cart.load()
    expect(cart.chosen.map((one: { skuId: string }) => one.skuId)).toEqual(['sku-1'])
    expect(cart.count).toBe(2)
  })
})

describe('a guest’s cart', () => {
  beforeEach(() => vi.unstubAllGlobals())
  const SESSION = { accessToken: 'a', refreshToken: 'r', member: { id: 'm' } }
  const merges = (asked: Asked[]) => asked.filter(({ url }) => url.endsWith('/shop/cart/merge'))

  /** A server that prices what it is shown; what `merge` does is up to the test. */
  async function guest(merge: () => Answer) {
    const opened = await open(({ url, data }) => {
      if (url.endsWith('/shop/auth/sms/verify')) return { status: 200, data: SESSION }
      if (url.endsWith('/shop/cart/merge')) return merge()
      if (url.endsWith('/shop/cart/preview')) {
        const { lines } = data as { lines: { quantity: number }[] }
        return { status: 200, data: cartOf(...lines.map(({ quantity }) => line(quantity))) }
      }
      return { status: 200, data: cartOf(line(700)) }
    }, false)
    await opened.cart.add('sku-1', 500)
    return opened
  }

  it('lives on the device, priced by the server, and survives a new start of the app', async () => {
    const { cart, storage, asked } = await guest(() => ({ status: 200 }))
    await cart.add('sku-1', 200)
    expect(cart.lineOf('sku-1')?.quantity).toBe(700)
    expect(asked.every(({ url }) => url.endsWith('/shop/cart/preview'))).toBe(true)
    expect(storage.get('storeweave.guest-carts')).toMatchObject([
      { storeId: 'store-1', lines: [{ skuId: 'sku-1', quantity: 700, selected: true }] },
    ])
    await cart.set('sku-1', 0)
    expect(cart.lines).toEqual([])
    expect(storage.has('storeweave.guest-carts')).toBe(false)
  })

  it('comes over at sign-in, once for all who ask, and leaves the device', async () => {
    const { cart, session, asked, storage } = await guest(() => ({ status: 200, data: cartOf(line(700)) }))
    await session.bySms('186', '123456', AGREED)
    await Promise.all([cart.load(), cart.load()])
    expect(merges(asked)).toHaveLength(1)
    expect(merges(asked)[0]!.data).toEqual({
      storeId: 'store-1',
      lines: [{ skuId: 'sku-1', quantity: 500, selected: true }],
    })
    expect(storage.has('storeweave.guest-carts')).toBe(false)
    expect(cart.lineOf('sku-1')?.quantity).toBe(700)
  })

  it('is sent again under the same key when the answer got lost', async () => {
    const answers: Answer[] = [{ fail: 'request:fail' }, { status: 200, data: cartOf(line(700)) }]
    const { cart, session, asked } = await guest(() => answers.shift()!)
    await session.bySms('186', '123456', AGREED)
    await vi.waitFor(() => expect(merges(asked)).toHaveLength(1))
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    await cart.load().catch(() => undefined)
    await cart.load()
    const keys = merges(asked).map(({ header }) => header['Idempotency-Key'])
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^guest-cart-/)
    expect(new Set(keys).size).toBe(1)
  })

  it('is forgotten when it can never be taken', async () => {
    const { cart, session, storage } = await guest(() => ({
      status: 422,
      data: { code: 'request.key_reused' },
    }))
    await session.bySms('186', '123456', AGREED)
    await cart.load()
    expect(storage.has('storeweave.guest-carts')).toBe(false)
  })

  it('on its way to one account is not for the next', async () => {
    const { session, asked, storage } = await guest(() => ({ fail: 'request:fail' }))
    await session.bySms('186', '123456', AGREED)
    await vi.waitFor(() => expect(merges(asked).length).toBeGreaterThan(0))
    await session.leave()
    await vi.waitFor(() => expect(storage.has('storeweave.guest-carts')).toBe(false))
  })
})
