import { noLimits } from '@storeweave/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, enrol } from '../../test/second-factor.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'
import { PeopleService } from './people.service.js'

const PASSWORD = 'a good password 1'
describe('the second factor', () => {
  let w: World
  let t: TestTenant
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
  })
  afterAll(() => w.stop())

  const person = async () => {
    const id = newId()
    const login = `p${id.slice(-8)}`
    await t.run(() => w.get(PeopleService).create({ id, login, name: '小王', password: PASSWORD }))
    return { id, login }
  }
  const signIn = (login: string) => t.api.post('/auth/sign-in', { login, password: PASSWORD })
  const enter = async (login: string): Promise<Client> => t.api.as((await signIn(login)).body.accessToken)
  /** Sets the second factor up; the clock then stands in the next step, so that the next code is a new one. */
  async function enrolled() {
    const who = await person()
    const client = await enter(who.login)
    const { secret, uri, confirmed } = await enrol(client, () => w.now())
    expect(confirmed.status).toBe(200)
    w.shift(30_000)
    return {
      ...who,
      client,
      secret,
      code: (steps = 0) => codeOf(secret, w.now(), steps),
      uri,
      recovery: confirmed.body.codes as string[],
    }
  }
  const secondStep = async (login: string, code: string) => {
    const first = await signIn(login)
    expect([first.status, first.headers['set-cookie']]).toEqual([200, undefined])
    expect(first.body).toEqual({ challenge: expect.any(String), expiresIn: 300 })
    return t.api.post('/auth/second-step', { challenge: first.body.challenge, code })
  }

  it('is set up by a code of the offered secret, and sign-in then takes two steps', async () => {
    const p = await enrolled()
    expect(p.uri).toContain(`:${p.login}?secret=`)
    expect((await p.client.get('/account/factor')).body).toEqual({
      since: expect.any(String),
      recoveryCodesLeft: 10,
      needed: false,
    })
    const answer = await secondStep(p.login, p.code())
    expect(answer.status).toBe(200)
    expect(answer.body.person).toEqual({ id: p.id, name: '小王', login: p.login })
    expect(answer.headers['set-cookie']).toHaveLength(2)
    expect((await t.api.as(answer.body.accessToken).get('/me')).status).toBe(200)
  })

  it('the secret lies sealed, the recovery codes hashed', async () => {
    const p = await enrolled()
    const stored = JSON.stringify([
      await w.facts('select * from second_factors where person_id = $1', [p.id]),
      await w.facts('select * from recovery_codes where person_id = $1', [p.id]),
    ])
    for (const clear of [p.secret, ...p.recovery, ...p.recovery.map((c) => c.replace('-', ''))])
      expect(stored).not.toContain(clear)
    expect(p.recovery.every((c) => /^[A-Z2-7]{5}-[A-Z2-7]{5}$/.test(c)) && new Set(p.recovery).size).toBe(10)
  })

  it('401 for a code used before, for the one that confirmed it, and for one two steps old', async () => {
    const p = await enrolled()
    const [old, code] = [p.code(-1), p.code()]
    expect((await secondStep(p.login, old)).body.code).toBe('access.wrong_code')
    expect((await secondStep(p.login, code)).status).toBe(200)
    expect((await secondStep(p.login, code)).status).toBe(401)
    w.shift(60_000)
    expect((await secondStep(p.login, p.code(-2))).status).toBe(401)
  })
  it('one code sent ten times at once opens one session', async () => {
    const p = await enrolled()
    const { challenge } = (await signIn(p.login)).body
    const code = p.code()
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => t.api.post('/auth/second-step', { challenge, code })),
    )
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1)
  })
  it('a recovery code opens once, however it is typed', async () => {
    const p = await enrolled()
    expect((await secondStep(p.login, ` ${p.recovery[3]!.toLowerCase().replace('-', ' ')}`)).status).toBe(200)
    expect((await secondStep(p.login, p.recovery[3]!)).status).toBe(401)
    expect((await p.client.get('/account/factor')).body.recoveryCodesLeft).toBe(9)
    const renewed = (await p.client.post('/account/factor/codes')).body.codes as string[]
    expect((await secondStep(p.login, p.recovery[4]!)).status).toBe(401)
    expect((await secondStep(p.login, renewed[0]!)).status).toBe(200)
  })
  it('429 after ten wrong codes, also for the right one; the password alone never opens', async () => {
    const p = await enrolled()
    const { challenge } = (await signIn(p.login)).body
    for (let i = 0; i < 10; i++)
      expect((await t.api.post('/auth/second-step', { challenge, code: '000000' })).status).toBe(401)
    expect((await t.api.post('/auth/second-step', { challenge, code: p.code() })).status).toBe(429)
    expect(await w.facts('select count(*)::int n from sessions where subject_id = $1', [p.id])).toEqual([
      { n: 1 },
    ])
  })
  it('401 for a challenge that ran out, of another tenant, or used as a token; an access token is no challenge', async () => {
    const p = await enrolled()
    const { challenge } = (await signIn(p.login)).body
    const other = await w.aTenant()
    const token = (p.client as unknown as { headers: { authorization: string } }).headers.authorization.slice(
      7,
    )
    expect((await t.api.as(challenge).get('/me')).status).toBe(401)
    expect((await other.api.post('/auth/second-step', { challenge, code: p.code() })).status).toBe(401)
    expect((await t.api.post('/auth/second-step', { challenge: token, code: p.code() })).status).toBe(401)
    w.shift(300_000)
    expect((await t.api.post('/auth/second-step', { challenge, code: p.code() })).status).toBe(401)
  })
  it('a disabled person’s challenge opens nothing', async () => {
    const p = await enrolled()
    const { challenge } = (await signIn(p.login)).body
    await t.run(() => w.get(PeopleService).update(p.id, { status: 'disabled' }))
    expect((await t.api.post('/auth/second-step', { challenge, code: p.code() })).status).toBe(401)
  })
  it('422 for a wrong first code, 409 for a second secret; removed, sign-in is one step again', async () => {
    const fresh = await enter((await person()).login)
    await fresh.post('/account/factor')
    expect((await fresh.post('/account/factor/confirm', { code: '000000' })).body.code).toBe(
      'account.wrong_proof',
    )
    expect((await fresh.get('/account/factor')).body.since).toBe(null)
    expect((await fresh.delete('/account/factor')).status).toBe(204) // what was offered goes too
    expect((await fresh.delete('/account/factor')).body.code).toBe('account.no_factor')
    const p = await enrolled()
    expect((await p.client.post('/account/factor')).body.code).toBe('account.factor_exists')
    expect((await p.client.delete('/account/factor')).status).toBe(204)
    expect((await signIn(p.login)).body.accessToken).toEqual(expect.any(String))
  })
  it('an owner resets another’s: signed out everywhere, one step again, and the event tells who did it', async () => {
    const p = await enrolled()
    const owner = await t.aPerson('owner')
    expect((await p.client.delete(`/people/${p.id}/factor`)).status).toBe(403)
    expect((await owner.delete(`/people/${newId()}/factor`)).status).toBe(404)
    expect((await owner.delete(`/people/${p.id}/factor`)).status).toBe(204)
    expect((await p.client.get('/me')).status).toBe(401)
    expect((await signIn(p.login)).body.accessToken).toEqual(expect.any(String))
    expect(await w.facts("select payload from outbox where name = 'people.factor_reset'")).toEqual([
      { payload: { personId: p.id, by: owner.personId } },
    ])
    expect((await owner.delete(`/people/${p.id}/factor`)).body.code).toBe('account.no_factor')
  })
  it('a role that must have one gives nothing until there is one', async () => {
    const store = await t.aStore()
    const [owner, clerk] = [await t.aPerson('owner'), await t.aPerson('clerk', 'store', store)]
    expect((await clerk.put('/sign-in-policy', { secondFactorRoles: [] })).status).toBe(403)
    expect((await owner.put('/sign-in-policy', { secondFactorRoles: ['clerk', 'clerk'] })).body).toEqual({
      secondFactorRoles: ['clerk'],
      password: { lengthMin: 8, mixed: false, daysMax: null, ownChoice: false },
    })
    expect((await clerk.get(`/stores/${store}`)).status).toBe(403)
    expect((await clerk.get('/me')).body).toMatchObject({ mustEnrol: true, stores: [] })
    expect((await clerk.get('/account/factor')).body.needed).toBe(true)
    await enrol(clerk, () => w.now())
    expect((await clerk.get(`/stores/${store}`)).status).toBe(200)
    expect((await clerk.get('/me')).body.mustEnrol).toBe(false)
    expect((await owner.get('/me')).body.mustEnrol).toBe(false)
  })
  it('shows for each role how many of its people have one, and the people list who has not', async () => {
    const [store, sister] = [await t.aStore(), await t.aStore()]
    const owner = await t.aPerson('owner')
    const [one, two, gone, far] = [
      await t.aPerson('courier', 'store', store),
      await t.aPerson('courier', 'store', store),
      await t.aPerson('courier', 'store', store),
      await t.aPerson('courier', 'store', sister),
    ]
    await enrol(one, () => w.now())
    await t.run(() => w.get(PeopleService).update(gone.personId, { status: 'disabled' }))
    await owner.put('/sign-in-policy', { secondFactorRoles: ['courier'] })
    expect((await two.get('/sign-in-policy/standings')).status).toBe(403)
    const { items } = (await owner.get('/sign-in-policy/standings')).body as {
      items: { roleKey: string }[]
    }
    expect(items.find((r) => r.roleKey === 'courier')).toEqual({
      roleKey: 'courier',
      roleName: { zh: '配送员', en: 'Courier' },
      required: true,
      holders: 3,
      enrolled: 1,
    })
    expect(items.find((r) => r.roleKey === 'supplier')).toMatchObject({
      required: false,
      holders: 0,
      enrolled: 0,
    })
    const idsOf = async (by: Client, query: string) =>
      ((await by.get(`/people?status=active&roleKey=courier${query}`)).body.items as { id: string }[])
        .map((p) => p.id)
        .sort()
    expect(await idsOf(owner, '&secondFactor=without')).toEqual([two.personId, far.personId].sort())
    expect(await idsOf(owner, '&secondFactor=with')).toEqual([one.personId])
    const manager = await t.aPerson('store_manager', 'store', store)
    expect(await idsOf(manager, '')).toEqual([one.personId, two.personId].sort())
    // who holds it elsewhere alone is not told of
    await owner.post(`/people/${far.personId}/grants`, {
      id: newId(),
      roleKey: 'clerk',
      scopeKind: 'store',
      scopeId: store,
    })
    expect(await idsOf(manager, '')).toEqual([one.personId, two.personId].sort())
    await owner.put('/sign-in-policy', { secondFactorRoles: [] })
  })
})

