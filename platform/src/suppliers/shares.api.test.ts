import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { aContract, SuppliedShop } from '../../test/supplied.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

const morning = (day: string) => Date.parse(`${day}T10:00:00+08:00`)
const ACCOUNT = '1900000109'

describe('orders shared with a supplier, to the fen', () => {
  let w: World
  let shop: TestShop
  let dairy: SuppliedShop
  let milk: TestSku
  const people = {} as Record<'finance' | 'chief' | 'owner' | 'manager' | 'dairy', Client>

  async function on(day: string): Promise<void> {
    await w.advance(morning(day) - w.now().getTime())
    await signIn()
  }
  async function signIn(): Promise<void> {
    const { t } = shop
    people.finance = await t.aPerson('finance')
    people.chief = await t.aPerson('finance')
    people.owner = await t.aPerson('owner')
    people.manager = await t.aPerson('store_manager', 'store', shop.storeId)
    people.dairy = await t.aPerson('supplier', 'supplier', dairy.supplierId)
    await shop.signInAgain()
  }
  /** Time passes for all that is timed, in small steps. */
  async function rounds(n = 3): Promise<void> {
    for (let i = 0; i < n; i++) {
      await w.advance(70_000)
      await w.sandbox.control.deliverDue()
    }
    await signIn()
  }
  /** Bought by H5, paid at WeChat Pay and fetched. */
  async function bought(quantity: number, own = 0): Promise<{ id: string; lineId: string; no: string }> {
    const lines = [{ skuId: milk.id, quantity }, ...(own ? [{ skuId: shop.sku.id, quantity: own }] : [])]
    const { id } = await shop.order({ lines })
    const no = await shop.pay(id)
    const order = await shop.mine(id)
    const { status, text } = await people.manager.post('/verifications', {
      storeId: shop.storeId,
      code: order.verification!.code,
    })
    if (status !== 200) throw new Error(text)
    const before = (await dairy.lines()).length
    await w.until(
      async () => (await w.facts('select 1 from settlement_lines where order_id = $1', [id])).length > 0,
      `lines of the order after ${before}`,
    )
    return { id, lineId: order.lines.find((l) => l.skuId === milk.id)!.id, no }
  }
  const refund = async (o: { id: string; lineId: string }, quantity: number) => {
    const body = { id: newId(), lines: [{ lineId: o.lineId, quantity }], reason: '破损' }
    const answer = await people.owner.post(`/orders/${o.id}/refunds`, body)
    expect([answer.status, answer.text]).toEqual([200, answer.text])
    return body.id
  }
  const sharesOf = async (orderId: string, more = '') =>
    (await people.finance.get(`/shares?orderId=${orderId}${more}`)).body.items
  const shareOf = async (orderId: string) => (await sharesOf(orderId, '&kind=share'))[0]
  const sandboxShares = (no: string) => w.sandbox.control.shares().filter((s) => s.outTradeNo === no)
  const refundOf = async (orderId: string) =>
    (await people.owner.get(`/orders/${orderId}`)).body.refunds as {
      id: string
      state: string
      held: boolean
    }[]

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    dairy = await SuppliedShop.open(shop, 'DAIRY')
    await on('2026-12-01')
    milk = await dairy.aSku(999)
    const { status, text } = await people.finance.post(
      `/suppliers/${dairy.supplierId}/contracts`,
      aContract(),
    )
    if (status !== 200) throw new Error(text)
  }, 60_000)
  afterAll(() => w.stop())

  it('a supplier gives its account, somebody else at HQ approves it, and WeChat Pay knows it', async () => {
    const before = await bought(1)
    expect(w.sandbox.control.orders().find((o) => o.outTradeNo === before.no)!.profitSharing).toBeUndefined()
    const asked = { id: newId(), account: ACCOUNT, name: '晨光乳业有限公司' }
    for (const _ of [1, 2]) {
      const { body } = await people.dairy.post('/supplier/share-receivers', asked)
      expect(body.items).toMatchObject([
        { account: ACCOUNT, state: 'proposed', proposed: { bySupplier: true }, allowed: [] },
      ])
    }
    const path = `/suppliers/${dairy.supplierId}/share-receivers`
    expect((await people.finance.post(path, { ...asked, id: newId() })).body.code).toBe(
      'sharing.receiver_waits',
    )
    expect((await people.dairy.post(`/share-receivers/${asked.id}/approve`)).status).toBe(403)
    const { body } = await people.finance.post(`/share-receivers/${asked.id}/approve`)
    expect(body).toMatchObject({ state: 'active', allowed: ['end'] })
    expect((await people.finance.post(`/share-receivers/${asked.id}/approve`)).body.code).toBe(
      'sharing.move_illegal',
    )
    expect((await people.finance.post(path, { ...asked, id: newId() })).body.code).toBe(
      'sharing.receiver_known',
    )
    const mchId = w.sandbox.keys.account(shop.t.ref.slug).mchId
    expect((await people.finance.post(path, { ...asked, id: newId(), account: mchId })).body.code).toBe(
      'sharing.own_account',
    )
  })

  it('who gave an account does not approve it; what WeChat Pay refuses is not used', async () => {
    const asked = { id: newId(), account: '1900000110', name: '错误的名称' }
    await people.finance.post(`/suppliers/${dairy.supplierId}/share-receivers`, asked)
    expect((await people.finance.post(`/share-receivers/${asked.id}/approve`)).body.code).toBe(
      'sharing.own_proposal',
    )
    w.sandbox.control.on({ kind: 'receiver-refused', times: 1 })
    const { body } = await people.chief.post(`/share-receivers/${asked.id}/approve`)
    expect(body).toMatchObject({ state: 'refused', note: '分账接收方全称与商户号不匹配' })
    const { items } = (await people.finance.get(`/suppliers/${dairy.supplierId}/share-receivers`)).body
    expect(items.map((r: { state: string }) => r.state)).toEqual(['refused', 'active'])
  })

  it('after the hold the supplier is sent its share within the ratio, once, and the rest is set free', async () => {
    expect((await people.finance.get('/share-settings')).body).toEqual({ maxRatio: 3000 })
    const order = await bought(10, 1)
    expect(w.sandbox.control.orders().find((o) => o.outTradeNo === order.no)!.profitSharing).toBe(true)
    await rounds()
    expect(await sharesOf(order.id)).toEqual([])
    await on('2026-12-08')
    await rounds()
    // 30 % of 109.90; the supplier's own is 87.41
    expect(await shareOf(order.id)).toMatchObject({
      state: 'done',
      amount: 3297,
      returned: 0,
      account: ACCOUNT,
      supplier: { code: 'DAIRY' },
      reason: '',
    })
    expect((await sharesOf(order.id, '&kind=unfreeze'))[0]).toMatchObject({ state: 'done', supplier: null })
    expect(sandboxShares(order.no).map((s) => [s.state, s.frees, s.receivers.length])).toEqual([
      ['FINISHED', true, 0],
      ['FINISHED', false, 1],
    ])
    await rounds()
    expect(sandboxShares(order.no)).toHaveLength(2)
    expect(await dairy.owed()).toBe(874 + 8741 - 3297)
    expect(await shop.balances()).toMatchObject({ sharing: 0 })
  })

  it('a brand that WeChat Pay grants more shares all that is the supplier’s', async () => {
    expect((await people.finance.put('/share-settings', { maxRatio: 0 })).status).toBe(400)
    expect((await people.finance.put('/share-settings', { maxRatio: 9000 })).body.maxRatio).toBe(9000)
    const tooMuch = await bought(2)
    await on('2026-12-15')
    await rounds()
    // granted less than the brand says: refused, and owed as before
    expect(await shareOf(tooMuch.id)).toMatchObject({ state: 'closed', reason: '超过最大分账比例' })
    expect(await shop.balances()).toMatchObject({ sharing: 0 })
    w.sandbox.control.shareUpTo(9000)
    const order = await bought(3)
    await on('2026-12-22')
    await rounds()
    expect(await shareOf(order.id)).toMatchObject({ state: 'done', amount: 2622 })
  })

  it('what is refunded before is not shared', async () => {
    const order = await bought(3)
    await refund(order, 1)
    await rounds()
    await on('2026-12-29')
    await rounds()
    expect(await shareOf(order.id)).toMatchObject({ state: 'done', amount: 1748 })
    expect(w.sandbox.control.returns()).toEqual([])
  })

  it('a refund after it waits until the share is back, and no longer', async () => {
    const order = (await w.facts<{ id: string }>(
      "select order_id as id from supplier_shares where amount = 2622 and state = 'done'",
    ))[0]!
    const [line] = await w.facts<{ id: string }>('select id from order_lines where order_id = $1', [order.id])
    w.sandbox.control.on({ kind: 'return-slow', times: 2 })
    await refund({ id: order.id, lineId: line!.id }, 1)
    await w.advance(1000)
    await w.advance(1000)
    expect(await refundOf(order.id)).toMatchObject([{ state: 'due', held: true }])
    expect(await shareOf(order.id)).toMatchObject({ returns: [{ state: 'sent', amount: 874 }] })
    expect((await people.finance.get('/shares?state=returning')).body.items).toHaveLength(1)
    expect(w.sandbox.control.refunds().filter((r) => r.refund === 999)).toHaveLength(1)
    await rounds(6)
    expect(await refundOf(order.id)).toMatchObject([{ state: 'done', held: false }])
    expect(await shareOf(order.id)).toMatchObject({ returned: 874, returns: [{ state: 'done' }] })
    expect(w.sandbox.control.returns()).toMatchObject([{ amount: 874, result: 'SUCCESS' }])
    const [back, sent] = [w.sandbox.control.returns()[0]!, w.sandbox.control.refunds()[0]!]
    expect(back.finishedAt! <= sent.createdAt).toBe(true)
  })
})
