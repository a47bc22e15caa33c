// Who trades while things break: shoppers, clerks, a manager, tills, and somebody who watches the store's board.
import { pause } from '@storeweave/local/machine'
import { Client, newId } from './client.mjs'
import { Dice } from './dice.mjs'
import { GOODS, PASSWORD, STAFF } from './seed.mjs'

const LOOK_AGAIN_MS = 40
const SCARCE_PERCENT = 10

/** What people wished for and what they were told, to be held against the books. */
export class Told {
  wished = new Set()
  placed = new Map()
  refused = new Map()
  paid = new Set()
  verified = new Set()
  verifiedTwice = []
  unwell = []

  /** Notes an answer that no client should ever see; passes the answer on. */
  expect(answer, what, ...statuses) {
    if (!statuses.includes(answer.status)) this.unwell.push(`${what}: ${answer.status} ${answer.text}`)
    return answer
  }
}

/** Everybody at one store of the house. */
export class People {
  constructor(house, seed) {
    Object.assign(this, { house, seed, told: new Told(), open: true, early: true, clients: [] })
    this.staff = Object.fromEntries(
      Object.keys(STAFF).map((login) => [login, this.client(() => this.badge(login))]),
    )
  }

  client(signIn) {
    const client = new Client(this.house.front, signIn)
    this.clients.push(client)
    return client
  }

  /** An access token of somebody on the staff. */
  async badge(login) {
    const guest = new Client(this.house.front)
    const { body } = await guest.post('/auth/sign-in', { login, password: PASSWORD })
    return body?.accessToken
  }

  shopper(name) {
    let visit = 0
    const guest = new Client(this.house.front)
    return this.client(async () => {
      for (;;) {
        // a login code of WeChat's works once: whoever got no answer comes with another
        const answer = await guest.once('POST', '/shop/auth/wechat', {
          code: `code-${name}-${++visit}`,
          agreed: { version: 1, client: 'h5' },
        })
        if (answer?.status === 200) return answer.body.accessToken
        await pause(LOOK_AGAIN_MS)
      }
    })
  }

  /** The goods as the till has them; everybody buys by these ids. */
  async learn() {
    const [{ id: storeId }] = await this.house.database.rows('select id from stores')
    const skus = await this.house.database.rows('select id, code from skus')
    this.storeId = storeId
    this.skus = Object.fromEntries(skus.map(({ id, code }) => [code, id]))
  }

  /** Lets so many shoppers and tills trade until `leave`. */
  begin({ shoppers, tills }) {
    const lives = [
      ...Array.from({ length: shoppers }, (_, i) => this.shopperLife(`shopper${i}`)),
      ...Array.from({ length: tills }, (_, i) => this.tillLife(`till${i}`)),
    ]
    this.lives = Promise.all(lives)
    this.lives.catch(() => undefined)
  }
  /** Resolves when everybody has finished what they were about. */
  leave() {
    this.open = false
    return this.lives
  }
  answered() {
    return this.clients.reduce((sum, client) => sum + client.answered, 0)
  }
  again() {
    return this.clients.reduce((sum, client) => sum + client.again, 0)
  }

  async shopperLife(name) {
    const dice = new Dice(this.seed, name)
    const client = this.shopper(name)
    while (this.open) await this.visit(client, dice)
  }

  basket(dice) {
    if (dice.percent(SCARCE_PERCENT)) return [{ skuId: this.skus.truffle, quantity: 1 }]
    const codes = Object.keys(GOODS).filter((code) => code !== 'truffle')
    const chosen = codes.filter(() => dice.percent(50))
    return (chosen.length ? chosen : [dice.pick(codes)]).map((code) => ({
      skuId: this.skus[code],
      quantity: dice.between(1, 3),
    }))
  }

  /** One visit of a shopper: order, money, goods; or a change of mind at some point. */
  async visit(client, dice) {
    const { told, storeId } = this
    const id = newId()
    const lines = this.basket(dice)
    told.wished.add(id)
    const placed = await client.post('/shop/orders', {
      id,
      storeId,
      channel: 'h5',
      fulfilment: 'pickup',
      lines,
    })
    told.expect(placed, 'order', 201, 409)
    if (placed.status !== 201) return void told.refused.set(id, placed.body?.code)
    told.placed.set(id, { number: placed.body.number, payable: placed.body.payable })
    if (this.early && dice.percent(6)) return
    if (dice.percent(8)) return void (await this.callOff(client, id))
    const order = await this.pay(client, id, dice)
    if (order?.verification) await this.collect(id, order.verification.code, dice)
  }

