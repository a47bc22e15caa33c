import type { Browser } from '@playwright/test'
import { milk, shopperOf } from './shopper'
import { expect, fenIn, signIn, someone, test, type House } from './world'

/** The store a phone in Wensan Road should be offered: the nearest that hands out orders, an open one first. */
async function nearestStore(house: House) {
  const { body } = await house.call(
    'freshmart',
    'GET',
    '/shop/stores/nearby?lat=30.2767&lng=120.1263&limit=5',
  )
  const pickup = body.items.filter((one: any) => one.services.includes('pickup'))
  return pickup.find((one: any) => one.openNow) ?? pickup[0]
}

/** Store console, head office and supplier, each at work on a screen of their own before the sale. */
async function peopleAtWork(browser: Browser, house: House, storeCode: string) {
  const [clerk, owner, supplier] = [await someone(browser), await someone(browser), await someone(browser)]
  await signIn(house, clerk.page, 'freshmart', `clerk${storeCode.slice(-2)}`, '/store')
  await expect(clerk.page.locator('[data-test=board-live]')).toHaveText('实时')
  const { today } = house
  await signIn(house, owner.page, 'freshmart', 'owner', `/admin?from=${today}&to=${today}`)
  await expect(owner.page.locator('[data-test=kpi-sales]')).toBeVisible()
  await signIn(house, supplier.page, 'freshmart', 'dairy', '/supplier/sold')
  await expect(supplier.page.locator('[data-test=supplier-sold-row]').first()).toBeVisible()
  return { clerk, owner, supplier }
}

test('a sale on H5, end to end', async ({ browser, house }) => {
  const store = await nearestStore(house)
  const { clerk, owner, supplier } = await peopleAtWork(browser, house, store.code)
  const sales = owner.page.locator('[data-test=kpi-sales] .value')
  const soldBefore = fenIn(await sales.innerText())

  const shopper = await shopperOf(browser, house)
  const { page } = shopper
  await shopper.home()
  await expect(shopper.button(new RegExp(`^${store.name.zh}`))).toBeVisible()
  await shopper.find(milk.initials, milk.zh)
  await shopper.button('加入购物车').click()
  await shopper.inSheet('加入购物车').click()
  await expect(page.getByText('已加入购物车')).toBeVisible()
  await page.reload() // a guest's cart is kept on the device
  await expect(shopper.headline()).toBeVisible()
  await page.getByRole('link', { name: '购物车' }).click()
  await shopper.button('去结算（1）').click()
  await shopper.signIn()
  await expect(shopper.button(new RegExp(`到店自提.*${store.name.zh}`))).toBeVisible()
  const id = await shopper.placeOrder()
  const order = (await house.call('freshmart', 'GET', `/orders/${id}`, { as: 'owner' })).body
  expect(order).toMatchObject({ storeId: store.id, status: 'to_pay', channel: 'h5' })

  await shopper.goToCashier()
  const card = clerk.page.locator(`[data-test=board-card][data-number="${order.number}"]`)
  const paidAt = performance.now()
  await Promise.all([
    shopper.payAtCashier(),
    expect(card).toBeVisible().then(() => console.log(`  on the board ${Math.round(performance.now() - paidAt)} ms after paying`)),
  ]) // prettier-ignore
  await expect(shopper.headline()).toHaveText('门店正在备货')
  await expect(page.getByText(/^可于 .+ 后取货$/)).toBeVisible()
  await expect(card.locator('[data-test=board-promise]')).toContainText('还剩')
  const code = (await page.locator('.digits').innerText()).replace(/\s/g, '')
  expect(code).toMatch(/^\d{8}$/)
  await shopper.button('全屏显示').click()
  await expect(page.getByText(code.replace(/^\d{4}/, '$& '))).toBeVisible()
  await expect(page.getByRole('img', { name: `取货码 ${code.replace(/^\d{4}/, '$& ')}` })).toBeVisible()

  await card.and(clerk.page.locator('[data-state=preparing]')).locator('[data-test=board-ready]').click()
  await expect(card.and(clerk.page.locator('[data-state=ready]'))).toBeVisible()
  await shopper.openOrder(id)
  await expect(shopper.headline()).toHaveText('商品已备好，请到店取货')
  await clerk.page.locator('[data-test=verify-open]').click()
  await clerk.page.locator('[data-test=verify-code]').pressSequentially(code)
  await expect(clerk.page.locator('[data-test=verify-preview]')).toHaveAttribute('data-number', order.number)
  await clerk.page.locator('[data-test=verify-confirm]').click()
  await expect(clerk.page.locator('[data-test=verify-done]')).toHaveAttribute('data-number', order.number)
  await page.reload()
  await expect(shopper.headline()).toHaveText('已取货，谢谢光临')
  await shopper.button('再次购买').click()
  await expect(shopper.button('去结算（1）')).toBeVisible()

  // the supplier knows the order by a reference that says nothing of its store
  const ref = id.slice(-8).toUpperCase()
  const line = supplier.page.locator(`[data-test=supplier-sold-row][data-ref="${ref}"]`)
  await supplier.page.locator('[data-test=supplier-refresh]').click()
  await expect(line).toHaveCount(1)
  await expect(line).toContainText(milk.zh)
  await expect.poll(async () => fenIn(await sales.innerText())).toBe(soldBefore + order.payable)
  for (const one of [shopper, clerk, owner, supplier]) expect(one.complaints).toEqual([])
})

test('a link to one’s orders leads a guest through the sign-in and back', async ({ browser, house }) => {
  const shopper = await shopperOf(browser, house)
  await shopper.page.goto(house.at('freshmart', '/h5/pkg-trade/orders/orders'))
  await expect(shopper.page.getByText('请先登录')).toBeVisible()
  await shopper.button('登录').click()
  await shopper.signIn()
  await expect(shopper.page.getByText('还没有订单')).toBeVisible()
})
