import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import { PASSWORDS } from '../../test/postgres.js'
import { TestShop } from '../../test/shop.js'
import { looks, writes, type Ground } from '../../test/writes.js'
import { newId, World, type Client } from '../../test/world.js'
import { routesOf } from '../kernel/routes.js'
import { csvLine } from './audit-export.service.js'

type Row = Record<string, any>
const AUDIENCES = new Set([
  'Session',
  'Profile',
  'Cart',
  'Purchase',
  'Provider',
  'Shopfront',
  'Voice',
  'Application',
])

describe('the audit log', () => {
  let w: World
  let shop: TestShop
  let owner: Client & { personId: string }
  let g: Ground
  beforeAll(async () => {
    w = await World.start()
    shop = await TestShop.open(w, { stock: 1000 })
    owner = await shop.t.aPerson('owner')
    g = { shop, owner }
  })
  afterAll(() => w.stop())
  const entriesOf = (requestId: unknown): Promise<Row[]> =>
    w.facts('select * from audit_entries where request_id = $1 order by id', [String(requestId)])

  it('every route by which staff change something leaves an entry that names it', async () => {
    const routes = routesOf(w.platform.app).filter(
      (r) => r.method !== 'GET' && r.needs && !AUDIENCES.has(r.needs.subject),
    )
    for (const route of routes) {
      const key = `${route.method} ${route.path}`
      if (looks.includes(key)) continue
      const write = writes[key]
      expect([key, 'has a line in test/writes.ts', write !== undefined]).toEqual([
        key,
        'has a line in test/writes.ts',
        true,
      ])
      const answer = await write!(g)
      expect([key, answer.status < 300 ? 'done' : answer.text]).toEqual([key, 'done'])
      const [entry] = await entriesOf(answer.headers['x-request-id'])
      expect([key, entry?.['route'], entry?.['permission'], entry?.['who_kind'], entry?.['outcome']]).toEqual(
        [key, key, `${route.needs!.subject}:${route.needs!.action}`, 'staff', 'done'],
      )
    }
  }, 120_000)

  it('tells who, from where, what, before and after', async () => {
    const agent = { 'user-agent': 'Till/1.0', 'x-request-id': 'request-of-a-price' }
    const path = `/stores/${shop.storeId}/prices/${shop.sku.id}`
    await shop.manager.with(agent).put(path, { price: 900 })
    const [entry, ...more] = await entriesOf('request-of-a-price')
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      tenant_id: shop.t.ref.id,
      who_kind: 'staff',
      who_id: shop.manager.personId,
      device: 'Till/1.0',
      address: '127.0.0.1',
      permission: 'Price:update',
      route: 'PUT /api/stores/{id}/prices/{skuId}',
      subject: 'Price',
      object_id: shop.sku.productId,
      store_id: shop.storeId,
      outcome: 'done',
      before: { price: null },
      after: { unitId: shop.storeId, price: 900, channel: 'any', endsAt: null },
    })
    expect(entry!['session_id']).toMatch(/^[0-9a-f-]{36}$/)
    // the same price again changes nothing, and is no act
    await shop.manager.with({ 'x-request-id': 'request-of-no-price' }).put(path, { price: 900 })
    expect(await entriesOf('request-of-no-price')).toEqual([])
    await shop.manager.put(path, { price: null })
  })

  it('keeps only what changed, never a password, and phone numbers masked', async () => {
    const id = newId()
    const made = await owner.post('/people', {
      id,
      login: 'masked.one',
      name: '王小明',
      password: 'a secret of nobody',
    })
    const changed = await owner.patch(`/people/${id}`, { password: 'another secret here' })
    const [first] = await entriesOf(made.headers['x-request-id'])
    const [second] = await entriesOf(changed.headers['x-request-id'])
    expect(first!['after']).toEqual({ login: 'masked.one', name: '王小明' })
    expect([second!['before'], second!['after']]).toEqual([
      { passwordChanged: false },
      { passwordChanged: true },
    ])
    const order = await shop.order({ contactPhone: '13912345678' })
    const end = await shop.manager.post(`/orders/${order.id}/cancel`, { reason: '顾客 13912345678 来电' })
    expect((await entriesOf(end.headers['x-request-id']))[0]).toMatchObject({
      object_name: order.number,
      note: '顾客 139****5678 来电',
      before: { status: 'to_pay' },
      after: { status: 'cancelled' },
    })
    const all = await w.facts("select string_agg(e::text, '|') t from audit_entries e")
    expect(all[0]!['t']).not.toMatch(/another secret|13912345678|\$argon2/)
  })

  it('a write that fails leaves no entry: both are one transaction', async () => {
    const answer = await owner.post('/stock/adjustments', {
      id: newId(),
      storeId: shop.storeId,
      skuId: shop.sku.id,
      quantity: -999_999,
      kind: 'loss',
      note: '',
    })
    expect([answer.status, await entriesOf(answer.headers['x-request-id'])]).toEqual([409, []])
  })

  it('a try that is only counted is no act', async () => {
    const wrong = await shop.manager.post('/verifications', { storeId: shop.storeId, code: '00000000' })
    const proof = await owner.post('/account/password', { current: 'not the one', password: 'x'.repeat(20) })
    const left = [
      ...(await entriesOf(wrong.headers['x-request-id'])),
      ...(await entriesOf(proof.headers['x-request-id'])),
    ]
    expect([wrong.status, proof.status < 500, left]).toEqual([404, true, []])
  })

  it('a refused write is an entry that says so; a refused read is none', async () => {
    const clerk = await shop.t.aPerson('clerk', 'store', shop.storeId)
    const no = await clerk.patch(`/people/${owner.personId}`, { name: '我' })
    const [entry] = await entriesOf(no.headers['x-request-id'])
    expect([no.status, entry]).toMatchObject([
      403,
      {
        outcome: 'refused',
        note: 'access.denied',
        who_id: clerk.personId,
        object_id: owner.personId,
        after: null,
      },
    ])
    const read = await clerk.get('/people')
    expect([read.status, await entriesOf(read.headers['x-request-id'])]).toEqual([403, []])
  })

  it('signing in is an entry, and so is a wrong password', async () => {
    const [person] = await w.facts('select login, name from people where id = $1', [shop.manager.personId])
    const wrong = await shop.t.api.post('/auth/sign-in', {
      login: person!['login'],
      password: 'wrong password',
    })
    const right = await shop.t.api.post('/auth/sign-in', {
      login: person!['login'],
      password: 'correct horse battery',
    })
    expect(right.status).toBe(200)
    const nobody = await shop.t.api.post('/auth/sign-in', {
      login: 'nobody.at.all',
      password: 'wrong password',
    })
    expect(await entriesOf(nobody.headers['x-request-id'])).toMatchObject([
      { outcome: 'refused', note: 'access.wrong_password', who_kind: 'guest', who_id: null, object_name: '' },
    ])
    const rows = [wrong, right].map((a) => entriesOf(a.headers['x-request-id']))
    expect((await Promise.all(rows)).flat()).toMatchObject([
      {
        outcome: 'refused',
        note: 'access.wrong_password',
        permission: 'Session:create',
        who_id: shop.manager.personId,
      },
      { outcome: 'done', permission: 'Session:create', who_id: shop.manager.personId },
    ])
  })

  it('what shoppers do is none of its business, and costs them no statement', async () => {
    const before = await w.facts('select count(*)::int n from audit_entries')
    const placed = await shop.shopper.post('/shop/orders', shop.basket())
    await shop.shopper.post(`/shop/orders/${placed.body.id}/cancel`, { reason: '' })
    expect(await w.facts('select count(*)::int n from audit_entries')).toEqual(before)
  })

  it('many writes at once wait for nothing of the log', async () => {
    const skus = await Promise.all(Array.from({ length: 12 }, () => shop.t.aSku()))
    const answers = await Promise.all(
      skus.map((s) => owner.put(`/stores/${shop.storeId}/prices/${s.id}`, { price: 777 })),
    )
    expect(answers.map((a) => a.status)).toEqual(skus.map(() => 200))
    const made = await Promise.all(answers.map((a) => entriesOf(a.headers['x-request-id'])))
    expect(made.map((rows) => rows.length)).toEqual(skus.map(() => 1))
  })

  it.each(['app', 'worker'] as const)(
    'nobody who connects as %s can change or remove an entry',
    async (role) => {
      const client = new pg.Client({
        connectionString: role === 'app' ? w.config.databaseUrlApp : w.config.databaseUrlWorker,
        password: PASSWORDS[role],
      })
      await client.connect()
      try {
        for (const table of ['audit_entries', 'audit_seals', 'audit_checks'])
          for (const verb of [
            `update storeweave.${table} set tenant_id = tenant_id`,
            `delete from storeweave.${table}`,
          ])
            await expect(client.query(verb)).rejects.toThrow('permission denied')
        await expect(client.query('truncate storeweave.audit_entries')).rejects.toThrow('permission denied')
      } finally {
        await client.end()
      }
    },
  )

  describe('read', () => {
    it('newest first, page by page, narrowed by whatever is asked', async () => {
      const auditor = await shop.t.aPerson('auditor')
      const all: Row[] = []
      for (let cursor = ''; ;) {
        const { status, body } = await auditor.get(`/audit/entries?limit=7${cursor && `&cursor=${cursor}`}`)
        expect(status).toBe(200)
        all.push(...body.items)
        if (!body.nextCursor) break
        cursor = body.nextCursor
      }
      const [count] = await w.facts('select count(*)::int n from audit_entries where tenant_id = $1', [
        shop.t.ref.id,
      ])
      expect(all.length).toBe(count!['n'])
      expect(all.map((e) => e['id'])).toEqual(
        all
          .map((e) => e['id'])
          .sort()
          .reverse(),
      )
      const narrowed = async (query: string, fits: (e: Row) => boolean) => {
        const { body } = await auditor.get(`/audit/entries?limit=100&${query}`)
        expect([query, body.items.length]).toEqual([query, Math.min(100, all.filter(fits).length)])
        expect(body.items.every(fits)).toBe(true)
        expect(body.items.length).toBeGreaterThan(0)
      }
      await narrowed(`personId=${shop.manager.personId}`, (e) => e['who'].id === shop.manager.personId)
      await narrowed('subject=Price', (e) => e['subject'] === 'Price')
      await narrowed('permission=Person:create', (e) => e['permission'] === 'Person:create')
      await narrowed(`objectId=${shop.sku.productId}`, (e) => e['objectId'] === shop.sku.productId)
      await narrowed(`storeId=${shop.storeId}`, (e) => e['storeId'] === shop.storeId)
      await narrowed('outcome=refused', (e) => e['outcome'] === 'refused')
      await narrowed(`q=${encodeURIComponent('王')}`, (e) => e['objectName'].startsWith('王'))
      const none = await auditor.get('/audit/entries?to=2020-01-01')
      expect(none.body.items).toEqual([])
    })
    it('an auditor reads the log and nothing else', async () => {
      const auditor = await shop.t.aPerson('auditor')
      const routes = routesOf(w.platform.app).filter(
        (r) => r.method === 'GET' && r.needs && !r.path.includes('{'),
      )
      for (const { path, needs } of routes) {
        if (needs!.subject === 'Shopfront') continue
        const { status } = await auditor.get(path)
        const open = ['Account', 'Audit'].includes(needs!.subject)
        expect([path, status === 403]).toEqual([path, !open])
      }
    })
    it('shows another tenant nothing', async () => {
      const other = await w.aTenant()
      const body = (await (await other.aPerson('owner')).get('/audit/entries?limit=100')).body
      const ids = body.items.map((e: Row) => e['id'])
      expect(
        await w.facts('select 1 from audit_entries where id = any($1) and tenant_id <> $2', [
          ids,
          other.ref.id,
        ]),
      ).toEqual([])
    })
    it('comes as a file that no spreadsheet runs, and taking it is an entry', async () => {
      await owner.post('/categories', {
        id: newId(),
        parentId: null,
        name: { zh: '=1+1', en: '' },
        position: 1,
      })
      const { status, text, headers } = await owner.get('/audit/entries.csv?subject=Category')
      expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
      const [head, ...lines] = text.trimEnd().split('\r\n')
      expect(head).toContain('"time","who"')
      expect(lines.some((l) => l.includes(`"'=1+1"`))).toBe(true)
      expect(lines.some((l) => /(^|,)"[=+@-]/.test(l))).toBe(false)
      const [entry] = await entriesOf(headers['x-request-id'])
      expect(entry).toMatchObject({ subject: 'Audit', after: { subject: 'Category' }, note: 'csv' })
    })
    it.each(['=1', '+1', '-1', '@x', '\tx', '\rx'])('a cell %j begins with an apostrophe', (cell) => {
      expect(csvLine([cell])).toBe(`"'${cell}"\r\n`)
    })
  })
})
