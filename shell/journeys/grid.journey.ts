import type { Locator, Page } from '@playwright/test'
import { shopperOf } from './shopper'
import { expect, signIn, someone, test, type House } from './world'

const WORDS = '苏打饼干'
const STORES = ['文三路店', '古墩路店'] as const

interface Row {
  skuId: string
  productId: string
  listPrice: number
  priceMax: number
}

/** Two stores, and the first three goods of the grid under some words. */
async function ground(house: House): Promise<{ places: string; rows: Row[] }> {
  const { items } = (await house.call('freshmart', 'GET', '/stores?limit=100', { as: 'owner' })).body
  const places = STORES.map((name) => items.find((s: any) => s.name.zh === name).id).join(',')
  const path = `/price-grid?unitIds=${places}&limit=50&q=${encodeURIComponent(WORDS)}`
  const grid = (await house.call('freshmart', 'GET', path, { as: 'owner' })).body
  return { places, rows: grid.items.slice(0, 3) }
}
const yuan = (fen: number) => (fen / 100).toFixed(2)
/** A cell by row and column; the list price stands in the first column. */
const cellAt = (page: Page, row: number, column: number): Locator =>
  page.locator('[data-test=grid-row]').nth(row).locator('[data-test=grid-cell]').nth(column)

test('HQ pastes prices for two stores from a spreadsheet, is shown the one outside its bounds, mends and saves them, and shoppers pay them', async ({
  browser,
  house,
}) => {
  const { places, rows } = await ground(house)
  const { page, context, complaints } = await someone(browser, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await signIn(house, page, 'freshmart', 'owner', `/admin/prices/grid?q=${WORDS}&places=${places}`)
  await expect(cellAt(page, 0, 1)).toContainText(yuan(rows[0]!.listPrice))

  const wanted = rows.map((r) => [r.listPrice - 10, r.listPrice - 20])
  wanted[1]![1] = rows[1]!.priceMax + 1
  const block = wanted.map((row) => row.map((fen) => `￥${yuan(fen)}`).join('\t')).join('\r\n')
  await page.evaluate((text) => navigator.clipboard.writeText(text), block)
  await cellAt(page, 0, 1).click()
  await page.keyboard.press('Control+v')
  await expect(page.locator('[data-test=grid-changes]')).toContainText('6')
  await expect(page.locator('[data-test=grid-save]')).toBeDisabled()
  await page.locator('[data-test=grid-faults]').click()
  await expect(page.locator('[data-test=cell-fault]')).toContainText(
    `高于总部规定的最高价 ¥${yuan(rows[1]!.priceMax)}`,
  )

  await page.keyboard.type(yuan(rows[1]!.listPrice - 20))
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-test=grid-faults]')).toHaveCount(0)
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('已保存 6 个价格')).toBeVisible()
  await page.reload()
  for (const [n, row] of rows.entries())
    for (const column of [1, 2])
      await expect(cellAt(page, n, column)).toHaveText(yuan(row.listPrice - 10 * column))

  const shopper = await shopperOf(browser, house)
  await shopper.home()
  await shopper.openProduct(rows[0]!.productId)
  await expect(shopper.page.locator('body')).toContainText(yuan(rows[0]!.listPrice - 10))
  expect([...complaints, ...shopper.complaints]).toEqual([])
  await context.close()
})
