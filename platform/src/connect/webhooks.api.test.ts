import { webhookEvents } from '@storeweave/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Receiver, verify } from '../../test/receiver.js'
import { TestShop } from '../../test/shop.js'
import { newId, World, type Client } from '../../test/world.js'
import { addDataKey } from '../kernel/keys.js'
import { asSystem } from '../kernel/jobs.js'
import { transaction } from '../kernel/db.js'
import { SendingRepo } from './sending.repo.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let w: World
let shop: TestShop
let receiver: Receiver
let paths = 0
beforeAll(async () => {
  w = await World.start()
  shop = await TestShop.open(w)
  receiver = await Receiver.open(w)
})
afterAll(async () => {
  receiver.release()
  await w.stop()
  receiver.close()
})
// a brand has 20 at most, and what one test leaves waiting is no business of the next
afterEach(async () => {
  receiver.release()
  await w.facts("update webhooks set state = 'off', removed_at = now() where removed_at is null")
})
/** Tokens and proofs end while the clock moves on: somebody who signed in just now. */
const owner = () => shop.t.aPerson('owner')
const body = (path: string, change: object = {}) => ({
  id: newId(),
  url: receiver.url(path),
  description: 'ERP',
  events: ['selling.order_paid'],
  scopeKind: 'hq',
  ...change,
})
const fieldsOf = ({ id: _, ...fields }: ReturnType<typeof body>) => fields
/** A webhook with a path of its own at the receiver. */
async function aWebhook(change: object = {}, by?: Client) {
  const path = `/hook${++paths}`
  const client = by ?? (await owner())
  const { status, body: made, text } = await client.post('/webhooks', body(path, change))
  if (status !== 201) throw new Error(text)
  return { path, id: made.webhook.id as string, secret: made.secret as string, client }
}
type Hook = Awaited<ReturnType<typeof aWebhook>>
const testOf = async (hook: Hook, by: Client = hook.client): Promise<string> =>
  (await by.post(`/webhooks/${hook.id}/test`)).body.id
const factsOf = async (id: string) =>
  (await w.facts('select * from webhook_deliveries where id = $1', [id]))[0]!
const stateOf = async (hook: Hook) =>
  (await w.facts('select state from webhooks where id = $1', [hook.id]))[0]!['state']
/** Waits until so much has arrived at a webhook's path; answers all of it. */
const arrived = (hook: { path: string }, least: number) =>
  w.until(() => {
    const all = receiver.at(hook.path)
    return all.length >= least ? all : undefined
  }, `${least} at ${hook.path}`)
/** Waits until so many tries of a delivery are written down; answers its row. */
const triedTimes = (id: string, tries: number) =>
  w.until(async () => {
    const row = await factsOf(id)
    return Number(row['tries']) === tries ? row : undefined
  }, `${tries} tries`)
const settled = (id: string, state: string) =>
  w.until(async () => (await factsOf(id))['state'] === state, `delivery ${state}`)

