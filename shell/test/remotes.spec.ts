import { expect, test } from './fixtures'
import type { Outage } from './stub-server'

test('a deep link into a remote opens after sign-in, and on reload', async ({ page, enter, complaints }) => {
  await enter('owner', '/admin?tab=1#here')
  await expect(page).toHaveURL(/\/admin\?tab=1#here$/)
  await expect(page.locator('nav[aria-label="主菜单"]')).toBeVisible()
  await page.reload()
  await expect(page).toHaveURL(/\/admin\?tab=1#here$/)
  await expect(page.locator('main h1')).toBeVisible()
  expect(complaints).toEqual([])
})

for (const kind of ['404', '503', 'html', 'chunks'] satisfies Outage[]) {
  test(`a remote that answers with ${kind} shows a fallback, the rest lives, and retry brings it back`, async ({
    page,
    stub,
    enter,
  }) => {
    stub.outage('supplier', kind)
    await enter('owner', '/supplier')
    const fallback = page.locator('[data-test=remote-unavailable]')
    await expect(fallback).toBeVisible()
    await page.locator('nav[aria-label="主菜单"] a').first().click()
    await expect(page.locator('main h1')).toBeVisible()
    await page.goBack()
    await expect(fallback).toBeVisible()
    stub.outage('supplier', 'ok')
    await fallback.getByRole('button', { name: '重试' }).click()
    await expect(fallback).toHaveCount(0)
    await expect(page.locator('main h1')).toBeVisible()
    await expect(page).toHaveURL(/\/supplier$/)
  })
}

test('code from another origin is refused, and its address is nobody’s page', async ({ page, enter }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await enter('owner', '/evil')
  await expect(page.locator('[data-test=not-found]')).toBeVisible()
  expect(asked.filter((url) => url.includes('evil.test'))).toEqual([])
})

test('an unknown page is a 404 page inside the frame', async ({ page, enter }) => {
  await enter('owner', '/admin/no/such/page')
  await expect(page.locator('[data-test=not-found]')).toBeVisible()
  await expect(page.locator('nav[aria-label="主菜单"]')).toBeVisible()
})

test('the till opens without a network after one visit', async ({ page, context, stub, enter }) => {
  await enter('cashier')
  await expect(page).toHaveURL(/\/pos/)
  await page.waitForFunction(() => document.documentElement.dataset['offlinepos'] === 'ready')
  await page.reload()
  await stub.close()
  await context.setOffline(true)
  await page.goto('/pos')
  await expect(page.locator('main h1, main [data-test]').first()).toBeVisible()
  await page.reload()
  await expect(page.locator('main h1, main [data-test]').first()).toBeVisible()
})
