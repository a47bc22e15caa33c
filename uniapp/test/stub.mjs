/**
 * A small shop for looking at pages without the platform: shapes of the contract, state in memory.
 * `node test/stub.mjs [port]` serves dist/build/h5 under /h5/ and an API under /api with the product's own strict CSP.
 */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { categories, drawing, goods, media, productOf, stores, uuid } from './stub-goods.mjs'
import {
  cart,
  found,
  list,
  member,
  near,
  pay,
  place,
  problem,
  quote,
  row,
  session,
  state,
} from './stub-shop.mjs'

const H5 = fileURLToPath(new URL('../dist/build/h5/', import.meta.url))
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'"
const order = (id) => found(state.orders.find((one) => one.id === id))
const routes = [
  [
    'GET /tenant',
    () => ({
      id: uuid(2),
      slug: 'demo',
      name: { zh: '青禾超市', en: 'Qinghe Market' },
      brand: {
        primary: process.env.BRAND ?? '#0f7b4f',
        logoUrl: null,
        banners: [1, 2].map((n) => ({
          url: `/media/banner-${n}.svg`,
          title: { zh: '今日鲜到', en: 'Fresh today' },
          subtitle: { zh: '清晨采收，到店即取', en: 'Picked at dawn, ready in store' },
        })),
      },
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      wechatAppId: null,
      reservationMinutes: 15,
      remotes: [],
      demoSignIns: [],
    }),
  ],
  ['POST /shop/auth/sms', () => undefined],
  [
    'POST /shop/auth/sms/verify',
    ({ body }) => {
      if (body.code !== '123456') throw problem(422, 'members.code_wrong')
      return session()
    },
  ],
  ['POST /shop/auth/wechat', session],
  ['POST /shop/auth/refresh', session],
  ['POST /shop/auth/sign-out', () => undefined],
  ['GET /shop/me', () => member],
  ['GET /shop/stores/nearby', ({ query }) => near(query)],
  ['GET /shop/stores/:id', ({ id }) => found(stores.find((store) => store.id === id))],
  ['GET /shop/categories', () => ({ items: categories })],
  ['GET /shop/products', ({ query }) => list(query)],
  ['GET /shop/products/:id', ({ id }) => found(productOf(id))],
  ['GET /shop/barcodes/:id', ({ id }) => found(id === '6901234567892' ? productOf(goods[3].id) : undefined)],
  ['POST /shop/quotes', ({ body }) => quote(body.lines)],
  ['GET /shop/cart', ({ query }) => cart(query.get('storeId'))],
  [
    'PUT /shop/cart/lines/:id',
    ({ id, body }) => {
      if (body.quantity) state.lines.set(id, body)
      else state.lines.delete(id)
      return cart(body.storeId)
    },
  ],
  ['POST /shop/orders', ({ body }) => place(body)],
  [
    'GET /shop/orders',
    ({ query }) => ({
      items: state.orders
        .filter((one) => !query.get('status') || one.status === query.get('status'))
        .map(row),
      nextCursor: null,
    }),
  ],
  ['GET /shop/orders/:id', ({ id }) => order(id)],
  [
    'POST /shop/orders/:id/cancel',
    ({ id }) => Object.assign(order(id), { status: 'cancelled', cancellable: false }),
  ],
  [
    'POST /shop/orders/:id/payments',
    ({ id, body, origin }) => ({
      paymentId: uuid(77),
      amount: order(id).payable,
      method: body.method,
      jsapi: {
        appId: 'wx1',
        timeStamp: '1',
        nonceStr: 'n',
        package: 'prepay_id=1',
        signType: 'RSA',
        paySign: 's',
      },
      h5Url: `${origin}/cashier?to=${encodeURIComponent(body.returnUrl ?? '')}`,
      codeUrl: 'weixin://wxpay/bizpayurl?pr=Ab12Cd3z&v=1',
    }),
  ],
  [
    'POST /shop/orders/:id/payments/check',
    ({ id }) => {
      const one = order(id)
      if (state.paid) pay(one)
      return one
    },
  ],
].map(([route, answer]) => {
  const [method, path] = route.split(' ')
  return { method, pattern: new RegExp(`^/api${path.replace(':id', '([^/]+)')}$`), answer }
})

async function answerApi(request, url) {
  let text = ''
  for await (const chunk of request) text += chunk
  const body = text ? JSON.parse(text) : undefined
  const needs = /\/(cart|orders|me)/.test(url.pathname)
  if (needs && !request.headers.authorization) throw problem(401, 'access.not_signed_in')
  const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(url.pathname))
  if (!route) throw problem(404, 'route.not_found')
  return route.answer({
    query: url.searchParams,
    body,
    id: route.pattern.exec(url.pathname)[1],
    origin: `http://${request.headers.host}`,
  })
}

/** Serves the stub; `state` may be changed from outside: `paid`, `priceUp` (fen), `slow` (ms). */
export function serve(port = 0) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`)
    if (url.pathname.startsWith('/api/')) {
      if (state.slow) await new Promise((done) => setTimeout(done, state.slow))
      const send = (status, body) =>
        response
          .writeHead(status, { 'Content-Type': 'application/json' })
          .end(body === undefined ? undefined : JSON.stringify(body))
      return answerApi(request, url).then(
        (body) => send(body === undefined ? 204 : 200, body),
        (fault) => send(fault.status ?? 500, fault.body ?? { code: 'server.failed', title: String(fault) }),
      )
    }
    if (url.pathname.startsWith('/media/'))
      return response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(drawing(url.pathname))
    if (url.pathname === '/cashier')
      return response.writeHead(302, { Location: url.searchParams.get('to') }).end()
    const path = url.pathname.replace(/^\/h5\/?/, '')
    const file = join(H5, path)
    const there = path && existsSync(file) && statSync(file).isFile()
    const served = there ? file : join(H5, 'index.html')
    response.writeHead(200, {
      'Content-Type': TYPES[extname(served)] ?? 'application/octet-stream',
      'Content-Security-Policy': CSP,
    })
    createReadStream(served).pipe(response)
  })
  return new Promise((resolve) =>
    server.listen(port, () => resolve({ server, state, port: server.address().port })),
  )
}

export { media }
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { port } = await serve(Number(process.argv[2] ?? 0))
  console.log(`http://localhost:${port}/h5/`)
}
