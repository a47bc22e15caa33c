import { milk, shopperOf } from './shopper'
import { expect, signIn, someone, test, uuidv7, type House } from './world'

const A = 'freshmart'
const B = 'muse'

const appIdOf = async (house: House, tenant: string): Promise<string> =>
  (await house.call(tenant, 'GET', '/tenant')).body.wechatAppId

/** One id of each kind of thing that a tenant has. */
async function thingsOf(house: House, tenant: string) {
  const first = async (path: string) => (await house.call(tenant, 'GET', path, { as: 'owner' })).body.items[0]
  const [store, product, order, person] = [
    await first('/stores?limit=1'),
    await first('/products?limit=1'),
    await first('/orders?limit=1'),
    await first('/people?limit=1'),
  ]
  const whole = (await house.call(tenant, 'GET', `/products/${product.id}`, { as: 'owner' })).body
  return { store: store.id, product: product.id, sku: whole.skus[0].id, order: order.id, person: person.id }
}

const LISTS = [
  '/me', '/org-units', '/stores', '/people', '/roles', '/suppliers', '/products', '/stock', '/stock/movements',
  '/orders', '/orders/totals', '/insight/dashboard', '/till/catalogue', '/live',
] // prettier-ignore

test('a token of one tenant opens nothing at another', async ({ house }) => {
  const [staff, shopper] = [await house.tokenOf(A, 'owner'), await house.shopperToken(A, '18600000001')]
  for (const path of LISTS) {
    const { status, body } = await house.call(B, 'GET', path, { token: staff })
    expect(status, path).toBe(403)
    expect(Object.keys(body).sort(), path).toEqual(['code', 'requestId', 'status', 'title', 'type'])
  }
  for (const path of [
    '/shop/me',
    '/shop/orders',
    '/shop/cart',
    '/shop/categories',
    '/shop/stores/nearby?lat=30&lng=120',
  ])
    expect((await house.call(B, 'GET', path, { token: shopper })).status, path).toBe(403)
  expect((await house.call(B, 'POST', '/shop/orders', { token: shopper, body: {} })).status).toBe(403)
  expect((await house.call(B, 'PATCH', '/tenant', { token: staff, body: {} })).status).toBe(403)
})

test('an app id of one tenant at the address or with the token of another is refused', async ({ house }) => {
  const appId = { 'x-storeweave-app-id': await appIdOf(house, B) }
  expect((await house.call(A, 'GET', '/tenant', { headers: appId })).status).toBe(403)
  const token = await house.tokenOf(A, 'owner')
  const neutral = { ...appId, host: `127.0.0.1:${house.port}` }
  expect((await house.call(A, 'GET', '/tenant', { headers: neutral })).body.slug).toBe(B)
  expect((await house.call(A, 'GET', '/orders', { token, headers: neutral })).status).toBe(403)
  expect(
    (await house.call(A, 'GET', '/tenant', { headers: { host: `nobody.localhost:${house.port}` } })).status,
  ).toBe(404)
})

test('ids of one tenant name nothing at another, to read or to write', async ({ house }) => {
  const [theirs, own] = [await thingsOf(house, A), await thingsOf(house, B)]
  const as = 'owner'
  for (const path of [
    `/stores/${theirs.store}`,
    `/stores/${theirs.store}/prices`,
    `/products/${theirs.product}`,
    `/orders/${theirs.order}`,
    `/shop/stores/${theirs.store}`,
    `/shop/products/${theirs.product}?storeId=${own.store}`,
  ])
    expect((await house.call(B, 'GET', path, path.startsWith('/shop') ? {} : { as })).status, path).toBe(404)
  for (const path of [
    `/stock?storeId=${theirs.store}`,
    `/orders?storeId=${theirs.store}`,
    `/stock?skuId=${theirs.sku}`,
  ]) {
    const { status, body } = await house.call(B, 'GET', path, { as })
    expect(status === 404 || (status === 200 && body.items.length === 0), `${path} ${status}`).toBe(true)
  }
  const writes: [string, string, unknown][] = [
    ['PATCH', `/stores/${theirs.store}`, { note: 'x' }],
    ['PUT', `/stores/${own.store}/prices/${theirs.sku}`, { price: 100 }],
    ['PUT', `/skus/${theirs.sku}/list-price`, { listPrice: 100, priceMin: null, priceMax: null }],
    ['PATCH', `/people/${theirs.person}`, { name: 'x' }],
    ['POST', `/people/${theirs.person}/grants`, { id: uuidv7(), roleKey: 'owner', scopeKind: 'hq' }],
    ['POST', `/orders/${theirs.order}/cancel`, { reason: 'x' }],
    [
      'POST',
      '/stock/adjustments',
      { id: uuidv7(), storeId: own.store, skuId: theirs.sku, quantity: 1, kind: 'receipt' },
    ],
    [
      'POST',
      '/stock/adjustments',
      { id: uuidv7(), storeId: theirs.store, skuId: own.sku, quantity: 1, kind: 'receipt' },
    ],
  ]
  for (const [method, path, body] of writes) {
    const { status } = await house.call(B, method, path, { as, body })
    expect(status, `${method} ${path}`).toBe(404)
  }
})

