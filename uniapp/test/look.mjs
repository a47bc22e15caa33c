/** Walks through the stub shop and keeps a picture of each page: `node test/look.mjs <folder> [width] [zh-CN|en]`. */
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { serve } from './stub.mjs'

const { chromium } = createRequire(new URL('../../package.json', import.meta.url))('@playwright/test')
const [folder = 'look', width = '360', locale = 'zh-CN'] = process.argv.slice(2)
const wide = Number(width) >= 1024
mkdirSync(folder, { recursive: true })
const { server, state, port } = await serve()
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic'],
})
const context = await browser.newContext({
  viewport: { width: Number(width), height: wide ? 900 : 760 },
  deviceScaleFactor: wide ? 1 : 2,
  locale,
  hasTouch: !wide,
  isMobile: !wide,
  geolocation: { latitude: 31.2263, longitude: 121.4415 },
  permissions: process.env.REFUSE ? [] : ['geolocation'],
})
const page = await context.newPage()
page.on(
  'console',
  (message) =>
    ['error', 'warning'].includes(message.type()) && console.log(`[${message.type()}]`, message.text()),
)
page.on('pageerror', (error) => console.log('[pageerror]', error.stack))
let n = 0
const shot = async (name) => {
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${folder}/${width}-${String(++n).padStart(2, '0')}-${name}.png` })
}
const go = (path) => page.goto(`http://localhost:${port}/h5${path}`)
const zh = locale !== 'en'
const say = (chinese, english) =>
  page
    .getByText(zh ? chinese : english, { exact: true })
    .locator('visible=true')
    .first()
const dock = page.locator('.bar .btn-main').locator('visible=true').last()

await go('/')
await page.locator('.goods').first().waitFor()
await shot('home')
if (process.env.REFUSE) process.exit(0)
await page.mouse.wheel(0, 900)
await page.waitForTimeout(600)
await shot('home-down')
await page.mouse.wheel(0, -2000)
await page.waitForTimeout(300)
await page.locator('.goods .add').first().click()
await shot('sign-in')
await page
  .locator('input')
  .locator('visible=true')
  .nth(wide ? 1 : 0)
  .fill('13800138000')
await page
  .locator('input')
  .locator('visible=true')
  .nth(wide ? 2 : 1)
  .fill('123456')
await page.locator('.go.btn').click()
await page.locator('.goods .badge').first().waitFor()
await shot('added')
for (const at of [1, 3]) await page.locator('.goods .add').nth(at).click()
await page.locator('.goods .pill').first().click()
await page.locator('.sheet').waitFor()
await shot('specs')
await page.locator('.sheet .value').nth(1).click()
await page.locator('.sheet .bar-in .btn-soft').click()
await page.waitForTimeout(500)
await page.locator('.goods').first().click()
await page.waitForURL(/product/)
await shot('product')
await page.goBack()
await page.waitForTimeout(500)
await (wide ? page.locator('.link').first() : page.locator('uni-tabbar .uni-tabbar__item').nth(1)).click()
await page.locator('.entry .goods').first().waitFor()
await shot('category')
await (wide ? page.locator('.link').nth(1) : page.locator('uni-tabbar .uni-tabbar__item').nth(2)).click()
await page.locator('.line .thumb').first().waitFor()
await shot('cart')
state.priceUp = 50
await page.locator('.bar .btn-main').locator('visible=true').click()
await page.waitForURL(/checkout/)
await shot('checkout')
state.priceUp = 100
await dock.click()
await page.locator('.stop').waitFor()
await shot('checkout-changed')
await dock.click()
await page.waitForURL(/pay\/pay/)
await shot('pay')
const id = new URL(page.url()).searchParams.get('id')
state.paid = true
await page.locator('.btn-line').locator('visible=true').click()
await page.waitForURL(/order\/order/)
await shot('order')
await page.mouse.wheel(0, 700)
await shot('order-down')
await go(`/pkg-trade/code/code?id=${id}`)
await page.locator('.digits').waitFor()
await shot('code')
await go('/pkg-trade/orders/orders')
await page.locator('.order').first().waitFor()
await shot('orders')
await go('/pages/cart/cart')
await shot('cart-empty')
await go('/pages/me/me')
await shot('me')
await go('/pkg-catalog/stores/stores')
await page.locator('.one').first().waitFor()
await page.locator('.act').first().click()
await shot('stores')
await go('/pkg-catalog/search/search')
await page.locator('input').locator('visible=true').last().fill('xj')
await page.waitForTimeout(700)
await shot('suggest')
await page.keyboard.press('Enter')
await shot('results')
void say
await browser.close()
server.close()
