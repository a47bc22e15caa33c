import { defineConfig } from '@playwright/test'
import { launchOptions } from '../../infra/local/chromium.mjs'

/** Days in the shop across all clients, on the whole house; `npm test` starts it and names its addresses. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.journey.ts',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    launchOptions: launchOptions(),
  },
})
