// A small stand-in for the API, for tests of the shell only: people, tenant, and remotes that can be stopped.
import { errors, errorText, type ErrorCode } from '@storeweave/contract/errors'
import { createRequire } from 'node:module'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const wordsOf = (code: string): string => (code in errors ? errorText(code as ErrorCode, 'zh-CN') : code)

// The little of Express that is used here; its types belong to the platform.
interface Call {
  path: string
  body: unknown
  params: Record<'name', string>
  headers: Record<string, string | undefined>
}
interface Answer {
  status: (code: number) => Answer
  type: (name: string) => Answer
  cookie: (name: string, value: string, options: object) => Answer
  clearCookie: (name: string, options: object) => Answer
  json: (body: unknown) => Answer
  send: (body: string) => Answer
  end: () => Answer
}
type Step = (request: Call, response: Answer, next: () => void) => void
type Route = (path: string, step: Step) => void
type Express = {
  (): {
    use: { (step: unknown): void; (path: string, step: Step): void }
    get: Route
    post: Route
    listen: (port: number) => Server
  }
  json: () => unknown
}

const root = join(import.meta.dirname, '../..')
export type Outage = 'ok' | '404' | '503' | 'html' | 'chunks'
export interface Stub {
  url: string
  /** Stops a remote in one of several ways, or lets it live again. */
  outage: (remote: string, kind: Outage) => void
  /** Access tokens given out so far are refused from now on. */
  expireTokens: () => void
  refreshes: () => number
  close: () => Promise<void>
}

const store = (id: string, zh: string, en: string) => ({ id, name: { zh, en } })
const STORES = [
  store('s1', '人民广场店', "People's Square"),
  store('s2', '静安寺店', "Jing'an Temple"),
  store('s3', '徐家汇店', 'Xujiahui'),
]
const UNITS = [
  { id: 'hq', kind: 'hq', parentId: null, name: { zh: '总部', en: 'HQ' }, code: 'HQ', storeCount: 3 },
  {
    id: 'r1',
    kind: 'region',
    parentId: 'hq',
    name: { zh: '浦西大区', en: 'Puxi region' },
    code: 'R1',
    storeCount: 2,
  },
  {
    id: 'r2',
    kind: 'region',
    parentId: 'hq',
    name: { zh: '南区', en: 'South region' },
    code: 'R2',
    storeCount: 1,
  },
  ...STORES.map(({ id, name }, index) => ({
    id,
    name,
    kind: 'store',
    parentId: index < 2 ? 'r1' : 'r2',
    code: id,
    storeCount: 1,
  })),
]
const everything = [['manage,read,create,update,verify,advance,adjust', 'all']]
const PEOPLE: Record<string, { name: string; rules: unknown[]; all: boolean }> = {
  owner: { name: '周店东', rules: everything, all: true },
  cashier: { name: '李收银', rules: [['create,read', 'Sale']], all: false },
  nobody: { name: '新员工', rules: [], all: false },
}

function tenant(extra: object) {
  const remote = (name: string) => ({
    name,
    entry: `/mfe/${name}/mf-manifest.json`,
    base: `/${name}`,
    offline: name === 'pos',
  })
  return {
    id: 't1',
    slug: 'fresh',
    name: { zh: '鲜禾超市', en: 'Freshgrain' },
    brand: { primary: '#1f8a4c', logoUrl: null, banners: [] },
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    wechatAppId: null,
    reservationMinutes: 15,
    features: ['stores', 'suppliers', 'purchasing', 'express', 'till'],
    remotes: [
      ...['admin', 'store', 'supplier', 'pos'].map(remote),
      { name: 'evil', entry: 'http://evil.test/mf-manifest.json', base: '/evil', offline: false },
    ],
    demoSignIns: [
      { who: '总部店东', login: 'owner', password: 'demo-password' },
      { who: '收银员', login: 'cashier', password: 'demo-password' },
    ],
    ...extra,
  }
}

