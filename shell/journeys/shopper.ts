import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { complaintsOf, phone as phoneSize, type House } from './world'

/** Goods of the dairy supplier, found by the initials of their pinyin: 低脂鲜牛奶 in two sizes. */
export const milk = { initials: 'dzxnn', zh: '牧溪 低脂鲜牛奶', en: 'Muxi Dairy Low-fat fresh milk' }

/** Other goods of theirs, 鲜牛奶, for whoever must be alone with a stock. */
export const freshMilk = { initials: 'xnn', zh: '牧溪 鲜牛奶', en: 'Muxi Dairy Fresh milk' }

let phones = 0
/** A phone number that nobody used before. */
export const newPhone = (): string => `186${String(Date.now()).slice(-5)}${String(phones++).padStart(3, '0')}`

/** Somebody with a phone in front of the FreshMart in Wensan Road. */
export async function shopperOf(
  browser: Browser,
  house: House,
  tenant = 'freshmart',
  agreed = true,
): Promise<Shopper> {
  const context = await browser.newContext({
    viewport: phoneSize,
    hasTouch: true,
    isMobile: true,
    permissions: ['geolocation'],
    geolocation: { latitude: 30.27915, longitude: 120.12165 }, // as satellites have it; 30.2767, 120.1263 on Chinese maps
  })
  // who has been here before has said that the location may be used
  // an empty page has no storage
  if (agreed)
    await context.addInitScript(
      () => location.protocol.startsWith('http') && localStorage.setItem('storeweave.location', 'yes'),
    )
  return new Shopper(await context.newPage(), context, house, tenant)
}

/** What a shopper does on H5, by the screen alone. */
export class Shopper {
  readonly complaints: string[]
  readonly phone = newPhone()

  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly house: House,
    readonly tenant: string,
  ) {
    this.complaints = complaintsOf(page)
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }

  /** A button of the sheet that lies over the page; the page below may have one of the same name. */
  inSheet(name: string): Locator {
    return this.page.getByRole('dialog').getByRole('button', { name, exact: true })
  }

  async home(): Promise<void> {
    await this.page.goto(this.house.at(this.tenant, '/h5/'))
    await expect(this.page.getByText('大家都在买')).toBeVisible()
  }

  /** Shops at this store from now on. */
  async chooseStore(zh: string): Promise<void> {
    await this.page.goto(this.house.at(this.tenant, '/h5/pkg-catalog/stores/stores'))
    await this.page.getByText(zh, { exact: true }).first().click()
    await expect(this.page.getByText('大家都在买')).toBeVisible()
  }

  /** Opens a product by words typed into the search. */
  async find(words: string, zh: string): Promise<void> {
    await this.page.getByRole('button', { name: '搜索商品' }).click()
    await this.page.getByRole('searchbox', { name: '商品名、拼音或条码' }).fill(words)
    await this.page.getByRole('link', { name: zh }).first().click()
    await expect(this.page.getByRole('heading', { name: zh })).toBeVisible()
  }

  /** Opens a product by its address. */
  async openProduct(id: string): Promise<void> {
    await this.page.goto(this.house.at(this.tenant, `/h5/pkg-catalog/product/product?id=${id}`))
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
  }

  /** The stock that the product's page shows. */
  async stock(): Promise<number> {
    const words = await this.page
      .getByText(/^库存 \d+/)
      .first()
      .innerText()
    return Number(/\d+/.exec(words)![0])
  }

  /** On the sign-in page: by the code that comes as a text message. */
  async signIn(): Promise<void> {
    await this.page.getByLabel('手机号', { exact: true }).fill(this.phone)
    await this.button('获取验证码').click()
    await expect(this.page.getByText(`验证码已发送到 ${this.phone}`)).toBeVisible()
    await this.page.getByRole('checkbox', { name: '我已阅读并同意《隐私政策》' }).click()
    await this.page.getByLabel('短信验证码').fill(await this.house.smsCode(this.phone))
    await this.button('登录').click()
  }

  /** From the checkout to the page where one pays; the order's id. */
  async placeOrder(): Promise<string> {
    await this.button('提交订单').click()
    await this.page.waitForURL(/\/pkg-trade\/pay\/pay\?id=/)
    return new URL(this.page.url()).searchParams.get('id')!
  }

  /** Buys the opened product at once: a new shopper signs in on the way. The order's id, unpaid. */
  async buyNow(): Promise<string> {
    await this.button('立即购买').click()
    const sheet = this.page.locator('.value').first()
    const next = this.page.getByText('手机号登录').or(this.button('提交订单'))
    await expect(sheet.or(next).first()).toBeVisible()
    if (await sheet.isVisible()) await this.inSheet('立即购买').click()
    await expect(next.first()).toBeVisible()
    if (await this.page.getByText('手机号登录').isVisible()) await this.signIn()
    return this.placeOrder()
  }

  /** From the page where one pays to the provider's cashier; the provider's number of the order. */
  async goToCashier(): Promise<string> {
    await this.button('去微信支付').click()
    await expect(this.page.locator('#pay')).toBeVisible()
    return this.page.locator('code').innerText()
  }

  /** What the cashier page would pay, for paying it behind the page's back. */
  async paymentInHand(): Promise<{ prepay_id: string }> {
    return { prepay_id: (await this.page.locator('[data-prepay]').getAttribute('data-prepay'))! }
  }

  /** Pays at the cashier and comes back to the order. */
  async payAtCashier(): Promise<void> {
    await this.page.locator('#pay').click()
    await this.page.waitForURL(/\/h5\/pkg-trade\/order\/order/)
  }

  async pay(): Promise<void> {
    await this.goToCashier()
    await this.payAtCashier()
  }

  async openOrder(id: string): Promise<void> {
    await this.page.goto(this.house.at(this.tenant, `/h5/pkg-trade/order/order?id=${id}`))
    await expect(this.headline()).toBeVisible()
  }

  /** How the order stands, in words. */
  headline(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }
}
