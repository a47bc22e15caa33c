import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SharedShop } from '../../test/shared-shop.js'
import { aContract, SuppliedShop } from '../../test/supplied.js'
import { newId } from '../../test/world.js'

describe('orders shared with a supplier, to the fen', () => {
  let s: SharedShop
  beforeAll(async () => {
    s = await SharedShop.open('2026-12-01')
  }, 60_000)
  afterAll(() => s.w.stop())

  it('a supplier gives its account, somebody else at HQ approves it, and WeChat Pay knows it', async () => {
    const { t } = s.shop
    const farm = await SuppliedShop.open(s.shop, 'FARM')
    const person = await t.aPerson('supplier', 'supplier', farm.supplierId)
    const asked = { id: newId(), account: '1900000208', name: '果园有限公司' }
    for (const _ of [1, 2]) {
      const { body } = await person.post('/supplier/share-receivers', asked)
      expect(body.items).toMatchObject([
        { account: asked.account, state: 'proposed', proposed: { bySupplier: true }, allowed: [] },
      ])
    }
    const path = `/suppliers/${farm.supplierId}/share-receivers`
    const { finance } = s.people
    expect((await finance.post(path, { ...asked, id: newId() })).body.code).toBe('sharing.receiver_waits')
    expect((await person.post(`/share-receivers/${asked.id}/approve`)).status).toBe(403)
    const { body } = await finance.post(`/share-receivers/${asked.id}/approve`)
    expect(body).toMatchObject({ state: 'active', allowed: ['end'] })
    expect((await finance.post(`/share-receivers/${asked.id}/approve`)).body.code).toBe(
      'sharing.move_illegal',
    )
    expect((await finance.post(path, { ...asked, id: newId() })).body.code).toBe('sharing.receiver_known')
    const { mchId } = s.w.sandbox.keys.account(t.ref.slug)
    expect((await finance.post(path, { ...asked, id: newId(), account: mchId })).body.code).toBe(
      'sharing.own_account',
    )
  })

  it('who gave an account does not approve it; what WeChat Pay refuses is not used', async () => {
    const path = `/suppliers/${s.dairy.supplierId}/share-receivers`
    const asked = { id: newId(), account: '1900000110', name: '错误的名称' }
    await s.people.finance.post(path, asked)
    expect((await s.people.finance.post(`/share-receivers/${asked.id}/approve`)).body.code).toBe(
      'sharing.own_proposal',
    )
    s.w.sandbox.control.on({ kind: 'receiver-refused', times: 1 })
    const { body } = await s.people.chief.post(`/share-receivers/${asked.id}/approve`)
    expect(body).toMatchObject({ state: 'refused', note: '分账接收方全称与商户号不匹配' })
    const { items } = (await s.people.finance.get(path)).body
    expect(items.map((r: { state: string }) => r.state)).toEqual(['refused', 'active'])
  })

  it('an approval that WeChat Pay did not answer is made known by a job', async () => {
    const farm = await SuppliedShop.open(s.shop, 'LATE')
    const asked = { id: newId(), account: '1900000111', name: '菜园有限公司' }
    await s.people.finance.post(`/suppliers/${farm.supplierId}/share-receivers`, asked)
    s.w.sandbox.control.on({ kind: 'pay-down', times: 1 })
    expect((await s.people.chief.post(`/share-receivers/${asked.id}/approve`)).body.state).toBe('adding')
    await s.rounds(1)
    const { items } = (await s.people.finance.get(`/suppliers/${farm.supplierId}/share-receivers`)).body
    expect(items).toMatchObject([{ state: 'active' }])
  })

  it('after the hold the supplier is sent its share within the ratio, once, and the rest is set free', async () => {
    await s.people.finance.put('/share-settings', { maxRatio: 3000 })
    const owed = await s.dairy.owed()
    const order = await s.bought(10, 1)
    const held = s.w.sandbox.control.orders().find((o) => o.outTradeNo === order.no)!
    expect(held.profitSharing).toBe(true)
    await s.rounds()
    expect(await s.sharesOf(order.id)).toEqual([])
    await s.later(7)
    await s.rounds()
    // 30 % of 109.90; the supplier's own is 87.41
    expect(await s.shareOf(order.id)).toMatchObject({
      state: 'done',
      amount: 3297,
      returned: 0,
      account: s.account,
      supplier: { code: 'DAIRY' },
      reason: '',
    })
    expect((await s.sharesOf(order.id, '&kind=unfreeze'))[0]).toMatchObject({ state: 'done', supplier: null })
    expect(s.sandboxShares(order.no).map((one) => [one.state, one.frees, one.receivers.length])).toEqual([
      ['FINISHED', true, 0],
      ['FINISHED', false, 1],
    ])
    await s.rounds()
    expect(s.sandboxShares(order.no)).toHaveLength(2)
    expect(await s.dairy.owed()).toBe(owed + 8741 - 3297)
    expect(await s.shop.balances()).toMatchObject({ sharing: 0 })
    await s.people.finance.put('/share-settings', { maxRatio: 9000 })
  })

  it('what WeChat Pay does not grant is owed as before', async () => {
    expect((await s.people.finance.put('/share-settings', { maxRatio: 0 })).status).toBe(400)
    s.w.sandbox.control.shareUpTo(3000)
    const order = await s.bought(2)
    await s.later(7)
    await s.rounds()
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'closed', reason: '超过最大分账比例' })
    expect(await s.shop.balances()).toMatchObject({ sharing: 0 })
    s.w.sandbox.control.shareUpTo(9000)
  })

  it('what is refunded before is not shared', async () => {
    const order = await s.bought(3)
    await s.refund(order, 1)
    await s.rounds()
    await s.later(7)
    await s.rounds()
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'done', amount: 1748, returns: [] })
  })

  it('a refund after it waits until the share is back, and no longer', async () => {
    const order = await s.bought(3)
    await s.later(7)
    await s.rounds()
    expect(await s.shareOf(order.id)).toMatchObject({ state: 'done', amount: 2622 })
    const refundsBefore = s.w.sandbox.control.refunds().length
    s.w.sandbox.control.on({ kind: 'return-slow', times: 2 })
    await s.refund(order, 1)
    s.w.shift(1000)
    await s.work()
    s.w.shift(1000)
    await s.work()
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'due', held: true }])
    expect(await s.shareOf(order.id)).toMatchObject({ returns: [{ state: 'sent', amount: 874 }] })
    expect((await s.people.finance.get('/shares?state=returning')).body.items).toHaveLength(1)
    expect(s.w.sandbox.control.refunds()).toHaveLength(refundsBefore)
    await s.rounds(6)
    expect(await s.refundsOf(order.id)).toMatchObject([{ state: 'done', held: false }])
    expect(await s.shareOf(order.id)).toMatchObject({ returned: 874, returns: [{ state: 'done' }] })
    const [back, sent] = [s.w.sandbox.control.returns()[0]!, s.w.sandbox.control.refunds()[0]!]
    expect(back).toMatchObject({ amount: 874, result: 'SUCCESS' })
    expect(back.finishedAt! <= sent.createdAt).toBe(true)
  })

  it('orders of two suppliers are shared by their parts; ended accounts and cash are not', async () => {
    const farm = await SuppliedShop.open(s.shop, 'TWO')
    const asked = { id: newId(), account: '1900000112', name: '粮仓有限公司' }
    await s.people.finance.post(`/suppliers/${farm.supplierId}/contracts`, aContract({ holdDays: 9 }))
    await s.people.finance.post(`/suppliers/${farm.supplierId}/share-receivers`, asked)
    await s.people.chief.post(`/share-receivers/${asked.id}/approve`)
    const rice = await farm.aSku(1000)
    const order = await s.bought(1, 0, [{ skuId: rice.id, quantity: 1 }])
    await s.later(7)
    await s.rounds()
    expect(await s.sharesOf(order.id)).toMatchObject([{ supplier: { code: 'DAIRY' }, amount: 874 }])
    await s.later(2)
    await s.rounds()
    expect(await s.sharesOf(order.id)).toMatchObject([
      { kind: 'unfreeze', state: 'done' },
      { supplier: { code: 'TWO' }, amount: 875, state: 'done' },
      { supplier: { code: 'DAIRY' }, amount: 874, state: 'done' },
    ])
    await s.people.chief.post(`/share-receivers/${asked.id}/end`, { note: '停用' })
    const sold = await s.dairy.sell(s.people.manager, [{ sku: rice, quantity: 1 }])
    expect(await s.w.facts('select 1 from payments where order_id = $1 and profit_sharing', [sold])).toEqual(
      [],
    )
  })
})
