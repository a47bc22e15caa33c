import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { newId, World } from '../../test/world.js'
import { log, logTo } from './log.js'

type Line = Record<string, unknown> & { msg: string }

describe('what is logged', () => {
  let w: World
  let shop: TestShop
  let text = ''
  const lines = (): Line[] =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line)

  beforeAll(async () => {
    w = await World.start({ logLevel: 'debug' })
    logTo({ write: (line) => void (text += line) })
    shop = await TestShop.open(w)
  })
  afterAll(async () => {
    logTo()
    await w.stop()
  })

  it('names request, tenant, person, device, route and outcome of each request, as JSON', async () => {
    const answer = await shop.manager.get('/orders', { 'x-request-id': 'followed-request-1' })
    expect(answer.headers['x-request-id']).toBe('followed-request-1')
    const line = await w.until(() => lines().find((l) => l['requestId'] === 'followed-request-1'), 'the line')
    const [{ id: session }] = (await w.facts(
      "select id from sessions where kind = 'staff' and subject_id = $1",
      [shop.manager.personId],
    )) as [{ id: string }]
    expect(line).toMatchObject({
      level: 30,
      msg: 'request',
      tenant: shop.t.ref.slug,
      who: `staff:${shop.manager.personId}`,
      device: session,
      method: 'GET',
      route: '/api/orders',
      status: 200,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
  })

  it('follows one request through the API and the outbox into the worker', async () => {
    const requestId = 'followed-request-2'
    const { status } = await shop.shopper.post('/shop/orders', shop.basket(), { 'x-request-id': requestId })
    expect(status).toBe(201)
    const mine = () => lines().filter((l) => l['requestId'] === requestId)
    await w.until(() => mine().some((l) => l.msg === 'event delivered'), 'the delivery')
    expect(mine().map((l) => [l.msg, l['who'], l['event']])).toEqual(
      expect.arrayContaining([
        ['request', `shopper:${shop.shopper.memberId}`, undefined],
        ['event delivered', 'system:events', 'selling.order_placed'],
      ]),
    )
  })

  it('holds no phone number, token, code or password of anybody, whatever went wrong', async () => {
    const phone = '13912345678'
    const password = 'canary-horse-battery'
    const login = 'canary'
    await shop.manager.post('/people', { id: newId(), login, name: 'Canary', password })
    await shop.t.api.post('/auth/sign-in', { login, password })
    await shop.t.api.post('/auth/sign-in', { login: phone, password })
    await shop.t.api.post('/auth/refresh', { refreshToken: password })
    await shop.shopper.post('/shop/orders', shop.basket({ contact: { name: 'Canary', phone } } as never))
    await shop.manager.get(`/orders?q=${phone}`)
    await shop.t.api.post('/shop/auth/sms', { phone })
    await shop.t.api.get(`/shop/stores/${phone}`)
    await shop.t.api.as(`${shop.manager.authorization.slice(7)}x`).get('/orders')
    log().error({ err: `duplicate key (phone)=(${phone})`, auth: shop.manager.authorization }, `bad ${phone}`)
    log().error({ err: `${phone}\n${phone}\n${shop.manager.authorization.slice(7)}\t${phone}` })
    log().error({ phone, password, deep: { phone, password, accessToken: 'canary-token', code: '12345678' } })
    await w.until(() => lines().some((l) => l.msg === `bad …phone…`), 'the last line')
    const token = shop.manager.authorization.slice(7)
    for (const canary of [phone, password, token, token.split('.')[2]!, 'canary-token', '12345678'])
      expect(text.includes(canary), canary).toBe(false)
    expect(lines().length).toBeGreaterThan(15)
  })
})
