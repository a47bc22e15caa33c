import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemRoles } from '@storeweave/contract'
import { TestShop } from '../../test/shop.js'
import { newId, World, type Client } from '../../test/world.js'
import { routesOf } from '../kernel/routes.js'

const PHONE = '13987654321'
const NAME = '欧阳晓燕'

describe('whom an order is for', () => {
  let w: World
  let shop: TestShop
  let orderId: string
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w)
    orderId = (
      await shop.paidOrder({
        contactName: NAME,
        contactPhone: PHONE,
        note: `到了打 ${PHONE} 或 +86 139-8765-4321`,
      })
    ).id
    await w.facts('update members set phone = $2, name = $3 where tenant_id = $1', [
      shop.t.ref.id,
      PHONE,
      NAME,
    ])
  })
  afterAll(() => w.stop())
  const reveal = (who: Client, id = orderId, body: object = { reason: '缺货，致电顾客' }) =>
    who.post(`/orders/${id}/contact`, body)

  it('the shopper sees what they wrote; staff see it masked, in lists, pages and on the board', async () => {
    const mine = await shop.mine(orderId)
    expect([mine.contactName, mine.contactPhone, mine.note]).toEqual([
      NAME,
      PHONE,
      `到了打 ${PHONE} 或 +86 139-8765-4321`,
    ])
    const masked = { contactName: '欧**', contactPhone: '139****4321' }
    const note = '到了打 139****4321 或 139****4321'
    expect((await shop.manager.get(`/orders/${orderId}`)).body).toMatchObject({ ...masked, note })
    expect((await shop.manager.get('/orders')).body.items[0]).toMatchObject(masked)
    expect((await shop.manager.get(`/fulfilments?storeId=${shop.storeId}`)).body.items[0]).toMatchObject({
      ...masked,
      note,
    })
  })

  it('no GET of any member of staff answers a phone or a name whole', async () => {
    const ids = await w.facts<{ id: string }>(
      'select id from orders union select id from fulfilments union select id from stores union select id from members union select id from products',
    )
    for (const role of systemRoles) {
      if (role.scopes.includes('supplier')) continue
      const scope = role.scopes[0]!
      const place = { hq: undefined, region: shop.t.regionId, store: shop.storeId, supplier: undefined }[
        scope
      ]
      const who = await shop.t.aPerson(role.key, scope, place)
      for (const route of routesOf(w.platform.app)) {
        if (route.method !== 'GET' || route.path === '/api/live' || route.path.startsWith('/api/shop'))
          continue
        const all = /\{/.test(route.path)
          ? ids.map(({ id }) => route.path.replace(/\{\w+\}/g, id))
          : [route.path]
        for (const path of all) {
          const { text } = await who.get(
            `${path}${/fulfilments$/.test(path) ? `?storeId=${shop.storeId}` : ''}`,
          )
          expect([role.key, path, text.includes(PHONE), text.includes(NAME)]).toEqual([
            role.key,
            path,
            false,
            false,
          ])
        }
      }
    }
  }, 120_000)

  it('200 with a reason, which is written down with who and when', async () => {
    const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
    const { status, body, headers } = await reveal(clerk)
    expect([status, body]).toEqual([200, { name: NAME, phone: PHONE }])
    expect(
      await w.facts(
        'select who_id, permission, object_id, store_id, note, before, after from audit_entries where request_id = $1',
        [headers['x-request-id']],
      ),
    ).toEqual([
      {
        who_id: clerk.personId,
        permission: 'Order:reveal',
        object_id: orderId,
        store_id: shop.storeId,
        note: '缺货，致电顾客',
        before: null,
        after: null,
      },
    ])
  })

  it('400 without a reason, 401, 403, 404 out of reach: nothing is told and nothing written', async () => {
    const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
    const elsewhere = await shop.t.aPerson('clerk', 'store', await shop.t.aStore())
    const finance = await shop.t.aPerson('finance')
    const done = () =>
      w.facts(
        "select count(*)::int n from audit_entries where permission = 'Order:reveal' and outcome = 'done'",
      )
    const before = await done()
    const answers = [
      await reveal(clerk, orderId, {}),
      await reveal(clerk, orderId, { reason: ' ' }),
      await reveal(shop.t.api),
      await reveal(shop.shopper),
      await reveal(finance),
      await reveal(elsewhere),
      await reveal(clerk, newId()),
    ]
    expect(answers.map((a) => a.status)).toEqual([400, 400, 401, 403, 403, 404, 404])
    expect(answers.map((a) => a.text).join()).not.toContain(PHONE)
    expect(await done()).toEqual(before)
  })

  it('429 after thirty in an hour, forty at once no exception; an hour later it goes on', async () => {
    const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
    const answers = await Promise.all(Array.from({ length: 40 }, () => reveal(clerk)))
    expect(answers.filter((a) => a.status === 200).length).toBe(30)
    const late = answers.filter((a) => a.status !== 200)
    expect(new Set(late.map((a) => a.body.code))).toEqual(new Set(['request.too_many']))
    expect(late.map((a) => a.text).join()).not.toContain(PHONE)
    w.shift(3_600_000)
    const [{ login }] = (await w.facts('select login from people where id = $1', [clerk.personId])) as [
      { login: string },
    ]
    const again = await shop.t.api.post('/auth/sign-in', { login, password: 'correct horse battery' })
    expect((await reveal(shop.t.api.as(again.body.accessToken))).status).toBe(200)
  })
})