describe('what arrives', () => {
  it('is the public shape of the event, signed so that an independent check holds, and carries nobody’s name', async () => {
    const hook = await aWebhook({ events: ['selling.order_placed', 'selling.order_cancelled'] })
    const order = await shop.order({ contactName: '王小明', contactPhone: '13712345678' })
    await shop.manager.post(`/orders/${order.id}/cancel`, { reason: '王小明 13712345678 来电取消' })
    const both = await arrived(hook, 2)
    const [placed, cancelled] = both.sort((a, b) => (a.json.id < b.json.id ? -1 : 1))
    expect(verify(hook.secret, placed!.headers, placed!.body, w.now())).toEqual({
      id: placed!.headers['webhook-id'],
      type: 'selling.order_placed',
      version: 1,
      timestamp: placed!.json.timestamp,
      data: { orderId: order.id, storeId: shop.storeId, number: order.number, payable: 2000 },
    })
    expect(cancelled!.json.data).toEqual({ orderId: order.id, storeId: shop.storeId, number: order.number })
    expect([placed!.headers['content-type'], placed!.headers['user-agent']]).toEqual([
      'application/json',
      'Storeweave-Webhooks/1',
    ])
    const kept = await w.facts('select body from webhook_deliveries where webhook_id = $1', [hook.id])
    expect(JSON.stringify(kept)).not.toMatch(/王小明|13712345678/)
  })
  it('fields of all public events are ids, numbers, sums and states', () => {
    const allowed = /(?:^i|I)d$|Ids$|^(?:number|payable|paid|amount|channel|stars|from|to|state)$/
    const fields = Object.values(webhookEvents).flatMap(({ data }) => Object.keys(data.shape))
    expect(fields.filter((field) => !allowed.test(field))).toEqual([])
  })
  it('is refused by the documented check when it is replayed, altered, or signed by another secret', async () => {
    const hook = await aWebhook()
    await testOf(hook)
    const [one] = await arrived(hook, 1)
    const { headers, body: text } = one!
    const later = (ms: number) => new Date(w.now().getTime() + ms)
    expect(() => verify(hook.secret, headers, text, later(5 * MINUTE + 2_000))).toThrow('too old')
    expect(() => verify(hook.secret, headers, text, later(-5 * MINUTE - 2_000))).toThrow('too old or too new')
    expect(() => verify(hook.secret, headers, `${text} `, w.now())).toThrow('signature')
    const other = { ...headers, 'webhook-id': newId() }
    expect(() => verify(hook.secret, other, text, w.now())).toThrow('signature')
    const moved = { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) }
    expect(() => verify(hook.secret, moved, text, w.now())).toThrow('signature')
    expect(() => verify(hook.secret.slice(0, -8) + 'AAAAAAA=', headers, text, w.now())).toThrow('signature')
  })
  it('goes to the webhooks of its store, of a region above it and of the brand, and to no others', async () => {
    const region = await shop.t.aRegion()
    const elsewhere = await shop.t.aStore({ regionId: region })
    const events = ['selling.order_placed', 'catalog.product_changed']
    const by = await owner()
    const hooks = {
      brand: await aWebhook({ events }, by),
      region: await aWebhook({ events, scopeKind: 'region', scopeId: shop.t.regionId }, by),
      store: await aWebhook({ events, scopeKind: 'store', scopeId: shop.storeId }, by),
      sister: await aWebhook({ events, scopeKind: 'store', scopeId: elsewhere }, by),
      otherRegion: await aWebhook({ events, scopeKind: 'region', scopeId: region }, by),
      otherEvent: await aWebhook({ events: ['payments.refunded'] }, by),
    }
    await shop.t.aSku()
    await shop.order()
    const heard = () =>
      Object.fromEntries(
        Object.entries(hooks).map(([name, { path }]) => [
          name,
          [...new Set(receiver.at(path).map((one) => one.json.type))].sort(),
        ]),
      )
    await w.until(() => receiver.at(hooks.store.path).length > 0 && heard()['brand']?.length === 2)
    expect(heard()).toEqual({
      brand: ['catalog.product_changed', 'selling.order_placed'],
      region: ['selling.order_placed'],
      store: ['selling.order_placed'],
      sister: [],
      otherRegion: [],
      otherEvent: [],
    })
  })
})

