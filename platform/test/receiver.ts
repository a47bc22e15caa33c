import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { World } from './world.js'

export interface Arrival {
  path: string
  headers: IncomingHttpHeaders
  body: string
  json: { id: string; type: string; version: number; timestamp: string; data: Record<string, unknown> }
}

/** A program outside that hears webhooks, on this machine; its paths answer what a test tells them to. */
export class Receiver {
  readonly arrivals: Arrival[] = []
  readonly held: ServerResponse[] = []
  private readonly answers = new Map<string, (res: ServerResponse) => void>()
  private constructor(
    private readonly server: Server,
    readonly host: string,
  ) {}

  /** Opens one that this world's platform may call. */
  static async open(w: World): Promise<Receiver> {
    const server = createServer()
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const receiver = new Receiver(server, host)
    server.on('request', (req, res) => {
      let body = ''
      req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      req.on('end', () => {
        const path = req.url!
        receiver.arrivals.push({
          path,
          headers: req.headers,
          body,
          json: JSON.parse(body) as Arrival['json'],
        })
        const answer = receiver.answers.get(path)
        if (answer) answer(res)
        else res.end('ok')
      })
    })
    w.config.outboundAllow = [...w.config.outboundAllow, host]
    return receiver
  }
  url(path: string): string {
    return `http://${this.host}${path}`
  }
  /** From now on a path answers so. */
  answer(path: string, status: number, body = '', headers: Record<string, string> = {}): void {
    this.answers.set(path, (res) => res.writeHead(status, headers).end(body))
  }
  /** From now on a path keeps who asks waiting, until `release`. */
  hold(path: string): void {
    this.answers.set(path, (res) => void this.held.push(res))
  }
  release(): void {
    for (const res of this.held.splice(0)) res.end('late')
  }
  at(path: string): Arrival[] {
    return this.arrivals.filter((one) => one.path === path)
  }
  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}

const WINDOW_SECONDS = 300

/** What docs/webhooks.md tells receivers to do, word by word: throws for what is not ours, or older than five minutes. */
export function verify(secret: string, headers: IncomingHttpHeaders, body: string, now: Date): unknown {
  const id = String(headers['webhook-id'])
  const timestamp = String(headers['webhook-timestamp'])
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > WINDOW_SECONDS)
    throw new Error('too old or too new')
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  const good = String(headers['webhook-signature'])
    .split(' ')
    .some((part) => {
      const given = Buffer.from(part.replace(/^v1,/, ''), 'base64')
      return part.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected)
    })
  if (!good) throw new Error('signature does not hold')
  return JSON.parse(body)
}
