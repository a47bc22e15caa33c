import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { AGREED, newId, World, type Client, type TestTenant } from '../../test/world.js'

const REASON = '顾客到店要求删除账号'

describe('privacy of shoppers', () => {
  let w: World
  let s: TestShop
  let phones = 0
  beforeAll(async () => {
    w = await World.start()
    s = await TestShop.open(w)
  })
  afterAll(() => w.stop())

  const newPhone = () => `1377700${String(++phones).padStart(4, '0')}`
  async function codeTo(phone: string, t = s.t): Promise<string> {
    if (w.sandbox.control.sms(phone).length) w.shift(61_000)
    expect((await t.api.post('/shop/auth/sms', { phone })).status).toBe(204)
    return /\d{6}/.exec(w.sandbox.control.sms(phone)[0]!.text)![0]
  }
  const signInBy = async (phone: string, t = s.t, agreed: object | undefined = AGREED) =>
    t.api.post('/shop/auth/sms/verify', { phone, code: await codeTo(phone, t), agreed })
  /** A shopper who came by phone. */
  async function aShopper(phone = newPhone(), t = s.t) {
    const { body, status } = await signInBy(phone, t)
    expect(status).toBe(200)
    const { accessToken, refreshToken, member } = body
    return { phone, client: t.api.as(accessToken), refreshToken, id: member.id as string }
  }
  const proofTo = async (phone: string) => ({ proof: { by: 'sms', code: await codeTo(phone) } })
  const wrong = { proof: { by: 'sms', code: 'nonsense' } }
  /** Somebody behind the counter: the clock moves on too far for one session. */
  const staff = () => s.t.aPerson('store_manager', 'store', s.storeId)
  const boss = () => s.t.aPerson('owner')
  /** Buys, and has it handed over. */
  async function bought(client: Client, change = {}): Promise<string> {
    const { id } = await s.paidOrder(change, client)
    const [card] = await w.facts('select code from verification_codes where order_id = $1', [id])
    const done = await (await staff()).post('/verifications', { storeId: s.storeId, code: card!['code'] })
    expect(done.status).toBe(200)
    return id
  }
  /** The tables of the database that hold a text anywhere in any row. */
  async function tablesWith(text: string): Promise<string[]> {
    const rows = await w.facts<{ t: string }>(
      `select t from (select format('%I.%I', schemaname, tablename) as t from pg_tables where schemaname not in ('pg_catalog', 'information_schema')) x
        where xpath_exists('/row/c[text() > 0]', query_to_xml(format('select count(*) as c from %s x where x::text like %L', t, $1::text), false, true, '')) order by 1`,
      [`%${text}%`],
    )
    return rows.map(({ t }) => t)
  }
  const sums = () =>
    w.facts(
      `select (select json_agg(json_build_array(id, status, payment, payable, paid, refunded, quote, placed_at) order by id) from orders) as orders, (select json_agg(l order by id) from order_lines l) as lines,
        (select json_agg(p order by id) from payments p) as payments, (select json_agg(l order by id) from ledger_transfers l) as ledger, (select json_agg(m order by id) from stock_movements m) as stock, (select json_agg(v order by location_id, sku_id) from stock_levels v) as levels`,
    )

  describe('the notice', () => {
    const text = { zh: '第二版 <b>政策</b>', en: 'Second <script>alert(1)</script>' }
    const told = { zh: '说明', en: 'what for' }
    let t: TestTenant
    beforeAll(async () => void (t = await w.aTenant()))
    const next = (base: number) => ({ base, text, purposes: { service: told, location: told } })

    it('ships with the brand’s name in it, for anybody to read', async () => {
      const { status, body } = await t.api.get('/shop/privacy')
      expect([status, body.version, body.publishedAt]).toEqual([200, 1, null])
      expect(body.text.zh).toContain(`品牌${t.ref.slug}（以下称“我们”）`)
      expect(body.text.en).toContain(t.ref.slug)
      expect(`${body.text.zh}${body.text.en}`).not.toMatch(/\{\w+\}/)
    })

    it('nobody is written down who has not agreed; the code stays good', async () => {
      const phone = newPhone()
      const code = await codeTo(phone, t)
      const refused = await t.api.post('/shop/auth/sms/verify', { phone, code })
      const byWechat = await t.api.post('/shop/auth/wechat', { code: 'code-noname-1' })
      expect([refused.status, refused.body.code, byWechat.body.code]).toEqual([
        422,
        'members.consent_needed',
        'members.consent_needed',
      ])
      expect(await w.facts('select id from members where phone = $1', [phone])).toEqual([])
      const stale = { phone, code, agreed: { version: 7, client: 'h5' } }
      expect((await t.api.post('/shop/auth/sms/verify', stale)).body.code).toBe('members.notice_changed')
      expect(await w.facts('select id from members where phone = $1', [phone])).toEqual([])
      const taken = await t.api.post('/shop/auth/sms/verify', { phone, code, agreed: AGREED })
      expect(taken.status).toBe(200)
      expect(
        (await t.api.post('/shop/auth/sms/verify', { phone, code: await codeTo(phone, t) })).status,
      ).toBe(200)
    })

    it('a new version is HQ’s to write, from the newest, and asks everybody again', async () => {
      const { client } = await aShopper(newPhone(), t)
      const owner = await t.aPerson('owner')
      expect((await client.get('/shop/me/privacy')).body).toMatchObject({ version: 1, mustAgree: false })
      expect(
        (
          await (
            await t.aPerson('store_manager', 'store', await t.aStore())
          ).post('/privacy/notices', next(1))
        ).status,
      ).toBe(403)
      expect((await owner.post('/privacy/notices', next(2))).body.code).toBe('members.notice_changed')
      const made = await owner.post('/privacy/notices', next(1))
      expect([made.status, made.body.version, made.body.text]).toEqual([201, 2, text])
      expect((await owner.post('/privacy/notices', next(1))).status).toBe(409)
      expect((await t.api.get('/shop/privacy')).body).toMatchObject({ version: 2, text })
      expect((await client.get('/shop/me/privacy')).body).toMatchObject({ version: 2, mustAgree: true })
      const old = { version: 1, client: 'h5', purpose: 'service', given: true }
      expect((await client.post('/shop/me/consents', old)).body.code).toBe('members.notice_changed')
      const again = await client.post('/shop/me/consents', { ...old, version: 2 })
      expect([again.status, again.body.mustAgree]).toEqual([200, false])
      const { items } = (await owner.get('/privacy/notices')).body
      expect(items.map((one: any) => [one.version, one.agreed])).toEqual([
        [2, 1],
        [1, 1],
      ])
      expect(items[0].publishedBy).toMatch(/^owner/)
    })
  })

  it('each consent is a row of its own; what is required is withdrawn only with the account', async () => {
    const { client, id } = await aShopper()
    const say = (purpose: string, given: boolean, at = 1) =>
      client.post('/shop/me/consents', { purpose, given, version: at, client: 'mini_program' })
    expect((await say('location', true)).body.consents).toEqual([
      { purpose: 'service', required: true, given: true, version: 1, at: expect.any(String) },
      { purpose: 'location', required: false, given: true, version: 1, at: expect.any(String) },
    ])
    await say('location', true)
    expect((await say('location', false, 9)).body.consents[1].given).toBe(false)
    expect((await say('service', false)).body.code).toBe('members.purpose_required')
    expect((await say('marketing', true)).status).toBe(400)
    const rows = await w.facts(
      'select purpose, given, version, client from member_consents where member_id = $1 order by id',
      [id],
    )
    expect(rows.map((r) => [r['purpose'], r['given'], Number(r['version']), r['client']])).toEqual([
      ['service', true, 1, 'h5'],
      ['location', true, 1, 'mini_program'],
      ['location', false, 9, 'mini_program'],
    ])
  })

  it('an export holds all of one’s own and nothing of others, five times a day, for who proves it', async () => {
    const { client, phone, id } = await aShopper()
    await client.patch('/shop/me', { name: '司徒导出' })
    const level = newId()
    await (
      await s.t.aPerson('owner')
    ).put(`/member-levels/${level}`, { name: { zh: '金卡', en: 'Gold' }, rank: 1, percentOff: 0 })
    await w.facts('update members set level_id = $2 where id = $1', [id, level])
    const orderId = await bought(client, { note: '要熟的' })
    await client.put(`/shop/cart/lines/${s.sku.id}`, { storeId: s.storeId, quantity: 3 })
    await s.shopper.put(`/shop/cart/lines/${s.sku.id}`, { storeId: s.storeId, quantity: 9 })
    await bought(s.shopper, { contactPhone: '13000009999', contactName: '别人' })
    expect((await client.post('/shop/me/export', wrong)).body.code).toBe('members.code_wrong')
    const other = await aShopper()
    const foreign = await client.post('/shop/me/export', await proofTo(other.phone))
    expect([foreign.status, foreign.body.code]).toEqual([422, 'members.code_wrong'])
    const { status, body, text } = await client.post('/shop/me/export', await proofTo(phone))
    expect([status, body.profile]).toEqual([
      200,
      {
        id,
        name: '司徒导出',
        phone,
        wechatOpenId: null,
        wechatUnionId: null,
        avatarUrl: null,
        since: expect.any(String),
        level: { zh: '金卡', en: 'Gold' },
      },
    ])
    expect(body.orders).toMatchObject([
      {
        id: orderId,
        status: 'completed',
        paid: 2000,
        contactName: '司徒导出',
        contactPhone: phone,
        note: '要熟的',
        lines: [{ quantity: 2, unitPrice: 1000, total: 2000 }],
        payments: [{ method: 'wechat_native', state: 'paid', amount: 2000 }],
        refunds: [],
      },
    ])
    expect(body.carts).toMatchObject([{ code: s.sku.code, quantity: 3 }])
    expect([body.consents.length, body.devices.length, body.ordersLeftOut]).toEqual([1, 1, 0])
    expect(body.requests).toEqual([{ kind: 'export', at: expect.any(String) }])
    for (const secret of ['13000009999', '别人', 'hash', 'tenant', other.phone, s.shopper.memberId])
      expect(text).not.toContain(secret)
    for (let n = 2; n <= 5; n++)
      expect((await client.post('/shop/me/export', await proofTo(phone))).status).toBe(200)
    const sixth = await client.post('/shop/me/export', await proofTo(phone))
    expect([sixth.status, sixth.body.code]).toEqual([429, 'members.exports_many'])
  })

  it('deletion waits for open orders and a proof; then name and number are nowhere, and the books are as they were', async () => {
    const name = '欧阳云深'
    const { client, phone, id, refreshToken } = await aShopper()
    const words = { contactName: name, contactPhone: phone, note: `${name} ${phone} 来取` }
    await client.patch('/shop/me', { name })
    await client.put(`/shop/cart/lines/${s.sku.id}`, { storeId: s.storeId, quantity: 3 })
    const done = await bought(client, words)
    const open = await s.order(words, client)
    await (await staff()).post(`/orders/${done}/contact`, { reason: `致电 ${phone}` })

    const refused = await client.post('/shop/me/erasure', await proofTo(phone))
    expect([refused.status, refused.body.code, refused.body.args]).toEqual([
      409,
      'members.orders_open',
      { count: 1, numbers: open.number },
    ])
    expect((await client.get('/shop/me/privacy')).body.open).toEqual([{ id: open.id, number: open.number }])
    await client.post(`/shop/orders/${open.id}/cancel`, { reason: `我是${name}，打 ${phone}` })
    await w.platform.worker.runDue()
    expect((await client.post('/shop/me/erasure', wrong)).body.code).toBe('members.code_wrong')
    expect((await client.get('/shop/me')).body.name).toBe(name)
    // both are all over the place before
    expect(await tablesWith(phone)).toEqual(
      expect.arrayContaining(['storeweave.members', 'storeweave.orders', 'storeweave.idempotency_keys']),
    )
    expect(await tablesWith(name)).toEqual(
      expect.arrayContaining(['storeweave.outbox', 'storeweave.order_timeline']),
    )

    const before = await sums()
    expect((await client.post('/shop/me/erasure', await proofTo(phone))).status).toBe(204)
    expect(await tablesWith(phone)).toEqual([])
    expect(await tablesWith(name)).toEqual([])
    expect(await tablesWith(id)).toEqual(['storeweave.member_consents', 'storeweave.privacy_requests'])
    expect(await sums()).toEqual(before)

    expect((await client.get('/shop/me')).status).toBe(401)
    expect((await s.t.api.post('/shop/auth/refresh', { refreshToken })).status).toBe(401)
    const owner = await boss()
    const shown = await owner.get(`/orders/${done}`)
    expect([shown.status, shown.body.contactName, shown.body.contactPhone, shown.body.note]).toEqual([
      200,
      '',
      '',
      '',
    ])
    expect((await owner.get(`/audit/entries?limit=100`)).text).not.toContain(phone)
    const anew = await aShopper(phone)
    expect(anew.id).not.toBe(id)
    expect((await anew.client.get('/shop/orders')).body.items).toEqual([])
  })

  it('a refund that is not done, and a payment that may still come, keep the account', async () => {
    const { client, phone } = await aShopper()
    const id = await bought(client)
    const isKept = async () =>
      expect((await client.post('/shop/me/erasure', wrong)).body.code).toBe('members.orders_open')
    const refund = newId()
    await w.facts(
      "insert into refunds (tenant_id, id, payment_id, order_id, amount, reason, out_refund_no, created_at, updated_at) select tenant_id, $2, id, order_id, 1, 'x', 'x', now(), now() from payments where order_id = $1",
      [id, refund],
    )
    for (const state of ['due', 'sent', 'failed']) {
      await w.facts('update refunds set state = $2 where id = $1', [refund, state])
      await isKept()
    }
    await w.facts('delete from refunds where id = $1', [refund])
    await w.facts("update payments set state = 'pending' where order_id = $1", [id])
    await isKept()
    await w.facts("update payments set state = 'paid' where order_id = $1", [id])
    expect((await client.post('/shop/me/erasure', await proofTo(phone))).status).toBe(204)
  })

  it('proof by WeChat is for one’s own account alone', async () => {
    const dana = await s.t.aShopper('dana-1')
    const by = (code: string) => dana.post('/shop/me/export', { proof: { by: 'wechat', code } })
    expect((await by('code-stranger-1')).body.code).toBe('members.code_wrong')
    expect((await dana.post('/shop/me/export', wrong)).body.code).toBe('members.code_wrong')
    const { status, body } = await by('code-dana-2')
    expect([status, body.profile.id, body.profile.wechatOpenId]).toEqual([
      200,
      dana.memberId,
      expect.stringMatching(/./),
    ])
  })

  it('staff delete an account for a shopper, with the permission, a fresh proof and a reason that is kept', async () => {
    const { client, phone, id } = await aShopper()
    const ask = { phone, reason: `${REASON} ${phone}` }
    expect((await (await staff()).post('/privacy/erasures', ask)).status).toBe(403)
    expect((await (await staff()).get('/privacy/requests')).status).toBe(403)
    const owner = await boss()
    expect((await owner.post('/privacy/erasures', { ...ask, phone: '13799999999' })).status).toBe(404)
    expect((await owner.post('/privacy/erasures', { phone })).status).toBe(400)
    const order = await s.order({}, client)
    expect((await owner.post('/privacy/erasures', ask)).body.code).toBe('members.orders_open')
    await client.post(`/shop/orders/${order.id}/cancel`, {})
    w.shift(10 * 60_000 + 1)
    expect((await owner.post('/privacy/erasures', ask)).body.code).toBe('access.proof_needed')
    expect((await w.facts('select id from members where id = $1', [id])).length).toBe(1)
    await owner.post('/account/prove', { password: 'correct horse battery' })
    expect((await owner.post('/privacy/erasures', ask)).status).toBe(204)
    expect(await tablesWith(phone)).toEqual([])
    const [entry] = await w.facts(
      "select note, permission, object_id, object_name, who_id from audit_entries where subject = 'Member' and outcome = 'done'",
    )
    expect(entry).toEqual({
      note: `${REASON} ${phone.slice(0, 3)}****${phone.slice(-4)}`,
      permission: 'Member:erase',
      object_id: id,
      object_name: '',
      who_id: owner.personId,
    })
    const [newest] = (await owner.get('/privacy/requests')).body.items
    expect([newest.kind, newest.by]).toEqual(['erasure', expect.stringMatching(/^owner/)])
  })

  it('an order on its way while the account is deleted is either kept with its shopper or never there', async () => {
    for (let n = 0; n < 5; n++) {
      const { client, phone, id } = await aShopper()
      const proof = await proofTo(phone)
      const [erased, ...placed] = await Promise.all([
        client.post('/shop/me/erasure', proof),
        ...[1, 2, 3].map(() => client.post('/shop/orders', s.basket())),
      ])
      const there = await w.facts('select id from members where id = $1', [id])
      const orders = await w.facts('select id from orders where contact_phone = $1', [phone])
      expect(orders.length).toBe(placed.filter((one) => one!.status === 201).length)
      expect(placed.map((one) => one!.status).filter((one) => one !== 201 && one !== 401)).toEqual([])
      if (erased!.status === 204) expect([there, orders]).toEqual([[], []])
      else expect([erased!.body.code, there.length]).toEqual(['members.orders_open', 1])
    }
  })
})