describe('tries', () => {
  it('come after 5 s, 5 min, 30 min, 2 h, 5 h and every 10 h, under one id with one body, each signed anew', async () => {
    const hook = await aWebhook()
    receiver.answer(hook.path, 503, 'x'.repeat(5_000))
    const id = await testOf(hook)
    const waits = [5, 300, 1800, 7200, 18_000, 36_000, 36_000]
    for (const [i, wait] of waits.entries()) {
      const row = await triedTimes(id, i + 1)
      const [last] = await w.facts('select * from webhook_tries where delivery_id = $1 and number = $2', [
        id,
        i + 1,
      ])
      const planned = row['next_at'].getTime() - last!['at'].getTime()
      expect([wait, planned >= wait * 1000, planned <= wait * 1200 + 5_000]).toEqual([wait, true, true])
      expect([last!['status'], last!['excerpt'].length]).toEqual(['503', 2048])
      await w.advance(wait * 1000 - 1_000 - (w.now().getTime() - last!['at'].getTime()))
      expect(receiver.at(hook.path).length).toBe(i + 1)
      await w.advance(wait * 200 + 6_000)
    }
    receiver.answer(hook.path, 204)
    await triedTimes(id, waits.length + 1)
    const all = receiver.at(hook.path)
    expect(new Set(all.map((one) => one.headers['webhook-id'])).size).toBe(1)
    expect(new Set(all.map((one) => one.body)).size).toBe(1)
    expect(new Set(all.map((one) => one.headers['webhook-timestamp'])).size).toBe(all.length)
    for (const one of all) {
      const sentAt = new Date(Number(one.headers['webhook-timestamp']) * 1000)
      expect(verify(hook.secret, one.headers, one.body, sentAt)).toEqual(one.json)
    }
  })
  it('a 410 switches the webhook off at once, a success ends the worry about failures', async () => {
    const [gone, back] = [await aWebhook(), await aWebhook()]
    receiver.answer(gone.path, 410)
    receiver.answer(back.path, 500)
    await settled(await testOf(gone), 'failed')
    expect([await stateOf(gone), receiver.at(gone.path).length]).toEqual(['gone', 1])
    expect((await gone.client.post(`/webhooks/${gone.id}/test`)).body.code).toBe('connect.switched_off')

    const id = await testOf(back)
    await triedTimes(id, 1)
    expect((await back.client.get(`/webhooks/${back.id}`)).body.failingSince).toBeTruthy()
    receiver.answer(back.path, 200)
    await w.advance(12_000)
    await settled(id, 'delivered')
    expect((await back.client.get(`/webhooks/${back.id}`)).body).toMatchObject({
      failingSince: null,
      state: 'on',
      recent: { tried: 1, delivered: 1 },
    })
  })
  it('three days without a success switch it off, HQ is told, and switched on again it begins anew', async () => {
    const hook = await aWebhook()
    receiver.answer(hook.path, 500)
    const id = await testOf(hook)
    await triedTimes(id, 1)
    await w.advance(71 * HOUR)
    await triedTimes(id, 2)
    expect(await stateOf(hook)).toBe('on')
    const second = await testOf(hook, await owner())
    await triedTimes(second, 1)
    await w.advance(2 * HOUR)
    await settled(id, 'failed')
    await triedTimes(second, 2)
    expect([await stateOf(hook), (await factsOf(second))['state']]).toEqual(['failing', 'waiting'])
    const by = await owner()
    expect((await by.get('/webhook-health')).body.switchedOff).toBeGreaterThan(0)
    const { body: audit } = await by.get(`/audit/entries?objectId=${hook.id}&limit=1`)
    expect(audit.items[0]).toMatchObject({ who: { kind: 'system' }, after: { state: 'failing' } })
    // nothing more is tried, and what waits is given up after its time
    const before = receiver.at(hook.path).length
    await w.advance(4 * DAY)
    expect([(await factsOf(second))['state'], receiver.at(hook.path).length]).toEqual(['failed', before])

    const again = await owner()
    const { body: read } = await again.get(`/webhooks/${hook.id}`)
    const { url, description, events, scopeKind, version } = read
    const on = { url, description, events, scopeKind, version, on: true }
    expect((await again.put(`/webhooks/${hook.id}`, on)).body).toMatchObject({
      state: 'on',
      failingSince: null,
    })
    expect((await again.put(`/webhooks/${hook.id}`, on)).body.code).toBe('connect.version_stale')
  })
  it('a redirect is not followed, an address inside the house is never called, whatever it was when it was registered', async () => {
    const [redirected, inside] = [await aWebhook(), await aWebhook()]
    receiver.answer(redirected.path, 302, '', { location: receiver.url('/secret') })
    await w.facts("update webhooks set url = 'https://169.254.169.254/latest' where id = $1", [inside.id])
    for (const [hook, fault] of [
      [redirected, 'redirect'],
      [inside, 'refused'],
    ] as const) {
      const id = await testOf(hook)
      await triedTimes(id, 1)
      const { body: read } = await hook.client.get(`/webhooks/${hook.id}/deliveries/${id}`)
      expect(read.attempts).toEqual([
        { at: read.attempts[0].at, tookMs: read.attempts[0].tookMs, status: null, fault, excerpt: '' },
      ])
    }
    expect(receiver.at('/secret')).toEqual([])
  })
})

