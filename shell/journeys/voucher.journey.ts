import { shopperOf } from './shopper'
import { expect, signIn, someone, test } from './world'

const TENANT = 'freshmart'

test('a voucher: bought at once, used at the counter, and the shopper sees what is left', async ({
  browser,
  house,
}) => {
  const { body: found } = await house.call(
    TENANT,
    'GET',
    `/products?q=${encodeURIComponent('五杯券')}&limit=1`,
    {
      as: 'owner',
    },
  )
  const goods = found.items[0]
  const { body: own } = await house.call(TENANT, 'GET', '/stores', { as: 'clerk01' })
  const store = own.items[0]
  const shopper = await shopperOf(browser, house)
  const { page } = shopper
  await shopper.chooseStore(store.name.zh)
  await shopper.openProduct(goods.id)
  await expect(page.locator('[data-test=voucher-terms]')).toContainText('每张可用 5 次')
  await expect(shopper.button('加入购物车')).toHaveCount(0)
  const id = await shopper.buyNow()
  await shopper.pay()
  await expect(shopper.headline()).toHaveText('已发券，到店出示券码即可使用')
  await expect(page.locator('[data-test=voucher-left]')).toHaveText('剩 5 次 / 共 5 次')
  const code = (await page.locator('[data-test=voucher-code]').innerText()).replace(/\s/g, '')

  const clerk = await someone(browser)
  await signIn(house, clerk.page, TENANT, 'clerk01', '/store/verify')
  await clerk.page.locator('[data-test=verify-code]').pressSequentially(code)
  await expect(clerk.page.locator('[data-test=verify-voucher]')).toContainText('剩 5 次 / 共 5 次')
  await clerk.page.locator('[data-test=verify-confirm]').click()
  await expect(clerk.page.locator('[data-test=voucher-left]')).toHaveText('剩 4 次 / 共 5 次')

  await shopper.openOrder(id)
  await expect(page.locator('[data-test=voucher-left]')).toHaveText('剩 4 次 / 共 5 次')
  await expect(page.locator('[data-test=voucher-refund]')).toHaveCount(0)
  await page.goto(house.at(TENANT, '/h5/pkg-trade/vouchers/vouchers'))
  await expect(page.locator('[data-test=voucher-live]')).toContainText('现磨咖啡五杯券')
  await expect(page.locator('[data-test=voucher-left]')).toHaveText('剩 4 次 / 共 5 次')
  expect([...shopper.complaints, ...clerk.complaints]).toEqual([])
})