  async callOff(client, id) {
    this.told.expect(await client.post(`/shop/orders/${id}/cancel`), 'cancel', 200, 409)
  }

  /** Pays at the provider and looks until the order knows; somebody may call it off meanwhile. */
  async pay(client, id, dice) {
    const started = await client.post(`/shop/orders/${id}/payments`, { method: 'wechat_native' })
    this.told.expect(started, 'payment', 200, 409)
    if (started.status !== 200) return undefined
    const outTradeNo = started.body.paymentId.replaceAll('-', '')
    await this.disturb(outTradeNo, dice)
    const money = this.house.outside('wechat-pay/pay', { code_url: started.body.codeUrl })
    if (dice.percent(10)) await this.callOff(client, id)
    if (!(await money).ok) return undefined
    if (this.early && dice.percent(10)) return undefined // the phone goes back into the pocket
    for (;;) {
      const seen = await client.post(`/shop/orders/${id}/payments/check`)
      this.told.expect(seen, 'check', 200)
      if (seen.status !== 200) return undefined
      if (seen.body.payment !== 'unpaid') this.told.paid.add(id)
      if (seen.body.status !== 'to_pay') return seen.body
      await pause(LOOK_AGAIN_MS)
    }
  }

  /** Callbacks come twice, late, never, or after a forged one. */
  async disturb(outTradeNo, dice) {
    const kind = dice.pick([
      ...['callback-duplicate', 'callback-duplicate', 'callback-late', 'callback-missing', 'forged-amount'],
      ...[undefined, undefined, undefined],
    ])
    if (kind) await this.house.outside('control/switches', { kind, outTradeNo })
  }

  /** The code over the counter: verified by one clerk, by two at once, or the store gives up. */
  async collect(id, code, dice) {
    const { clerk1, clerk2, manager } = this.staff
    const turn = dice.between(1, 100)
    if (turn <= 10) return this.giveUp(manager, id)
    if (turn <= 20) return void (await Promise.all([this.giveUp(manager, id), this.verify(clerk1, id, code)]))
    if (turn > 35) return void (await this.verify(dice.pick([clerk1, clerk2]), id, code))
    const both = await Promise.all([this.verify(clerk1, id, code), this.verify(clerk2, id, code)])
    if (both.filter(Boolean).length === 2) this.told.verifiedTwice.push(id)
  }
  async verify(clerk, id, code) {
    const answer = await clerk.post('/verifications', { storeId: this.storeId, code })
    this.told.expect(answer, 'verification', 200, 409, 404)
    if (answer.status !== 200) return false
    this.told.verified.add(id)
    return true
  }
  async giveUp(manager, id) {
    const answer = await manager.post(`/orders/${id}/cancel`, { reason: 'out of order' })
    this.told.expect(answer, 'store cancels', 200, 409)
  }

  async tillLife(name) {
    const dice = new Dice(this.seed, name)
    const deviceId = newId()
    while (this.open) await this.sale(deviceId, dice)
  }

  /** A sale over the counter, under an id of the till's. */
  async sale(deviceId, dice) {
    const { told, storeId } = this
    const { cashier } = this.staff
    const id = newId()
    const code = dice.pick(['apple', 'bread', 'honey'])
    const quantity = dice.between(1, 4)
    const payable = GOODS[code].price * quantity
    const cash = dice.percent(60)
    told.wished.add(id)
    const posted = await cashier.put(`/till/sales/${id}`, {
      ...{ storeId, deviceId, soldAt: new Date().toISOString(), expectedPayable: payable },
      lines: [{ skuId: this.skus[code], quantity }],
      tender: cash ? { kind: 'cash', received: payable + dice.between(0, 500) } : { kind: 'wechat_code' },
    })
    told.expect(posted, 'sale', 200)
    if (posted.status !== 200) return
    told.placed.set(id, { number: posted.body.number, payable: posted.body.payable })
    const sale = cash ? posted.body : await this.charge(cashier, id, dice)
    if (sale?.state === 'paid') told.paid.add(id)
  }
  async charge(cashier, id, dice) {
    const authCode = `13${String(dice.between(0, 9_999_999)).padStart(7, '0')}${Date.now().toString().slice(-5)}7777`
    const charged = await cashier.post(`/till/sales/${id}/charge`, { authCode })
    this.told.expect(charged, 'charge', 200, 409, 422)
    for (let sale = charged; sale.status === 200; sale = await cashier.get(`/till/sales/${id}`)) {
      if (sale.body.state !== 'paying') return sale.body
      await pause(LOOK_AGAIN_MS)
    }
    return undefined
  }
}
