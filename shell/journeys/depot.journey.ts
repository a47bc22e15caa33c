import { shopperOf } from './shopper'
import { expect, signIn, someone, test, type House } from './world'

const TENANT = 'freshmart'

/** Goods that the dairy sends itself, with some left. */
async function sentByDairy(house: House): Promise<{ id: string; zh: string }> {
  const ask = (path: string) => house.call(TENANT, 'GET', path, { as: 'dairy' })
  const [depot] = (await ask('/supplier/depots')).body.items
  const { items } = (await ask(`/supplier/stock?depotId=${depot.id}&limit=20`)).body
  const { productId, name } = items.find((one: any) => one.available > 3)
  return { id: productId, zh: name.zh }
}

test('a shopper buys what the dairy sends itself; the dairy accepts and sends it, and the shopper sees the parcel', async ({
  browser,
  house,
}) => {
  const goods = await sentByDairy(house)
  const shopper = await shopperOf(browser, house)
  const { page } = shopper
  await shopper.home()
  await page.locator('[data-test=way-send]').click()
  await expect(page.locator('[data-test=way-send]')).toHaveAttribute('aria-pressed', 'true')
  await shopper.openProduct(goods.id)
  await expect(page.locator('[data-test=sent]')).toContainText('由牧溪乳业有限公司销售并发货')
  await shopper.button('立即购买').click()
  await shopper.signIn()
  await page.locator('[data-test=sent-to]').click()
  await page.getByLabel('收货人').fill('王小明')
  await page.getByLabel('手机号').fill(shopper.phone)
  await page.locator('[data-test=address-province]').click()
  await page.locator('.uni-picker-action-confirm').click()
  await page.getByLabel('区县').fill('东城区')
  await page.getByLabel('详细地址').fill('东直门内大街 5 号')
  await page.locator('[data-test=address-save]').click()
  const orderId = await shopper.placeOrder()
  await shopper.pay()
  await expect(shopper.headline()).toHaveText('仓库正在打包')
  const { number } = (await house.call(TENANT, 'GET', `/orders/${orderId}`, { as: 'owner' })).body

  const dairy = await someone(browser)
  await signIn(house, dairy.page, TENANT, 'dairy', '/supplier/orders')
  await dairy.page.locator('[data-test=drop-order-row]').filter({ hasText: number }).click()
  const address = dairy.page.locator('[data-test=drop-address]')
  await expect(address).not.toContainText('王小明') // whole once it is accepted
  await dairy.page.locator('[data-test=drop-accept]').click()
  await expect(address).toContainText('王小明')
  const waybill = `SF${String(Date.now()).slice(-12)}`
  await dairy.page.locator('[data-test=drop-waybill]').fill(waybill)
  await dairy.page.locator('[data-test=drop-ship]').click()
  await expect(dairy.page.locator('[data-test=drop-order]')).toContainText(waybill)
  await expect(dairy.page.locator('[data-test=drop-ship]')).toHaveCount(0)

  await shopper.openOrder(orderId)
  await expect(shopper.headline()).toHaveText('包裹在路上')
  await expect(page.locator('[data-test=order-parcel]')).toContainText(waybill)
  await expect(page.locator('[data-test=order-parcel]')).toContainText('顺丰')
  expect([...shopper.complaints, ...dairy.complaints]).toEqual([])
})
