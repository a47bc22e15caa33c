import { defineConfig } from '@playwright/test'
import { launchOptions } from '../../infra/local/chromium.mjs'

/** Browser tests of the till alone, against a stub of the API; run after building shell and till. */
export default defineConfig({
  testDir: 'test',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    viewport: { width: 1024, height: 768 },
    launchOptions: launchOptions(),
  },
})
