import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestShop } from '../../test/shop.js'
import { World } from '../../test/world.js'
import { traceparent, traced } from './trace.js'

interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
}
const attributeOf = (span: Span, key: string) => {
  const value = span.attributes.find((a) => a.key === key)?.value
  return value?.stringValue ?? value?.intValue
}

/** An OpenTelemetry collector that keeps what it is sent. */
class Collector {
  readonly spans: Span[] = []
  text = ''
  private constructor(private readonly server: Server) {
    server.on('request', (req, res) => {
      const chunks: Buffer[] = []
      req.on('data', (chunk: Buffer) => chunks.push(chunk))
      req.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        this.text += body
        for (const resource of JSON.parse(body).resourceSpans)
          for (const scoped of resource.scopeSpans) this.spans.push(...scoped.spans)
        res.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
    })
  }
  static async open(): Promise<Collector> {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    return new Collector(server)
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }
  close = () => new Promise((done) => this.server.close(done))
}

describe('traces', () => {
  let w: World
  let shop: TestShop
  let collector: Collector
  beforeAll(async () => {
    collector = await Collector.open()
    w = await World.start({ traces: { endpoint: collector.url, serviceName: 'storeweave', fraction: 1 } })
    shop = await TestShop.open(w)
  })
  afterAll(() => collector.close())

  it('one paid order is one trace each for placing and for paying: HTTP, SQL, outbox, worker, provider', async () => {
    const basket = shop.basket({ note: 'canary-note' } as never)
    const { status, headers } = await shop.shopper.post('/shop/orders', basket, {
      'x-request-id': 'traced-order-1',
    })
    expect([status, headers['x-request-id']]).toEqual([201, 'traced-order-1'])
    await shop.pay(basket.id)
    await w.until(
      async () => (await w.facts('select 1 from outbox, graphile_worker.jobs limit 1')).length === 0,
      'delivery',
    )
    await w.advance(0)
    await w.stop() // sends what is left

    const root = collector.spans.find((s) => attributeOf(s, 'storeweave.request_id') === 'traced-order-1')!
    expect(root).toMatchObject({ name: 'POST /api/shop/orders', kind: 2 })
    expect(root.parentSpanId ?? '').toBe('')
    expect(attributeOf(root, 'storeweave.tenant')).toBe(shop.t.ref.slug)
    expect(attributeOf(root, 'http.response.status_code')).toBe(201)

    const trace = collector.spans.filter((s) => s.traceId === root.traceId)
    const names = new Set(trace.map((s) => s.name))
    for (const name of ['transaction', 'insert', 'deliver selling.order_placed'])
      expect(names).toContain(name)
    const byId = new Map(trace.map((s) => [s.spanId, s]))
    for (const span of trace) if (span !== root) expect(byId.has(span.parentSpanId!), span.name).toBe(true)
    const statement = trace.find((s) => String(attributeOf(s, 'db.query.text')).includes('into orders'))!
    expect(byId.get(statement.parentSpanId!)!.name).toBe('transaction')

    // the provider's callback begins a trace of its own, which the worker goes on with
    const callback = collector.spans.find(
      (s) => s.name === 'POST /api/callbacks/wechat-pay/:tenantId/payments',
    )!
    expect(collector.spans.filter((s) => s.traceId === callback.traceId).map((s) => s.name)).toContain(
      'deliver selling.order_paid',
    )
    expect(collector.spans.map((s) => s.name)).toContain(`POST ${new URL(w.sandbox.url).host}`)
    expect(collector.spans.map((s) => s.name)).toContain('job SellingJobs.expire')
    // statements are told, what people sent is not
    for (const value of ['canary-note', basket.id, shop.shopper.memberId, shop.storeId])
      expect(collector.text.includes(value), value).toBe(false)
  })

  it('are off without a collector: nothing is loaded, nothing is carried', async () => {
    const before = collector.spans.length
    expect(await traced('anything', {}, async () => traceparent())).toBeUndefined()
    const quiet = await World.start()
    const plain = await TestShop.open(quiet)
    await plain.order()
    const rows = await quiet.facts('select distinct traceparent from outbox')
    expect(rows).toEqual([{ traceparent: null }])
    await quiet.stop()
    expect(collector.spans).toHaveLength(before)
  })
})
