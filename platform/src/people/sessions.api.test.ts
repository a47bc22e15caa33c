import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Answer, type Client, type TestTenant } from '../../test/world.js'
import { transaction } from '../kernel/db.js'
import { GrantsRepo } from './grants.repo.js'
import { PeopleRepo } from './people.repo.js'
import { PeopleService } from './people.service.js'
import { SessionsRepo } from './sessions.repo.js'

const PASSWORD = 'a good password 1'
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'

/** Signs in; answers a client with the token, the refresh cookie and whose it is. */
async function enter(t: TestTenant, login: string, password = PASSWORD, agent = CHROME) {
  const answer = await t.api.post('/auth/sign-in', { login, password }, { 'user-agent': agent })
  expect(answer.status).toBe(200)
  return {
    client: t.api.as(answer.body.accessToken),
    token: answer.body.accessToken as string,
    cookie: refreshOf(answer),
  }
}
const refreshOf = (a: Answer) =>
  (a.headers['set-cookie'] as string[]).find((c) => c.startsWith('sw_refresh='))!.split(';')[0]!
async function aPerson(w: World, t: TestTenant) {
  const id = newId()
  const login = `p${id.slice(-8)}`
  await t.run(() => w.get(PeopleService).create({ id, login, name: '小王', password: PASSWORD }))
  return { id, login }
}

describe('sessions', () => {
  let w: World
  let t: TestTenant
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
  })
  afterAll(() => w.stop())

  it('end after seven days without use, and after thirty whatever the use', async () => {
    const { login } = await aPerson(w, t)
    const idle = await enter(t, login)
    w.shift(7 * 86_400_000 + 1000)
    expect((await t.api.post('/auth/refresh', {}, { cookie: idle.cookie })).status).toBe(401)
    let { cookie } = await enter(t, login)
    for (let day = 6; day <= 24; day += 6) {
      w.shift(6 * 86_400_000)
      const answer = await t.api.post('/auth/refresh', {}, { cookie })
      expect([day, answer.status]).toEqual([day, 200])
      cookie = refreshOf(answer)
    }
    w.shift(5 * 86_400_000)
    cookie = refreshOf(await t.api.post('/auth/refresh', {}, { cookie }))
    w.shift(86_400_000 + 1000)
    expect((await t.api.post('/auth/refresh', {}, { cookie })).status).toBe(401)
  })

  it('a copied refresh token ends the session for both, its access token too', async () => {
    const { login } = await aPerson(w, t)
    const first = await enter(t, login)
    const second = await t.api.post('/auth/refresh', {}, { cookie: first.cookie })
    expect((await t.api.as(second.body.accessToken).get('/me')).status).toBe(200)
    w.shift(11_000)
    expect((await t.api.post('/auth/refresh', {}, { cookie: first.cookie })).status).toBe(401)
    expect((await t.api.as(second.body.accessToken).get('/me')).status).toBe(401)
    expect((await t.api.post('/auth/refresh', {}, { cookie: refreshOf(second) })).status).toBe(401)
  })

  it('lists one’s devices by name, the current one marked, and signs one or all others out', async () => {
    const { login } = await aPerson(w, t)
    const [phone, office, here] = [
      await enter(t, login, PASSWORD, IPHONE),
      await enter(t, login, PASSWORD, 'strange/1.0'),
      await enter(t, login),
    ]
    const { body } = await here.client.get('/account/sessions')
    const row = (browser: string, system: string, current: boolean) => ({
      id: expect.any(String),
      browser,
      system,
      createdAt: expect.any(String),
      usedAt: expect.any(String),
      current,
    })
    expect(body.items).toEqual([
      row('Chrome', 'Windows', true),
      row('', '', false),
      row('Safari', 'iPhone', false),
    ])
    expect((await here.client.delete(`/account/sessions/${body.items[2].id}`)).status).toBe(204)
    expect((await phone.client.get('/me')).status).toBe(401)
    expect((await here.client.delete(`/account/sessions/${body.items[2].id}`)).status).toBe(404)
    expect((await office.client.get('/me')).status).toBe(200)
    expect((await here.client.delete('/account/sessions')).status).toBe(204)
    expect((await office.client.get('/me')).status).toBe(401)
    expect((await here.client.get('/account/sessions')).body.items).toEqual([row('Chrome', 'Windows', true)])
  })

  it('nobody sees or ends another’s session but who may update people', async () => {
    const store = await t.aStore()
    const [owner, clerk] = [await t.aPerson('owner'), await t.aPerson('clerk', 'store', store)]
    const victim = await aPerson(w, t)
    const open = await enter(t, victim.login)
    const [{ id }] = (await owner.get(`/people/${victim.id}/sessions`)).body.items
    expect((await clerk.delete(`/account/sessions/${id}`)).status).toBe(404)
    expect((await clerk.get(`/people/${victim.id}/sessions`)).status).toBe(403)
    expect((await clerk.delete(`/people/${victim.id}/sessions`)).status).toBe(403)
    expect((await open.client.get('/me')).status).toBe(200)
    expect((await owner.delete(`/people/${newId()}/sessions/${id}`)).status).toBe(404)
    expect((await open.client.get('/me')).status).toBe(200)
    expect((await owner.delete(`/people/${victim.id}/sessions/${id}`)).status).toBe(204)
    expect((await open.client.get('/me')).status).toBe(401)
    await enter(t, victim.login)
    expect((await owner.delete(`/people/${victim.id}/sessions`)).status).toBe(204)
    expect((await owner.get(`/people/${victim.id}/sessions`)).body).toEqual({ items: [] })
    expect(
      await w.facts('select count(*)::int n from known_devices where person_id = $1', [victim.id]),
    ).toEqual([{ n: 0 }])
  })
})