describe('workers', () => {
  it('one that dies between sending and writing it down: another sends again, under the same id', async () => {
    const hook = await aWebhook()
    receiver.hold(hook.path)
    const id = await testOf(hook)
    await w.until(() => receiver.held.length === 1)
    const [first] = receiver.at(hook.path)
    // what the process holds of it is as good as dead: the lease passes while the answer is out
    receiver.answer(hook.path, 200)
    w.shift(61_000)
    const repo = w.get(SendingRepo)
    const [taken] = await asSystem(shop.t.ref, 'test', () => transaction(() => repo.claim(new Map(), 5, 60)))
    expect([taken!.id, taken!.event_id, taken!.claims]).toEqual([id, first!.headers['webhook-id'], 2])
    // the dead one comes back to life: it has lost its claim and writes nothing
    receiver.release()
    w.shift(61_000)
    await w.advance(0)
    await settled(id, 'delivered')
    await w.until(() => receiver.at(hook.path).length === 2)
    expect(receiver.at(hook.path)[1]!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    expect([(await factsOf(id))['tries'], (await factsOf(id))['claims']]).toEqual(['1', '3'])
  })
  it('two never take the same delivery', async () => {
    const hook = await aWebhook()
    receiver.hold(hook.path)
    for (let n = 0; n < 11; n++) await testOf(hook)
    await w.until(() => receiver.held.length === 5, 'its lane is full')
    const repo = w.get(SendingRepo)
    const claim = () => asSystem(shop.t.ref, 'test', () => transaction(() => repo.claim(new Map(), 5, 60)))
    const sent = new Set(receiver.at(hook.path).map((one) => one.headers['webhook-id']))
    const taken = (await Promise.all([claim(), claim()])).flat().map((one) => one.event_id)
    expect([new Set(taken).size, taken.some((id) => sent.has(id))]).toEqual([taken.length, false])
    expect(taken.length).toBe(6)
    receiver.answer(hook.path, 200)
    receiver.release()
  })
  it('a receiver that does not answer holds up neither another webhook nor another brand', async () => {
    const [slow, quick] = [await aWebhook(), await aWebhook()]
    receiver.hold(slow.path)
    for (let n = 0; n < 8; n++) await testOf(slow)
    await w.until(() => receiver.held.length === 5, 'its lane is full')
    const other = await w.aTenant()
    const foreign = await other.aPerson('owner')
    const theirs = (await foreign.post('/webhooks', body('/theirs'))).body.webhook.id
    await foreign.post(`/webhooks/${theirs}/test`)
    await settled(await testOf(quick), 'delivered')
    await w.until(() => receiver.at('/theirs').length === 1)
    expect([receiver.held.length, receiver.at(slow.path).length]).toEqual([5, 5])
    receiver.answer(slow.path, 200)
    receiver.release()
    await w.until(() => receiver.at(slow.path).length === 8, 'the rest')
  })
})

describe('secrets', () => {
  it('are shown once, lie sealed, and a new data key takes them along', async () => {
    const hook = await aWebhook()
    expect(hook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const texts = [
      (await hook.client.get('/webhooks')).text,
      (await hook.client.get(`/webhooks/${hook.id}`)).text,
      JSON.stringify(await w.facts('select * from webhooks')),
      JSON.stringify(await w.facts('select * from audit_entries')),
    ]
    for (const text of texts) expect(text).not.toContain(hook.secret.slice(6))
    const number = addDataKey()
    await w.advance(6_000)
    const sealed = await w.facts('select distinct left(secret, 5) as head from webhooks')
    expect(sealed).toEqual([{ head: `v2.${number}.` }])
    await testOf(hook)
    const [one] = await arrived(hook, 1)
    expect(verify(hook.secret, one!.headers, one!.body, w.now())).toEqual(one!.json)
  })
  it('the former one signs beside a new one for 24 hours, unless it must end at once', async () => {
    const hook = await aWebhook()
    const change = (by: Client, version: number, endFormer = false) =>
      by.post(`/webhooks/${hook.id}/secret`, { version, endFormer })
    const { body: second } = await change(hook.client, 1)
    expect((await change(hook.client, 1)).body.code).toBe('connect.version_stale')
    const arrival = async (by: Client) => {
      const n = receiver.at(hook.path).length
      await testOf(hook, by)
      return (await arrived(hook, n + 1)).at(-1)!
    }
    const holds = (secret: string, one: { headers: object; body: string }) => {
      try {
        return verify(secret, one.headers as never, one.body, w.now()) !== undefined
      } catch {
        return false
      }
    }
    const during = await arrival(hook.client)
    expect([holds(hook.secret, during), holds(second.secret, during)]).toEqual([true, true])
    expect(String(during.headers['webhook-signature']).split(' ').length).toBe(2)
    // the clock alone: the time of the former secret counts, not that somebody clears it away
    w.shift(DAY + MINUTE)
    const by = await owner()
    const after = await arrival(by)
    expect([holds(hook.secret, after), holds(second.secret, after)]).toEqual([false, true])
    const { body: third } = await change(by, 2, true)
    const ended = await arrival(by)
    expect([holds(second.secret, ended), holds(third.secret, ended)]).toEqual([false, true])
    expect(third.webhook.oldSecretUntil).toBe(null)
  })
})

describe('registering', () => {
  it.each([
    'http://example.com/',
    'https://example.com:8443/',
    'https://user:pw@example.com/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://①②⑦.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://[fd00:ec2::254]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://100.100.100.200/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_x',
    'not an address',
  ])('422 for %s, and nothing was made', async (url) => {
    const by = await manager()
    const id = newId()
    const { status, body: problem } = await by.post('/webhooks', body('/x', { id, url }))
    expect([status, problem.code]).toEqual([422, 'connect.address_refused'])
    expect(await w.facts('select 1 from webhooks where id = $1', [id])).toEqual([])
  })
  // one sign-in for all of them
  let signedIn: Client | undefined
  const manager = async () => (signedIn ??= await owner())

  it('changing the address is checked likewise; a port of ours that nobody named is no exception', async () => {
    const hook = await aWebhook()
    const change = (url: string) =>
      hook.client.put(`/webhooks/${hook.id}`, {
        url,
        description: '',
        events: ['selling.order_paid'],
        scopeKind: 'hq',
        on: true,
        version: 1,
      })
    for (const url of [`http://127.0.0.1:${w.port}/api/keys`, 'https://127.0.0.1/'])
      expect((await change(url)).body.code).toBe('connect.address_refused')
    expect((await hook.client.get(`/webhooks/${hook.id}`)).body.url).toBe(receiver.url(hook.path))
  })
  it('422 for a place that is not there, another brand’s, or of another kind; 409 for the same id again and for too many', async () => {
    const t = await w.aTenant()
    const by = await t.aPerson('owner')
    for (const place of [
      { scopeKind: 'store', scopeId: newId() },
      { scopeKind: 'store', scopeId: shop.storeId },
      { scopeKind: 'store', scopeId: t.regionId },
      { scopeKind: 'region' },
      { scopeKind: 'hq', scopeId: t.hqId },
    ])
      expect((await by.post('/webhooks', body('/x', place))).body.code).toBe('connect.place_invalid')
    const first = body('/x')
    expect((await by.post('/webhooks', first)).status).toBe(201)
    expect((await by.post('/webhooks', first)).body.code).toBe('connect.made_already')
    for (let n = 1; n < 20; n++) await by.post('/webhooks', body(`/x${n}`))
    expect((await by.post('/webhooks', body('/x'))).body).toMatchObject({
      code: 'connect.too_many',
      args: { most: 20 },
    })
    expect((await by.delete(`/webhooks/${first.id}`)).status).toBe(204)
    expect((await by.post('/webhooks', body('/x'))).status).toBe(201)
    expect((await by.get(`/webhooks/${first.id}`)).status).toBe(404)
  })
  it('403 below HQ and for keys, who may not even be given it; 404 for another brand', async () => {
    const hook = await aWebhook()
    const manager = await shop.t.aPerson('store_manager', 'store', shop.storeId)
    expect((await manager.get('/webhooks')).status).toBe(403)
    const stranger = await (await w.aTenant()).aPerson('owner')
    for (const path of ['', '/deliveries', `/deliveries/${newId()}`])
      expect((await stranger.get(`/webhooks/${hook.id}${path}`)).status).toBe(404)
    expect((await stranger.delete(`/webhooks/${hook.id}`)).status).toBe(404)
    const key = await hook.client.post('/keys', {
      id: newId(),
      name: 'k',
      permissions: ['Webhook:manage'],
      scopeKind: 'hq',
      days: 1,
    })
    expect(key.status).toBe(400)
    expect(await stateOf(hook)).toBe('on')
  })
  it('403 for who signed in long ago: where data goes is decided by somebody who is there', async () => {
    const hook = await aWebhook()
    await w.facts("update sessions set proved_at = proved_at - interval '11 minutes'")
    const acts = [
      hook.client.post('/webhooks', body('/x')),
      hook.client.put(`/webhooks/${hook.id}`, { ...fieldsOf(body('/y')), on: true, version: 1 }),
      hook.client.post(`/webhooks/${hook.id}/secret`, { version: 1, endFormer: false }),
    ]
    for (const { body: problem } of await Promise.all(acts)) expect(problem.code).toBe('access.proof_needed')
  })
})

describe('sent again by hand', () => {
  it('one, under the id it had, with its waits from the beginning', async () => {
    const hook = await aWebhook()
    const id = await testOf(hook)
    await settled(id, 'delivered')
    receiver.answer(hook.path, 500)
    expect((await hook.client.post(`/webhooks/${hook.id}/deliveries/${id}/redeliver`)).status).toBe(204)
    const row = await triedTimes(id, 2)
    const [last] = await w.facts('select at from webhook_tries where delivery_id = $1 and number = 2', [id])
    expect(row['next_at'].getTime() - last!['at'].getTime()).toBeLessThan(11_000)
    const [a, b] = receiver.at(hook.path)
    expect([a!.headers['webhook-id'], a!.body]).toEqual([b!.headers['webhook-id'], b!.body])
    expect((await hook.client.post(`/webhooks/${hook.id}/deliveries/${newId()}/redeliver`)).status).toBe(404)
  })
  it('all that failed since an instant, and only those', async () => {
    const hook = await aWebhook()
    const [old, young, well] = [await testOf(hook), await testOf(hook), await testOf(hook)]
    for (const id of [old, young, well]) await settled(id, 'delivered')
    await w.facts("update webhook_deliveries set state = 'failed' where id = any($1::uuid[])", [[old, young]])
    const { body: read } = await hook.client.get(`/webhooks/${hook.id}/deliveries/${young}`)
    const { body: first } = await hook.client.get(`/webhooks/${hook.id}/deliveries?state=failed`)
    expect(first.items.map((d: { id: string }) => d.id)).toEqual([young, old].sort().reverse())
    const again = await hook.client.post(`/webhooks/${hook.id}/redeliver`, { since: read.createdAt })
    expect(again.body).toEqual({ count: 1, more: false })
    await settled(young, 'delivered')
    expect([receiver.at(hook.path).length, (await factsOf(old))['state']]).toEqual([4, 'failed'])
  })
  it('lists page by keyset, by state and by event; old ones are forgotten after 30 days, removed webhooks with them', async () => {
    const hook = await aWebhook()
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push(await testOf(hook))
    for (const id of ids) await settled(id, 'delivered')
    const page = (query: string) => hook.client.get(`/webhooks/${hook.id}/deliveries?limit=2${query}`)
    const { body: first } = await page('')
    const { body: second } = await page(`&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map((d: { id: string }) => d.id)).toEqual(
      [...ids].sort().reverse(),
    )
    expect([first.items.length, second.nextCursor]).toEqual([2, null])
    expect((await page('&event=selling.order_paid')).body.items).toEqual([])
    expect((await page('&event=connect.test&state=delivered')).body.items.length).toBe(2)
    await hook.client.delete(`/webhooks/${hook.id}`)
    await w.advance(29 * DAY)
    expect((await w.facts('select 1 from webhook_deliveries where webhook_id = $1', [hook.id])).length).toBe(
      3,
    )
    await w.advance(2 * DAY)
    expect(await w.facts('select 1 from webhook_deliveries where webhook_id = $1', [hook.id])).toEqual([])
    expect(await w.facts('select 1 from webhook_tries where delivery_id = any($1::uuid[])', [ids])).toEqual(
      [],
    )
    expect(await w.facts('select 1 from webhooks where id = $1', [hook.id])).toEqual([])
  })
})
