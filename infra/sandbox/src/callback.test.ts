import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FORGERIES, RETRY_WAITS_MS, type Sandbox } from './index.js'
import { aSandboxAndShop, refusalOf, type Received, type Shop } from './testing/merchant.js'

let sandbox: Sandbox
let shop: Shop
let close: () => Promise<void>
beforeEach(async () => {
  ;({ sandbox, shop, close } = await aSandboxAndShop())
})
afterEach(() => close())

const nth = (n: number): Received => {
  const found = shop.received[n]
  if (!found) throw new Error(`callback ${n} did not arrive`)
  return found
}

describe('the callback of a payment', () => {
  it('is verified and decrypted by independent code', async () => {
    await shop.sell('told-order-1', 250)
    expect(shop.received).toHaveLength(1)
    expect(shop.trusts(nth(0))).toBe(true)
    expect(JSON.parse(nth(0).body)).toMatchObject({
      event_type: 'TRANSACTION.SUCCESS',
      resource_type: 'encrypt-resource',
      resource: {
        algorithm: 'AEAD_AES_256_GCM',
        original_type: 'transaction',
        associated_data: 'transaction',
      },
    })
    expect(shop.reads(nth(0))).toMatchObject({
      out_trade_no: 'told-order-1',
      trade_state: 'SUCCESS',
      mchid: shop.settings.wechatPay.mchId,
      amount: { total: 250, payer_total: 250 },
      payer: { openid: shop.openid() },
    })
  })

  it('comes again by the schedule until it is taken, with the same event id', async () => {
    shop.answers = 500
    await shop.sell('again-order-1')
    expect(await sandbox.control.deliverDue()).toBe(0)
    sandbox.control.advance(15_000)
    expect(await sandbox.control.deliverDue()).toBe(1)
    shop.answers = 200
    sandbox.control.advance(15_000)
    expect(await sandbox.control.deliverDue()).toBe(1)
    sandbox.control.advance(86_400_000)
    expect(await sandbox.control.deliverDue()).toBe(0)
    const ids = shop.received.map(({ body }) => JSON.parse(body).id)
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(1)
  })

  it('is given up after the last wait', async () => {
    shop.answers = 500
    await shop.sell('given-up-1')
    for (const wait of RETRY_WAITS_MS) {
      sandbox.control.advance(wait)
      expect(await sandbox.control.deliverDue()).toBe(1)
    }
    expect(sandbox.control.deliveries('given-up-1')[0]?.state).toBe('given-up')
    expect(RETRY_WAITS_MS.reduce((sum, wait) => sum + wait, 0)).toBe((24 * 60 + 4) * 60_000)
  })
})

describe('switches', () => {
  it('duplicate: it arrives twice, then no more', async () => {
    sandbox.control.on({ kind: 'callback-duplicate', times: 1 })
    await shop.sell('twice-order')
    expect(shop.received.map((one) => shop.trusts(one))).toEqual([true, true])
    expect(JSON.parse(nth(0).body).id).toBe(JSON.parse(nth(1).body).id)
    await shop.sell('once-order')
    expect(shop.received).toHaveLength(3)
  })

  it('late: it is held until released, although the order is paid', async () => {
    sandbox.control.on({ kind: 'callback-late', outTradeNo: 'late-order' })
    await shop.sell('late-order')
    expect(shop.received).toHaveLength(0)
    expect(sandbox.control.orders()[0]?.state).toBe('SUCCESS')
    sandbox.control.advance(20 * 60_000)
    await sandbox.control.deliverDue()
    expect(shop.received).toHaveLength(0)
    expect(await sandbox.control.release('late-order')).toBe(1)
    expect(shop.trusts(nth(0))).toBe(true)
  })

  it('missing: it never arrives', async () => {
    sandbox.control.on({ kind: 'callback-missing', times: 1 })
    await shop.sell('missing-order')
    sandbox.control.advance(86_400_000)
    await sandbox.control.deliverDue()
    expect(await sandbox.control.release()).toBe(0)
    expect(shop.received).toHaveLength(0)
  })

  it.each(FORGERIES)('forged (%s): a careful shop sees it, and the true one follows', async (forgery) => {
    sandbox.control.on({ kind: `forged-${forgery}`, times: 1 })
    await shop.sell('forged-order', 800)
    expect(shop.received).toHaveLength(1)
    if (forgery === 'amount') {
      expect(shop.trusts(nth(0))).toBe(true)
      expect(shop.reads(nth(0)).amount.total).toBe(801)
    } else {
      expect(shop.trusts(nth(0))).toBe(false)
    }
    sandbox.control.advance(15_000)
    await sandbox.control.deliverDue()
    expect(shop.trusts(nth(1))).toBe(true)
    expect(shop.reads(nth(1)).amount.total).toBe(800)
  })

  it('a forged "paid" for an order nobody paid', async () => {
    await shop.place('unpaid-order')
    shop.answers = 401
    const attempt = await sandbox.control.forge('unpaid-order', 'other-key')
    expect(attempt).toMatchObject({ status: 401, forgery: 'other-key' })
    expect(shop.trusts(nth(0))).toBe(false)
    expect(shop.reads(nth(0)).trade_state).toBe('SUCCESS')
    expect(sandbox.control.orders()[0]?.state).toBe('NOTPAY')
  })

  it('provider down: 500, nothing happened, and the next call works', async () => {
    sandbox.control.on({ kind: 'pay-down', times: 1 })
    expect(await refusalOf(shop.place('down-order'))).toMatchObject({ status: 500, code: 'SYSTEM_ERROR' })
    expect(sandbox.control.orders()).toHaveLength(0)
    expect(await shop.place('down-order')).toMatch(/^wx/)
  })

  it('timeout: no answer and nothing happened', async () => {
    sandbox.control.on({ kind: 'pay-timeout', times: 1 })
    const call = shop.client().v3.pay.transactions.jsapi.post(shop.order('silent-order'), { timeout: 100 })
    await expect(call).rejects.toThrow(/timeout/)
    expect(sandbox.control.orders()).toHaveLength(0)
  })

  it('answer lost: the connection breaks, but the order was placed', async () => {
    sandbox.control.on({ kind: 'pay-answer-lost', times: 1 })
    await expect(shop.place('lost-order')).rejects.toThrow()
    expect(sandbox.control.orders().map((order) => order.outTradeNo)).toEqual(['lost-order'])
  })

  it('over HTTP: on, listed, off; only JSON moves anything', async () => {
    const at = `${sandbox.url}/sandbox/control/switches`
    const headers = { 'content-type': 'application/json' }
    const on = (body: unknown, h: Record<string, string> = headers) =>
      fetch(at, { method: 'POST', headers: h, body: JSON.stringify(body) })
    expect((await on({ kind: 'pay-down' }, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await on({ kind: 'no-such' })).status).toBe(400)
    expect((await on({ kind: 'pay-down', times: 0 })).status).toBe(400)
    const rule = (await (await on({ kind: 'pay-down', outTradeNo: 'only-this' })).json()) as { id: string }
    expect(sandbox.control.switches()).toEqual([
      { ...rule, kind: 'pay-down', outTradeNo: 'only-this', struck: 0 },
    ])
    expect(await shop.place('not-this-one')).toMatch(/^wx/)
    expect((await refusalOf(shop.place('only-this'))).status).toBe(500)
    await fetch(`${at}/${rule.id}`, { method: 'DELETE', headers })
    expect(await shop.place('only-this')).toMatch(/^wx/)
  })
})