describe('one’s own password', () => {
  let w: World
  let t: TestTenant
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
  })
  afterAll(() => w.stop())

  it('asks the current one, ends the other sessions and keeps this one', async () => {
    const { login } = await aPerson(w, t)
    const [elsewhere, here] = [await enter(t, login), await enter(t, login)]
    const answer = await here.client.post('/account/password', {
      current: PASSWORD,
      password: 'another good one 2',
    })
    expect(answer.status).toBe(204)
    expect((await elsewhere.client.get('/me')).status).toBe(401)
    expect((await t.api.post('/auth/refresh', {}, { cookie: elsewhere.cookie })).status).toBe(401)
    expect((await here.client.get('/me')).status).toBe(200)
    expect((await t.api.post('/auth/sign-in', { login, password: PASSWORD })).status).toBe(401)
    await enter(t, login, 'another good one 2')
  })

  it('422 for a wrong current one, 429 after ten of them, and nothing changed', async () => {
    const { id, login } = await aPerson(w, t)
    const { client } = await enter(t, login)
    const before = await w.facts('select password_hash from people where id = $1', [id])
    const body = { current: 'not this', password: 'another good one 2' }
    for (let i = 0; i < 10; i++)
      expect((await client.post('/account/password', body)).body.code).toBe('account.wrong_proof')
    expect((await client.post('/account/password', { ...body, current: PASSWORD })).status).toBe(429)
    expect(await w.facts('select password_hash from people where id = $1', [id])).toEqual(before)
  })

  it.each([
    ['Password123', 'people.password_common'],
    ['1qaz2wsx', 'people.password_common'],
    ['woaini1314', 'people.password_common'],
    ['my LOGIN is safe', 'people.password_has_login'],
  ])('422 for %s, at creation, at an owner’s change and at one’s own', async (raw, code) => {
    const { id, login } = await aPerson(w, t)
    const password = raw.replace('LOGIN', login.toUpperCase())
    const owner = await t.aPerson('owner')
    const refusals = [
      await owner.post('/people', {
        id: newId(),
        login: raw.includes('LOGIN') ? login : `n${newId().slice(-8)}`,
        name: 'N',
        password,
      }),
      await owner.patch(`/people/${id}`, { password }),
      await (await enter(t, login)).client.post('/account/password', { current: PASSWORD, password }),
    ]
    for (const r of refusals)
      expect([r.status, r.body.code, r.body.errors]).toEqual([
        422,
        code,
        [{ path: 'password', code, message: code }],
      ])
    await enter(t, login)
  })

  it.each([['1234567'], ['x'.repeat(129)]])('400 for a password of the wrong length', async (password) => {
    const { client } = await enter(t, (await aPerson(w, t)).login)
    expect((await client.post('/account/password', { current: PASSWORD, password })).status).toBe(400)
  })
  it('takes 128 characters, spaces, and words of any script', async () => {
    for (const password of ['x y'.repeat(42), '老虎 tiger 🐯 jungle']) {
      const { login } = await aPerson(w, t)
      const { client } = await enter(t, login)
      expect((await client.post('/account/password', { current: PASSWORD, password })).status).toBe(204)
      await enter(t, login, password)
    }
  })
})

