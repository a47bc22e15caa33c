import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './fixtures'

test('wrong password says so, empty fields say so, the right one leads where the person wanted to go', async ({
  page,
  complaints,
}) => {
  await page.goto('/store')
  await page.locator('button[type=submit]').click()
  await expect(page.getByText('请输入账号')).toBeVisible()
  await page.locator('input[name=login]').fill('owner')
  await page.locator('input[name=password]').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByText('账号或密码不对')).toBeVisible()
  await page.locator('input[name=password]').fill('demo-password')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/store$/)
  expect(complaints).toEqual([])
})

test('the language switch changes every word and is remembered', async ({ page, enter }) => {
  await page.goto('/sign-in')
  await expect(page.locator('h1')).toHaveText('欢迎回来')
  await page.locator('[data-test=language]').click()
  await expect(page.locator('h1')).toHaveText('Welcome back')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await enter('owner')
  await expect(page.getByRole('navigation', { name: 'Main menu' })).toBeVisible()
  expect(await page.locator('header').innerText()).not.toContain('全部门店')
  await expect(page.getByText('Search pages and actions')).toBeVisible()
})

test('signing out ends the session in every tab', async ({ page, context, stub, enter }) => {
  await enter('owner')
  const other = await context.newPage()
  await other.goto(`${stub.url}/`)
  await expect(other.locator('[data-test=person]')).toBeVisible()
  await page.bringToFront()
  await page.locator('[data-test=person]').click()
  await page.locator('[data-test=sign-out]').click()
  await expect(page.locator('[data-test=sign-in]')).toBeVisible()
  await expect(other.locator('[data-test=sign-in]')).toBeVisible()
})

test('a cashier sees the till and nothing else; a person without roles is told so', async ({
  page,
  enter,
  context,
}) => {
  await enter('cashier')
  await expect(page).toHaveURL(/\/pos/)
  await page.goto('/store')
  await expect(page.getByText('您没有查看这一页的权限')).toBeVisible()
  await context.clearCookies()
  await page.evaluate(() => localStorage.clear())
  await enter('nobody')
  await expect(page.getByText('您还没有可用的功能')).toBeVisible()
})

test('an address of somebody else is not followed after sign-in', async ({ page }) => {
  await page.goto('/sign-in?to=//evil.test/x')
  await page.locator('input[name=login]').fill('owner')
  await page.locator('input[name=password]').fill('demo-password')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-test=person]')).toBeVisible()
  expect(new URL(page.url()).hostname).toBe('localhost')
})

for (const width of [360, 1440]) {
  test(`sign-in and frame at ${width} px have no serious fault and no sideways scrolling`, async ({
    page,
    enter,
  }) => {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
    await page.goto('/sign-in')
    await expect(page.locator('h1')).toBeVisible()
    const serious = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    }
    const tooWide = () =>
      page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    expect(await serious()).toEqual([])
    expect(await tooWide()).toBe(false)
    await enter('owner')
    await expect(page.locator('main h1')).toBeVisible()
    expect(await serious()).toEqual([])
    expect(await tooWide()).toBe(false)
    if (width === 360) {
      await page.locator('[data-test=burger]').click()
      await expect(page.getByRole('dialog').getByRole('navigation')).toBeVisible()
    } else {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('收银')
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/pos$/)
    }
    expect(await serious()).toEqual([])
  })
}
