import { randomUUID } from 'node:crypto'
import { request } from 'node:http'

export interface Answer<T = any> {
  status: number
  body: T
  text: string
  headers: Record<string, string | string[] | undefined>
}
type Headers = Record<string, string>

/** A client of the API as some person at some address; speaks plain HTTP so that hosts, paths and bodies go out as written. */
export class Client {
  constructor(
    private readonly port: number,
    private readonly host: string,
    private readonly headers: Headers = {},
  ) {}

  /** The same address with other headers. */
  with(headers: Headers): Client {
    return new Client(this.port, this.host, { ...this.headers, ...headers })
  }
  as(token: string): Client {
    return this.with({ authorization: `Bearer ${token}` })
  }
  /** What the client shows to be let in. */
  get authorization(): string {
    return this.headers['authorization'] ?? ''
  }
  get<T = any>(path: string, headers: Headers = {}) {
    return this.send<T>('GET', path, undefined, headers)
  }
  delete<T = any>(path: string, headers: Headers = {}) {
    return this.send<T>('DELETE', path, undefined, headers)
  }
  post<T = any>(path: string, body: unknown = {}, headers: Headers = {}) {
    return this.send<T>('POST', path, body, { 'idempotency-key': randomUUID(), ...headers })
  }
  put<T = any>(path: string, body: unknown = {}, headers: Headers = {}) {
    return this.send<T>('PUT', path, body, { 'idempotency-key': randomUUID(), ...headers })
  }
  patch<T = any>(path: string, body: unknown = {}, headers: Headers = {}) {
    return this.send<T>('PATCH', path, body, headers)
  }

  /** Sends a request to an address as it is written, outside `/api` too. */
  raw<T = any>(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer<T>> {
    return this.send<T>(method, path, body, headers, true)
  }

  /** Sends a request; strings and buffers go out as they are, everything else as JSON. Paths get `/api` in front unless they begin with it. */
  send<T = any>(
    method: string,
    path: string,
    body?: unknown,
    headers: Headers = {},
    asWritten = false,
  ): Promise<Answer<T>> {
    const bytes =
      body === undefined
        ? undefined
        : Buffer.isBuffer(body)
          ? body
          : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    const all: Headers = {
      host: this.host,
      ...(bytes ? { 'content-type': 'application/json', 'content-length': String(bytes.length) } : {}),
      ...this.headers,
      ...headers,
    }
    return new Promise((resolve, reject) => {
      const req = request(
        {
          port: this.port,
          host: '127.0.0.1',
          method,
          path: asWritten || /^\/(api|media|healthz|readyz|metrics)\b/.test(path) ? path : `/api${path}`,
          headers: all,
        },
        (res) => {
          const chunks: Buffer[] = []
          res.on('data', (c: Buffer) => chunks.push(c))
          res.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8')
            resolve({
              status: res.statusCode ?? 0,
              text,
              headers: res.headers,
              body: (text && /json/.test(res.headers['content-type'] ?? '') ? JSON.parse(text) : text) as T,
            })
          })
        },
      )
      req.on('error', reject)
      req.end(bytes)
    })
  }
}
