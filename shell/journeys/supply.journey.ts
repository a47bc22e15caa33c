import { randomUUID } from 'node:crypto'
import type { Browser, Locator, Page } from '@playwright/test'
import { shopperOf, type Shopper } from './shopper'
import { expect, fenIn, minutes, signIn, someone, test, type House, type Somebody } from './world'

const TENANT = 'freshmart'
const STORE = '文三路店'
const DAY = minutes(1440)
/** A small picture. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4YWOEFTEMLQkAbgpNgTxbS1oAAAAASUVORK5CYII=',
  'base64',
)
const mark = randomUUID().slice(0, 4)
const PASSWORD = `supply ${mark} ${randomUUID()}`
const supplier = { name: `青禾日用${mark}`, code: `SUP-${mark.toUpperCase()}`, login: `supply-${mark}` }

/** A unified social credit code that nobody has, with a right check sign (GB 32100-2015). */
function creditCode(): string {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const body = `91330100${String(Date.now()).slice(-9)}`
  const sum = [...body].reduce((n, sign, i) => n + signs.indexOf(sign) * (3 ** i % 31), 0)
  return body + signs[(31 - (sum % 31)) % 31]!
}
/** The thirteenth digit of a barcode checks the others. */
function barcode(): string {
  const twelve = `69${String(Date.now()).slice(-7)}${Math.floor(Math.random() * 900 + 100)}`
  const sum = [...twelve].reduce((n, digit, i) => n + Number(digit) * (i % 2 ? 3 : 1), 0)
  return twelve + String((10 - (sum % 10)) % 10)
}
/** Three goods at a supply price of 10 yuan: between 120 % and 180 % of it, from 10 to 15 yuan, and free. */
const goods = {
  ratio: {
    name: `棉柔巾${mark}`,
    code: `QH-1${mark}`,
    barcode: barcode(),
    list: '15',
    kind: 'ratio',
    min: '120',
    max: '180',
  },
  range: {
    name: `厨房纸${mark}`,
    code: `QH-2${mark}`,
    barcode: barcode(),
    list: '13',
    kind: 'range',
    min: '10',
    max: '15',
  },
  free: {
    name: `抽纸${mark}`,
    code: `QH-3${mark}`,
    barcode: barcode(),
    list: '11',
    kind: 'none',
    min: '',
    max: '',
  },
} as const
type Kind = keyof typeof goods
const KINDS = Object.keys(goods) as Kind[]
const fieldOf = (of: Page | Locator, name: string): Locator =>
  of.locator(`input[data-test=${name}], [data-test=${name}] input, textarea[data-test=${name}]`).first()
const rowOf = (page: Page, text: string): Locator => page.locator('tbody tr').filter({ hasText: text })

/** The people of this story and what they know of it. */
class Story {
  readonly products = {} as Record<Kind, string>
  readonly skus = {} as Record<Kind, string>
  /** What was sold, by order. */
  readonly orders: string[] = []
  storeId = ''
  supplierId = ''
  private readonly complaints: string[][] = []
  constructor(
    readonly browser: Browser,
    readonly house: House,
  ) {}

