import { expect } from 'vitest'
import { SellingJobs } from '../src/selling/selling.jobs.js'
import { SharesJobs } from '../src/suppliers/shares.jobs.js'
import { TestShop } from './shop.js'
import { aContract, SuppliedShop } from './supplied.js'
import { newId, World, type Client, type TestSku } from './world.js'

const DAY_MS = 86_400_000
const morning = (day: string) => Date.parse(`${day}T10:00:00+08:00`)
export interface Bought {
  id: string
  lineId: string
  no: string
}

/** A shop that shares its orders with a supplier: 12.5 % commission, a week's hold, up to 90 % of an order. */
export class SharedShop {
  readonly people = {} as Record<'finance' | 'chief' | 'owner' | 'manager' | 'dairy', Client>
  readonly account = '1900000109'
  milk!: TestSku
  private constructor(
    readonly w: World,
    readonly shop: TestShop,
    readonly dairy: SuppliedShop,
  ) {}

  static async open(day: string): Promise<SharedShop> {
    const w = await World.start()
    const shop = await TestShop.open(w)
    const s = new SharedShop(w, shop, await SuppliedShop.open(shop, 'DAIRY'))
    await s.on(day)
    s.milk = await s.dairy.aSku(999)
    const { supplierId } = s.dairy
    const receiver = { id: newId(), account: s.account, name: '晨光乳业有限公司' }
    const answers = [
      await s.people.finance.post(`/suppliers/${supplierId}/contracts`, aContract({ from: day })),
      await s.people.dairy.post('/supplier/share-receivers', receiver),
      await s.people.finance.post(`/share-receivers/${receiver.id}/approve`),
      await s.people.finance.put('/share-settings', { maxRatio: 9000 }),
    ]
    for (const { status, text } of answers) if (status !== 200) throw new Error(text)
    w.sandbox.control.shareUpTo(9000)
    return s
  }
  /** Moves the clock to a day's morning; everybody signs in again. */
  async on(day: string): Promise<void> {
    await this.w.advance(morning(day) - this.w.now().getTime())
    await this.signIn()
  }
  /** Days later, with or without what is due by then. */
  async later(days: number, work = true): Promise<void> {
    this.w.shift(days * DAY_MS)
    if (work) await this.work()
    await this.signIn()
  }
  /** Time passes for shares and refunds, in small steps. */
  async rounds(n = 3): Promise<void> {
    for (let i = 0; i < n; i++) {
      this.w.shift(70_000)
      await this.work()
    }
    await this.signIn()
  }
  /** The timed work of shares and refunds, once; and what the provider tells of it. */
  async work(): Promise<void> {
    const { shop, w } = this
    await shop.t.run(() => w.get(SharesJobs).planShares())
    await shop.t.run(() => w.get(SharesJobs).sendShares())
    await shop.t.run(() => w.get(SellingJobs).sendRefunds())
    await w.sandbox.control.deliverDue()
  }
  private async signIn(): Promise<void> {
    const { shop, people } = this
    const { t } = shop
    ;[people.finance, people.chief, people.owner, people.manager, people.dairy] = await Promise.all([
      t.aPerson('finance'),
      t.aPerson('finance'),
      t.aPerson('owner'),
      t.aPerson('store_manager', 'store', shop.storeId),
      t.aPerson('supplier', 'supplier', this.dairy.supplierId),
      shop.signInAgain(),
    ])
  }

  /** Bought by H5, paid at WeChat Pay, fetched and settled. */
  async bought(
    quantity: number,
    own = 0,
    others: { skuId: string; quantity: number }[] = [],
  ): Promise<Bought> {
    const { shop, w } = this
    const ours = own ? [{ skuId: shop.sku.id, quantity: own }] : []
    const { id } = await shop.order({ lines: [{ skuId: this.milk.id, quantity }, ...ours, ...others] })
    const no = await shop.pay(id)
    const order = await shop.mine(id)
    const code = order.verification!.code
    const { status, text } = await this.people.manager.post('/verifications', {
      storeId: shop.storeId,
      code,
    })
    if (status !== 200) throw new Error(text)
    const settled = () => w.facts('select 1 from settlement_lines where order_id = $1', [id])
    await w.until(async () => (await settled()).length > 0, 'the lines of the order')
    return { id, lineId: order.lines.find((l) => l.skuId === this.milk.id)!.id, no }
  }
  askRefund({ id, lineId }: Bought, quantity: number) {
    const body = { id: newId(), lines: [{ lineId, quantity }], reason: '破损' }
    return this.people.owner.post(`/orders/${id}/refunds`, body)
  }
  async refund(order: Bought, quantity: number): Promise<void> {
    const { status, text } = await this.askRefund(order, quantity)
    expect([status, text]).toEqual([200, text])
  }
  async sharesOf(orderId: string, more = '') {
    return (await this.people.finance.get(`/shares?orderId=${orderId}${more}`)).body.items
  }
  async shareOf(orderId: string) {
    return (await this.sharesOf(orderId, '&kind=share'))[0]
  }
  /** What WeChat Pay holds of the instructions of a payment. */
  sandboxShares = (no: string) => this.w.sandbox.control.shares().filter((one) => one.outTradeNo === no)
  async refundsOf(orderId: string): Promise<{ id: string; state: string; held: boolean }[]> {
    return (await this.people.owner.get(`/orders/${orderId}`)).body.refunds
  }
}