describe('what a brand asks of passwords', () => {
  let w: World
  let t: TestTenant
  let owner: Client
  const rules = (password: Record<string, unknown>) =>
    owner.put('/sign-in-policy', {
      password: { lengthMin: 8, mixed: false, daysMax: null, ownChoice: false, ...password },
    })
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    owner = await t.aPerson('owner')
  })
  afterAll(() => w.stop())

  it('length and kinds of characters hold wherever a password is set, and are told to whoever chooses one', async () => {
    const { id, login } = await aPerson(w, t)
    const { client } = await enter(t, login)
    await owner.put('/sign-in-policy', { secondFactorRoles: ['courier'] })
    expect((await rules({ lengthMin: 14, mixed: true })).body).toEqual({
      secondFactorRoles: ['courier'], // the other part stays
      password: { lengthMin: 14, mixed: true, daysMax: null, ownChoice: false },
    })
    expect((await client.get('/me')).body).toMatchObject({
      passwordRules: { lengthMin: 14, mixed: true },
      mustChangePassword: false,
    })
    const all = (password: string) => [
      () => owner.post('/people', { id: newId(), login: `n${newId().slice(-8)}`, name: 'N', password }),
      () => owner.patch(`/people/${id}`, { password }),
      () => client.post('/account/password', { current: PASSWORD, password }),
    ]
    const before = await w.facts('select count(*)::int n, max(updated_at) at from people')
    for (const [password, code] of [
      ['Sunny-Tiger-1', 'people.password_short'],
      ['sunny tiger and 1 bear', 'people.password_plain'],
    ] as const)
      for (const set of all(password)) expect((await set()).body.code).toBe(code)
    expect(await w.facts('select count(*)::int n, max(updated_at) at from people')).toEqual(before)
    const [create, , own] = all('Sunny tiger and 1 bear')
    expect([(await create!()).status, (await own!()).status]).toEqual([201, 204])
    await rules({})
  })

  it('one that ran out opens nothing but its change; the same again is no change', async () => {
    const store = await t.aStore()
    const { id, login } = await aPerson(w, t)
    const grant = { id: newId(), roleKey: 'clerk', scopeKind: 'store', scopeId: store }
    expect((await owner.post(`/people/${id}/grants`, grant)).status).toBe(201)
    await rules({ daysMax: 30 })
    w.shift(29 * 86_400_000)
    expect((await (await enter(t, login)).client.get(`/stores/${store}`)).status).toBe(200)
    w.shift(86_400_000 + 1000)
    const { client } = await enter(t, login)
    expect((await client.get('/me')).body).toMatchObject({ mustChangePassword: true, stores: [] })
    expect((await client.get(`/stores/${store}`)).status).toBe(403)
    const to = (password: string) => client.post('/account/password', { current: PASSWORD, password })
    expect((await to(PASSWORD)).body.code).toBe('people.password_same')
    expect((await client.get(`/stores/${store}`)).status).toBe(403)
    expect((await to('another good one 2')).status).toBe(204)
    expect((await client.get(`/stores/${store}`)).status).toBe(200)
    expect((await client.get('/me')).body.mustChangePassword).toBe(false)
  })

  it('one that somebody else chose is changed at the first sign-in, where the brand asks for it', async () => {
    owner = await t.aPerson('owner')
    await rules({})
    const { id, login } = await aPerson(w, t)
    const fresh = (await enter(t, login)).client
    expect((await fresh.get('/me')).body.mustChangePassword).toBe(false)
    await rules({ ownChoice: true })
    expect((await owner.get('/me')).body.mustChangePassword).toBe(true) // nobody is spared
    const { login: name } = (await owner.get('/me')).body.person
    const change = { current: 'correct horse battery', password: PASSWORD }
    expect((await owner.post('/account/password', change)).status).toBe(204)
    owner = (await enter(t, name)).client
    expect((await fresh.get('/me')).body.mustChangePassword).toBe(true)
    await fresh.post('/account/password', { current: PASSWORD, password: 'another good one 2' })
    expect((await fresh.get('/me')).body.mustChangePassword).toBe(false)
    await owner.patch(`/people/${id}`, { password: 'set by the owner 3' })
    const again = (await enter(t, login, 'set by the owner 3')).client
    expect((await again.get('/me')).body.mustChangePassword).toBe(true)
  })

  it('400 for rules that no password or nobody could follow, and nothing changed', async () => {
    const before = (await owner.get('/sign-in-policy')).body
    for (const password of [
      { lengthMin: 7 },
      { lengthMin: 65 },
      { daysMax: 29 },
      { daysMax: 731 },
      { mixed: null },
    ])
      expect((await rules(password)).status).toBe(400)
    expect((await owner.get('/sign-in-policy')).body).toEqual(before)
  })
})

