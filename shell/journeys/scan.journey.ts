import { chromium, type Browser } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { barcodeFilm } from './barcode-film'
import { shopperOf } from './shopper'
import { expect, test, type House } from './world'

/** A product of the shop that carries a barcode. */
async function barcoded(house: House): Promise<{ barcode: string; name: string }> {
  const { body } = await house.call('freshmart', 'GET', '/products?limit=1&state=published&q=xnn', {
    as: 'owner',
  })
  const { body: product } = await house.call('freshmart', 'GET', `/products/${body.items[0].id}`, {
    as: 'owner',
  })
  return { barcode: product.skus[0].barcodes[0], name: product.name.zh }
}

/** A browser whose camera sees one barcode for ever. */
async function seeing(barcode: string): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'film-'))
  const film = join(dir, 'barcode.y4m')
  writeFileSync(film, barcodeFilm(barcode))
  const flags = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']
  const launched = test.info().project.use.launchOptions
  const args = [...(launched?.args ?? []), ...flags, `--use-file-for-fake-video-capture=${film}`]
  const browser = await chromium.launch({ ...launched, args })
  const close = async () => {
    await browser.close()
    rmSync(dir, { recursive: true })
  }
  return { browser, close }
}

test('a barcode before the camera opens its product; with no camera one types it', async ({
  browser,
  house,
}) => {
  const { barcode, name } = await barcoded(house)
  const camera = await seeing(barcode)
  try {
    const shopper = await shopperOf(camera.browser, house)
    await shopper.context.grantPermissions(['geolocation', 'camera'])
    await shopper.home()
    await shopper.button('扫条码').click()
    await expect(shopper.page.getByRole('heading', { name })).toBeVisible()
    await expect(shopper.page.locator('.sw-camera-layer')).toHaveCount(0)
    expect(shopper.complaints).toEqual([])
  } finally {
    await camera.close()
  }
  const blind = await shopperOf(browser, house)
  await blind.home()
  await blind.button('扫条码').click()
  await expect(blind.page.getByText('用不了摄像头，请输入条码下面的数字')).toBeVisible()
  await blind.page.getByRole('searchbox', { name: '商品名、拼音或条码' }).fill(barcode)
  await blind.button('搜索').click()
  await expect(blind.page.getByRole('heading', { name })).toBeVisible()
})

test('scan and buy: what the camera sees goes into the cart, once while it stays; typed it goes in again', async ({
  house,
}) => {
  const { barcode, name } = await barcoded(house)
  const camera = await seeing(barcode)
  try {
    const shopper = await shopperOf(camera.browser, house)
    await shopper.context.grantPermissions(['geolocation', 'camera'])
    await shopper.home()
    await shopper.button('扫码购').click()
    await shopper.signIn()
    const rows = shopper.page.locator('[data-test=scanned]')
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText(name)
    await expect(shopper.page.getByText('已加入，共 1')).toBeVisible()
    const digits = shopper.page.getByLabel('条码', { exact: true })
    await digits.fill('6900000000000')
    await shopper.button('加入').click()
    await expect(shopper.page.getByText('本店没有条码 6900000000000 的商品')).toBeVisible()
    await digits.fill(barcode)
    await shopper.button('加入').click()
    await expect(shopper.page.getByText('已加入，共 2')).toBeVisible()
    await shopper.button('撤销').click()
    await expect(shopper.page.getByText('已撤销')).toBeVisible()
    await shopper.button('去购物车').click()
    const line = shopper.page.locator('.line', { hasText: name }).filter({ visible: true })
    await expect(line.locator('.value')).toHaveText('1')
    expect(shopper.complaints).toEqual([])
  } finally {
    await camera.close()
  }
})