/** Starts the stub on a free port, with the built clients behind it as the product serves them. */
export async function startStub(extra: object = {}): Promise<Stub> {
  const express = createRequire(join(root, 'platform/package.json'))('express') as Express
  const { mountWeb } = (await import(join(root, 'platform/src/kernel/web.ts'))) as {
    mountWeb: (server: unknown, options: object) => void
  }
  const outages = new Map<string, Outage>()
  const dead = new Set<string>()
  const sessions = new Map<string, string>()
  let refreshes = 0
  let given = 0
  const app = express()
  app.use(express.json())
  const problem = (response: Answer, status: number, code: string) =>
    response
      .status(status)
      .type('application/problem+json')
      .json({ type: 'about:blank', title: wordsOf(code), status, code, requestId: 'req-1' })
  const give = (response: Answer, login: string) => {
    const accessToken = `token-${++given}`
    sessions.set(accessToken, login)
    const { name } = PEOPLE[login]!
    response.cookie('refresh', login, { httpOnly: true, sameSite: 'strict', path: '/api/auth' })
    return response.json({ accessToken, expiresIn: 600, person: { id: login, name, login } })
  }
  const who = (request: Call) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    return dead.has(token) ? undefined : sessions.get(token)
  }
  app.get('/api/tenant', (_request, response) => void response.json(tenant(extra)))
  app.post('/api/auth/sign-in', (request, response) => {
    const { login, password } = request.body as { login: string; password: string }
    return void (PEOPLE[login] && password === 'demo-password'
      ? give(response, login)
      : problem(response, 401, 'access.wrong_password'))
  })
  app.post('/api/auth/refresh', (request, response) => {
    refreshes++
    const login = /refresh=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
    return void (login && PEOPLE[login]
      ? give(response, login)
      : problem(response, 401, 'access.not_signed_in'))
  })
  app.post(
    '/api/auth/sign-out',
    (_request, response) => void response.clearCookie('refresh', { path: '/api/auth' }).status(204).end(),
  )
  app.get('/api/me', (request, response) => {
    const login = who(request)
    if (!login) return void problem(response, 401, 'access.token_invalid')
    const { name, rules, all } = PEOPLE[login]!
    const stores = all ? STORES : STORES.slice(0, 1)
    response.json({
      person: { id: login, name, login },
      rules,
      reach: { all, storeIds: stores.map(({ id }) => id) },
      supplierId: null,
      mustEnrol: false,
      mustChangePassword: false,
      passwordRules: { lengthMin: 8, mixed: false, daysMax: null, ownChoice: false },
      stores,
      grants: [
        {
          id: 'g',
          roleKey: 'x',
          scopeKind: 'hq',
          scopeId: null,
          scopeName: all ? { zh: '总部', en: 'HQ' } : STORES[0]!.name,
        },
      ],
    })
  })
  app.get('/api/org-units', (_request, response) => void response.json({ items: UNITS }))
  app.use('/api', (_request, response) => void problem(response, 404, 'route.not_found'))
  app.use('/mfe/:name', (request, response, next) => {
    const kind = outages.get(request.params.name) ?? 'ok'
    if (kind === '404') return void response.status(404).type('html').send('<h1>404</h1>')
    if (kind === '503') return void response.status(503).end()
    if (kind === 'html') return void response.type('html').send('<!doctype html>sign in')
    if (kind === 'chunks' && request.path.includes('/async/')) return void response.status(404).end()
    next()
  })
  mountWeb(app, { root, tenantOf: () => Promise.resolve({ name: '鲜禾超市', primary: '#1f8a4c' }) })
  const server = app.listen(0)
  await new Promise((done) => server.once('listening', done))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    outage: (remote, kind) => outages.set(remote, kind),
    expireTokens: () => [...sessions.keys()].forEach((token) => dead.add(token)),
    refreshes: () => refreshes,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