  async call(method: string, path: string, as: string, body?: unknown): Promise<any> {
    const answer = await this.house.call(TENANT, method, path, { as, body })
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  /** `timed`: at a device whose clock is the house's. */
  async as(login: string, path: string, timed = false): Promise<Somebody> {
    const one = await someone(this.browser)
    if (timed) await one.page.clock.install({ time: await this.house.clock() })
    this.complaints.push(one.complaints)
    await signIn(this.house, one.page, TENANT, login, path)
    return one
  }
  async supplier(path: string): Promise<Somebody> {
    const one = await someone(this.browser)
    this.complaints.push(one.complaints)
    await one.page.goto(this.house.at(TENANT, path))
    const form = one.page.locator('[data-test=sign-in]')
    await form.locator('input').first().fill(supplier.login)
    await form.locator('input[type=password]').fill(PASSWORD)
    await form.locator('button[type=submit]').click()
    await form.waitFor({ state: 'detached' })
    return one
  }
  async shopper(): Promise<Shopper> {
    const shopper = await shopperOf(this.browser, this.house)
    this.complaints.push(shopper.complaints)
    await shopper.chooseStore(STORE)
    return shopper
  }
  quiet(): void {
    expect(this.complaints.flat()).toEqual([])
  }

  /** Somebody buys one piece online and fetches it; the order's id. */
  async buy(kind: Kind): Promise<string> {
    const shopper = await this.shopper()
    await shopper.openProduct(this.products[kind])
    const id = await shopper.buyNow()
    await shopper.pay()
    const code = (await shopper.page.locator('.digits').innerText()).replace(/\s/g, '')
    await this.call('POST', '/verifications', 'manager01', { storeId: this.storeId, code })
    this.orders.push(id)
    await shopper.context.close()
    return id
  }
  /** The store sets its price, by its own page. */
  async price(kind: Kind, yuan: string): Promise<void> {
    const { page, context } = await this.as('manager01', '/store/prices')
    await page.getByRole('search').getByRole('textbox').fill(goods[kind].code)
    await expect(page.locator('tbody tr')).toHaveCount(1)
    await rowOf(page, goods[kind].name).click()
    await fieldOf(page, 'price-input').fill(yuan)
    await page.locator('[data-test=price-save]').click()
    await expect(page.locator('[data-test=price-form]')).toHaveCount(0)
    await context.close()
  }
  async priceOf(kind: Kind): Promise<number> {
    const path = `/stores/${this.storeId}/prices?q=${goods[kind].code}`
    return (await this.call('GET', path, 'manager01')).items[0].effectivePrice
  }
  /** The supplier asks for other bounds, by its own page. */
  async narrow(kind: Kind, min: string, max: string): Promise<void> {
    const { page, context } = await this.supplier(`/supplier/products/${this.products[kind]}`)
    await page.locator('[data-test=ask-prices]').click()
    await page.locator('[data-test=bounds-range]').click()
    await fieldOf(page, 'bounds-min').fill(min)
    await fieldOf(page, 'bounds-max').fill(max)
    await page.locator('[data-test=ask-send]').click()
    await expect(page.locator('[data-test=price-request]').first()).toContainText('待审核')
    await context.close()
  }
  /** HQ opens what the supplier asks for and is shown what it would break. */
  async deskOf(kind: Kind): Promise<Somebody> {
    const one = await this.as('merch', '/admin/suppliers?show=prices')
    await one.page
      .locator('[data-test=price-request-row]')
      .filter({ hasText: goods[kind].name })
      .first()
      .click()
    await one.page.locator('[data-test=price-accept]').click()
    await expect(one.page.locator('[data-test=outside-row]').filter({ hasText: STORE })).toHaveCount(1)
    return one
  }
}

async function takesIn(story: Story): Promise<void> {
  const { page, context } = await story.as('owner', '/admin/suppliers')
  await page.locator('[data-test=supplier-invite]').click()
  const said = { name: supplier.name, code: supplier.code, creditCode: creditCode() }
  for (const [field, value] of Object.entries({ ...said, contactName: '林青', contactPhone: '13900000000' }))
    await fieldOf(page, `invite-${field}`).fill(value)
  await page.locator('[data-test=invite-send]').click()
  const link = await page.locator('[data-test=invitation-link] code').innerText()
  await context.close()
  const guest = await someone(story.browser)
  await guest.page.goto(link)
  await fieldOf(guest.page, 'join-login').fill(supplier.login)
  await fieldOf(guest.page, 'join-password').fill(PASSWORD)
  await guest.page.locator('[data-test=join-send]').click()
  await expect(guest.page.locator('[data-test=join-form]')).toHaveCount(0)
  await guest.context.close()
  const { items } = await story.call('GET', `/suppliers?q=${supplier.code}`, 'owner')
  story.supplierId = items[0].id
}
async function agrees(story: Story, today: string): Promise<void> {
  const { page, context } = await story.as('owner', '/admin/settlement')
  await page.locator('[data-test=account-row]').filter({ hasText: supplier.name }).click()
  await page.locator('[data-test=contract-add]').click()
  await fieldOf(page, 'contract-rate').fill('10')
  await page.getByLabel('对账周期').click({ force: true })
  await page.getByRole('option', { name: '每月' }).click()
  await fieldOf(page, 'contract-from').fill(today)
  await page.locator('[data-test=contract-agree]').click()
  await expect(page.locator('[data-test=contract-version]')).toHaveCount(1)
  await context.close()
}

async function uploads(story: Story): Promise<void> {
  const { page, context } = await story.supplier('/supplier/goods')
  for (const one of Object.values(goods)) {
    await page.locator('[data-test=goods-add]').click()
    await fieldOf(page, 'goods-name').fill(one.name)
    await page
      .locator('[data-test=goods-pick]')
      .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: PHOTO })
    await expect(page.locator('[data-test=goods-picture]')).toHaveCount(1)
    await page.locator(`[data-test=bounds-${one.kind}]`).click()
    if (one.min) {
      await fieldOf(page, 'bounds-min').fill(one.min)
      await fieldOf(page, 'bounds-max').fill(one.max)
    }
    await fieldOf(page, 'goods-price').fill('10')
    await page.getByLabel('条码').fill(one.barcode)
    await page.locator('[data-test=goods-send]').click()
    await expect(rowOf(page, one.name)).toContainText('待审核')
  }
  await context.close()
}
async function reviews(story: Story): Promise<void> {
  const { page, context } = await story.as('merch', '/admin/suppliers?show=goods')
  for (const kind of KINDS) {
    const { name, code, list } = goods[kind]
    await page.locator('[data-test=supplier-goods-row]').filter({ hasText: name }).click()
    const view = page.locator('[data-test=supplier-goods]')
    await fieldOf(view, 'take-code').fill(code)
    await fieldOf(view, 'take-price').fill(list)
    await view.locator('[data-test=take-category]').click()
    await page.getByRole('option', { name: '纸品', exact: true }).click()
    await view.locator('[data-test=take]').click()
    const link = view.locator('[data-test=taken-product]')
    story.products[kind] = (await link.getAttribute('href'))!.split('/').at(-1)!
    const product = await story.call('GET', `/products/${story.products[kind]}`, 'merch')
    expect(product.state).toBe('published')
    story.skus[kind] = product.skus[0].id
    await page.keyboard.press('Escape')
    await expect(view).toHaveCount(0)
  }
  await context.close()
}
async function allocates(story: Story): Promise<void> {
  const { page, context } = await story.as('merch', '/admin/assortment')
  await page.getByRole('search').getByRole('textbox').fill(mark)
  await expect(page.locator('tbody tr')).toHaveCount(3)
  for (const { name } of Object.values(goods))
    await rowOf(page, name).getByRole('checkbox').check({ force: true })
  await page.locator('[data-test=allocate-picked]').click()
  await page.locator('[data-test=kind-only]').click()
  await page.locator('[data-test=unit-region]').filter({ hasText: '城西区域' }).click()
  await expect(page.locator('[data-test=lost]')).not.toHaveText('0')
  await page.locator('[data-test=allocation-apply]').click()
  await expect(rowOf(page, goods.free.name)).toContainText('城西区域')
  await context.close()
}
/** Inside is taken; outside is told at once, and refused by the server with the bound and whose it is. */
async function prices(story: Story): Promise<void> {
  await story.price('ratio', '16')
  await story.price('range', '14.50')
  const { page, context } = await story.as('manager01', '/store/prices')
  await page.getByRole('search').getByRole('textbox').fill(goods.ratio.code)
  await rowOf(page, goods.ratio.name).click()
  await fieldOf(page, 'price-input').fill('18.01')
  await page.locator('[data-test=price-save]').click()
  await expect(page.locator('[data-test=price-form]')).toContainText('18.00')
  await context.close()
  const path = `/stores/${story.storeId}/prices/${story.skus.ratio}`
  const refused = await story.house.call(TENANT, 'PUT', path, { as: 'manager01', body: { price: 1801 } })
  expect([refused.status, refused.body.code, refused.body.args]).toEqual([
    422,
    'pricing.outside_bounds',
    expect.objectContaining({ priceMin: 1200, priceMax: 1800, source: 'supplier' }),
  ])
  expect(await story.priceOf('ratio')).toBe(1600)
}
async function tillSells(story: Story): Promise<void> {
  const { page, context } = await story.as('cashier01', '/pos', true)
  await expect(page.locator('[data-test=till]')).toBeVisible()
  const scan = (code: string) =>
    page.evaluate((keys) => {
      for (const key of [...keys, 'Enter'])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }, code)
  await scan(goods.ratio.barcode)
  for (const _ of [1, 2, 3]) await scan(goods.range.barcode)
  expect(fenIn(await page.locator('[data-test=total]').innerText())).toBe(1600 + 3 * 1450)
  await page.keyboard.press('F8')
  await page.keyboard.type('100', { delay: 80 })
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-test=done-state]')).toHaveAttribute('data-state', 'synced')
  const number = await page.locator('[data-test=done-number]').innerText()
  story.orders.push((await story.call('GET', `/orders?q=${number}`, 'owner')).items[0].id)
  await context.close()
}

