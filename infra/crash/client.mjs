// A client as ours are: ids of its own making, one key for one wish, and the same request again until there is an answer.
import { randomBytes, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { pause } from '@storeweave/local/machine'
import { SLUG } from './seed.mjs'

const BACKOFF_MS = 40
const SILENCE_MS_MAX = 20_000
const WAIT_MS_MAX = 400_000

/** A UUIDv7 of this moment. */
export function newId() {
  const hex = Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex')
  const variant = ((parseInt(hex[16], 16) & 3) | 8).toString(16)
  const text = `${hex.slice(0, 12)}7${hex.slice(13, 16)}${variant}${hex.slice(17)}`
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export class Client {
  /** `signIn(client)` resolves to an access token; it is called again when that has run out. */
  constructor(front, signIn) {
    this.front = front
    this.signIn = signIn
    /** Requests sent again because their first answer never came. */
    this.again = 0
    this.answered = 0
  }

  get = (path) => this.ask('GET', path)
  post = (path, body = {}, key = randomUUID()) => this.ask('POST', path, body, key)
  put = (path, body) => this.ask('PUT', path, body, randomUUID())

  /** The answer that counts: `{ status, body, text, replay }`. Silence, 5xx of an outage and "busy" are asked again with the same key. */
  async ask(method, path, body, key) {
    const deadline = Date.now() + WAIT_MS_MAX
    for (;;) {
      const answer = await this.once(method, path, body, key)
      if (answer && !isPassing(answer)) {
        this.answered += 1
        return answer
      }
      if (answer?.status === 401 && this.signIn) this.token = undefined
      this.again += 1
      if (Date.now() > deadline)
        throw new Error(`${method} ${path} was never answered (last: ${answer ? answer.text : 'silence'})`)
      await pause(BACKOFF_MS)
    }
  }

  /** One try; undefined when the connection ended without an answer. */
  async once(method, path, body, key) {
    if (this.signIn && !this.token) this.token = await this.signIn()
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const headers = {
      host: `${SLUG}.localhost:${this.front.port}`,
      ...(bytes ? { 'content-type': 'application/json', 'content-length': bytes.length } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
    }
    const options = { host: '127.0.0.1', port: this.front.port, method, path: `/api${path}`, headers }
    return new Promise((done) => {
      const req = request({ ...options, agent: false, timeout: SILENCE_MS_MAX }, (res) => {
        let text = ''
        res.setEncoding('utf8')
        res.on('data', (chunk) => (text += chunk))
        res.on('error', () => done(undefined))
        res.on('close', () => done(res.complete ? answerOf(res, text) : undefined))
      })
      req.on('timeout', () => req.destroy())
      req.on('error', () => done(undefined))
      req.end(bytes)
    })
  }
}

function answerOf(res, text) {
  const body = text && /json/.test(res.headers['content-type'] ?? '') ? JSON.parse(text) : undefined
  return { status: res.statusCode, text, body, replay: res.headers['idempotent-replay'] === 'true' }
}

/** Answers that say "not now": the client comes back with the same wish. */
function isPassing({ status, body }) {
  if (status === 401 || status === 429 || status === 503 || status === 502) return true
  return body?.code === 'request.in_progress'
}
