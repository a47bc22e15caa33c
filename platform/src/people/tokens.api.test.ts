import { createHmac, type KeyObject, type webcrypto } from 'node:crypto'
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWTHeaderParameters } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Answer, type Client, type TestTenant } from '../../test/world.js'
import { installationKeys } from '../kernel/keys.js'

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const HEADER = { alg: 'EdDSA', typ: 'at+jwt' }

describe('forged and borrowed access tokens', () => {
  let w: World
  let t: TestTenant
  let good: string
  let claims: Record<string, unknown>
  let stranger: webcrypto.CryptoKey
  let strangerPublic: webcrypto.CryptoKey
  let memberToken: string
  let refresh: string
  const forged: Record<string, () => Promise<string> | string> = {}
  const now = () => Math.floor(w.now().getTime() / 1000)
  const sign = (
    payload: Record<string, unknown>,
    header: Partial<JWTHeaderParameters> = {},
    key: webcrypto.CryptoKey | KeyObject = installationKeys().tokenPrivate,
  ) => new SignJWT(payload).setProtectedHeader({ ...HEADER, ...header } as JWTHeaderParameters).sign(key)
  const tokenOf = (c: Client) =>
    (c as unknown as { headers: { authorization: string } }).headers.authorization.slice(7)

  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    good = tokenOf(await t.aPerson('owner'))
    claims = JSON.parse(Buffer.from(good.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>
    memberToken = tokenOf(await t.aShopper())
    ;({ privateKey: stranger, publicKey: strangerPublic } = await generateKeyPair('EdDSA', {
      extractable: true,
    }))
    const p = await t.aPerson('clerk', 'store', await t.aStore())
    const [{ login }] = (await w.facts('select login from people where id = $1', [p.personId])) as [
      { login: string },
    ]
    const signed = await t.api.post('/auth/sign-in', { login, password: 'correct horse battery' })
    refresh = (signed.headers['set-cookie'] as string[])
      .find((c) => c.startsWith('sw_refresh='))!
      .split(/[=;]/)[1]!
  }, 60_000)
  afterAll(() => w.stop())

  const [header, payload, signature] = [
    () => good.split('.')[0]!,
    () => good.split('.')[1]!,
    () => good.split('.')[2]!,
  ]
  for (const alg of ['none', 'None', 'NONE', 'nOnE'])
    forged[`alg ${alg}, no signature`] = () => `${encode({ alg, typ: 'at+jwt' })}.${payload()}.`
  forged['alg none with the good signature'] = () =>
    `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload()}.${signature()}`
  forged['an unsecured token'] = () => new UnsecuredJWT(claims).encode()
  for (const form of ['pem', 'raw'] as const)
    forged[`HS256 signed with the public key (${form})`] = async () => {
      const { tokenPublic } = installationKeys()
      const secret =
        form === 'pem'
          ? await exportSPKI(tokenPublic)
          : Buffer.from(tokenPublic.export({ format: 'jwk' }).x!, 'base64url')
      const body = `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${payload()}`
      return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
    }
  forged['another installation’s key'] = () => sign(claims, {}, stranger)
  forged['another key that the header brings (jwk)'] = async () =>
    sign(
      claims,
      { jwk: { kty: 'OKP', crv: 'Ed25519', x: rawPublicKey(await exportSPKI(strangerPublic)) } },
      stranger,
    )
  for (const [name, value] of [
    ['jku', 'http://attacker.example/keys.json'],
    ['x5u', 'http://attacker.example/cert.pem'],
    ['kid', '../../../../dev/null'],
    ['kid', "x' union select 'key' --"],
    ['kid', 'http://169.254.169.254/latest'],
  ] as const)
    forged[`another key under ${name} ${value}`] = () => sign(claims, { [name]: value }, stranger)
  forged['a critical header we do not know'] = () =>
    `${encode({ ...HEADER, crit: ['exp', 'magic'], magic: true })}.${payload()}.${signature()}`
  forged['no type'] = () => sign(claims, { typ: undefined })
  forged['type JWT'] = () => sign(claims, { typ: 'JWT' })
  forged['another issuer'] = () => sign({ ...claims, iss: 'https://elsewhere.example' })
  forged['no issuer'] = () => sign({ ...claims, iss: undefined })
  forged['an audience of nobody'] = () => sign({ ...claims, aud: 'admin' })
  forged['two audiences'] = () => sign({ ...claims, aud: ['staff', 'shopper'] })
  forged['no audience'] = () => sign({ ...claims, aud: undefined })
  forged['a member’s token called staff'] = () => sign({ ...claims, aud: 'shopper' })
  forged['a member as staff'] = () => {
    const member = JSON.parse(Buffer.from(memberToken.split('.')[1]!, 'base64url').toString()) as Record<
      string,
      unknown
    >
    return sign({ ...member, aud: 'staff' })
  }
  forged['expired'] = () => sign({ ...claims, exp: now() - 6 })
  forged['not valid yet'] = () => sign({ ...claims, nbf: now() + 60 })
  forged['an expiry that is no number'] = () =>
    sign({ ...claims, exp: 'never' as never }).catch(() => 'a.b.c')
  forged['a session that never was'] = () => sign({ ...claims, sid: newId() })
  forged['a person who never was'] = () => sign({ ...claims, sub: newId() })
  forged['a subject that is no id'] = () => sign({ ...claims, sub: "' or 1=1 --" })
  forged['an empty signature'] = () => `${header()}.${payload()}.`
  forged['a signature of zeros'] = () => `${header()}.${payload()}.${Buffer.alloc(64).toString('base64url')}`
  forged['claims changed after signing'] = () =>
    `${header()}.${encode({ ...claims, sub: newId() })}.${signature()}`
  forged['claims named twice'] = () =>
    `${header()}.${encode(JSON.stringify(claims).replace('{', `{"sub":"${newId()}",`))}.${signature()}`
  forged['a trailing dot'] = () => `${good}.`
  forged['two signatures'] = () => `${good}.${signature()}`
  forged['only a header'] = () => header()
  forged['the refresh token'] = () => refresh
  forged['a huge token'] = () => `${header()}.${encode({ ...claims, pad: 'x'.repeat(8_000) })}.${signature()}`

  it('200 with the good one, which the forgeries start from', async () => {
    expect((await t.api.as(good).get('/me')).status).toBe(200)
    expect((await t.api.as(await sign(claims)).get('/me')).status).toBe(200)
  })
  it.each(Object.keys(forged))('401 for %s', async (name) => {
    const answer: Answer = await t.api.as(await forged[name]!()).get('/me')
    expect([answer.status, answer.body.code]).toEqual([401, 'access.token_invalid'])
  })
  it('403 for a good token of another tenant, even where the claim is rewritten to name it', async () => {
    const other = await w.aTenant()
    expect((await other.api.as(good).get('/me')).status).toBe(403)
    expect((await other.api.as(await sign({ ...claims, tid: other.ref.id })).get('/me')).status).toBe(401)
  })
})

/** The raw public key out of a PEM, as a JWK has it. */
const rawPublicKey = (spki: string) =>
  Buffer.from(spki.replace(/-----[^-]+-----|\s/g, ''), 'base64')
    .subarray(-32)
    .toString('base64url')

describe('pages of other sites and the refresh cookie', () => {
  let w: World
  let t: TestTenant
  let cookie: string
  let login: string
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    const p = await t.aPerson('owner')
    ;[{ login }] = (await w.facts('select login from people where id = $1', [p.personId])) as [
      { login: string },
    ]
    const signed = await t.api.post('/auth/sign-in', { login, password: 'correct horse battery' })
    cookie = (signed.headers['set-cookie'] as string[])
      .find((c) => c.startsWith('sw_refresh='))!
      .split(';')[0]!
  })
  afterAll(() => w.stop())
  const sessions = () => w.facts('select id, refresh_hash, revoked_at, used_at from sessions order by id')
  const hostile: [string, Record<string, string>][] = [
    ['another origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['another tenant’s subdomain', { origin: 'http://other.localhost' }],
    ['an origin that begins like ours', { origin: 'http://OWN.evil.example' }],
    ['a cross-site form without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a subdomain', { 'sec-fetch-site': 'same-site' }],
  ]
  it.each(hostile)('403 for %s, and no session changed', async (_, headers) => {
    const sent = Object.fromEntries(
      Object.entries(headers).map(([k, v]) => [k, v.replace('OWN', `${t.ref.slug}.localhost`)]),
    )
    const before = await sessions()
    for (const path of ['/auth/refresh', '/auth/sign-out', '/auth/sign-in']) {
      const body = path.endsWith('in') ? { login, password: 'correct horse battery' } : undefined
      const answer = await t.api.send('POST', path, body, { cookie, ...sent })
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'request.foreign_origin'])
    }
    expect(await sessions()).toEqual(before)
  })
  it.each([['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data']])(
    '415 for a body of %s, and GET has no effect',
    async (type) => {
      const before = await sessions()
      const answer = await t.api.send(
        'POST',
        '/auth/sign-in',
        JSON.stringify({ login, password: 'correct horse battery' }),
        { 'content-type': type },
      )
      expect(answer.status).toBe(415)
      for (const path of ['/auth/refresh', '/auth/sign-out', '/auth/sign-in'])
        expect((await t.api.get(path, { cookie })).status).toBe(404)
      expect(await sessions()).toEqual(before)
    },
  )
  it('200 for our own page', async () => {
    const own = { origin: `http://${t.ref.slug}.localhost`, 'sec-fetch-site': 'same-origin' }
    expect((await t.api.post('/auth/refresh', {}, { cookie, ...own })).status).toBe(200)
  })
})