/** What the supplier narrows is sent back, brought inside, or given a date; meanwhile nothing outside is sold. */
async function narrows(story: Story): Promise<void> {
  await story.narrow('ratio', '12', '15.50')
  const first = await story.deskOf('ratio')
  await fieldOf(first.page, 'price-reason').fill('周末促销已定价')
  await first.page.locator('[data-test=price-refuse]').click()
  await expect(first.page.locator('[data-test=price-refuse]')).toHaveCount(0)
  await first.context.close()
  expect(await story.priceOf('ratio')).toBe(1600)

  await story.narrow('ratio', '12', '15.50')
  const second = await story.deskOf('ratio')
  await second.page.locator('[data-test=price-clamp]').click()
  await expect(second.page.locator('[data-test=price-refuse]')).toHaveCount(0)
  await second.context.close()
  expect(await story.priceOf('ratio')).toBe(1550)
  await story.buy('ratio')

  await story.narrow('range', '10', '12.50')
  const third = await story.deskOf('range')
  const tomorrow = new Date((await story.house.clock()) + DAY + 8 * 3_600_000).toISOString().slice(0, 16)
  await fieldOf(third.page, 'price-from').fill(tomorrow)
  await third.page.locator('[data-test=price-schedule]').click()
  await expect(third.page.locator('[data-test=price-refuse]')).toHaveCount(0)
  await third.context.close()
  await story.buy('range')
  await story.house.advance(DAY + minutes(5))
  const late = await story.shopper()
  const token = await story.house.shopperToken(TENANT, late.phone)
  const body = {
    ...{ id: randomUUID(), storeId: story.storeId, channel: 'h5', fulfilment: 'pickup' },
    lines: [{ skuId: story.skus.range, quantity: 1 }],
  }
  const refused = await story.house.call(TENANT, 'POST', '/shop/orders', { token, body })
  expect([refused.status, refused.body.code]).toEqual([409, 'selling.outside_bounds'])
  await late.context.close()

  const desk = await story.as('merch', '/admin/prices')
  await desk.page.locator('[data-test=price-desk]').click()
  const contested = desk.page.locator('[data-test=contested-bound]').filter({ hasText: goods.range.name })
  await expect(contested.locator('[data-test=conflict-row]').filter({ hasText: STORE })).toHaveCount(1)
  await contested.locator('[data-test=settle-all]').click()
  await expect(contested).toHaveCount(0)
  await desk.context.close()
  expect(await story.priceOf('range')).toBe(1250)
  await story.buy('range')
}

