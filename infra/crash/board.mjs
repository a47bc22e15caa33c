// The store's board: reads the list whenever its stream opens, then follows the hints. It must never miss an order.
import { request } from 'node:http'
import { pause } from '@storeweave/local/machine'
import { SLUG } from './seed.mjs'

const AGAIN_MS = 100

export class Board {
  known = new Set()
  streams = 0
  open = true

  constructor(house, manager) {
    Object.assign(this, { house, manager })
  }

  /** Follows the store until `close`. */
  begin() {
    this.following = this.follow()
    this.following.catch(() => undefined)
  }
  async close() {
    this.open = false
    this.res?.destroy()
    await this.following
  }

  async follow() {
    while (this.open) {
      await this.listen()
      if (this.open) await pause(AGAIN_MS)
    }
  }

  async listen() {
    const res = await this.connect()
    if (!res) return
    this.res = res
    this.streams += 1
    const ended = new Promise((done) => res.once('close', done))
    let rest = ''
    res.on('error', () => undefined)
    res.on('data', (chunk) => {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop()
      for (const block of blocks) this.hear(block)
    })
    await this.read()
    await ended
  }

  hear(block) {
    const data = /^data: (.+)$/m.exec(block)?.[1]
    const orderId = data && JSON.parse(data).orderId
    if (orderId) this.known.add(orderId)
  }

  async read() {
    for (let cursor = ''; cursor !== undefined;) {
      const { status, body } = await this.manager.get(`/orders?limit=100${cursor && `&cursor=${cursor}`}`)
      if (status !== 200) throw new Error(`the list of orders: ${status}`)
      for (const { id } of body.items) this.known.add(id)
      cursor = body.nextCursor ? encodeURIComponent(body.nextCursor) : undefined
    }
  }

  async connect() {
    this.manager.token ??= await this.manager.signIn()
    const headers = { host: `${SLUG}.localhost`, authorization: `Bearer ${this.manager.token}` }
    const options = {
      host: '127.0.0.1',
      port: this.house.front.port,
      path: '/api/live',
      headers,
      agent: false,
    }
    return new Promise((done) => {
      const req = request(options, (res) => {
        if (res.statusCode === 200) return done(res)
        if (res.statusCode === 401) this.manager.token = undefined
        res.resume()
        done(undefined)
      })
      req.on('error', () => done(undefined))
      req.end()
    })
  }
}
