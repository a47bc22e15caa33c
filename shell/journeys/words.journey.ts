import { randomInt } from 'node:crypto'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { newPhone } from './shopper'
import { expect, phone as phoneSize, signIn, someone, test, uuidv7, type House } from './world'

const T = 'freshmart'
const HTML = `"><img src=x onerror=alert(1)><svg/onload=alert(2)>'`
const SHORT = '<img src=x onerror=alert(3)>'
const TINY = '<svg/onload=alert()>'
const TEMPLATE = "{{$emit.constructor('alert(4)')()}}"
const LINES = `<script>alert(5)</script>\n<iframe srcdoc="<script>alert(6)</script>"></iframe>\n[a](javascript:alert(7))`
const LINK = 'javascript:alert(8)//"><a href=javascript:alert(9)>'
/** Far from all other shops. */
const PLACE = { latitude: 20, longitude: 110 }
/** What is to be read, letter for letter, where such words are shown. */
const SEEN = 'onerror=alert'

const words = (text: string) => ({ zh: text, en: TEMPLATE })
const number = () => String(randomInt(1e9))

/** A shop whose every text is a script that waits to be run. */
async function hostileShop(house: House) {
  const owner = async (method: string, path: string, body: unknown) => {
    const answer = await house.call(T, method, path, { as: 'owner', body })
    expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  const list = async (path: string) => (await house.call(T, 'GET', path, { as: 'owner' })).body.items
  const id = { region: uuidv7(), store: uuidv7(), category: uuidv7(), product: uuidv7(), sku: uuidv7() }
  const hq = (await list('/org-units')).find((unit: any) => unit.kind === 'hq')
  await owner('POST', '/regions', { id: id.region, parentId: hq.id, code: `R${number()}`, name: words(HTML) })
  await owner('POST', '/stores', {
    id: id.store, code: `S${number()}`, regionId: id.region, kind: 'store', name: words(HTML), address: LINK,
    phone: '0571-8888', lat: PLACE.latitude, lng: PLACE.longitude, services: ['pickup'], areaSquareMetres: 1, managerName: SHORT,
    hours: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
    photoUrls: [],
  }) // prettier-ignore
  await owner('POST', '/categories', { id: id.category, parentId: null, name: words(SHORT) })
  const [example] = await list('/products?limit=1')
  const { media } = (await house.call(T, 'GET', `/products/${example.id}`, { as: 'owner' })).body
  const dairy = (await house.call(T, 'GET', '/supplier/summary', { as: 'dairy' })).body.supplier
  await owner('POST', '/products', {
    id: id.product, kind: 'physical', name: words(HTML), detail: { zh: LINES, en: LINES }, brand: HTML,
    unit: { zh: TINY, en: TINY }, categoryId: id.category, supplierId: dairy.id, mediaIds: [media[0].id],
    options: [{ name: { zh: SHORT, en: SHORT }, values: [words(SHORT)] }],
    skus: [{ id: id.sku, code: `X${number()}`, barcodes: [], optionIndexes: [0], listPrice: 1000, unitSize: 1,
      priceMin: null, priceMax: null, weightGrams: 1 }],
  }) // prettier-ignore
  for (const move of ['submit', 'publish'])
    await owner('POST', `/products/${id.product}/moves`, { move, note: LINES })
  const receipt = { storeId: id.store, skuId: id.sku, quantity: 9, kind: 'receipt' }
  await owner('POST', '/stock/adjustments', { id: uuidv7(), ...receipt, note: HTML })
  const role = { scopes: ['store'], permissions: ['Stock:read'] }
  const limits = { priceCut: null, refund: null, stockCorrection: null }
  await owner('POST', '/roles', { id: uuidv7(), name: words(`${number()}${SHORT}`), ...role, limits })
  const staff = async (roleKey: string) => {
    const [person, login] = [uuidv7(), `words${number()}`]
    await owner('POST', '/people', { id: person, login, name: SHORT, password: house.passwordOf(T) })
    const grant = { id: uuidv7(), roleKey, scopeKind: 'store', scopeId: id.store }
    await owner('POST', `/people/${person}/grants`, grant)
    return { person, login }
  }
  const [manager, cashier] = [await staff('store_manager'), await staff('cashier')]
  await owner('PATCH', `/stores/${id.store}`, { status: 'open', note: LINES })
  return { ...id, manager, cashier, owner }
}
type Shop = Awaited<ReturnType<typeof hostileShop>>

/** A shopper of that name with a paid order and one that was called off; their session, as the phone keeps it. */
async function hostileShopper(house: House, shop: Shop) {
  const phone = newPhone()
  await house.call(T, 'POST', '/shop/auth/sms', { body: { phone } })
  const code = await house.smsCode(phone)
  const session = (
    await house.call(T, 'POST', '/shop/auth/sms/verify', {
      body: { phone, code, agreed: { version: 1, client: 'h5' } },
    })
  ).body
  const token = session.accessToken
  const ask = async (method: string, path: string, body: unknown) => {
    const answer = await house.call(T, method, path, { token, body })
    expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  await ask('PATCH', '/shop/me', { name: SHORT })
  const place = () =>
    ask('POST', '/shop/orders', {
      ...{ id: uuidv7(), storeId: shop.store, channel: 'h5', fulfilment: 'pickup' },
      ...{ lines: [{ skuId: shop.sku, quantity: 1 }], contactName: SHORT, note: LINES },
    })
  const [paid, dropped] = [await place(), await place()]
  const { codeUrl } = await ask('POST', `/shop/orders/${paid.id}/payments`, { method: 'wechat_native' })
  await house.move('../wechat-pay/pay', { code_url: codeUrl })
  await house.move('deliver-due', {})
  await shop.owner('POST', `/orders/${dropped.id}/cancel`, { reason: HTML })
  await ask('PUT', `/shop/cart/lines/${shop.sku}`, { storeId: shop.store, quantity: 1 })
  return { session, paid: paid.id, dropped: dropped.id }
}

/** Hears whatever runs or is kept from running. */
async function listen(context: BrowserContext, page: Page, heard: string[]): Promise<void> {
  page.on('dialog', (dialog) => {
    heard.push(`ran: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await context.exposeFunction('refusedByPolicy', (what: string) =>
    heard.push(`refused by the policy: ${what}`),
  )
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      (window as any).refusedByPolicy(
        `${event.violatedDirective} ${event.blockedURI} at ${location.pathname}`,
      ),
    ),
  )
}

/** What became of our texts other than text: elements that would run them. */
const alive = (): string[] =>
  [...document.querySelectorAll('*')]
    .filter(
      (one) =>
        (one.localName === 'script' &&
          one.getAttribute('type') !== 'application/ld+json' &&
          one.textContent?.includes('alert(')) ||
        [...one.attributes].some(
          ({ name, value }) =>
            (/^on/i.test(name) && value.includes('alert')) || /^\s*javascript:/i.test(value),
        ) ||
        (one.localName === 'iframe' && one.hasAttribute('srcdoc')),
    )
    .map((one) => `${location.pathname}: ${one.outerHTML.slice(0, 120)}`)

type Look = [path: string, ready?: string]
async function walk(house: House, page: Page, looks: Look[], heard: string[]): Promise<void> {
  for (const [path, ready = `text=${SEEN}`] of looks) {
    await page.goto(house.at(T, path))
    await expect(page.locator(ready).filter({ visible: true }).first(), path).toBeVisible()
    heard.push(...(await page.evaluate(alive)))
  }
}

async function staff(browser: Browser, house: House, login: string, looks: Look[]): Promise<string[]> {
  const { page, context, complaints } = await someone(browser)
  await listen(context, page, complaints)
  // where to go after signing in is never a script
  await signIn(house, page, T, login, `/sign-in?next=${encodeURIComponent('javascript:alert(10)')}`)
  await walk(house, page, looks, complaints)
  const heard = [...complaints]
  // had one of them been taken for markup, it would have been noticed
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), SHORT)
  await expect.poll(() => complaints.length).toBeGreaterThan(heard.length)
  expect(await page.evaluate(alive)).toHaveLength(1)
  await context.close()
  return heard
}

const q = `?q=${encodeURIComponent(HTML)}`
const office = (shop: Shop, paid: string, dropped: string): Look[] => [
  ['/admin/orders'],
  [`/admin/orders/${paid}`],
  [`/admin/orders/${dropped}`],
  [`/admin/products${q}`],
  [`/admin/products/${shop.product}`],
  ['/admin/categories'],
  [`/admin/prices${q}`],
  [`/admin/stock${q}`],
  ['/admin/movements'],
  [`/admin/people${q}`, 'main h1'],
  [`/admin/people/${shop.manager.person}/access`],
  ['/admin/roles'],
  [`/admin/stores${q}`],
  [`/admin/stores/${shop.store}`],
  ['/admin/audit'],
  [`/admin/audit${q}`, 'main h1'],
]
const counter: Look[] = [['/store'], ['/store/stock'], ['/store/prices']]
const h5 = (shop: Shop, paid: string): Look[] => [
  ['/h5/'],
  [`/h5/pkg-catalog/product/product?id=${shop.product}`],
  ['/h5/pages/category/category'],
  [`/h5/pkg-catalog/search/search${q}`, 'uni-page-body'],
  ['/h5/pkg-catalog/stores/stores'],
  ['/h5/pages/cart/cart'],
  ['/h5/pages/me/me'],
  ['/h5/pkg-trade/orders/orders'],
  [`/h5/pkg-trade/order/order?id=${paid}`],
  [`/h5/pkg-trade/code/code?id=${paid}`],
  [`/h5/pkg-trade/order/order?id=${encodeURIComponent(HTML)}`, 'uni-page-body'],
]

test.describe.configure({ timeout: 240_000 })
test('scripts in every text are read as text, by every client', async ({ browser, house }) => {
  const brand = (await house.call(T, 'GET', '/tenant')).body.name
  const shop = await hostileShop(house)
  try {
    await shop.owner('PATCH', '/tenant', { name: words(HTML) })
    const { session, paid, dropped } = await hostileShopper(house, shop)
    const onPhone = async () => {
      const there = { permissions: ['geolocation'], geolocation: PLACE }
      const context = await browser.newContext({
        viewport: phoneSize,
        hasTouch: true,
        isMobile: true,
        ...there,
      })
      const page = await context.newPage()
      const heard: string[] = []
      await listen(context, page, heard)
      const kept = { accessToken: session.accessToken, refreshToken: session.refreshToken }
      await context.addInitScript((data) => {
        localStorage.setItem('storeweave.session', JSON.stringify({ type: 'object', data }))
        localStorage.setItem('storeweave.location', 'yes')
      }, kept)
      await walk(house, page, h5(shop, paid), heard)
      await context.close()
      return heard
    }
    const elsewhere = async () => [
      ...(await staff(browser, house, shop.manager.login, counter)),
      ...(await staff(browser, house, shop.cashier.login, [['/pos']])),
      ...(await staff(browser, house, 'dairy', [['/supplier/products'], ['/supplier/sold']])),
      ...(await onPhone()),
    ]
    const inOffice = staff(browser, house, 'owner', office(shop, paid, dropped))
    expect((await Promise.all([inOffice, elsewhere()])).flat()).toEqual([])
  } finally {
    await shop.owner('PATCH', '/tenant', { name: brand })
    await shop.owner('PATCH', `/stores/${shop.store}`, { status: 'closed' })
  }
})
