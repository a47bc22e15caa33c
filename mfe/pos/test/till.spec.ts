import { test as base, expect, type Page } from '@playwright/test'
import { inState, MILK, refusal, startStub, type Stub } from './server'

const PAY_CODE = '134567890123456789'
const test = base.extend<{ stub: Stub }>({
  stub: async ({}, use) => {
    const stub = await startStub()
    await use(stub)
    await stub.stop().catch(() => undefined)
  },
  baseURL: async ({ stub }, use) => use(stub.url),
})
const at = (page: Page, name: string) => page.locator(`[data-test=${name}]`)

async function openTill(page: Page): Promise<void> {
  await page.goto('/pos')
  await page.locator('input[name=login]').fill('cashier')
  await page.locator('input[name=password]').fill('x')
  await page.locator('[data-test=sign-in] button[type=submit]').click()
  await expect(at(page, 'till')).toBeVisible()
}
/** As a scanner does: keys without a pause, then Enter; all in one go, so that a busy machine can't slow them down. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate(
    (keys) => {
      for (const key of keys) {
        const target = document.activeElement ?? document.body
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
        if (target.dispatchEvent(event) && target instanceof HTMLInputElement && key.length === 1) {
          target.value += key
          target.dispatchEvent(new Event('input', { bubbles: true }))
        }
      }
    },
    [...code, 'Enter'],
  )
}

test('scans, weighs, takes cash, gives change, and the server has the sale', async ({ page, stub }) => {
  await openTill(page)
  await scan(page, MILK)
  await scan(page, MILK)
  await expect(at(page, 'total')).toContainText('11.80')
  await page.keyboard.press('F2')
  await page.keyboard.type('pg', { delay: 80 })
  await page.keyboard.press('Enter')
  await expect(at(page, 'quantity-pane')).toBeVisible()
  await page.keyboard.type('250', { delay: 80 })
  await page.keyboard.press('Enter')
  await expect(at(page, 'total')).toContainText('14.80')
  await page.keyboard.press('F8')
  await page.keyboard.type('20', { delay: 80 })
  await expect(at(page, 'cash-change')).toContainText('5.20')
  await page.keyboard.press('Enter')
  await expect(at(page, 'done-change')).toContainText('5.20')
  await expect(at(page, 'done-state')).toHaveAttribute('data-state', 'synced')
  expect(stub.posted).toHaveLength(1)
  expect(stub.posted[0]!.body).toMatchObject({
    expectedPayable: 1_480,
    tender: { kind: 'cash', received: 2_000 },
  })
})

test("labels of the shop's scales: their grams, or those that cost their amount", async ({ page, stub }) => {
  await openTill(page)
  await scan(page, '2100123002504')
  await expect(at(page, 'total')).toContainText('3.00')
  await scan(page, '2200123012500')
  await expect(at(page, 'total')).toContainText('15.49')
  // no number of grams costs 12.55: the nearest stands there, to be looked at
  await scan(page, '2200123012555')
  await expect(at(page, 'quantity-pane')).toBeVisible()
  await expect(at(page, 'typed')).toHaveText('1048')
  await expect(at(page, 'notice')).toContainText('12.55')
  await page.keyboard.press('Enter')
  await expect(at(page, 'total')).toContainText('28.05')
  await page.keyboard.press('F8')
  await page.keyboard.type('30', { delay: 80 })
  await page.keyboard.press('Enter')
  await expect(at(page, 'done-state')).toHaveAttribute('data-state', 'synced')
  expect(stub.posted[0]!.body).toMatchObject({ lines: [{ quantity: 2341 }], expectedPayable: 2_810 })
})

test('a payment code scanned anywhere charges; a refusal says so and another code works', async ({
  page,
  stub,
}) => {
  stub.plan['charge'] = [refusal(422, 'payments.provider_refused'), inState('paying')]
  stub.plan['GET'] = [inState('paying'), inState('paid')]
  await openTill(page)
  await scan(page, MILK)
  await scan(page, PAY_CODE)
  await expect(at(page, 'code-refused')).toBeVisible()
  await scan(page, PAY_CODE)
  await expect(at(page, 'code-wait')).toBeVisible()
  await expect(at(page, 'done-pane')).toBeVisible()
  expect(stub.posted).toHaveLength(1)
})

test('a scan gets through every pane', async ({ page }) => {
  await openTill(page)
  for (const key of ['F2', 'F7', 'F1', 'F8']) {
    await page.keyboard.press(key)
    await scan(page, MILK)
  }
  await expect(at(page, 'quantity')).toContainText('4')
  await expect(at(page, 'search')).toHaveValue('')
})

test('sells with the server gone, also after a reload, and hands everything in once when it is back', async ({
  page,
  stub,
  context,
}) => {
  await openTill(page)
  await page.waitForFunction(() => document.documentElement.dataset['offlinepos'] === 'ready')
  await page.reload()
  await expect(at(page, 'till')).toBeVisible()
  await stub.stop()
  await context.setOffline(true)
  await page.reload()
  await expect(at(page, 'till')).toBeVisible()
  await expect(at(page, 'network')).toHaveAttribute('data-online', 'false')
  for (let sold = 1; sold <= 2; sold++) {
    await scan(page, MILK)
    await page.keyboard.press('F8')
    await expect(at(page, 'cash-pane')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(at(page, 'done-pane')).toBeVisible()
    await expect(at(page, 'unsynced')).toHaveAttribute('data-count', String(sold))
  }
  await scan(page, MILK)
  await page.keyboard.press('F9')
  await expect(at(page, 'code-offline')).toBeVisible()
  await page.reload()
  await expect(at(page, 'unsynced')).toHaveAttribute('data-count', '2')
  await expect(at(page, 'line')).toHaveCount(1)
  await stub.restart()
  await context.setOffline(false)
  await expect(at(page, 'unsynced')).toHaveAttribute('data-count', '0')
  expect(new Set(stub.posted.map(({ id }) => id)).size).toBe(2)
  expect(stub.posted).toHaveLength(2)
})

test('a refused sale is a visible problem until it is accepted', async ({ page, stub }) => {
  stub.plan['PUT'] = [refusal(409, 'inventory.not_enough_stock')]
  await openTill(page)
  await scan(page, MILK)
  await page.keyboard.press('F8')
  await expect(at(page, 'cash-pane')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(at(page, 'problems')).toBeVisible()
  await at(page, 'problems').click()
  await at(page, 'sale-row').click()
  await expect(page.getByText('库存不足')).toBeVisible()
  await at(page, 'send-again').click()
  await expect(at(page, 'problems')).toHaveCount(0)
  await expect(page.getByText('已同步')).toBeVisible()
  expect(stub.posted[1]).toEqual(stub.posted[0])
})
