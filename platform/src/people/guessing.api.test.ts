import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Answer, type TestTenant } from '../../test/world.js'
import { PeopleService } from './people.service.js'

const PASSWORD = 'a good password 1'
const from = (address: string) => ({ 'x-forwarded-for': address })
const deviceOf = (a: Answer) =>
  (a.headers['set-cookie'] as string[]).find((c) => c.startsWith('sw_device='))!.split(';')[0]!
const told = (a: Answer) => ({ ...a.body, requestId: '' })

describe('guessing passwords', () => {
  let w: World
  let t: TestTenant
  beforeAll(async () => {
    w = await World.start({ trustProxy: 1 })
    t = await w.aTenant()
  })
  afterAll(() => w.stop())

  const person = async (login = `p${newId().slice(-8)}`) => {
    const id = newId()
    await t.run(() => w.get(PeopleService).create({ id, login, name: '小王', password: PASSWORD }))
    return { id, login }
  }
  const signIn = (login: string, password: string, headers: Record<string, string> = {}) =>
    t.api.post('/auth/sign-in', { login, password }, headers)
  const wrong = async (
    times: number,
    login: () => string,
    headers: (n: number) => Record<string, string>,
  ) => {
    const statuses: number[] = []
    for (let n = 0; n < times; n++) statuses.push((await signIn(login(), 'not this', headers(n))).status)
    return statuses
  }

  it('429 after ten wrong passwords for a name from one address; from elsewhere the name is open, and here again after 15 minutes', async () => {
    const { login } = await person()
    expect(
      await wrong(
        10,
        () => login,
        () => from('198.51.100.1'),
      ),
    ).toEqual(Array(10).fill(401))
    const paused = await signIn(login, PASSWORD, from('198.51.100.1'))
    expect([paused.status, paused.body.code, paused.headers['retry-after']]).toEqual([
      429,
      'request.too_many',
      '900',
    ])
    w.shift(31_000)
    expect((await signIn(login, PASSWORD, from('198.51.100.2'))).status).toBe(200)
    expect((await signIn(login, PASSWORD, from('198.51.100.1'))).status).toBe(429)
    w.shift(15 * 60_000)
    expect((await signIn(login, PASSWORD, from('198.51.100.1'))).status).toBe(200)
  })

  it('ten tries at once are ten: the eleventh is refused before it is checked', async () => {
    const { login } = await person()
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => signIn(login, 'not this', from('198.51.100.3'))),
    )
    const statuses = answers.map((a) => a.status).sort()
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(15).fill(429)])
  })

  it('guesses from many addresses slow a name down to one try in half a minute, and a known device never', async () => {
    const { login } = await person()
    const device = deviceOf(await signIn(login, PASSWORD, from('203.0.113.1')))
    expect(
      await wrong(
        13,
        () => login,
        (n) => from(`203.0.113.${n + 10}`),
      ),
    ).toEqual([...Array(10).fill(401), ...Array(3).fill(429)])
    const stranger = await signIn(login, PASSWORD, from('203.0.113.99'))
    expect([stranger.status, stranger.headers['retry-after']]).toEqual([429, '30'])
    expect((await signIn(login, PASSWORD, { ...from('203.0.113.99'), cookie: device })).status).toBe(200)
    w.shift(30_001)
    expect((await signIn(login, PASSWORD, from('203.0.113.99'))).status).toBe(200)
  })

  it('a known device has ten tries of its own, and is known to its own person alone', async () => {
    const [mine, victim] = [await person(), await person()]
    const device = deviceOf(await signIn(mine.login, PASSWORD, from('203.0.114.1')))
    const cookie = (n: number) => ({ ...from(`203.0.114.${n + 10}`), cookie: device })
    expect(await wrong(11, () => victim.login, cookie)).toEqual([...Array(10).fill(401), 429])
    expect(await wrong(11, () => mine.login, cookie)).toEqual([...Array(10).fill(401), 429])
  })

  it('one address that tries one password on many names is paused after fifty; an IPv6 network counts as one', async () => {
    let n = 0
    const statuses = await wrong(
      52,
      () => `name${++n}`,
      (i) => from(i % 2 ? `2001:db8:1:2::${i}` : `2001:db8:1:2:ffff::${i}`),
    )
    expect(statuses).toEqual([...Array(50).fill(401), 429, 429])
    expect((await signIn('name1', 'x', from('2001:db8:1:3::1'))).status).toBe(401)
  })

  it('an unknown name answers as a known one: same words, same statements, same pause', async () => {
    const { login } = await person()
    const answers = []
    for (const [name, address] of [
      [login, '192.0.2.1'],
      ['never-was', '192.0.2.2'],
    ] as const) {
      const run: unknown[] = []
      for (let i = 0; i < 11; i++) {
        const answer = await signIn(name, 'not this', from(address))
        run.push([answer.status, told(answer), answer.headers['x-statements'], answer.headers['retry-after']])
      }
      answers.push(run)
    }
    expect(answers[1]).toEqual(answers[0])
    expect((answers[0] as unknown[][])[10]![0]).toBe(429)
  })

  it('keeps neither names nor addresses, and drops what is old', async () => {
    await signIn('secret-name', 'x', from('192.0.2.77'))
    const all = JSON.stringify(await w.facts('select * from sign_in_tries'))
    expect(all).not.toContain('secret-name')
    expect(all).not.toContain('192.0.2.77')
    w.shift(49 * 3_600_000)
    await w.advance(0)
    expect(await w.facts('select count(*)::int n from sign_in_tries')).toEqual([{ n: 0 }])
  })
})

describe('X-Forwarded-For without a proxy of ours', () => {
  let w: World
  beforeAll(async () => {
    w = await World.start()
  })
  afterAll(() => w.stop())
  it('has no effect: ten tries in all, whatever addresses are claimed', async () => {
    const t = await w.aTenant()
    const statuses: number[] = []
    for (let n = 0; n < 11; n++)
      statuses.push(
        (await t.api.post('/auth/sign-in', { login: 'owner', password: 'x' }, from(`198.51.100.${n}`)))
          .status,
      )
    expect(statuses).toEqual([...Array(10).fill(401), 429])
    expect(await w.facts("select count(*)::int n from sign_in_tries where kind = 'address'")).toEqual([
      { n: 1 },
    ])
  })
})
