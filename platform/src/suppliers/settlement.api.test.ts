import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { aContract, SuppliedShop } from '../../test/supplied.js'
import { newId, World, type Client, type TestSku } from '../../test/world.js'

/** The morning of the first day of a month in China. */
const morning = (day: string) => Date.parse(`${day}T10:00:00+08:00`)

describe('a supplier’s months, to the fen', () => {
  let w: World
  let shop: TestShop
  let dairy: SuppliedShop
  let milk: TestSku
  const people = {} as Record<'finance' | 'chief' | 'owner' | 'manager' | 'dairy' | 'farm', Client>
  let farmId: string
  let december: string
  let january: string
  let first: string

  /** Moves the clock to a day; who is wanted there signs in. */
  async function on(day: string, ...who: (keyof typeof people)[]): Promise<void> {
    await w.advance(morning(day) - w.now().getTime())
    const { t } = shop
    const come: Record<keyof typeof people, () => Promise<Client>> = {
      finance: () => t.aPerson('finance'),
      chief: () => t.aPerson('finance'),
      owner: () => t.aPerson('owner'),
      manager: () => t.aPerson('store_manager', 'store', shop.storeId),
      dairy: () => t.aPerson('supplier', 'supplier', dairy.supplierId),
      farm: () => t.aPerson('supplier', 'supplier', farmId),
    }
    for (const one of who) people[one] = await come[one]()
  }
  const lineOf = async (orderId: string, sku: TestSku): Promise<string> =>
    (
      await w.facts<{ id: string }>('select id from order_lines where order_id = $1 and sku_id = $2', [
        orderId,
        sku.id,
      ])
    )[0]!.id
  const statements = async () =>
    (await people.finance.get(`/statements?supplierId=${dairy.supplierId}`)).body.items
  const refund = async (orderId: string, line: object) => {
    const answer = await people.owner.post(`/orders/${orderId}/refunds`, {
      id: newId(),
      lines: [line],
      reason: '破损',
    })
    expect([answer.status, answer.text]).toEqual([200, answer.text])
    return answer.body
  }

  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    dairy = await SuppliedShop.open(shop, 'DAIRY')
    farmId = (await SuppliedShop.open(shop, 'FARM')).supplierId
    await on('2026-12-01', 'finance', 'owner', 'manager', 'dairy', 'farm')
    await shop.signInAgain()
    milk = await dairy.aSku(999)
  }, 60_000)
  afterAll(() => w.stop())

  it('what is sold before there is a contract waits, and is in no book', async () => {
    first = await dairy.sell(people.manager, [
      { sku: milk, quantity: 3 },
      { sku: shop.sku, quantity: 1 },
    ])
    expect(await dairy.settled(1)).toEqual([
      { kind: 'sale', quantity: 3, base: 2997, rate: null, commission: 0, amount: 0, waiting: 'no_contract' },
    ])
    expect(await dairy.owed()).toBe(0)
    const { body } = await people.finance.get('/supplier-accounts')
    expect(body.items[0]).toMatchObject({
      supplier: { code: 'DAIRY' },
      contract: null,
      balance: 0,
      waiting: { lines: 1, base: 2997 },
    })
    const early = { id: newId(), amount: 1, note: 'x' }
    expect((await people.finance.post(`/suppliers/${dairy.supplierId}/adjustments`, early)).body.code).toBe(
      'settlement.no_contract',
    )
  })

  it('a contract settles what waited, is written once, and its next version begins after it', async () => {
    const path = `/suppliers/${dairy.supplierId}/contracts`
    const body = aContract({ feeFixed: 10_000, feeRate: 100 })
    expect((await people.finance.post(path, { ...body, until: '2026-11-30' })).status).toBe(400)
    expect((await people.finance.post(path, { ...body, model: 'supply_price' })).status).toBe(400)
    const rates = [1, 2].map((rate) => ({ categoryId: shop.t.categoryId, rate }))
    expect((await people.finance.post(path, { ...body, categoryRates: rates })).body.code).toBe(
      'settlement.category_twice',
    )
    const stray = [{ categoryId: newId(), rate: 1 }]
    expect((await people.finance.post(path, { ...body, categoryRates: stray })).status).toBe(404)
    for (const _ of [1, 2]) {
      const { body: agreed } = await people.finance.post(path, body)
      expect(agreed.items).toMatchObject([
        { version: 1, rate: 1250, state: 'in_force', endsOn: null, currency: 'CNY' },
      ])
    }
    const again = await people.finance.post(path, aContract({ from: '2026-12-01' }))
    expect([again.status, again.body.code, again.body.args.earliest]).toEqual([
      409,
      'settlement.contract_overlaps',
      '2026-12-02',
    ])
    expect((await people.finance.delete(`/contracts/${body.id}`)).body.code).toBe(
      'settlement.contract_in_force',
    )
    const later = aContract({ from: '2027-06-01' })
    expect(
      (await people.finance.post(path, later)).body.items.map((c: { state: string }) => c.state),
    ).toEqual(['upcoming', 'in_force'])
    expect((await people.finance.delete(`/contracts/${later.id}`)).status).toBe(204)
    expect((await people.dairy.get('/supplier/contracts')).body.items).toMatchObject([
      { id: body.id, endsOn: null },
    ])
    expect((await people.farm.get('/supplier/contracts')).body.items).toEqual([])
    await w.until(async () => (await dairy.lines())[0]!['waiting'] === null, 'the line that waited')
    expect(await dairy.lines()).toEqual([
      { kind: 'sale', quantity: 3, base: 2997, rate: 1250, commission: 375, amount: 2622, waiting: null },
    ])
    expect(await dairy.owed()).toBe(2622)
  })

  it('an order counts once it is handed over, not when it is paid or called off', async () => {
    const lines = [{ skuId: milk.id, quantity: 2 }]
    const off = await shop.paidOrder({ lines })
    expect((await people.manager.post(`/orders/${off.id}/cancel`, { reason: '缺货' })).status).toBe(200)
    const order = await shop.paidOrder({ lines })
    expect(await dairy.lines()).toHaveLength(1)
    const { status } = await people.manager.post('/verifications', {
      storeId: shop.storeId,
      code: order.verification!.code,
    })
    expect(status).toBe(200)
    expect((await dairy.settled(2))[1]).toMatchObject({ base: 1998, commission: 250, amount: 1748 })
  })

  it('two partial refunds reverse at the rate of the sale, and never more than is left', async () => {
    const lineId = await lineOf(first, milk)
    const back = await refund(first, { lineId, quantity: 1 })
    expect(back).toMatchObject({ payment: 'part_refunded', refunded: 999, status: 'completed' })
    await dairy.settled(3)
    expect(await refund(first, { lineId, amount: 100 })).toMatchObject({ refunded: 1099 })
    expect((await dairy.settled(4)).slice(2)).toEqual([
      { kind: 'refund', quantity: -1, base: -999, rate: 1250, commission: -125, amount: -874, waiting: null },
      { kind: 'refund', quantity: 0, base: -100, rate: 1250, commission: -13, amount: -87, waiting: null },
    ])
    const ask = (line: object) =>
      people.owner.post(`/orders/${first}/refunds`, { id: newId(), lines: [line], reason: 'x' })
    for (const line of [
      { lineId, quantity: 3 },
      { lineId, amount: 1899 },
    ])
      expect((await ask(line)).body.code).toBe('selling.refund_beyond_line')
    expect((await ask({ lineId: newId(), quantity: 1 })).status).toBe(404)
    expect(await dairy.owed()).toBe(2622 + 1748 - 874 - 87)
    expect(await shop.balances()).toMatchObject({ commission: -487, supplier_goods: 3896 })
  })

  it('the same refund again changes nothing; another one under its id is refused', async () => {
    const id = newId()
    const body = { id, lines: [{ lineId: await lineOf(first, shop.sku), quantity: 1 }], reason: '破损' }
    for (const _ of [1, 2])
      expect((await people.owner.post(`/orders/${first}/refunds`, body)).body.refunded).toBe(2099)
    const other = { ...body, lines: [{ lineId: await lineOf(first, milk), quantity: 1 }] }
    expect((await people.owner.post(`/orders/${first}/refunds`, other)).body.code).toBe(
      'selling.refund_differs',
    )
    const open = await shop.paidOrder()
    const early = { id: newId(), lines: [{ lineId: open.lines[0]!.id, quantity: 1 }], reason: 'x' }
    expect((await people.owner.post(`/orders/${open.id}/refunds`, early)).body.code).toBe(
      'selling.not_refundable',
    )
  })

  it('a month closes at its end in the brand’s zone: sales, refunds, fee and adjustment add up, and a debt is carried', async () => {
    const adjustment = { id: newId(), amount: 500, note: '样品' }
    for (const _ of [1, 2])
      expect(
        (await people.finance.post(`/suppliers/${dairy.supplierId}/adjustments`, adjustment)).status,
      ).toBe(204)
    await w.advance(Date.parse('2026-12-31T23:59:00+08:00') - w.now().getTime())
    expect(await w.facts('select 1 from supplier_statements')).toEqual([])
    await on('2027-01-01', 'finance', 'dairy', 'manager', 'owner')
    const [one, ...others] = await statements()
    expect(others).toEqual([])
    expect(one).toMatchObject({
      number: 'DAIRY-20261201',
      from: '2026-12-01',
      to: '2026-12-31',
      opening: 0,
      gross: 3896,
      commission: 487,
      sales: 4370,
      refunds: -961,
      fees: -10_039,
      adjustments: 500,
      closing: -6130,
      lineCount: 6,
      state: 'issued',
    })
    december = one.id
    expect(await dairy.owed()).toBe(-6130)
    await w.advance(0)
    expect(await statements()).toHaveLength(1)
  })

  it('both sides confirm; a debt is settled by being carried', async () => {
    expect((await people.dairy.post(`/supplier/statements/${december}/confirm`)).body).toMatchObject({
      state: 'supplier_confirmed',
      allowed: [],
    })
    expect((await people.dairy.post(`/supplier/statements/${december}/confirm`)).body.code).toBe(
      'settlement.move_illegal',
    )
    const { body } = await people.finance.post(`/statements/${december}/confirm`)
    expect(body).toMatchObject({ state: 'settled', allowed: [] })
    expect(body.brand.by).toMatch(/^finance/)
    expect(
      (await people.finance.post('/payouts', { id: newId(), supplierId: dairy.supplierId })).body.code,
    ).toBe('settlement.nothing_to_pay')
  })

  it('the next month opens with the debt; what comes back of the month before counts in this one', async () => {
    await dairy.sell(people.manager, [{ sku: milk, quantity: 20 }])
    const [{ id }] = (await w.facts<{ id: string }>(
      "select order_id as id from settlement_lines where base = 1998 and kind = 'sale'",
    )) as [{ id: string }]
    await refund(id, { lineId: await lineOf(id, milk), quantity: 1 })
    await w.until(async () => {
      await shop.w.advance(60_000)
      await w.sandbox.control.deliverDue()
      return (await dairy.lines()).length >= 8
    }, 'the refund by WeChat Pay')
    await on('2027-02-01', 'finance', 'dairy', 'farm', 'manager')
    const [two] = await statements()
    expect(two).toMatchObject({
      opening: -6130,
      sales: 17_482,
      refunds: -874,
      fees: -10_190,
      adjustments: 0,
      closing: 288,
    })
    january = two.id
  })

  it('a supplier sees its own lines and never the shopper, nor another’s', async () => {
    const { body } = await people.dairy.get(`/supplier/statements/${january}/lines?limit=2`)
    expect(body.items).toHaveLength(2)
    const rest = (
      await people.dairy.get(`/supplier/statements/${january}/lines?limit=2&cursor=${body.nextCursor}`)
    ).body
    const all = [...body.items, ...rest.items]
    expect(all.map((l: { kind: string; amount: number }) => [l.kind, l.amount]).sort()).toEqual([
      ['fee', -10_190],
      ['refund', -874],
      ['sale', 17_482],
    ])
    expect(all.every((l: { orderId: unknown }) => l.orderId === null)).toBe(true)
    expect(JSON.stringify(all)).not.toMatch(/member|phone|contact/i)
    const brand = (await people.finance.get(`/statements/${january}/lines?kind=sale`)).body.items
    expect(brand).toMatchObject([
      { orderId: expect.any(String), base: 19_980, commission: 2498, rate: 1250, quantity: 20 },
    ])
    for (const path of ['', '/lines', '/export'])
      expect((await people.farm.get(`/supplier/statements/${january}${path}`)).status).toBe(404)
    expect((await people.farm.post(`/supplier/statements/${january}/confirm`)).status).toBe(404)
    expect((await people.farm.get('/supplier/statements')).body.items).toEqual([])
    expect((await people.dairy.get(`/statements/${january}`)).status).toBe(403)
    expect((await people.manager.get('/statements')).status).toBe(403)
  })

  it('a disputed line stops the statement until HQ answers; then it is issued again', async () => {
    const [line] = (await people.dairy.get(`/supplier/statements/${january}/lines?kind=refund`)).body.items
    const path = `/supplier/statements/${january}/disputes`
    const asked = { id: newId(), lineId: line.id, reason: '退货没有收到' }
    for (const _ of [1, 2])
      expect((await people.dairy.post(path, asked)).body).toMatchObject({
        state: 'disputed',
        disputes: [{ state: 'open' }],
      })
    expect((await people.dairy.post(path, { ...asked, id: newId() })).body.code).toBe(
      'settlement.line_disputed_already',
    )
    expect((await people.dairy.post(path, { ...asked, id: newId(), lineId: newId() })).status).toBe(404)
    expect((await people.finance.post(`/statements/${january}/confirm`)).body.code).toBe(
      'settlement.move_illegal',
    )
    const answers = `/statements/${january}/disputes/${asked.id}/answer`
    expect((await people.finance.post(answers, { amount: 0, answer: 'x' })).body.code).toBe(
      'settlement.amount_zero',
    )
    const { body } = await people.finance.post(answers, { amount: 112, answer: '补差' })
    expect(body).toMatchObject({
      state: 'issued',
      adjustments: 112,
      closing: 400,
      disputes: [{ state: 'accepted', amount: 112 }],
    })
    expect((await people.finance.post(answers, { amount: 1, answer: 'x' })).body.code).toBe(
      'settlement.dispute_answered',
    )
    const [fee] = (await people.dairy.get(`/supplier/statements/${january}/lines?kind=fee`)).body.items
    const second = { id: newId(), lineId: fee.id, reason: '费用' }
    await people.dairy.post(path, second)
    const refused = await people.finance.post(`/statements/${january}/disputes/${second.id}/answer`, {
      amount: null,
      answer: '按合同',
    })
    expect(refused.body).toMatchObject({
      state: 'issued',
      closing: 400,
      disputes: [{}, { state: 'rejected', amount: null }],
    })
    expect(await dairy.owed()).toBe(400)
  })

  it('a sheet of all lines, as a side sees them, that no spreadsheet takes for a formula', async () => {
    await w.facts(
      "update settlement_lines set note = '=1+1' where statement_id = $1 and kind = 'adjustment'",
      [january],
    )
    const { text, headers } = await people.dairy.get(`/supplier/statements/${january}/export?format=csv`)
    expect(headers['content-disposition']).toContain('statement-DAIRY-20270101.csv')
    const rows = text.trim().split('\r\n')
    expect(rows).toHaveLength(5)
    expect(rows.join('\n')).toContain('174.82')
    expect(rows.join('\n')).toMatch(/'=1\+1/)
    expect((await people.finance.get(`/statements/${january}/export?format=xlsx`)).status).toBe(200)
  })

  it('after the hold one person proposes, another approves, and the bank’s reference ends it', async () => {
    await people.dairy.post(`/supplier/statements/${january}/confirm`)
    expect((await people.finance.post(`/statements/${january}/confirm`)).body).toMatchObject({
      state: 'confirmed',
      availableOn: '2027-02-07',
    })
    const asked = { id: newId(), supplierId: dairy.supplierId }
    expect((await people.finance.post('/payouts', asked)).body.code).toBe('settlement.nothing_to_pay')
    await on('2027-02-08', 'finance', 'chief', 'dairy')
    const { body } = await people.finance.post('/payouts', asked)
    expect(body).toMatchObject({ number: 'DAIRY-P1', amount: 400, state: 'proposed', allowed: ['refuse'] })
    expect((await people.finance.post('/payouts', asked)).body.number).toBe('DAIRY-P1')
    const at = (move: string) => `/payouts/${asked.id}/${move}`
    expect((await people.finance.post(at('approve'))).body.code).toBe('settlement.own_proposal')
    expect((await people.finance.post(at('pay'), { bankRef: 'B-1' })).body.code).toBe(
      'settlement.move_illegal',
    )
    expect((await people.chief.post(at('refuse'), { note: '账户待核' })).body).toMatchObject({
      state: 'refused',
    })
    const again = { ...asked, id: newId() }
    expect((await people.finance.post('/payouts', again)).body).toMatchObject({
      number: 'DAIRY-P2',
      amount: 400,
    })
    expect((await people.chief.post(`/payouts/${again.id}/approve`)).body).toMatchObject({
      state: 'approved',
    })
    const { body: paid } = await people.finance.post(`/payouts/${again.id}/pay`, { bankRef: 'B-2027-1' })
    expect(paid).toMatchObject({ state: 'paid', bankRef: 'B-2027-1', allowed: [] })
    expect((await people.dairy.get(`/supplier/statements/${january}`)).body).toMatchObject({
      state: 'settled',
      payout: { state: 'paid', bankRef: 'B-2027-1' },
    })
    expect(await dairy.owed()).toBe(0)
    expect(await shop.balances()).toMatchObject({ bank: -400 })
  })

  it('what is owed now bounds what is paid', async () => {
    await on('2027-02-28', 'manager')
    await dairy.sell(people.manager, [{ sku: milk, quantity: 100 }])
    await dairy.settled(11)
    await on('2027-03-01', 'finance', 'dairy')
    const [three] = await statements()
    expect(three).toMatchObject({ opening: 0, closing: 99_900 - 12_488 - 10_000 - 999 })
    await people.dairy.post(`/supplier/statements/${three.id}/confirm`)
    await people.finance.post(`/statements/${three.id}/confirm`)
    const id = newId()
    await people.finance.post(`/suppliers/${dairy.supplierId}/adjustments`, { id, amount: -1, note: '破损' })
    await on('2027-03-08', 'finance')
    const { body } = await people.finance.post('/payouts', { id: newId(), supplierId: dairy.supplierId })
    expect([body.code, body.args.balance]).toEqual(['settlement.payout_exceeds_balance', '¥764.12'])
  })
})
