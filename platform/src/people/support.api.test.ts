import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../test/second-factor.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'
import { disableOperator, keepOperator, type NewOperator } from './index.js'

const HOUR_MS = 3_600_000
type Person = Client & { personId: string }

describe('support grants', () => {
  let w: World
  let t: TestTenant
  let other: TestTenant
  let owner: Person
  let alice: NewOperator
  let steps = 0
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    other = await w.aTenant()
    owner = await t.aPerson('owner')
    alice = await keepOperator('alice', '艾丽')
  })
  afterAll(() => w.stop())

  const grant = (access: 'read' | 'write' = 'read', hours = 2, by: Client = owner, id = newId()) =>
    by.post('/support-grants', { id, access, hours, reason: '订单页打不开' })
  const endAll = async () => {
    for (const { id, state } of (await owner.get('/support-grants?limit=100')).body.items)
      if (state === 'standing') await owner.delete(`/support-grants/${id}`)
  }
  /** The next code of the app: each is good once. */
  const code = (who: NewOperator) => {
    w.shift(++steps && 30_000)
    return codeOf(who.secret, w.now())
  }
  const password = (who = alice, at = t.api) =>
    at.post('/auth/sign-in', { login: who.login, password: who.password })
  const signIn = async (who = alice, at = t.api) => {
    const first = await password(who, at)
    if (first.status !== 200) return first
    return at.post('/auth/second-step', { challenge: first.body.challenge, code: code(who) })
  }
  const enter = async (who = alice) => {
    const { status, body, text, headers } = await signIn(who)
    if (status !== 200) throw new Error(text)
    const cookie = (headers['set-cookie'] as string[])
      .find((c) => c.startsWith('sw_refresh='))!
      .split(';')[0]!
    return Object.assign(t.api.as(body.accessToken), { cookie })
  }
  const freshOwner = async () => (owner = await t.aPerson('owner'))

  it('without a grant the right password is a wrong one, in the words for a name that nobody has', async () => {
    const none = await password()
    const nobody = await t.api.post('/auth/sign-in', { login: 'support/nobody', password: alice.password })
    expect([none.status, none.body.code]).toEqual([401, 'access.wrong_password'])
    expect({ ...none.body, requestId: '' }).toEqual({ ...nobody.body, requestId: '' })
    await grant()
    expect((await password()).body.challenge).toEqual(expect.any(String))
    expect((await t.api.post('/auth/sign-in', { login: 'alice', password: alice.password })).status).toBe(401)
    // another brand's grant opens nothing here
    expect((await password(alice, other.api)).status).toBe(401)
    await endAll()
  })

  it('password and code let in; a code is good once, and the wrong one leaves no session', async () => {
    await grant()
    const { challenge } = (await password()).body
    const second = (c: string) => t.api.post('/auth/second-step', { challenge, code: c })
    const good = code(alice)
    const bad = good === '000000' ? '111111' : '000000'
    expect((await second(bad)).body.code).toBe('access.wrong_code')
    expect(await w.facts("select 1 from sessions where kind = 'operator'")).toEqual([])
    expect((await second(good)).status).toBe(200)
    expect((await second(good)).body.code).toBe('access.wrong_code')
    expect((await other.api.post('/auth/second-step', { challenge, code: code(alice) })).status).toBe(401)
    await endAll()
  })

  it('reading: sees the brand with contacts masked, changes nothing, and cannot let anybody in', async () => {
    const store = await t.aStore()
    await grant('read')
    const support = await enter()
    const me = (await support.get('/me')).body
    expect([me.person.name, me.support.access, me.grants, me.mustEnrol]).toEqual(['艾丽', 'read', [], false])
    for (const path of ['/orders', '/products', '/people', '/keys', '/audit/entries', `/stores/${store}`])
      expect([path, (await support.get(path)).status]).toEqual([path, 200])
    for (const [method, path] of [
      ['PATCH', `/stores/${store}`],
      ['POST', '/stock/adjustments'],
      ['POST', '/people'],
      ['POST', '/keys'],
      ['POST', '/support-grants'],
      ['POST', '/account/factor'],
      ['POST', `/orders/${newId()}/contact`],
      ['PUT', '/sign-in-policy'],
    ] as const)
      expect([path, (await support.send(method, path, {})).status]).toEqual([path, 403])
    expect((await other.api.as(support.authorization.slice(7)).get('/orders')).body.code).toBe(
      'tenant.mismatch',
    )
    await endAll()
  })

  it('acting: works on the shop, but makes nobody who gets in, sees no contact whole, and passes no proof', async () => {
    const store = await t.aStore()
    await grant('write')
    const support = await enter()
    expect((await support.patch(`/stores/${store}`, { phone: '0571-1234' })).status).toBe(200)
    for (const [method, path] of [
      ['POST', '/people'],
      ['POST', '/roles'],
      ['POST', '/keys'],
      ['POST', '/support-grants'],
      ['PUT', '/sign-in-policy'],
      ['POST', `/orders/${newId()}/contact`],
      ['POST', '/account/prove'],
    ] as const)
      expect([path, (await support.send(method, path, {})).status]).toEqual([path, 403])
    await endAll()
  })

  it('everything they look at, do, and are refused is written with the grant it was done under', async () => {
    const store = await t.aStore()
    const { id } = (await grant('write')).body
    const support = await enter()
    await support.get(`/stores/${store}`)
    await support.patch(`/stores/${store}`, { phone: '0571-5555' })
    await support.post('/people', {})
    await endAll()
    const { items } = (await owner.get('/audit/entries?limit=50')).body
    const theirs = items.filter((e: { who: { kind: string } }) => e.who.kind === 'operator').slice(0, 4)
    const [operator] = await w.facts('select id from operators')
    expect(
      theirs.map((e: Record<string, unknown>) => [
        e['permission'],
        e['outcome'],
        e['objectId'],
        e['sessionId'],
      ]),
    ).toEqual([
      ['Person:create', 'refused', null, id],
      ['Store:update', 'done', store, id],
      ['Store:read', 'done', store, id],
      ['Session:create', 'done', id, null],
    ])
    expect((await owner.get('/audit/choices')).body.people).toContainEqual({
      id: operator!['id'],
      name: '艾丽',
      login: 'support',
    })
    expect(theirs[0].who).toEqual({ kind: 'operator', id: operator!['id'], name: '艾丽' })
    const [shown] = (await owner.get('/support-grants?limit=1')).body.items
    expect(shown).toMatchObject({
      id,
      access: 'write',
      reason: '订单页打不开',
      state: 'ended',
      grantedBy: { id: owner.personId },
      visits: [{ operatorId: operator!['id'], name: '艾丽' }],
    })
  })

  it('ending it throws them out at once, here and within 5 s elsewhere, and a second grant does not bring them back', async () => {
    const { id } = (await grant()).body
    const support = await enter()
    expect((await support.get('/orders')).status).toBe(200)
    expect((await owner.delete(`/support-grants/${id}`)).status).toBe(204)
    expect((await support.get('/orders')).body.code).toBe('access.token_invalid')
    const ended = await w.facts('select ended_at from support_grants where id = $1', [id])
    w.shift(1_000)
    expect((await owner.delete(`/support-grants/${id}`)).status).toBe(204)
    expect(await w.facts('select ended_at from support_grants where id = $1', [id])).toEqual(ended)
    const second = (await grant()).body
    expect((await support.get('/orders')).status).toBe(401)
    expect((await t.api.post('/auth/refresh', {}, { cookie: support.cookie })).status).toBe(401)
    const again = await enter()
    expect((await again.get('/orders')).status).toBe(200)
    // as another process ends it
    await w.facts('update support_grants set ended_at = now() where id = $1', [second.id])
    w.shift(3_001)
    expect((await again.get('/orders')).status).toBe(401)
  })

  it('runs out by itself; a refreshed sign-in lasts no longer than the grant', async () => {
    await grant('read', 1)
    const support = await enter()
    w.shift(HOUR_MS / 2)
    const refreshed = await t.api.post('/auth/refresh', {}, { cookie: support.cookie })
    expect(refreshed.status).toBe(200)
    const cookie = (refreshed.headers['set-cookie'] as string[])[0]!.split(';')[0]!
    expect((await t.api.as(refreshed.body.accessToken).get('/orders')).status).toBe(200)
    w.shift(HOUR_MS / 2)
    expect((await t.api.as(refreshed.body.accessToken).get('/orders')).status).toBe(401)
    expect((await t.api.post('/auth/refresh', {}, { cookie })).status).toBe(401)
    await freshOwner()
    expect((await owner.get('/support-grants?limit=1')).body.items[0].state).toBe('over')
  })

  it('an operator who is disabled is out within 5 s and cannot come back until made anew', async () => {
    const bob = await keepOperator('bob', 'Bob')
    await grant()
    const support = await enter(bob)
    expect((await support.get('/orders')).status).toBe(200)
    expect([await disableOperator('bob'), await disableOperator('nobody')]).toEqual([true, false])
    w.shift(3_001)
    expect((await support.get('/orders')).status).toBe(401)
    expect((await signIn(bob)).body.code).toBe('access.wrong_password')
    const anew = await keepOperator('bob', 'Bob')
    expect((await signIn(bob)).body.code).toBe('access.wrong_password')
    expect((await signIn(anew)).status).toBe(200)
    await endAll()
  })

  it('one stands however many grant at once', async () => {
    await freshOwner()
    await endAll()
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => grant()))
      expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
      expect(
        await w.facts(
          'select count(*)::int n from support_grants where tenant_id = $1 and ended_at is null and expires_at > $2',
          [t.ref.id, w.now()],
        ),
      ).toEqual([{ n: 1 }])
      await endAll()
    }
  })
  it('one stands at a time; only who may grants it, for a day at most, with a reason and a fresh proof', async () => {
    const id = newId()
    expect((await grant('read', 2, owner, id)).status).toBe(201)
    expect((await grant('read', 2, owner, id)).status).toBe(201)
    expect((await grant()).body.code).toBe('support.stands_already')
    expect((await w.facts('select 1 from support_grants where id = $1', [id])).length).toBe(1)
    await endAll()
    const before = await w.facts('select count(*) from support_grants')
    for (const hours of [0, 25, 1.5]) expect((await grant('read', hours)).body.code).toBe('request.invalid')
    const bare = { id: newId(), access: 'read', hours: 1, reason: ' ' }
    expect((await owner.post('/support-grants', bare)).body.code).toBe('request.invalid')
    expect((await grant('read', 1, await t.aPerson('merchandiser'))).body.code).toBe('access.denied')
    await w.facts("update sessions set proved_at = proved_at - interval '11 minutes' where subject_id = $1", [
      owner.personId,
    ])
    expect((await grant('read', 1)).body.code).toBe('access.proof_needed')
    expect(await w.facts('select count(*) from support_grants')).toEqual(before)
    await freshOwner()
    const theirs = await other.aPerson('owner')
    const mine = (await grant()).body
    expect((await theirs.get('/support-grants')).body.items).toEqual([])
    expect((await theirs.delete(`/support-grants/${mine.id}`)).status).toBe(404)
    await endAll()
  })

  it('two grants at the same instant are one', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => grant()))
    expect(answers.map((a) => a.status).sort()).toEqual([201, ...Array(11).fill(409)])
    await endAll()
  })

  it('guessing an operator’s password is slowed down like anybody’s', async () => {
    await grant()
    const guess = () => t.api.post('/auth/sign-in', { login: alice.login, password: 'wrong password' })
    const statuses = []
    for (let i = 0; i < 11; i++) statuses.push((await guess()).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429])
    await endAll()
  })

  it('the API’s own role lists no operators and makes none', async () => {
    const asApp = (sql: string) => World.statement(w.config.databaseUrlApp, sql)
    await expect(asApp('select * from storeweave.operators')).rejects.toThrow('permission denied')
    await expect(asApp("select ctx.disable_operator('alice')")).rejects.toThrow('permission denied')
    await expect(
      asApp("select ctx.keep_operator(gen_random_uuid(), 'eve', 'Eve', 'x', 'x')"),
    ).rejects.toThrow('permission denied')
  })
})
