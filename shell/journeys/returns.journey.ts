import { shopperOf } from './shopper'
import { expect, fenIn, phone, signIn, someone, test, type House } from './world'

const TENANT = 'freshmart'

/** Goods in one form only, with plenty in the store of its manager. */
async function someGoods(house: House) {
  const { body: own } = await house.call(TENANT, 'GET', '/stores', { as: 'manager01' })
  const store = own.items[0]
  const path = `/till/catalogue?storeId=${store.id}&limit=2000`
  const { body } = await house.call(TENANT, 'GET', path, { as: 'manager01' })
  const count = (productId: string) => body.skus.filter((one: any) => one.productId === productId).length
  const goods = body.skus.find(
    (one: any) =>
      one.kind === 'physical' && one.available > 20 && one.price > 200 && count(one.productId) === 1,
  )
  return { store, goods }
}

test('goods come back: asked on the phone, approved and looked at in the store, refunded, read by the shopper', async ({
  browser,
  house,
}) => {
  const { store, goods } = await someGoods(house)
  const shopper = await shopperOf(browser, house)
  await shopper.chooseStore(store.name.zh)
  await shopper.openProduct(goods.productId)
  const id = await shopper.buyNow()
  await shopper.pay()
  const code = (await shopper.page.locator('.digits').innerText()).replace(/\s/g, '')
  const handed = { storeId: store.id, code }
  expect((await house.call(TENANT, 'POST', '/verifications', { as: 'owner', body: handed })).status).toBe(200)

  await shopper.openOrder(id)
  await shopper.page.locator('[data-test=return-ask]').click()
  const send = shopper.page.locator('[data-test=return-send]')
  await expect(send).toHaveAttribute('aria-disabled', 'true')
  await shopper.page.locator('[data-test=return-reason-damaged]').click()
  await shopper.page.locator('[data-test=return-words] textarea').fill('瓶盖漏了，打 13812345678')
  await send.click()
  const state = shopper.page.locator('[data-test=return-state]')
  await expect(state).toHaveText('待处理')

  const { page, complaints } = await someone(browser, { viewport: phone })
  await signIn(house, page, TENANT, 'manager01', '/store/returns')
  await page.locator('[data-test=return-row]').filter({ hasText: goods.name.zh }).first().click()
  await expect(page.locator('[data-test=return-words]')).toHaveText('瓶盖漏了，打 138****5678')
  await page.locator('[data-test=return-approve]').click()
  await page.locator('textarea[data-test=return-note], [data-test=return-note] textarea').fill('请带到店里')
  await page.locator('[data-test=return-decide]').click()
  await expect(page.locator('[data-test=return-state]')).toContainText('等待退回')

  await shopper.page.reload()
  await expect(state).toHaveText('请退回商品')
  await expect(shopper.page.locator('[data-test=return-answer]')).toContainText('请带到店里')

  await page.locator('[data-test=return-receive]').click()
  await page.locator('[data-test=receive-restock]').click()
  await page.locator('[data-test=receive-send]').click()
  await expect(page.locator('[data-test=return-state]')).toContainText('已退款')
  const amount = (await page.locator('[data-test=return-amount]').innerText()).split('\n')[0]!
  expect(fenIn(amount)).toBe(goods.price)

  await shopper.page.reload()
  await expect(state).toHaveText('已退款')
  await expect(shopper.page.locator('[data-test=return-step]')).toHaveCount(4)
  await shopper.openOrder(id)
  await expect(shopper.page.locator('[data-test=order-refund]')).toContainText(goods.name.zh)
  expect([...complaints, ...shopper.complaints]).toEqual([])
})
