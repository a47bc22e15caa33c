import type { Page } from '@playwright/test'
import { shopperOf } from './shopper'
import { expect, fenIn, signIn, someone, test, type House } from './world'

interface Goods {
  productId: string
  skuId: string
  barcode: string
  name: string
  price: number
}

/** Goods in one form only, with plenty in the store, as the till's own catalogue has them. */
async function someGoods(house: House, storeId: string): Promise<Goods> {
  const { body } = await house.call('freshmart', 'GET', `/till/catalogue?storeId=${storeId}&limit=2000`, {
    as: 'cashier01',
  })
  const count = (productId: string) => body.skus.filter((one: any) => one.productId === productId).length
  const found = body.skus.find(
    (one: any) =>
      one.kind === 'physical' && one.available > 20 && one.barcodes.length && count(one.productId) === 1,
  )
  const { productId, skuId, name, price } = found
  return { productId, skuId, name: name.zh, price, barcode: found.barcodes[0] }
}

/** A scanner that is a keyboard: its keys come faster than anybody types, ended by Enter. */
const scan = (page: Page, code: string): Promise<void> =>
  page.evaluate((keys) => {
    for (const key of [...keys, 'Enter'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  }, code)

test('the till sells for cash and by payment code, and H5 shows what is left', async ({ browser, house }) => {
  const { body: own } = await house.call('freshmart', 'GET', '/stores', { as: 'cashier01' })
  const store = own.items[0]
  const goods = await someGoods(house, store.id)
  const shopper = await shopperOf(browser, house)
  await shopper.chooseStore(store.name.zh)
  await shopper.openProduct(goods.productId)
  const before = await shopper.stock()

  const { page, complaints } = await someone(browser)
  await signIn(house, page, 'freshmart', 'cashier01', '/pos')
  await expect(page.locator('[data-test=till]')).toBeVisible()
  await scan(page, goods.barcode)
  await scan(page, goods.barcode)
  await expect(page.locator('[data-test=line]')).toHaveCount(1)
  await expect(page.locator('[data-test=line]')).toContainText(goods.name)
  expect(fenIn(await page.locator('[data-test=total]').innerText())).toBe(goods.price * 2)
  await page.keyboard.press('F8')
  const due = fenIn(await page.locator('[data-test=cash-due]').innerText())
  expect(due).toBe(goods.price * 2)
  await page.keyboard.type('200', { delay: 80 })
  await expect(page.locator('[data-test=cash-received]')).toHaveText('200')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-test=done-pane]')).toBeVisible()
  expect(fenIn(await page.locator('[data-test=done-change]').innerText())).toBe(200_00 - due)
  const shown = async (): Promise<number> => {
    await shopper.openProduct(goods.productId)
    return shopper.stock()
  }
  await expect.poll(shown).toBe(before - 2)

  await page.locator('[data-test=done-next]').click()
  await scan(page, goods.barcode)
  await page.keyboard.press('F9')
  await expect(page.locator('[data-test=code-ready]')).toBeVisible()
  const code = (ending: string) => `13${Date.now()}`.slice(0, 14) + ending
  await scan(page, code('0002'))
  await expect(page.locator('[data-test=code-refused]')).toBeVisible()
  await scan(page, code('7788'))
  await expect(page.locator('[data-test=done-pane]')).toBeVisible()
  await expect(page.locator('[data-test=done-state]')).toHaveAttribute('data-state', 'synced')
  const number = await page.locator('[data-test=done-number]').innerText()
  await expect.poll(shown).toBe(before - 3)
  const { body } = await house.call('freshmart', 'GET', `/orders?q=${number}`, { as: 'owner' })
  expect(body.items).toMatchObject([{ number, channel: 'pos', status: 'completed', paid: goods.price }])
  expect([...complaints, ...shopper.complaints]).toEqual([])
})