async function refunds(story: Story, orderId: string): Promise<void> {
  const { page, context } = await story.as('owner', `/admin/orders/${orderId}`)
  await page.locator('[data-test=refund-lines]').click()
  await page.locator('[data-test=refund-by-money]').first().click()
  await fieldOf(page, 'refund-money').fill('3.33')
  await page.getByRole('button', { name: '价格补差' }).click()
  await page.locator('[data-test=refund-submit]').click()
  await expect(page.locator('[data-test=order-refund]')).toHaveCount(1)
  await context.close()
}

/** What the orders say was sold and went back, in fen. */
async function soldOf(story: Story): Promise<{ unit: Record<Kind, number[]>; gross: number }> {
  const orders = []
  for (const id of story.orders) orders.push(await story.call('GET', `/orders/${id}`, 'owner'))
  const lines = orders.flatMap((order) => order.lines)
  const of = (kind: Kind) =>
    lines.filter((line: any) => line.skuId === story.skus[kind]).map((line: any) => line.unitPrice)
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0)
  const back = orders.flatMap((order) => order.refunds.flatMap((one: any) => one.lines))
  return {
    unit: { ratio: of('ratio'), range: of('range'), free: of('free') },
    gross: sum(lines.map((line: any) => line.total)) - sum(back.map((line: any) => line.amount)),
  }
}

