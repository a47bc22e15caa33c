import { freshMilk, shopperOf } from './shopper'
import { expect, minutes, test } from './world'

test('an unpaid order lives for 15 minutes, then its goods are for sale again', async ({
  browser,
  house,
}) => {
  const shopper = await shopperOf(browser, house)
  const { page } = shopper
  await page.clock.install({ time: await house.clock() })
  const pass = async (ms: number): Promise<void> => {
    await house.advance(ms)
    await page.clock.fastForward(ms)
  }
  await shopper.home()
  await shopper.find(freshMilk.initials, freshMilk.zh)
  const product = page.url()
  const before = await shopper.stock()
  const id = await shopper.buyNow()
  await expect(page.getByRole('timer')).toHaveText(/^请在 1[45]:\d\d 内支付$/)

  await page.goto(product)
  expect(await shopper.stock()).toBe(before - 1)
  await shopper.openOrder(id)
  await pass(minutes(14) + 30_000)
  await page.reload()
  await expect(shopper.headline()).toHaveText('等待支付')
  await shopper.button('去支付').click()
  await expect(page.getByRole('timer')).toHaveText(/^请在 00:[0-3]\d 内支付$/)

  await pass(30_000)
  await expect(page.getByText('支付时间已过')).toBeVisible()
  await shopper.button('查看订单').click()
  await expect(shopper.headline()).toHaveText('订单已取消')
  await expect(shopper.button('去支付')).toHaveCount(0)
  await page.goto(product)
  expect(await shopper.stock()).toBe(before)
  expect(shopper.complaints).toEqual([])
})

test('money that comes in the last minute counts, and the order stays', async ({ browser, house }) => {
  const shopper = await shopperOf(browser, house)
  const { page } = shopper
  await shopper.home()
  await shopper.find(freshMilk.initials, freshMilk.zh)
  const product = page.url()
  const before = await shopper.stock()
  const id = await shopper.buyNow()
  await house.advance(minutes(14) + 30_000)
  await shopper.pay()
  await expect(shopper.headline()).toHaveText('门店正在备货')
  await house.advance(minutes(2))
  await shopper.openOrder(id)
  await expect(shopper.headline()).toHaveText('门店正在备货')
  await page.goto(product)
  expect(await shopper.stock()).toBe(before - 1)
  expect(shopper.complaints).toEqual([])
})
