import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { milk, shopperOf } from './shopper'
import { complaintsOf, expect, phone, signIn, someone, test, type House } from './world'

test.describe.configure({ timeout: 240_000 })
const WIDTHS = [1440, 360]
const LOCALES = ['zh-CN', 'en-US']
const kB = (bytes: number): number => Math.round(bytes / 1000)

/** Counts the bytes of script that come over the wire, compressed as they come. */
function weighScripts(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (/\.js(\?|$)/.test(request.url()))
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  return async () => (await Promise.all(sizes)).reduce((all, one) => all + one, 0)
}

test('the first load is light', async ({ browser, house }) => {
  const shopper = await shopperOf(browser, house)
  const h5 = weighScripts(shopper.page)
  await shopper.home()
  await expect(shopper.page.locator('.goods').first()).toBeVisible()
  console.log(`  H5: ${kB(await h5())} kB of script`)
  expect(await h5()).toBeLessThan(250_000)

  const { page } = await someone(browser)
  const office = weighScripts(page)
  await signIn(house, page, 'freshmart', 'owner', '/admin')
  await expect(page.locator('[data-test=kpi-sales]')).toBeVisible()
  await expect(page.locator('[data-test=rank-store]').first()).toBeVisible()
  console.log(`  shell and one remote: ${kB(await office())} kB of script`)
  expect(await office()).toBeLessThan(350_000)
})

/** Resolves when nothing that ends is still moving: half-faded words have no contrast. */
const standStill = (): Promise<unknown> =>
  Promise.all(
    document
      .getAnimations()
      .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
      .map((one) => one.finished.catch(() => undefined)),
  )

/** Judges a page; of long lists the first entries, which look like all others. */
const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .exclude('tr:nth-child(n+7)')
    .exclude('.goods:nth-child(n+7)')

/** Serious faults of what is on screen, and whether it scrolls sideways, at each width. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
    await page.evaluate(standStill)
    const spare = await page.evaluate(() => {
      const { scrollWidth, clientWidth, lang } = document.documentElement
      return { wide: scrollWidth - clientWidth, lang }
    })
    if (spare.wide > 0) faults.push(`${name} ${width}: ${spare.wide} px too wide`)
    // one look at each page and width, in the language whose words are longer where room is scarce
    if ((width === 360) === spare.lang.startsWith('en'))
      faults.push(...(await seriousFaults(page, `${name} ${width}`)))
  }
  return faults
}

async function seriousFaults(page: Page, name: string): Promise<string[]> {
  const { violations } = await axe(page).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${name}: ${id} ${nodes.map((one) => one.html.slice(0, 160)).join(' | ')}`)
}

/** A shopper with a paid order and something in the cart, as kept on the phone. */
async function knownShopper(browser: Browser, house: House) {
  const shopper = await shopperOf(browser, house)
  await shopper.home()
  await shopper.find(milk.initials, milk.zh)
  const product = new URL(shopper.page.url())
  const id = await shopper.buyNow()
  await shopper.pay()
  await shopper.page.goto(product.href)
  await shopper.page.locator('.dock .btn-soft').click()
  await shopper.inSheet('加入购物车').click()
  await expect(shopper.page.getByText('已加入购物车')).toBeVisible()
  const storageState = await shopper.context.storageState()
  return {
    storageState,
    product: product.pathname + product.search,
    order: `/h5/pkg-trade/order/order?id=${id}`,
  }
}

type Known = Awaited<ReturnType<typeof knownShopper>>
let known: Promise<Known> | undefined
/** One for all tests here: the store's board has their order, whichever of them is first. */
const theShopper = (browser: Browser, house: House): Promise<Known> =>
  (known ??= knownShopper(browser, house))

