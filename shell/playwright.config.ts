import { defineConfig } from '@playwright/test'
import { launchOptions } from '../infra/local/chromium.mjs'

/** Browser tests of the shell alone, against a stub of the API; run after building shell and remotes. */
export default defineConfig({
  testDir: 'test',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    // axe must not look at a page that is still fading in.
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(),
  },
})