test('a session carried to another shop shows nothing there', async ({ browser, house }) => {
  const shopper = await shopperOf(browser, house, A)
  await shopper.home()
  await shopper.find(milk.initials, milk.zh)
  const id = await shopper.buyNow()
  const kept = await shopper.page.evaluate(() => ({ ...localStorage }))
  const other = await shopperOf(browser, house, B)
  await other.page.goto(house.at(B, '/h5/'))
  await other.page.evaluate(
    (all) => Object.entries(all).forEach(([key, value]) => localStorage.setItem(key, value)),
    kept,
  )
  await other.page.goto(house.at(B, `/h5/pkg-trade/order/order?id=${id}`))
  await expect(other.button('重试').or(other.page.getByText('没有找到这个订单'))).toBeVisible()
  await expect(other.page.getByText(milk.zh)).toHaveCount(0)
  expect(shopper.complaints).toEqual([])
})

test('a person of one tenant cannot sign in at another', async ({ browser, house }) => {
  const { page } = await someone(browser)
  await page.goto(house.at(B, '/sign-in'))
  await page.locator('input[name=login]').fill('west')
  await page.locator('input[name=password]').fill(house.passwordOf(A))
  await page.locator('[data-test=sign-in] button[type=submit]').click()
  await expect(page.getByText('账号或密码不对')).toBeVisible()
})

test('a region manager sees the stores of the own region and no others', async ({ browser, house }) => {
  const { body } = await house.call(A, 'GET', '/stores?limit=50', { as: 'owner' })
  // a warehouse of another journey may be there already
  const all = { items: body.items.filter((one: any) => one.kind !== 'warehouse') }
  const { body: units } = await house.call(A, 'GET', '/org-units', { as: 'owner' })
  const west = units.items.find((one: any) => one.name.zh === '城西区域')
  const own = all.items.filter((one: any) => one.regionId === west.id)
  const foreign = all.items.filter((one: any) => one.regionId !== west.id)
  expect([own.length, foreign.length]).toEqual([4, 8])

  const { page, complaints } = await someone(browser)
  await signIn(house, page, A, 'west', '/admin')
  await expect(page.locator('[data-test=rank-store]')).toHaveCount(own.length)
  for (const { name } of foreign) await expect(page.getByText(name.zh, { exact: true })).toHaveCount(0)
  await page.goto(house.at(A, '/admin/stores'))
  await expect(page.locator('[data-test=store-row]')).toHaveText(
    own.map(({ name }: any) => new RegExp(`^${name.zh}`)),
  )
  expect(complaints).toEqual([])

  const [{ id: storeId }] = foreign
  expect((await house.call(A, 'GET', `/stores/${storeId}`, { as: 'west' })).status).toBe(404)
  const { body: orders } = await house.call(A, 'GET', '/orders?limit=100', { as: 'west' })
  const seen = new Set(orders.items.map((one: any) => one.storeId))
  expect(foreign.filter((one: any) => seen.has(one.id))).toEqual([])
  expect(orders.items.length).toBeGreaterThan(0)
})

test('a clerk finds no prices, not by the menu, not by the address, not by the API', async ({
  browser,
  house,
}) => {
  const { page, complaints } = await someone(browser)
  await signIn(house, page, A, 'clerk01', '/store')
  await expect(page.locator('[data-test=verify-open]')).toBeVisible()
  const menu = page.getByRole('navigation').first()
  await expect(menu.getByRole('link', { name: '库存' })).toBeVisible()
  await expect(page.getByRole('link', { name: /价格|改价/ })).toHaveCount(0)
  await page.goto(house.at(A, '/store/prices'))
  await expect(page.getByText('您没有查看这一页的权限')).toBeVisible()
  expect(complaints).toEqual([])

  const { body: stores } = await house.call(A, 'GET', '/stores', { as: 'clerk01' })
  const { sku } = await thingsOf(house, A)
  const storeId = stores.items[0].id
  const price = { as: 'clerk01', body: { price: 100 } }
  expect((await house.call(A, 'PUT', `/stores/${storeId}/prices/${sku}`, price)).status).toBe(403)
  expect((await house.call(A, 'GET', `/stores/${storeId}/prices`, { as: 'clerk01' })).status).toBe(403)
})
