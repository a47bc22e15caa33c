import { test as base } from '@playwright/test'
import { openMiniProgram, type MiniProgram, type OpenOptions } from '@storeweave/mini-program-harness'
import { fixtureDir } from './fixture-build.ts'
import { startShop, type ShopServer } from './shop-server.ts'

interface Fixtures {
  shop: ShopServer
  open: (more?: Partial<OpenOptions>) => Promise<MiniProgram>
}

/** A shop server and the fixture's mini program talking to it. */
export const test = base.extend<Fixtures>({
  shop: async ({}, use) => {
    const shop = await startShop()
    await use(shop)
    await shop.close()
  },
  open: async ({ page, shop }, use) => {
    await use((more) =>
      openMiniProgram(page, {
        dir: fixtureDir,
        appId: 'wx0123456789abcdef',
        apiOrigin: shop.origin,
        buildOrigin: 'https://api.shop.example',
        ...more,
      }),
    )
  },
})

export { expect } from '@playwright/test'