const STAFF = [
  { login: 'owner', pages: [
    ['/admin', '[data-test=rank-store]'],
    ['/admin/orders', '[data-test=order-row]'],
    ['/admin/products', '[data-test=product-row]'],
    ['/admin/prices', '[data-test=price-row]'],
    ['/admin/stock', '[data-test=stock-row]'],
    ['/admin/stores', '[data-test=store-row]'],
    ['/admin/people', 'main h1'],
    ['/admin/webhooks', 'main h1'],
    ['/admin/settings', 'main h1'],
    ['/admin/settings/decisions', 'main h1'],
    ['/admin/settings/security', 'main h1'],
    ['/admin/settings/scales', '[data-test=scale-20]'],
    ['/admin/settings/privacy', 'main h1'],
  ] },
  { login: 'merch', pages: [
    ['/admin/assortment', '[data-test=allocation-row]'],
    ['/admin/assortment/rules/new', '[data-test=rule-preview]'],
    ['/admin/categories', 'main h1'],
    ['/admin/sorting', 'main h1'],
    ['/admin/imports', 'main h1'],
  ] },
  { login: 'clerk01', pages: [
    ['/store', '[data-test=board-card]'],
    ['/store/verify', '[data-test=verify-code]'],
    ['/store/stock', 'main h1'],
  ] },
  { login: 'manager01', pages: [['/store/goods', '[data-test=listing-list]']] },
  { login: 'cashier01', pages: [['/pos', '[data-test=goods-key]']] },
  { login: 'dairy', pages: [['/supplier', '[data-test=supplier-front]']] },
] satisfies { login: string; pages: [path: string, ready: string][] }[] // prettier-ignore

/** Walks through the pages of one person. */
async function walk(
  browser: Browser,
  house: House,
  locale: string,
  { login, pages }: (typeof STAFF)[number],
) {
  const { page, context, complaints } = await someone(browser, { locale })
  const faults = complaints
  await signIn(house, page, 'freshmart', login, pages[0]![0])
  for (const [path, ready] of pages) {
    await page.goto(house.at('freshmart', path))
    await expect(page.locator(ready!).first()).toBeVisible()
    faults.push(...(await faultsOf(page, `${locale} ${path}`)))
  }
  await context.close()
  return faults
}

for (const locale of LOCALES) {
  test(`every screen of staff is sound at 360 and 1440 px in ${locale}`, async ({ browser, house }) => {
    await theShopper(browser, house)
    const stranger = await someone(browser, { locale })
    await stranger.page.goto(house.at('freshmart', '/sign-in'))
    await expect(stranger.page.locator('[data-test=sign-in]')).toBeVisible()
    const faults = await faultsOf(stranger.page, `${locale} /sign-in`)
    const walks = STAFF.map((person) => walk(browser, house, locale, person))
    expect([...faults, ...(await Promise.all(walks)).flat()]).toEqual([])
  })
}

const tabsIn: Record<string, string[]> = {
  'zh-CN': ['首页', '分类', '购物车', '我的'],
  'en-US': ['Home', 'Categories', 'Cart', 'Me'],
}

/** Walks through the shop in one language. */
async function shop(browser: Browser, house: House, locale: string, known: Known): Promise<string[]> {
  const context = await browser.newContext({ locale, storageState: known.storageState, viewport: phone })
  const page = await context.newPage()
  const faults = complaintsOf(page)
  const look = async (name: string, ready: string): Promise<void> => {
    await expect(page.locator(ready).first()).toBeVisible()
    faults.push(...(await faultsOf(page, `${locale} ${name.split('?')[0]}`)))
    await page.setViewportSize(phone)
  }
  for (const [path, ready] of [
    ['/h5/', '.goods'],
    ['/h5/pages/category/category', '.goods'],
    ['/h5/pages/me/me', 'uni-page-body'],
    ['/h5/pkg-member/sign-in/sign-in', '.send'],
    ['/h5/pkg-member/notice/notice', '.par'],
    ['/h5/pkg-member/privacy/privacy', '.switch'],
    ['/h5/pkg-member/export/export', '.proof'],
    ['/h5/pkg-member/erase/erase', '.lead'],
    [known.order, '.digits'],
    [known.product, '.dock .btn-main'],
    ['/h5/pages/cart/cart', '.line'],
  ] as const) {
    await page.goto(house.at('freshmart', path))
    await look(path, ready)
    if (path.startsWith('/h5/pages/'))
      expect(await page.locator('uni-tabbar .uni-tabbar__label').allInnerTexts()).toEqual(tabsIn[locale])
  }
  await page.goto(house.at('freshmart', '/h5/an/older/address'))
  await expect(page).toHaveURL(house.at('freshmart', '/h5/'))
  await page.goto(house.at('freshmart', '/h5/pages/cart/cart'))
  await page.locator('.bar .btn-main[aria-disabled=false]').click()
  await look('checkout', '.quote .total')
  await context.close()
  return faults
}

test('every screen of H5 is sound at 360 and 1440 px in both languages', async ({ browser, house }) => {
  const known = await theShopper(browser, house)
  const walks = LOCALES.map((locale) => shop(browser, house, locale, known))
  expect((await Promise.all(walks)).flat()).toEqual([])
})
