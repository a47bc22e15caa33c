import { Agent, request, type ClientRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { TestShop, type Shopper } from '../../test/shop.js'
import { newId, World } from '../../test/world.js'

interface Answer {
  status: number
  connection: string | undefined
}

/** A client that keeps its connection, as browsers and balancers do. */
class Keeper {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })
  private readonly port: number
  private readonly host: string
  constructor(
    w: World,
    shop: TestShop,
    private readonly who: Shopper = shop.shopper,
  ) {
    this.port = w.port
    this.host = `${shop.t.ref.slug}.localhost`
  }
  /** Begins a request whose body is still to come. */
  begin(path: string, method = 'GET'): { req: ClientRequest; answer: Promise<Answer> } {
    const headers = {
      host: this.host,
      authorization: this.who.authorization,
      'idempotency-key': newId(),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    }
    const req = request({ agent: this.agent, host: '127.0.0.1', port: this.port, path, method, headers })
    const answer = new Promise<Answer>((done, fail) => {
      req.on('error', fail).on('response', (res) => {
        res.resume().on('error', fail)
        res.on('end', () => done({ status: res.statusCode!, connection: res.headers.connection }))
      })
    })
    return { req, answer }
  }
  get(path: string): Promise<Answer> {
    const { req, answer } = this.begin(path)
    req.end()
    return answer
  }
  leave = () => this.agent.destroy()
}

describe('a stop under load', () => {
  it('answers every request it has begun, is ready no more, takes nothing new, then ends', async () => {
    const w = await World.start({ stop: { drainMs: 400, withinMs: 25_000 } })
    const shop = await TestShop.open(w)
    const at = (path: string) => `http://127.0.0.1:${w.port}${path}`
    const happened: string[] = []

    // one order is in flight: half of it has come in
    const slow = new Keeper(w, shop)
    const { req, answer } = slow.begin('/api/shop/orders', 'POST')
    const body = JSON.stringify(shop.basket())
    req.write(body.slice(0, 40))
    const order = answer.then((a) => (happened.push(`order ${a.status}`), a))

    // eight clients ask on kept connections until they're told to go
    const answers: Answer[] = []
    const clients = Array.from({ length: 8 }, () => new Keeper(w, shop))
    const load = clients.map(async (client) => {
      for (;;) {
        answers.push(await client.get('/api/shop/cart?storeId=' + shop.storeId))
        if (answers.at(-1)!.connection === 'close') return
      }
    })
    const live = new Keeper(w, shop, shop.manager as never).get('/api/live')
    const streamed = live.then((a) => happened.push(`stream ended ${a.status}`))
    await w.until(() => answers.length > 50, 'load')

    const stopped = w.platform.stop().then(() => happened.push('stopped'))
    const unready = await w.until(async () => {
      const res = await fetch(at('/readyz'))
      return res.status === 503 && res.json()
    }, 'unready')
    expect(unready).toEqual({ status: 'stopping' })
    happened.push('unready')
    await Promise.all(load)
    happened.push('clients told to go')
    await streamed
    await w.until(
      () =>
        fetch(at('/healthz')).then(
          () => false,
          () => true,
        ),
      'no new connections',
    )
    happened.push('closed')
    req.end(body.slice(40))
    expect(await order).toEqual({ status: 201, connection: 'close' })
    await stopped
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]))
    const [told, ended] = ['clients told to go', 'stream ended 200']
    expect(happened.slice(1, 3).sort()).toEqual([told, ended])
    expect(happened.filter((h) => h !== told && h !== ended)).toEqual([
      'unready',
      'closed',
      'order 201',
      'stopped',
    ])
    for (const client of [...clients, slow]) client.leave()
    await w.stop()
  })

  it('cuts what outlives the bound, and ends', async () => {
    const w = await World.start({ stop: { drainMs: 0, withinMs: 300 } })
    const shop = await TestShop.open(w)
    const slow = new Keeper(w, shop)
    const { req, answer } = slow.begin('/api/shop/orders', 'POST')
    const failed = answer.catch((error: NodeJS.ErrnoException) => error.code)
    req.write('{')
    expect((await new Keeper(w, shop).get('/api/shop/cart?storeId=' + shop.storeId)).status).toBe(200)
    await w.platform.stop()
    expect(await failed).toBe('ECONNRESET')
    expect(await w.facts('select 1 from orders')).toEqual([])
    await w.stop()
  })
})
