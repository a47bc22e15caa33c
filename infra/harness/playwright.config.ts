import { defineConfig, devices } from '@playwright/test'
import { launchOptions } from '../local/chromium.mjs'

export default defineConfig({
  testDir: 'test',
  globalSetup: './test/build-fixture.ts',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
  use: {
    ...devices['iPhone 13'],
    defaultBrowserType: 'chromium',
    locale: 'zh-CN',
    actionTimeout: 10_000,
    launchOptions: launchOptions(),
  },
})
