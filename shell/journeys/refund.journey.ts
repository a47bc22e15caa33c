import { shopperOf } from './shopper'
import { expect, fenIn, signIn, someone, test, type House } from './world'

const TENANT = 'freshmart'

/** Goods in one form only, with plenty in a store that hands out orders. */
async function someGoods(house: House) {
  const { body: own } = await house.call(TENANT, 'GET', '/stores', { as: 'cashier01' })
  const store = own.items[0]
  const path = `/till/catalogue?storeId=${store.id}&limit=2000`
  const { body } = await house.call(TENANT, 'GET', path, { as: 'cashier01' })
  const count = (productId: string) => body.skus.filter((one: any) => one.productId === productId).length
  const goods = body.skus.find(
    (one: any) =>
      one.kind === 'physical' && one.available > 20 && one.price > 200 && count(one.productId) === 1,
  )
  return { store, goods }
}

test('part of an order goes back: a piece on the shelf again, and an amount; the shopper reads both', async ({
  browser,
  house,
}) => {
  const { store, goods } = await someGoods(house)
  const onHand = async (): Promise<number> =>
    (await house.call(TENANT, 'GET', `/stock?storeId=${store.id}&skuId=${goods.skuId}`, { as: 'owner' })).body
      .items[0].onHand
  const shopper = await shopperOf(browser, house)
  await shopper.chooseStore(store.name.zh)
  await shopper.openProduct(goods.productId)
  const id = await shopper.buyNow()
  await shopper.pay()
  const code = (await shopper.page.locator('.digits').innerText()).replace(/\s/g, '')
  const handed = { storeId: store.id, code }
  expect((await house.call(TENANT, 'POST', '/verifications', { as: 'owner', body: handed })).status).toBe(200)
  const before = await onHand()

  const { page, complaints } = await someone(browser)
  await signIn(house, page, TENANT, 'owner', `/admin/orders/${id}`)
  await page.locator('[data-test=refund-lines]').click()
  await page.locator('[data-test=refund-by-money]').click()
  await page.locator('[data-test=refund-money] input').fill('1')
  await page.locator('[data-test=refund-submit]').click()
  await expect(page.getByText('请填写退款原因')).toBeVisible()
  await page.getByRole('button', { name: '价格补差' }).click()
  await page.locator('[data-test=refund-submit]').click()
  const refunds = page.locator('[data-test=order-refund]')
  await expect(refunds).toHaveCount(1)
  await expect(refunds.first()).toContainText('只退钱')

  await page.locator('[data-test=refund-lines]').click()
  await page.locator('input[data-test=refund-pieces], [data-test=refund-pieces] input').fill('2')
  await expect(page.locator('[data-test=refund-row]')).toContainText('超过可退的数量或金额')
  await expect(page.locator('[data-test=refund-submit]')).toBeDisabled()
  await page.locator('[data-test=refund-row]').getByRole('button', { name: '全部' }).click()
  await page.locator('[data-test=refund-restock]').click()
  await page.locator('[data-test=refund-reason]').fill('顾客不要了')
  await page.locator('[data-test=refund-submit]').click()
  await expect(refunds).toHaveCount(2)
  await expect(refunds.last()).toContainText('已退回货架')
  expect(fenIn(await refunds.last().locator('strong').innerText())).toBe(goods.price - 100)
  await expect(page.locator('[data-test=refund-lines]')).toHaveCount(0)
  expect(await onHand()).toBe(before + 1)

  await shopper.openOrder(id)
  const read = shopper.page.locator('[data-test=order-refund]')
  await expect(read).toHaveCount(2)
  await expect(read.last()).toContainText(`${goods.name.zh} ×1`)
  expect([...complaints, ...shopper.complaints]).toEqual([])
})