describe('a right that ended, on a process that did not hear of it', () => {
  let w: World
  let t: TestTenant
  let store: string
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    store = await t.aStore()
  })
  afterAll(() => w.stop())
  /** Changes facts as another process would: this one's memory of principals is not told. */
  const elsewhere = (work: () => Promise<unknown>) => t.run(() => transaction(work))
  const openLive = (client: Client) =>
    new Promise<{ ended: Promise<void> }>((resolve, reject) => {
      const { authorization } = (client as unknown as { headers: { authorization: string } }).headers
      const req = request(
        {
          port: w.port,
          host: '127.0.0.1',
          path: '/api/live',
          headers: { host: `${t.ref.slug}.localhost`, authorization },
        },
        (res) => {
          if (res.statusCode !== 200) return reject(new Error(`live: ${res.statusCode}`))
          const ended = new Promise<void>((done) => res.once('close', done))
          res.resume()
          resolve({ ended })
        },
      )
      req.once('error', reject)
      req.end()
    })

  it.each([
    [
      'a revoked role',
      403,
      async (p: { personId: string; grant: string }) => w.get(GrantsRepo).delete(p.personId, p.grant),
    ],
    [
      'a disabled person',
      401,
      async (p: { personId: string }) => w.get(PeopleRepo).update(p.personId, { status: 'disabled' }),
    ],
    [
      'an ended session',
      401,
      async (p: { personId: string }) => w.get(SessionsRepo).revokeAll('staff', p.personId),
    ],
  ])('%s is felt within 3 s, and its live stream ends', async (_, status, end) => {
    const clerk = await t.aPerson('clerk', 'store', store)
    const grant = (await clerk.get('/me')).body.grants[0].id as string
    const live = await openLive(clerk)
    expect((await clerk.get(`/stores/${store}`)).status).toBe(200)
    await elsewhere(() => end({ personId: clerk.personId, grant }))
    w.shift(3_001)
    expect((await clerk.get(`/stores/${store}`)).status).toBe(status)
    await live.ended
  })

  it('a closed store ends what its people may do and their streams; a region above still reaches it', async () => {
    const closing = await t.aStore()
    const manager = await t.aPerson('store_manager', 'store', closing)
    const region = await t.aPerson('region_manager', 'region', t.regionId)
    const both = await t.aPerson('clerk', 'store', closing)
    const owner = await t.aPerson('owner')
    await owner.post(`/people/${both.personId}/grants`, {
      id: newId(),
      roleKey: 'clerk',
      scopeKind: 'store',
      scopeId: store,
    })
    const live = await openLive(manager)
    expect((await manager.get(`/stores/${closing}`)).status).toBe(200)
    expect((await owner.patch(`/stores/${closing}`, { status: 'closed' })).status).toBe(200)
    w.shift(3_001)
    expect((await manager.get(`/stores/${closing}`)).status).toBe(403)
    expect((await manager.get('/orders')).status).toBe(403)
    await live.ended
    expect((await both.get('/me')).body.reach).toEqual({ all: false, storeIds: [store] })
    expect((await both.get(`/stores/${closing}`)).status).toBe(404)
    expect((await region.get(`/stores/${closing}`)).status).toBe(200)
  })
})
