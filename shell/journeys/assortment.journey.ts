import type { Browser, Locator, Page } from '@playwright/test'
import { shopperOf, type Shopper } from './shopper'
import { expect, phone, signIn, someone, test, type House } from './world'

const EAST = '城东江南区域'
const [SET, GREEK, SUGARLESS] = ['牧溪 老酸奶', '牧溪 希腊酸奶', '牧溪 零糖酸奶'] as const
const KIDS = '儿童酸奶'

/** The row of some goods in a table of staff's. */
const rowOf = (page: Page, zh: string): Locator => page.locator('tbody tr').filter({ hasText: zh })

/** HQ lets goods be sold in one region alone, by the screen; the preview says what stores win and lose. */
async function releaseTo(browser: Browser, house: House, zh: string, region: string): Promise<void> {
  const { page, context } = await someone(browser)
  await signIn(house, page, 'freshmart', 'merch', '/admin/assortment')
  await page.getByRole('search').getByRole('textbox').fill(zh)
  await expect(rowOf(page, zh)).toHaveCount(1)
  await rowOf(page, zh).getByRole('checkbox').check({ force: true })
  await page.locator('[data-test=allocate-picked]').click()
  await page.locator('[data-test=kind-only]').click()
  await page.locator('[data-test=unit-region]').filter({ hasText: region }).click()
  await expect(page.locator('[data-test=lost]')).not.toHaveText('0')
  await page.locator('[data-test=allocation-apply]').click()
  await expect(rowOf(page, zh)).toContainText(region)
  await context.close()
}

/** The store takes goods off its shelves, by its own switch. */
async function unlist(browser: Browser, house: House, zh: string): Promise<void> {
  const { page, context } = await someone(browser)
  await signIn(house, page, 'freshmart', 'manager01', '/store/goods')
  await page.getByRole('search').getByRole('textbox').fill(zh)
  await expect(rowOf(page, zh)).toHaveCount(1)
  await rowOf(page, zh).locator('[data-test=listing-switch]').click()
  await expect(rowOf(page, zh).getByRole('switch')).not.toBeChecked()
  await context.close()
}

async function search(shopper: Shopper, words: string): Promise<Locator> {
  await shopper.page.getByRole('button', { name: '搜索商品' }).click()
  const box = shopper.page.getByRole('searchbox', { name: '商品名、拼音或条码' })
  await box.fill(words)
  await box.press('Enter')
  const found = shopper.page.locator('.goods')
  await expect(found.filter({ hasText: SUGARLESS })).toHaveCount(1)
  return found
}

test('HQ releases goods to one region, a store takes some off its shelves, and shoppers find, narrow down and buy just what is sold where they are', async ({
  browser,
  house,
}) => {
  await Promise.all([releaseTo(browser, house, SET, EAST), unlist(browser, house, GREEK)])

  const shopper = await shopperOf(browser, house)
  await shopper.page.setViewportSize(phone)
  await shopper.chooseStore('文三路店') // at some hours a store further away is the nearest open one
  const found = await search(shopper, 'sn')
  for (const gone of [SET, GREEK]) await expect(found.filter({ hasText: gone })).toHaveCount(0)
  await expect(found.filter({ hasText: KIDS })).toHaveCount(1)

  await shopper.page.locator('[data-test=filter]').click()
  const sheet = shopper.page.getByRole('dialog')
  await sheet.getByRole('checkbox').filter({ hasText: '牧溪' }).click()
  await sheet.getByText(/^看 \d+ 件商品$/).click()
  await expect(found.filter({ hasText: KIDS })).toHaveCount(0)
  await found.filter({ hasText: SUGARLESS }).click()
  await expect(shopper.page.getByRole('heading', { name: SUGARLESS })).toBeVisible()
  await shopper.buyNow()
  await shopper.pay()

  const eastern = await shopperOf(browser, house)
  await eastern.chooseStore('钱江新城店')
  const there = await search(eastern, 'sn')
  for (const sold of [SET, GREEK]) await expect(there.filter({ hasText: sold })).toHaveCount(1)
  expect([...shopper.complaints, ...eastern.complaints]).toEqual([])
})
