import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkBuild, openMiniProgram } from '@storeweave/mini-program-harness'
import { expect, test } from './fixture.ts'
import { storefrontDir } from './fixture-build.ts'

// The storefront is built by its own step; where that has not run there is nothing to look at.
if (existsSync(join(storefrontDir, 'app.json'))) {
  test('the storefront passes the gate', () => {
    expect(checkBuild(storefrontDir).filter((row) => !row.passed)).toEqual([])
  })

  test('every tab of the storefront opens, though its API answers 404 to all', async ({
    page,
    shop: server,
  }) => {
    const shop = await openMiniProgram(page, {
      dir: storefrontDir,
      appId: 'wx0123456789abcdef',
      apiOrigin: server.origin,
      buildOrigin: process.env.VITE_API_ORIGIN ?? 'http://localhost:5800',
    })
    const tabs = page.locator('.mp-tab').filter({ visible: true })
    for (const label of await tabs.locator('span').allTextContents()) {
      await shop.tap(tabs.filter({ hasText: label }))
      await expect.poll(async () => (await shop.text()).trim()).not.toBe('')
    }
    expect(await shop.errors()).toEqual([])
  })
}
