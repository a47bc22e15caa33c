import { milk, shopperOf, type Shopper } from './shopper'
import { expect, minutes, test, type House } from './world'

test.afterEach(async ({ house }) => house.calm())

/** A new shopper's order, and the provider's number of it, with the cashier page open. */
async function atTheCashier(shopper: Shopper): Promise<{ id: string; number: string }> {
  await shopper.home()
  await shopper.find(milk.initials, milk.zh)
  const id = await shopper.buyNow()
  return { id, number: await shopper.goToCashier() }
}

const orderOf = async (house: House, id: string) =>
  (await house.call('freshmart', 'GET', `/orders/${id}`, { as: 'owner' })).body

test('a callback that comes twice counts once', async ({ browser, house }) => {
  const shopper = await shopperOf(browser, house)
  const { id, number } = await atTheCashier(shopper)
  await house.throwSwitch({ kind: 'callback-duplicate', outTradeNo: number })
  await shopper.payAtCashier()
  await expect(shopper.headline()).toHaveText('门店正在备货')
  await house.move('deliver-due', {})
  const order = await orderOf(house, id)
  expect(order.payments).toMatchObject([{ state: 'paid', amount: order.payable }])
  expect(order).toMatchObject({ status: 'preparing', paid: order.payable, refunded: 0 })
  expect(await house.attempts(number)).toEqual([200, 200])
  expect(shopper.complaints).toEqual([])
})

test('a callback that never comes is repaired by the page that asks', async ({ browser, house }) => {
  const shopper = await shopperOf(browser, house)
  const { number } = await atTheCashier(shopper)
  await house.throwSwitch({ kind: 'callback-missing', outTradeNo: number })
  await shopper.payAtCashier()
  await expect(shopper.headline()).toHaveText('门店正在备货')
  expect(await house.attempts(number)).toEqual([])
  expect(shopper.complaints).toEqual([])
})

test('a callback that never comes is repaired although nobody looks', async ({ browser, house }) => {
  const shopper = await shopperOf(browser, house)
  const { id, number } = await atTheCashier(shopper)
  await house.throwSwitch({ kind: 'callback-missing', outTradeNo: number })
  await house.move('../wechat-pay/pay', await shopper.paymentInHand())
  await shopper.page.goto('about:blank')
  await house.advance(minutes(1))
  expect(await orderOf(house, id)).toMatchObject({ status: 'preparing' })
  await shopper.openOrder(id)
  await expect(shopper.headline()).toHaveText('门店正在备货')
  expect(await house.attempts(number)).toEqual([])
  expect(shopper.complaints).toEqual([])
})

/** Paid in time, but neither told nor askable until the order's time is over. */
async function paidButUnheard(shopper: Shopper, house: House): Promise<{ id: string; number: string }> {
  const { id, number } = await atTheCashier(shopper)
  await house.throwSwitch({ kind: 'callback-late', outTradeNo: number })
  await house.throwSwitch({ kind: 'pay-down', outTradeNo: number })
  await shopper.payAtCashier()
  await expect(shopper.page.getByRole('button', { name: '重试' })).toBeVisible()
  await house.advance(minutes(15))
  await shopper.openOrder(id)
  await expect(shopper.headline()).toHaveText('订单已取消')
  return { id, number }
}

test('money that is heard of late brings the order back while there are goods', async ({
  browser,
  house,
}) => {
  const shopper = await shopperOf(browser, house)
  const { id, number } = await paidButUnheard(shopper, house)
  await house.calm()
  await house.move('release', { outTradeNo: number })
  await shopper.openOrder(id)
  await expect(shopper.headline()).toHaveText('门店正在备货')
  await expect(shopper.page.getByText(/^\d{4} \d{4}$/)).toBeVisible()
  const order = await orderOf(house, id)
  expect(order).toMatchObject({ status: 'preparing', paid: order.payable, refunded: 0 })
  expect(shopper.complaints).toEqual([])
})

test('money that is heard of late goes back by itself when the goods are gone', async ({
  browser,
  house,
}) => {
  const shopper = await shopperOf(browser, house)
  const { id, number } = await paidButUnheard(shopper, house)
  const { storeId, payable, lines } = await orderOf(house, id)
  await house.setStock('freshmart', storeId, lines[0].skuId, 0)
  await house.calm()
  await house.move('release', { outTradeNo: number })
  await house.advance(minutes(1))
  await shopper.openOrder(id)
  await expect(shopper.headline()).toHaveText('已退款，钱已原路退回')
  expect(await orderOf(house, id)).toMatchObject({ status: 'refunded', paid: payable, refunded: payable })
  await house.setStock('freshmart', storeId, lines[0].skuId, 40)
  expect(shopper.complaints).toEqual([])
})

test('a forged callback moves nothing, whichever way it is forged', async ({ browser, house }) => {
  const shopper = await shopperOf(browser, house)
  const { id, number } = await atTheCashier(shopper)
  for (const forgery of ['signature', 'other-key', 'body', 'probe', 'stale', 'amount']) {
    const { status } = await house.move('forge', { outTradeNo: number, forgery })
    expect(status, forgery).toBeGreaterThanOrEqual(400)
    expect(status, forgery).toBeLessThan(500)
  }
  await shopper.openOrder(id)
  await expect(shopper.headline()).toHaveText('等待支付')
  expect(await orderOf(house, id)).toMatchObject({ status: 'to_pay', paid: 0, payment: 'unpaid' })
  expect(shopper.complaints).toEqual([])
})