test('from a supplier’s goods to its statement: nothing is sold outside its bounds, and the month’s end agrees with the orders to the fen', async ({
  browser,
  house,
}) => {
  test.setTimeout(600_000)
  const story = new Story(browser, house)
  story.storeId = (await story.call('GET', '/stores', 'cashier01')).items[0].id
  const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
  // the story takes days and is to end within one month
  const begun = await house.clock()
  if (Number(dayOf(begun).slice(8)) > 25) await house.advance(8 * DAY)
  await takesIn(story)
  await agrees(story, dayOf(await house.clock()))
  await uploads(story)
  await reviews(story)
  await allocates(story)
  for (const skuId of Object.values(story.skus)) {
    const received = {
      id: randomUUID(),
      storeId: story.storeId,
      skuId,
      quantity: 30,
      kind: 'receipt',
      note: '',
    }
    await story.call('POST', '/stock/adjustments', 'owner', received)
  }
  await prices(story)
  const [first, second] = [await story.buy('ratio'), await story.buy('free')]
  await tillSells(story)
  await narrows(story)
  await refunds(story, first)
  await refunds(story, second)
  // the money is on its way until the provider says so
  const back = async (id: string): Promise<number> => {
    await house.advance(minutes(1))
    return (await story.call('GET', `/orders/${id}`, 'owner')).refunded
  }
  for (const id of [first, second]) await expect.poll(() => back(id), { timeout: 30_000 }).toBe(333)

  const { unit, gross } = await soldOf(story)
  expect(unit).toEqual({ ratio: [1600, 1600, 1550], range: [1450, 1450, 1250], free: [1100] })
  const now = await house.clock()
  const [year, month] = dayOf(now).split('-').map(Number) as [number, number]
  await house.advance(Date.UTC(year, month, 1, 2) - now)
  await house.advance(minutes(1))

  const supply = await story.supplier('/supplier/statements')
  await supply.page.locator('[data-test=statement-row]').first().click()
  await expect(supply.page.locator('[data-test=statement-sums]')).toBeVisible()
  await expect(supply.page.locator('[data-test=statement-line]')).toHaveCount(story.orders.length + 3)
  await supply.page.locator('[data-test=statement-confirm]').click()
  await supply.page.getByRole('alertdialog').getByRole('button', { name: '确认对账单' }).click()
  const brand = await story.as('owner', '/admin/settlement?view=statements')
  await brand.page.locator('[data-test=statements] tbody tr').filter({ hasText: supplier.name }).click()
  await expect(brand.page.locator('[data-test=statement-sums]')).toContainText((gross / 100).toFixed(2))
  await brand.page.locator('[data-test=statement-confirm]').click()
  await brand.page.getByRole('alertdialog').getByRole('button', { name: '确认对账单' }).click()
  await expect(brand.page.locator('[data-test=statement-confirm]')).toHaveCount(0)
  story.quiet()
})
