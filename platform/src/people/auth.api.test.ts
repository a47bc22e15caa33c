import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

describe('staff sign-in', () => {
  let w: World
  let t: TestTenant
  let other: TestTenant
  let owner: Client & { personId: string }
  const cookieOf = (headers: Record<string, unknown>) =>
    (headers['set-cookie'] as string[]).find((c) => c.startsWith('sw_refresh='))!.split(';')[0]!
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    other = await w.aTenant()
    owner = await t.aPerson('owner')
  })
  afterAll(() => w.stop())

  const person = async (password = 'a good password 1') => {
    const id = newId()
    const login = `p${id.slice(-8)}`
    expect((await owner.post('/people', { id, login, name: '小王', password })).status).toBe(201)
    return { id, login, password }
  }

  it('200 with an access token, the refresh token in a cookie out of reach of scripts', async () => {
    const p = await person()
    const answer = await t.api.post('/auth/sign-in', { login: p.login.toUpperCase(), password: p.password })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expiresIn: 600,
      person: { id: p.id, name: '小王', login: p.login },
    })
    expect(answer.headers['set-cookie']).toHaveLength(2)
    expect(answer.headers['set-cookie']![0]).toMatch(
      /^sw_device=[\w-]{43}; Max-Age=34560000; Path=\/api\/auth; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    )
    expect(answer.headers['set-cookie']![1]).toMatch(
      /^sw_refresh=[\w.-]+; Max-Age=604800; Path=\/api\/auth; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    )
  })

  it('401 alike for a wrong password, an unknown name and a disabled person', async () => {
    const p = await person()
    const off = await person()
    expect((await owner.patch(`/people/${off.id}`, { status: 'disabled' })).status).toBe(200)
    const answers = await Promise.all([
      t.api.post('/auth/sign-in', { login: p.login, password: 'wrong' }),
      t.api.post('/auth/sign-in', { login: 'nobody', password: 'wrong' }),
      t.api.post('/auth/sign-in', { login: off.login, password: off.password }),
    ])
    for (const a of answers)
      expect({ ...a.body, requestId: '' }).toEqual({
        type: 'urn:storeweave:problem:access.wrong_password',
        title: '账号或密码不对',
        status: 401,
        code: 'access.wrong_password',
        requestId: '',
      })
  })

  it('rotates the refresh token; one that comes back after its time ends the whole session', async () => {
    const p = await person()
    const first = cookieOf(
      (await t.api.post('/auth/sign-in', { login: p.login, password: p.password })).headers,
    )
    const second = await t.api.post('/auth/refresh', {}, { cookie: first })
    expect(second.status).toBe(200)
    expect(cookieOf(second.headers)).not.toBe(first)
    w.shift(11_000)
    expect((await t.api.post('/auth/refresh', {}, { cookie: first })).status).toBe(401)
    expect((await t.api.post('/auth/refresh', {}, { cookie: cookieOf(second.headers) })).status).toBe(401)
  })

  it('sign-out ends the session: neither refresh nor access go on', async () => {
    const p = await person()
    const signed = await t.api.post('/auth/sign-in', { login: p.login, password: p.password })
    expect((await t.api.post('/auth/sign-out', {}, { cookie: cookieOf(signed.headers) })).status).toBe(204)
    expect((await t.api.post('/auth/refresh', {}, { cookie: cookieOf(signed.headers) })).status).toBe(401)
    expect((await t.api.as(signed.body.accessToken).get('/me')).status).toBe(401)
  })

  it('a token of one tenant is refused at another, by host and by app id', async () => {
    const token = (owner as unknown as { headers: { authorization: string } }).headers.authorization
    const atOther = await other.api.get('/me', { authorization: token })
    expect([atOther.status, atOther.body.code]).toEqual([403, 'tenant.mismatch'])
    const [{ wechat_app_id: appId }] = (await w.facts(
      'select wechat_app_id from tenant_settings where tenant_id = $1',
      [other.ref.id],
    )) as [{ wechat_app_id: string }]
    expect((await t.api.get('/tenant', { 'x-storeweave-app-id': appId })).body.code).toBe('tenant.mismatch')
    expect((await t.api.get('/tenant', { 'x-storeweave-app-id': 'wx0000000000000000' })).body.code).toBe(
      'tenant.unknown',
    )
  })

  it.each(['', 'Bearer x', 'Basic YTpi', 'Bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'])(
    '401 for the authorization %j',
    async (authorization) => {
      const answer = await t.api.get('/me', authorization ? { authorization } : {})
      expect(answer.status).toBe(401)
    },
  )

  it('me tells the person, the packed rules and the reach', async () => {
    const store = await t.aStore()
    const clerk = await t.aPerson('clerk', 'store', store)
    const { body } = await clerk.get('/me')
    expect(body.reach).toEqual({ all: false, storeIds: [store] })
    expect(body.stores.map((s: { id: string }) => s.id)).toEqual([store])
    expect(body.rules).toContainEqual(['read', 'Order', { storeId: { $in: [store] } }])
    expect(body.rules.some((r: unknown[]) => r[1] === 'Price')).toBe(false)
  })

  it('a revoked grant is felt by the next request', async () => {
    const store = await t.aStore()
    const clerk = await t.aPerson('clerk', 'store', store)
    expect((await clerk.get(`/stores/${store}`)).status).toBe(200)
    const grant = (await clerk.get('/me')).body.grants[0].id
    expect((await owner.delete(`/people/${clerk.personId}/grants/${grant}`)).status).toBe(204)
    expect((await clerk.get(`/stores/${store}`)).status).toBe(403)
  })
})

