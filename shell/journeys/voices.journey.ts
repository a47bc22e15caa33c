import { shopperOf } from './shopper'
import { desktop, expect, signIn, someone, test } from './world'

/** A small picture as a phone's camera might give it: 8 x 8, red. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4YWOEFTEMLQkAbgpNgTxbS1oAAAAASUVORK5CYII=',
  'base64',
)

test('a shopper reviews with a picture, HQ shows it, the store replies', async ({ browser, house }) => {
  const { body: stores } = await house.call(
    'freshmart',
    'GET',
    '/shop/stores/nearby?lat=30.2767&lng=120.1263&limit=5',
  )
  const store = stores.items.find((one: any) => one.services.includes('pickup'))
  const { body: goods } = await house.call(
    'freshmart',
    'GET',
    `/shop/products?storeId=${store.id}&q=dzxnn&limit=1`,
  )
  const product = goods.items[0]
  const shopper = await shopperOf(browser, house)
  const { page } = shopper
  await shopper.chooseStore(store.name.zh)
  await shopper.openProduct(product.id)
  const orderId = await shopper.buyNow()
  await shopper.pay()
  const code = (await page.locator('.digits').innerText()).replace(/\s/g, '')
  const clerk = `clerk${store.code.slice(-2)}`
  const handed = { storeId: store.id, code }
  expect((await house.call('freshmart', 'POST', '/verifications', { as: clerk, body: handed })).status).toBe(
    200,
  )

  await shopper.openOrder(orderId)
  await page.locator('[data-test=review-open]').click()
  await page.getByRole('radio', { name: '商品 4 星' }).click()
  await page.getByRole('radio', { name: `${store.name.zh} 5 星` }).click()
  const words = `很新鲜 <i>${orderId.slice(-6)}</i>`
  await page.locator('[data-test=review-words] textarea').fill(words)
  const choosing = page.waitForEvent('filechooser')
  await page.locator('[data-test=review-add]').click()
  await (await choosing).setFiles({ name: 'milk.png', mimeType: 'image/png', buffer: PHOTO })
  await expect(page.locator('[data-test=picture-sent]')).toBeVisible()
  await page.locator('[data-test=review-anonymous]').click()
  await page.getByLabel('显示昵称').fill('小桃')
  await page.locator('[data-test=review-send]').click()
  await expect(page.locator('[data-test=order-reviews]')).toContainText('待审核')

  const boss = await someone(browser, { viewport: desktop })
  await signIn(house, boss.page, 'freshmart', 'merch', '/admin/reviews')
  const waiting = boss.page.locator('[data-test=review]').filter({ hasText: words })
  await waiting.click()
  await boss.page.keyboard.press('a')
  await expect(waiting).toHaveCount(0)

  await shopper.openProduct(product.id)
  const shown = page.locator('[data-test=review]').filter({ hasText: words })
  await expect(shown).toContainText('小桃')
  await page.locator('[data-test=reviews-pictured]').click()
  await expect(shown.locator('[data-test=review-picture]')).toBeVisible()

  const manager = await someone(browser, { viewport: desktop })
  await signIn(house, manager.page, 'freshmart', `manager${store.code.slice(-2)}`, '/store/reviews')
  const card = manager.page.locator('[data-test=store-review]').filter({ hasText: words })
  await card.locator('[data-test=review-reply]').click()
  await card.locator('[data-test=reply-words]').fill('谢谢，欢迎再来')
  await card.locator('[data-test=reply-send]').click()
  await expect(card).toContainText('谢谢，欢迎再来')
  await page.reload()
  await expect(shown).toContainText('商家回复：谢谢，欢迎再来')
  expect([...shopper.complaints, ...boss.complaints, ...manager.complaints]).toEqual([])
})
