import { expect, test } from './fixture.ts'

test('a list renders with components, slots and scoped styles', async ({ open, page }) => {
  const shop = await open({ query: { scene: 's42' } })
  await shop.waitForText('苹果')
  await shop.waitForText('场景 s42')
  await expect(shop.locator('.card')).toHaveCount(2)
  await expect(shop.locator('.badge')).toHaveText(['拼团'])
  await expect(shop.locator('.note')).toHaveText(['编号 1', '编号 2'])
  await expect(shop.locator('.card').first()).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  // 375rpx is half of the screen.
  const width = await shop
    .locator('.card')
    .first()
    .evaluate((card) => card.getBoundingClientRect().width)
  expect(width).toBeCloseTo(page.viewportSize()!.width / 2, 0)
  // The rule .price of another page does not reach this one.
  await expect(shop.locator('.price').first()).toHaveCSS('color', 'rgb(225, 37, 27)')
  expect(await shop.errors()).toEqual([])
})

test('a tap in a component reaches the store and comes back to the page', async ({ open }) => {
  const shop = await open()
  await shop.waitForText('苹果')
  const add = shop.locator('.add')
  await shop.tap(add.nth(0))
  await shop.tap(add.nth(1))
  await shop.tap(add.nth(0))
  await shop.waitForText('购物车 3 件，合计 ¥32.48')
  expect(await shop.calls('showToast')).toHaveLength(3)
  await shop.waitForText('已加入')
})

test('v-model and the done key send a request with a query', async ({ open, shop: server }) => {
  const shop = await open()
  await shop.waitForText('苹果')
  await shop.input('搜索商品', '牛', { confirm: true })
  await expect(shop.locator('.card')).toHaveCount(1)
  const last = server.seen.at(-1)!
  expect(new URL(last.url, server.origin).searchParams.get('kw')).toBe('牛')
  expect(last.headers.cookie).toBeUndefined()
})

test('tabs, a sub-package, radio and payment', async ({ open, shop: server }) => {
  const paid: unknown[] = []
  const shop = await open({ handlers: { requestPayment: (args) => void paid.push(args) } })
  await shop.tap('加入购物车')
  await shop.tap('购物车')
  await shop.waitForText('苹果 ×1')
  await shop.tap('#checkout')
  await shop.waitForText('来自 购物车&1')
  await shop.waitForText('当前：pickup')
  expect(await shop.pagePaths()).toEqual(['pages/cart/cart', 'pkg-trade/checkout/checkout'])
  await shop.tap('同城配送')
  await shop.waitForText('当前：city')
  await shop.tap('#pay')
  await shop.waitForText('支付成功')
  expect(paid).toMatchObject([{ signType: 'RSA', paySign: 's', package: 'prepay_id=1' }])
  const order = server.seen.at(-1)!
  expect(order.body).toEqual({ mode: 'city', lines: [{ sku: '1', count: 1 }] })
  await shop.back()
  await shop.waitForText('打开 2 次')
  expect(await shop.errors()).toEqual([])
})

test('a payment that fails is told to the app', async ({ open }) => {
  const refuse = () => {
    throw new Error('cancel')
  }
  const shop = await open({ path: 'pkg-trade/checkout/checkout', handlers: { requestPayment: refuse } })
  await shop.tap('#pay')
  await shop.waitForText('支付失败：requestPayment:fail cancel')
  expect((await shop.waitForCall('requestPayment')).error).toBe('cancel')
})

test('a disabled button does nothing', async ({ open }) => {
  const shop = await open()
  await shop.tap('购物车')
  await expect(shop.locator('#checkout')).toBeDisabled()
  await shop.locator('#checkout').click({ force: true })
  await shop.tap('首页')
  await shop.waitForPage('pages/index/index')
  expect(await shop.calls('navigateTo')).toEqual([])
})

test('tab pages stay alive; reLaunch starts anew', async ({ open }) => {
  const shop = await open()
  await shop.tap('加入购物车')
  await shop.tap('购物车')
  await shop.waitForText('打开 1 次')
  await shop.tap('首页')
  await shop.waitForText('购物车 1 件')
  await shop.tap('购物车')
  await shop.waitForText('打开 2 次')
  await shop.page.evaluate(`__miniProgram.context.wx.reLaunch({ url: '/pages/cart/cart' })`)
  await shop.waitForText('打开 1 次')
  expect(await shop.pagePaths()).toEqual(['pages/cart/cart'])
})