describe('dangerous acts', () => {
  let w: World
  let t: TestTenant
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
  })
  afterAll(() => w.stop())
  /** Lets ten minutes pass, in which the page renewed its token. */
  async function later(login: string, password = 'correct horse battery') {
    const signed = await t.api.post('/auth/sign-in', { login, password })
    const cookie = (signed.headers['set-cookie'] as string[])
      .find((c) => c.startsWith('sw_refresh='))!
      .split(';')[0]!
    w.shift(10 * 60_000 + 1)
    return t.api.as((await t.api.post('/auth/refresh', {}, { cookie })).body.accessToken)
  }

  it('ask for a proof after ten minutes, and go on for ten more once it was given', async () => {
    const owner = await t.aPerson('owner')
    const [{ login }] = (await w.facts('select login from people where id = $1', [owner.personId])) as [
      { login: string },
    ]
    const target = await t.aPerson('clerk', 'store', await t.aStore())
    const role = newId()
    await owner.post('/roles', {
      id: role,
      name: { zh: '巡店员', en: '' },
      scopes: ['store'],
      permissions: ['Stock:read'],
      limits: noLimits,
    })
    const client = await later(login)
    const acts: [string, () => Promise<{ status: number; body: { code?: string } }>][] = [
      [
        'grant',
        () =>
          client.post(`/people/${target.personId}/grants`, {
            id: newId(),
            roleKey: 'support',
            scopeKind: 'hq',
          }),
      ],
      ['password', () => client.patch(`/people/${target.personId}`, { password: 'another good one 2' })],
      ['policy', () => client.put('/sign-in-policy', { secondFactorRoles: ['finance'] })],
      [
        'role made',
        () =>
          client.post('/roles', {
            id: newId(),
            name: { zh: '理货员', en: '' },
            scopes: ['store'],
            permissions: ['Stock:read'],
            limits: noLimits,
          }),
      ],
      [
        'role changed',
        () =>
          client.put(`/roles/${role}`, {
            name: { zh: '巡店员', en: '' },
            scopes: ['store'],
            permissions: ['Stock:read', 'Order:read'],
            limits: noLimits,
            version: 1,
          }),
      ],
      ['role deleted', () => client.delete(`/roles/${role}`)],
      ['reset', () => client.delete(`/people/${target.personId}/factor`)],
      ['own factor', () => client.post('/account/factor')],
    ]
    const facts = () =>
      w.facts(
        'select p.password_hash, (select count(*)::int from role_grants) grants, (select array_agg(r.permissions::text) from roles r) roles from people p where id = $1',
        [target.personId],
      )
    const before = await facts()
    for (const [name, act] of acts) {
      const { status, body } = await act()
      expect([name, status, body.code]).toEqual([name, 403, 'access.proof_needed'])
    }
    expect(await facts()).toEqual(before)
    expect((await client.patch(`/people/${target.personId}`, { name: '小李' })).status).toBe(200)
    expect((await client.post('/account/prove', { password: 'wrong' })).body.code).toBe('account.wrong_proof')
    expect((await client.post('/account/prove', {})).status).toBe(400)
    expect((await acts[0]![1]()).body.code).toBe('access.proof_needed')
    expect((await client.post('/account/prove', { password: 'correct horse battery' })).status).toBe(204)
    expect((await acts[0]![1]()).status).toBe(201)
    expect((await acts[1]![1]()).status).toBe(200)
  })
  it('who may not do it is refused without being asked; a proof in one session is none in another', async () => {
    const store = await t.aStore()
    const clerk = await t.aPerson('clerk', 'store', store)
    const [{ login }] = (await w.facts('select login from people where id = $1', [clerk.personId])) as [
      { login: string },
    ]
    const client = await later(login)
    expect((await client.put('/sign-in-policy', { secondFactorRoles: [] })).body.code).toBe('access.denied')
    const fresh = await t.api.post('/auth/sign-in', { login, password: 'correct horse battery' })
    expect((await t.api.as(fresh.body.accessToken).post('/account/factor')).status).toBe(200)
    expect((await client.post('/account/factor')).body.code).toBe('access.proof_needed')
  })
})
