import { readFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { shopperOf, type Shopper } from './shopper'
import { expect, phone, signIn, someone, test, type House } from './world'

const EAST = '城东江南区域'
const BRAND = '山核记'
const ALMONDS = `${BRAND} 巴旦木`
const INITIALS = 'bdm'

/** HQ makes a rule: goods of a brand in one region alone. The preview says what stores lose before it is saved. */
async function aRule(browser: Browser, house: House): Promise<{ page: Page; end: () => Promise<void> }> {
  const { page, context } = await someone(browser)
  await signIn(house, page, 'freshmart', 'merch', '/admin/assortment/rules/new')
  await page.locator('[data-test=rule-name]').fill('坚果只在城东')
  await page.locator('[data-test=rule-by]').click()
  await page.getByRole('option', { name: '品牌', exact: true }).click()
  await page.locator('[data-test=rule-values]').click()
  await page.locator('[data-test=rule-values] input').fill(BRAND)
  await page.getByRole('option', { name: BRAND, exact: true }).click()
  await page.locator('[data-test=unit-region]').filter({ hasText: EAST }).click()
  await expect(page.locator('[data-test=rule-matched]')).toHaveText(/^[1-9]\d*$/)
  const matched = (await page.locator('[data-test=rule-matched]').innerText()).trim()
  await expect(page.locator('[data-test=rule-products]')).toHaveText(matched)
  await expect(page.locator('[data-test=rule-lost]')).toHaveText(/^−[1-9]/)
  await page.locator('[data-test=rule-save]').click()
  // written out by the worker, while the page looks on
  await expect(page.locator('[data-test=rule-goods]')).toContainText(`${matched} `)
  await expect(page.locator('[data-test=rule-progress]')).toHaveCount(0)
  return { page, end: () => context.close() }
}

/** What a shopper's search for the almonds finds where they are. */
async function found(shopper: Shopper): Promise<number> {
  await shopper.page.getByRole('button', { name: '搜索商品' }).click()
  const box = shopper.page.getByRole('searchbox', { name: '商品名、拼音或条码' })
  await box.fill(INITIALS)
  const answered = shopper.page.waitForResponse(/\/api\/shop\/products\?/)
  await box.press('Enter')
  await answered
  return shopper.page.locator('.goods').filter({ hasText: ALMONDS }).count()
}

test('a rule releases a brand to one region: shoppers meet its goods there alone, until it is switched off', async ({
  browser,
  house,
}) => {
  const { page, end } = await aRule(browser, house)
  const western = await shopperOf(browser, house)
  await western.page.setViewportSize(phone)
  await western.home()
  await expect.poll(() => found(western)).toBe(0)
  const eastern = await shopperOf(browser, house)
  await eastern.chooseStore('钱江新城店')
  await expect.poll(() => found(eastern)).toBe(1)

  await page.locator('[data-test=rule-active]').click()
  await page.locator('[data-test=rule-save]').click()
  await expect(page.locator('[data-test=rule-goods]')).toContainText('0 ')
  await expect(page.locator('[data-test=rule-progress]')).toHaveCount(0)
  await end()
  await western.home()
  await expect.poll(() => found(western)).toBe(1)
  expect([...western.complaints, ...eastern.complaints]).toEqual([])
})

test('a store prints labels of what it ticks: the file holds a page with the goods', async ({
  browser,
  house,
}) => {
  const { page, context, complaints } = await someone(browser)
  await signIn(house, page, 'freshmart', 'manager01', '/store/goods')
  await page.getByRole('search').getByRole('textbox').fill(BRAND)
  await expect(page.locator('tbody tr').filter({ hasText: ALMONDS })).toHaveCount(1)
  await page
    .locator('tbody tr')
    .filter({ hasText: ALMONDS })
    .getByRole('checkbox')
    .first()
    .check({ force: true })
  await page.locator('[data-test=listing-labels-ticked]').click()
  const drawer = page.locator('[data-test=labels]')
  await expect(drawer.locator('[data-test=label-preview]')).toContainText(ALMONDS)
  const saved = page.waitForEvent('download')
  await page.locator('[data-test=labels-make]').click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('labels.pdf')
  await expect(drawer.locator('[data-test=labels-done]')).toContainText('2')
  const file = readFileSync(await download.path()).toString('latin1')
  expect([file.slice(0, 5), file.match(/\/Type \/Page\b(?!s)/g)?.length]).toEqual(['%PDF-', 1])
  await context.close()
  expect(complaints).toEqual([])
})
