import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Seen {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: unknown
}

/** A shop's API that sets no CORS header, and what it was asked. */
export interface ShopServer {
  origin: string
  seen: Seen[]
  close(): Promise<void>
}

const products = [
  { sku: '1', name: '苹果', priceFen: 1299, image: 'data:,', tag: '拼团' },
  { sku: '2', name: '牛奶', priceFen: 650, image: 'data:,' },
]

const wxpay = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'RSA', paySign: 's' }

function answer({ url, method, body }: Seen): unknown {
  const { pathname, searchParams } = new URL(url, 'http://shop')
  if (method === 'GET' && pathname === '/products') {
    return { items: products.filter((one) => one.name.includes(searchParams.get('kw') ?? '')) }
  }
  if (method === 'POST' && pathname === '/session') return { token: `T-${(body as { code: string }).code}` }
  if (method === 'POST' && pathname === '/orders') return { id: 'o1', wxpay }
  return undefined
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return parts.length ? JSON.parse(Buffer.concat(parts).toString()) : undefined
}

/** Starts the shop on a free port. */
export async function startShop(): Promise<ShopServer> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      const one = { method: request.method!, url: request.url!, headers: request.headers, body }
      seen.push(one)
      const data = answer(one)
      response
        .writeHead(data ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(data ?? {}))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        // The browser keeps its connections open.
        server.closeAllConnections()
      }),
  }
}
