import { expect, signIn, someone, test } from './world'

for (const { login, stopped, home } of [
  { login: 'owner', stopped: 'admin', home: '/admin' },
  { login: 'dairy', stopped: 'supplier', home: '/supplier' },
]) {
  test(`${stopped} is stopped: a fallback, the rest lives, and retry brings it back`, async ({
    browser,
    house,
  }) => {
    const { page, complaints } = await someone(browser)
    const address = `**/mfe/${stopped}/**`
    await page.route(address, (route) => route.fulfill({ status: 503, body: 'stopped' }))
    await signIn(house, page, 'freshmart', login, home)
    const fallback = page.locator('[data-test=remote-unavailable]')
    await expect(fallback).toBeVisible()
    await expect(page.locator('[data-test=person]')).toBeVisible()
    await page.locator('[data-test=language]').click()
    await expect(fallback.getByRole('button', { name: 'Try again' })).toBeVisible()
    await page.locator('[data-test=language]').click()
    const retry = fallback.getByRole('button', { name: '重试' })
    await Promise.all([page.waitForResponse(address), retry.click()])
    await expect(retry).toBeEnabled()
    if (login === 'owner') {
      await page.goto(house.at('freshmart', '/store'))
      await expect(page.locator('[data-test=store-pick]').first()).toBeVisible()
      await page.goto(house.at('freshmart', home))
      await expect(fallback).toBeVisible()
    }

    await page.unroute(address)
    await fallback.getByRole('button', { name: '重试' }).click()
    await expect(fallback).toHaveCount(0)
    await expect(page.locator('main h1')).toBeVisible()
    await expect(page).toHaveURL(house.at('freshmart', home))
    expect(complaints).toEqual([])
  })
}
