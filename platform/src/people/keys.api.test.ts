import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY_DAYS_MAX, noLimits, type CreateKey } from '@storeweave/contract'
import { log, logTo } from '../kernel/log.js'
import { forgetKeys } from '../kernel/api-keys.js'
import { useClock } from '../kernel/clock.js'
import { usualLimits } from '../kernel/rates.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

const DAY_MS = 86_400_000
type Person = Client & { personId: string }

describe('API keys', () => {
  let w: World
  let t: TestTenant
  let other: TestTenant
  let owner: Person
  let here: string
  let there: string
  const lines: string[] = []
  beforeAll(async () => {
    w = await World.start({ trustProxy: 1 })
    w.config.logLevel = 'info'
    logTo({ write: (line: string) => void lines.push(line) })
    t = await w.aTenant()
    other = await w.aTenant()
    owner = await t.aPerson('owner')
    here = await t.aStore()
    there = await t.aStore({ regionId: await t.aRegion() })
  })
  afterAll(async () => {
    await w.stop()
    logTo()
  })

  const wanted = (more: Partial<CreateKey> = {}): CreateKey => ({
    id: newId(),
    name: 'ERP',
    permissions: ['Product:read', 'Store:read'],
    scopeKind: 'hq',
    days: 30,
    ...more,
  })
  const make = (more: Partial<CreateKey> = {}, by: Client = owner) => by.post('/keys', wanted(more))
  const aKey = async (more: Partial<CreateKey> = {}) => {
    const { status, body, text } = await make(more)
    if (status !== 201) throw new Error(text)
    return Object.assign(t.api.as(body.secret), {
      keyId: body.key.id as string,
      secret: body.secret as string,
    })
  }
  const count = async () => (await w.facts('select count(*)::int n from api_keys'))[0]!['n'] as number
  const codeOf = async (client: Client, path = '/products') => {
    const { status, body } = await client.get(path)
    return [status, body.code]
  }

  it('201 with the key itself, which is kept as a hash and shown nowhere else: not in lists, log or audit', async () => {
    const made = await make({ name: '进销存', permissions: ['Stock:read', 'Stock:read', 'Stock:adjust'] })
    expect(made.status).toBe(201)
    const { secret, key } = made.body
    expect(secret).toMatch(/^swk_[\w-]{86}$/)
    expect(key).toEqual({
      id: key.id,
      name: '进销存',
      prefix: secret.slice(0, 14),
      permissions: ['Stock:read', 'Stock:adjust'],
      limits: noLimits,
      scopeKind: 'hq',
      scopeId: null,
      scopeName: { zh: '总部', en: 'HQ' },
      state: 'active',
      madeBy: { id: owner.personId, name: expect.any(String), active: true },
      createdAt: expect.any(String),
      expiresAt: new Date(Date.parse(key.createdAt) + 30 * DAY_MS).toISOString(),
      lastUsedAt: null,
      revokedAt: null,
    })
    expect((await t.api.as(secret).get('/stock')).status).toBe(200)
    const kept = JSON.stringify([
      (await owner.get('/keys')).body,
      (await owner.get('/audit/entries')).body,
      await w.facts('select * from api_keys'),
      await w.facts('select * from audit_entries'),
      await w.facts('select * from idempotency_keys'),
    ])
    const random = secret.slice(-43)
    expect(kept).not.toContain(random)
    log().info({ header: `Bearer ${secret}` }, `sent ${secret}`)
    const written = lines.join('')
    expect(written).not.toContain(random)
    expect(written).toContain(`"who":"key:${key.id}"`)
    expect(written).toContain('sent …key…')
    const [entry] = (await owner.get(`/audit/entries?objectId=${key.id}`)).body.items
    expect([entry.permission, entry.subject, entry.objectName, entry.who.id]).toEqual([
      'ApiKey:create',
      'ApiKey',
      '进销存',
      owner.personId,
    ])
  })

  it('acts under its own name, within its scopes, and what it does is written as the key’s', async () => {
    const sku = await t.aSku()
    await t.stock(here, sku.id, 10)
    const key = await aKey({ name: '盘点机', permissions: ['Stock:read', 'Stock:adjust'] })
    const body = { id: newId(), storeId: here, skuId: sku.id, quantity: -1, kind: 'loss', note: '破损' }
    expect((await key.post('/stock/adjustments', body)).status).toBeLessThan(300)
    const [entry] = (await owner.get('/audit/entries?subject=Stock')).body.items
    expect(entry.who).toEqual({ kind: 'key', id: key.keyId, name: '盘点机' })
    expect([entry.sessionId, entry.permission]).toEqual([null, 'Stock:adjust'])
    expect((await owner.get(`/stock/movements?storeId=${here}`)).body.items[0].person).toBe('盘点机')
    expect(await codeOf(key, '/orders')).toEqual([403, 'access.denied'])
    const used = (await owner.get('/keys')).body.items.find((k: { id: string }) => k.id === key.keyId)
    expect(Math.abs(Date.parse(used.lastUsedAt) - w.now().getTime())).toBeLessThan(60_000)
  })

  it('a key for a region or a store sees what lies there, and 404 beside it; a closed store’s key opens nothing', async () => {
    const store = await aKey({ permissions: ['Store:read'], scopeKind: 'store', scopeId: here })
    const region = await aKey({ permissions: ['Store:read'], scopeKind: 'region', scopeId: t.regionId })
    for (const key of [store, region]) {
      expect((await key.get('/stores')).body.items.map((s: { id: string }) => s.id)).toEqual([here])
      expect((await key.get(`/stores/${here}`)).status).toBe(200)
      expect(await codeOf(key, `/stores/${there}`)).toEqual([404, 'access.not_found'])
    }
    const closing = await t.aStore()
    const closed = await aKey({ permissions: ['Store:read'], scopeKind: 'store', scopeId: closing })
    expect((await closed.get(`/stores/${closing}`)).status).toBe(200)
    await owner.patch(`/stores/${closing}`, { status: 'closed' })
    w.shift(3_001)
    expect(await codeOf(closed, `/stores/${closing}`)).toEqual([403, 'access.denied'])
  })

  it('403 beyond what its maker holds, in rights, places and caps, and no key was made', async () => {
    const role = async (permissions: string[], limits = {}) => {
      const made = await owner.post('/roles', {
        id: newId(),
        name: { zh: `角色${newId().slice(-6)}`, en: '' },
        scopes: ['hq'],
        permissions,
        limits: { ...noLimits, ...limits },
      })
      return made.body.key as string
    }
    const maker = await t.aPerson(await role(['ApiKey:create', 'Product:read']))
    const before = await count()
    for (const permissions of [['Order:read'], ['Product:read', 'Order:cancel']])
      expect((await make({ permissions: permissions as never }, maker)).body.code).toBe('people.beyond_own')
    expect((await make({ permissions: ['Product:read'] }, await t.aPerson('merchandiser'))).status).toBe(403)
    expect(await count()).toBe(before)
    expect((await make({ permissions: ['Product:read'] }, maker)).status).toBe(201)
    const capped = await t.aPerson(
      await role(['ApiKey:create', 'Stock:adjust', 'Stock:read'], { stockCorrection: 5 }),
    )
    const made = await make({ permissions: ['Stock:adjust', 'Stock:read'] }, capped)
    expect(made.body.key.limits).toEqual({ priceCut: null, refund: null, stockCorrection: 5 })
    const sku = await t.aSku()
    await t.stock(here, sku.id, 10)
    const adjust = (quantity: number) =>
      t.api.as(made.body.secret).post('/stock/adjustments', {
        id: newId(),
        storeId: here,
        skuId: sku.id,
        quantity,
        kind: 'loss',
        note: '破损',
      })
    expect((await adjust(-6)).body.code).toBe('inventory.correction_over_limit')
    expect((await adjust(-5)).status).toBeLessThan(300)
  })

  it('400 or 422 for rights no program may hold, a place that does not fit, and more than a year', async () => {
    const before = await count()
    for (const permission of [
      'Person:grant',
      'Role:create',
      'ApiKey:create',
      'Account:update',
      'Supply:read',
    ])
      expect((await make({ permissions: [permission as never] })).body.code).toBe('request.invalid')
    expect((await make({ days: KEY_DAYS_MAX + 1 })).body.code).toBe('request.invalid')
    expect((await make({ days: 0 })).body.code).toBe('request.invalid')
    expect((await make({ permissions: [] })).body.code).toBe('request.invalid')
    const inStore = { scopeKind: 'store', scopeId: here } as const
    expect((await make({ ...inStore, permissions: ['Tenant:update'] })).body).toMatchObject({
      code: 'keys.not_for_place',
      args: { permissions: 'Tenant:update' },
    })
    const abroad = await other.aStore()
    for (const place of [
      { scopeKind: 'hq', scopeId: here },
      { scopeKind: 'store' },
      { scopeKind: 'region', scopeId: here },
      { scopeKind: 'store', scopeId: abroad },
      { scopeKind: 'store', scopeId: newId() },
    ] as const)
      expect((await make({ permissions: ['Stock:read'], ...place })).body.code).toBe('people.scope_invalid')
    expect(await count()).toBe(before)
  })

  it('a fresh proof is asked for making one; a second try with the same id shows nothing', async () => {
    const body = wanted()
    expect((await owner.post('/keys', body)).status).toBe(201)
    const again = await owner.post('/keys', body)
    expect([again.status, again.body.code, again.text.includes('swk_')]).toEqual([
      409,
      'keys.made_already',
      false,
    ])
    const before = await count()
    await w.facts("update sessions set proved_at = proved_at - interval '11 minutes' where subject_id = $1", [
      owner.personId,
    ])
    expect((await make()).body.code).toBe('access.proof_needed')
    expect(await count()).toBe(before)
    owner = await t.aPerson('owner')
  })

  it('is nobody: cannot sign in, prove, keep an account, nor do what needs a proof', async () => {
    const key = await aKey({ permissions: ['Tenant:update', 'Person:read'] })
    // as if a later version let programs hold less than this one
    await w.facts("update api_keys set permissions = permissions || '{ApiKey:read}' where id = $1", [
      key.keyId,
    ])
    for (const [method, path] of [
      ['POST', '/auth/sign-in'],
      ['POST', '/auth/refresh'],
      ['GET', '/me'],
      ['GET', '/account/sessions'],
      ['POST', '/account/prove'],
      ['GET', '/keys'],
      ['POST', '/shop/orders'],
      ['PUT', '/sign-in-policy'],
    ] as const)
      expect([path, (await key.send(method, path, method === 'GET' ? undefined : {})).status]).toEqual([
        path,
        403,
      ])
    expect((await key.get('/sign-in-policy')).status).toBe(200)
  })

  it('401 with a code of its own once it is revoked or has run out; revoking twice is once', async () => {
    const key = await aKey()
    expect((await key.get('/products')).status).toBe(200)
    expect((await owner.delete(`/keys/${key.keyId}`)).status).toBe(204)
    expect(await codeOf(key)).toEqual([401, 'access.key_revoked'])
    const [{ revoked_at: at }] = (await w.facts('select revoked_at from api_keys where id = $1', [
      key.keyId,
    ])) as [{ revoked_at: Date }]
    w.shift(1_000)
    expect((await owner.delete(`/keys/${key.keyId}`)).status).toBe(204)
    expect(await w.facts('select revoked_at from api_keys where id = $1', [key.keyId])).toEqual([
      { revoked_at: at },
    ])
    const short = await aKey({ days: 1 })
    expect((await short.get('/products')).status).toBe(200)
    w.shift(DAY_MS - 120_000)
    expect((await short.get('/products')).status).toBe(200)
    w.shift(120_001)
    expect(await codeOf(short)).toEqual([401, 'access.key_expired'])
    owner = await t.aPerson('owner')
    const states = async (state: string) =>
      (await owner.get(`/keys?state=${state}&limit=100`)).body.items.map(
        (k: { id: string; state: string }) => [k.id, k.state],
      )
    expect(await states('ended')).toEqual(
      expect.arrayContaining([
        [key.keyId, 'revoked'],
        [short.keyId, 'expired'],
      ]),
    )
    expect((await states('active')).flat()).not.toContain(key.keyId)
  })

  it('a key that another process revoked ends within 5 s, and its last use is kept to the minute', async () => {
    const key = await aKey()
    expect((await key.get('/products')).status).toBe(200)
    const usedAt = async () =>
      (await w.facts('select last_used_at at from api_keys where id = $1', [key.keyId]))[0]!['at'].getTime()
    const first = await usedAt()
    w.shift(20_000)
    await key.get('/products')
    expect(await usedAt()).toBe(first)
    w.shift(40_001)
    await key.get('/products')
    expect(await usedAt()).toBeGreaterThan(first)
    await w.facts('update api_keys set revoked_at = now() where id = $1', [key.keyId])
    w.shift(3_001)
    expect(await codeOf(key)).toEqual([401, 'access.key_revoked'])
  })

  it('a secret that was replaced opens nothing, even to who was let in by it before', async () => {
    const key = await aKey()
    expect((await key.get('/products')).status).toBe(200)
    await w.facts("update api_keys set secret_hash = repeat('0', 64) where id = $1", [key.keyId])
    w.shift(3_001)
    expect(await codeOf(key)).toEqual([401, 'access.key_invalid'])
  })

  it('the key stays when who made it leaves, and the list says so', async () => {
    const leaving = await t.aPerson('owner')
    const made = await make({}, leaving)
    expect((await owner.patch(`/people/${leaving.personId}`, { status: 'disabled' })).status).toBe(200)
    expect((await t.api.as(made.body.secret).get('/products')).status).toBe(200)
    const [row] = (await owner.get('/keys?limit=1')).body.items
    expect([row.id, row.madeBy.active]).toEqual([made.body.key.id, false])
  })

  it('opens nothing at another brand’s address, nor does a wrong secret or another’s id', async () => {
    const key = await aKey()
    expect(await codeOf(other.api.as(key.secret))).toEqual([403, 'tenant.mismatch'])
    const wrongEnd = key.secret.slice(0, -1) + (key.secret.endsWith('A') ? 'B' : 'A')
    const second = await aKey()
    const crossed = second.secret.slice(0, 47) + key.secret.slice(47)
    for (const secret of [wrongEnd, crossed, `swk_${'A'.repeat(86)}`])
      expect([401, 403]).toContain((await t.api.as(secret).get('/products')).status)
    expect(await codeOf(t.api.as(wrongEnd))).toEqual([401, 'access.key_invalid'])
    expect(await codeOf(t.api.as(crossed))).toEqual([401, 'access.key_invalid'])
    for (const odd of [
      'swk_',
      'swk_x',
      `${key.secret}A`,
      key.secret.slice(4),
      key.secret.replace('swk_', 'SWK_'),
    ])
      expect(await codeOf(t.api.as(odd))).toEqual([401, 'access.token_invalid'])
    expect((await key.get('/products')).status).toBe(200)
    expect((await other.api.with({}).as(key.secret).get('/keys')).status).toBe(403)
    const theirs = await other.aPerson('owner')
    expect(await codeOf(theirs, '/keys')).toEqual([200, undefined])
    expect((await theirs.delete(`/keys/${key.keyId}`)).status).toBe(404)
    expect((await key.get('/products')).status).toBe(200)
  })

  it('pages without loss or repetition', async () => {
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const { body } = await owner.get(`/keys?limit=3${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map((k: { id: string }) => k.id))
      if (!body.nextCursor) break
      cursor = body.nextCursor
    }
    expect(seen.length).toBe(
      (await w.facts('select 1 from api_keys where tenant_id = $1', [t.ref.id])).length,
    )
    expect(new Set(seen).size).toBe(seen.length)
  })

  describe('asked too often', () => {
    const from = (client: Client, n: number) => client.with({ 'x-forwarded-for': `203.0.113.${n}` })
    // no token flows in meanwhile, however slow the machine is
    beforeEach(() => {
      forgetKeys()
      const at = w.now()
      useClock({ now: () => at })
    })
    afterEach(() => useClock({ now: () => w.now() }))

    it('429 after sixty wrong keys from one network; what was right before goes on, and so do others', async () => {
      const known = await aKey()
      const fresh = await aKey()
      expect((await from(known, 1).get('/products')).status).toBe(200)
      const wrong = (n: number) =>
        from(t.api.as(known.secret.slice(0, 47) + 'x'.repeat(43)), n).get('/products')
      // stale, so that it is looked up again
      const later = new Date(w.now().getTime() + 3_001)
      useClock({ now: () => later })
      const statuses = await Promise.all(Array.from({ length: 70 }, () => wrong(1).then((a) => a.status)))
      expect(statuses.sort()).toEqual([...Array(60).fill(401), ...Array(10).fill(429)])
      expect((await from(fresh, 1).get('/products')).status).toBe(429)
      expect((await from(known, 1).get('/products')).status).toBe(200)
      expect((await from(fresh, 2).get('/products')).status).toBe(200)
    })

    it('right keys cost their network nothing, however many it has', async () => {
      const key = from(await aKey(), 3)
      for (let i = 0; i < 61; i++) {
        forgetKeys()
        expect((await key.get('/me')).status).toBe(403)
      }
    })

    it('a key has a bucket of its own: one that is empty leaves its brand and other keys alone', async () => {
      const [busy, calm] = [await aKey(), await aKey()]
      const usual = w.config.limits
      w.config.limits = { ...usual, person: usualLimits(0.1).person }
      try {
        const statuses = []
        for (let i = 0; i < 40; i++) statuses.push((await busy.get('/products')).status)
        expect(statuses).toEqual([...Array(30).fill(200), ...Array(10).fill(429)])
        expect((await calm.get('/products')).status).toBe(200)
        expect((await owner.get('/products')).status).toBe(200)
      } finally {
        w.config.limits = usual
      }
    })
  })

  it('409 beyond a hundred keys in force, until one is revoked', async () => {
    const one = await other.aPerson('owner')
    const live = await make({}, one)
    await w.facts(
      `insert into api_keys (tenant_id, id, name, secret_hash, permissions, scope_kind, created_at, expires_at)
       select $1, gen_random_uuid(), 'n', repeat('0', 64), array['Product:read'], 'hq', $2::timestamptz, $2::timestamptz + interval '9 days' from generate_series(1, 99)`,
      [other.ref.id, w.now()],
    )
    expect((await make({}, one)).body).toMatchObject({ code: 'keys.too_many', args: { most: 100 } })
    await one.delete(`/keys/${live.body.key.id}`)
    expect((await make({}, one)).status).toBe(201)
  })
})
