// A small stand-in for the product around the built till: shell, remote, and an API with a handful of goods.
import { errors, errorText, type ErrorCode } from '@storeweave/contract/errors'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const TYPES: Record<string, string> = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' },
  ...{ '.wasm': 'application/wasm', '.svg': 'image/svg+xml' },
}
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:"

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const STORE = { id: id(1), name: { zh: '人民广场店', en: "People's Square" } }
const CATEGORIES = [
  { id: id(11), name: { zh: '乳品', en: 'Dairy' } },
  { id: id(12), name: { zh: '水果', en: 'Fruit' } },
]
const sku = (n: number, zh: string, en: string, more: object) => ({
  ...{ skuId: id(100 + n), productId: id(200 + n), code: `SKU${n}`, barcodes: [`69000000000${10 + n}`] },
  ...{ name: { zh, en }, optionText: { zh: '', en: '' }, search: [], categoryId: CATEGORIES[0]!.id },
  ...{ kind: 'physical', unit: { zh: '件', en: 'pc' }, unitSize: 1, price: 590, listPrice: 590 },
  ...{ floorPrice: null, prices: [], tiers: [], bounds: [], available: 40, picture: null },
  ...more,
})
export const MILK = '6900000000011'
const SCALE_LABELS = [
  { prefix: '21', holds: 'grams' },
  { prefix: '22', holds: 'amount' },
]
const SKUS = [
  sku(1, '鲜牛奶', 'Fresh milk', { search: ['xianniunai', 'xnn'] }),
  sku(2, '酸奶', 'Yoghurt', { price: 1_245, listPrice: 1_245, search: ['suannai', 'sn'] }),
  sku(3, '红富士苹果', 'Fuji apple', {
    ...{ kind: 'weighed', unitSize: 500, price: 599, listPrice: 599, categoryId: CATEGORIES[1]!.id },
    barcodes: ['2100123000005', '2200123000002'],
    search: ['hongfushipingguo', 'hfspg', 'pingguo', 'pg'],
  }),
]
const TENANT = {
  ...{ id: id(2), slug: 'fresh', name: { zh: '鲜禾超市', en: 'Freshgrain' }, currency: 'CNY' },
  ...{ brand: { primary: '#1f8a4c', logoUrl: null, banners: [] }, timeZone: 'Asia/Shanghai' },
  ...{ wechatAppId: null, reservationMinutes: 15, scaleLabels: [], demoSignIns: [] },
  remotes: [{ name: 'pos', entry: '/mfe/pos/mf-manifest.json', base: '/pos', offline: true }],
}
const ME = {
  person: { id: id(3), name: '李收银', login: 'cashier' },
  ...{ rules: [['create,read', 'Sale']], reach: { all: false, storeIds: [STORE.id] }, supplierId: null },
  ...{ stores: [STORE], grants: [] },
}

interface Posted {
  id: string
  body: any
}
export interface Stub {
  url: string
  /** Sales in the order in which they came, repeats too. */
  posted: Posted[]
  /** Answers for the next calls by `PUT`, `charge`, `GET` or `cancel`; afterwards all goes well. */
  plan: Record<string, (() => { status: number; body: object })[]>
  stop: () => Promise<void>
  restart: () => Promise<void>
}

const wordsOf = (code: string): string => (code in errors ? errorText(code as ErrorCode, 'zh-CN') : code)

/** A refusal as the product words it. */
export const refusal = (status: number, code: string) => () => ({
  status,
  body: { type: 'about:blank', title: wordsOf(code), status, code, requestId: 'r1' },
})
/** A sale in a state. */
export const inState = (state: string) => () => ({ status: 200, body: { state, number: 'S-100' } })

export async function startStub(): Promise<Stub> {
  const stub = { posted: [] as Posted[], plan: {} as Stub['plan'] }
  let server: Server
  let port = 0
  const listen = async () => {
    server = createServer((request, response) => void answer(stub, request, response))
    await new Promise<void>((done) => server.listen(port, done))
    port = (server.address() as AddressInfo).port
  }
  await listen()
  return {
    ...stub,
    url: `http://localhost:${port}`,
    restart: listen,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

type State = Pick<Stub, 'posted' | 'plan'>

async function answer(stub: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url!, 'http://x').pathname
  if (!path.startsWith('/api/')) return file(path, response)
  let text = ''
  for await (const chunk of request) text += chunk
  const { status, body } = api(stub, request, path, text ? JSON.parse(text) : {})
  if (path === '/api/auth/sign-in') response.setHeader('set-cookie', 'sw=1; Path=/api/auth; HttpOnly')
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
  })
  response.end(JSON.stringify(body))
}

function api(stub: State, { method, headers }: IncomingMessage, path: string, body: any) {
  const ok = (answer: object) => ({ status: 200, body: answer })
  const tokens = { accessToken: 'token', expiresIn: 600 }
  if (path === '/api/tenant') return ok(TENANT)
  if (path === '/api/auth/sign-in') return ok(tokens)
  if (path === '/api/auth/refresh')
    return headers.cookie ? ok(tokens) : refusal(401, 'access.not_signed_in')()
  if (path === '/api/me') return ok(ME)
  if (path === '/api/org-units') return ok({ items: [] })
  const store = {
    ...{
      storeId: STORE.id,
      storeName: STORE.name,
      unitIds: [STORE.id],
      currency: 'CNY',
      cashRounding: 'jiao',
    },
    ...{ scaleLabels: SCALE_LABELS, categories: CATEGORIES, at: new Date().toISOString() },
  }
  if (path === '/api/till/catalogue') return ok({ ...store, skus: SKUS, complete: true, nextCursor: null })
  if (path === '/api/till/catalogue/changes')
    return ok({ ...store, whole: false, productIds: [], skuIds: [], skus: [] })
  const [, saleId, verb] = /^\/api\/till\/sales\/([^/]+)\/?(\w*)$/.exec(path) ?? []
  if (!saleId) return refusal(404, 'access.not_found')()
  const name = verb || method!
  if (name === 'PUT') stub.posted.push({ id: saleId, body })
  const planned = stub.plan[name]?.shift()
  if (planned) return planned()
  const cash = body.tender?.kind !== 'wechat_code'
  return ok({
    id: saleId,
    number: `S-${stub.posted.length}`,
    state: name === 'cancel' ? 'cancelled' : name === 'PUT' && !cash ? 'unpaid' : 'paid',
  })
}

function file(path: string, response: ServerResponse): void {
  const [, app, rest] = /^\/mfe\/([^/]+)\/(.+)$/.exec(path) ?? []
  const found = app ? join(root, 'mfe', app, 'dist', rest!) : join(root, 'shell/dist', path)
  const place =
    extname(path) && existsSync(found) ? found : app ? undefined : join(root, 'shell/dist/index.html')
  if (!place) return void response.writeHead(404).end()
  const type = TYPES[extname(place)] ?? 'application/octet-stream'
  response.writeHead(200, {
    'content-type': type,
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
  })
  response.end(readFileSync(place))
}
