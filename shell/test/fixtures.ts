import { test as base, expect, type Page } from '@playwright/test'
import { startStub, type Stub } from './stub-server'

interface Own {
  stub: Stub
  /** What the browser complained about: refused by the content policy, or thrown. */
  complaints: string[]
  enter: (login?: string, path?: string) => Promise<void>
}

export const test = base.extend<Own>({
  stub: async ({}, use) => {
    const stub = await startStub()
    await use(stub)
    await stub.close()
  },
  baseURL: async ({ stub }, use) => use(stub.url),
  complaints: async ({ page }, use) => {
    const list: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|Content-Security-Policy/i.test(message.text())) list.push(message.text())
    })
    page.on('pageerror', (error) => list.push(String(error)))
    await use(list)
  },
  enter: async ({ page }, use) => {
    await use((login = 'owner', path = '/') => signIn(page, login, path))
  },
})

async function signIn(page: Page, login: string, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill('demo-password')
  await page.locator('[data-test=sign-in] button[type=submit]').click()
  await expect(page.locator('[data-test=sign-in]')).toHaveCount(0)
}

export { expect }