describe('people', () => {
  let w: World
  let t: TestTenant
  let owner: Client & { personId: string }
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    owner = await t.aPerson('owner')
  })
  afterAll(() => w.stop())

  it('409 when the login is taken, and nothing was made', async () => {
    const body = { id: newId(), login: 'twin', name: 'A', password: 'long enough' }
    expect((await owner.post('/people', body)).status).toBe(201)
    expect((await owner.post('/people', body)).status).toBe(201) // the same person again is no second one
    const taken = await owner.post('/people', { ...body, id: newId() })
    expect([taken.status, taken.body.code]).toEqual([409, 'people.login_taken'])
    expect(await w.facts("select count(*)::int n from people where login = 'twin'")).toEqual([{ n: 1 }])
  })

  it.each([
    [{ login: 'a b' }],
    [{ login: '' }],
    [{ password: 'short' }],
    [{ name: '' }],
    [{ name: 'x'.repeat(41) }],
    [{ name: 'a\u0000b' }],
    [{ status: 'owner' }],
  ])('400 for %j', async (wrong) => {
    const answer = await owner.post('/people', {
      id: newId(),
      login: `v${newId().slice(-6)}`,
      name: 'V',
      password: 'long enough',
      ...wrong,
    })
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid'])
    expect(answer.body.errors[0]).toEqual({
      path: expect.any(String),
      code: expect.any(String),
      message: expect.any(String),
    })
  })

  it('takes emoji and right-to-left names as they are', async () => {
    const name = '🍎 مرحبا'
    expect(
      (await owner.post('/people', { id: newId(), login: 'emoji', name, password: 'long enough' })).body.name,
    ).toBe(name)
  })

  it('nobody grants beyond what they hold, nor outside their reach', async () => {
    const [mine, foreign] = [await t.aStore(), await t.aStore()]
    const manager = await t.aPerson('store_manager', 'store', mine)
    expect(
      (
        await manager.post(`/people/${owner.personId}/grants`, {
          id: newId(),
          roleKey: 'clerk',
          scopeKind: 'store',
          scopeId: foreign,
        })
      ).status,
    ).toBe(403)
    const wrongScope = await owner.post(`/people/${manager.personId}/grants`, {
      id: newId(),
      roleKey: 'owner',
      scopeKind: 'store',
      scopeId: mine,
    })
    expect([wrongScope.status, wrongScope.body.code]).toEqual([422, 'people.scope_invalid'])
    const unknown = await owner.post(`/people/${manager.personId}/grants`, {
      id: newId(),
      roleKey: 'clerk',
      scopeKind: 'store',
      scopeId: newId(),
    })
    expect([unknown.status, unknown.body.code]).toEqual([422, 'people.scope_invalid'])
    expect(
      await w.facts('select count(*)::int n from role_grants where person_id = $1', [manager.personId]),
    ).toEqual([{ n: 1 }])
  })

  it('pages by login and finds by name', async () => {
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const { body } = await owner.get(`/people?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map((p: { login: string }) => p.login))
      if (!body.nextCursor) break
      cursor = body.nextCursor
    }
    expect(seen).toEqual(
      (
        await w.facts<{ login: string }>('select login from people where tenant_id = $1 order by login', [
          t.ref.id,
        ])
      ).map((r) => r.login),
    )
    expect((await owner.get('/people?q=twin')).body.items.map((p: { login: string }) => p.login)).toEqual([
      'twin',
    ])
    expect((await owner.get('/people?cursor=xx')).body.code).toBe('request.bad_cursor')
  })
})
