import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemAbility } from './ability.js'
import { useClock } from './clock.js'
import { readConfig, useConfig } from './config.js'
import { registry } from './metrics.js'
import { callOut, isPublic, mayCall } from './outbound.js'
import { runInScope } from './scope.js'

let server: Server
let port = 0
let connections = 0
const heard: { host?: string; url?: string }[] = []
beforeAll(async () => {
  server = createServer((req, res) => {
    heard.push({ host: req.headers.host, url: req.url })
    if (req.url === '/redirect') return res.writeHead(302, { location: '/inside' }).end()
    if (req.url === '/endless') return void endless(res)
    if (req.url === '/silent') return
    if (req.url === '/broken') return res.writeHead(500).end()
    if (req.url === '/no') return res.writeHead(400).end()
    res.setHeader('x-two', ['a', 'b']).end('hello')
  })
  server.on('connection', () => connections++)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})
const endless = (res: import('node:http').ServerResponse) => {
  const more = () => !res.destroyed && res.write(Buffer.alloc(65_536), more)
  more()
}
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
const allow = (...outboundAllow: string[]) =>
  useConfig({
    ...readConfig({ DATABASE_URL_APP: 'x', DATABASE_URL_WORKER: 'x', LOG_LEVEL: 'silent' }),
    outboundAllow,
  })
beforeEach(() => {
  allow()
  connections = 0
  heard.length = 0
})
const why = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: { code: string; cause: Error }) => `${error.code}: ${error.cause.message}`,
  )

describe('addresses inside', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '①②⑦.0.0.1',
    '127。0。0。1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '0.0.0.0',
    '0',
    '[::]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '100.100.100.200',
    '[64:ff9b::a9fe:a9fe]',
    '[2002:7f00:1::]',
    '224.0.0.1',
    '198.18.0.1',
    '255.255.255.255',
    '192.0.0.192',
  ])('https://%s is refused before a connection is made', async (host) => {
    expect(await why(callOut(`https://${host}/`))).toBe(
      'server.provider_failed: refused to call: address inside a private network',
    )
    expect(connections).toBe(0)
  })
  it.each(['localhost', 'localhost.', 'metadata.example'])(
    '%s is refused by what it resolves to',
    async (host) => {
      const resolve = (name: string) =>
        Promise.resolve([
          { address: '93.184.216.34', family: 4 },
          { address: name.startsWith('localhost') ? '127.0.0.1' : '169.254.169.254', family: 4 },
        ])
      expect(await why(callOut(`https://${host}/`, { resolve }))).toContain('private network')
    },
  )
  it.each([
    'http://example.com/',
    'https://example.com:8443/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_x',
    'ftp://example.com/',
  ])('%s is refused: https on port 443 only', async (url) =>
    expect(await why(callOut(url))).toContain('neither https on port 443 nor allowed'),
  )
  it('so are credentials in the address, and what is no address at all', async () => {
    expect(await why(callOut('https://user:pw@example.com/'))).toContain('credentials')
    expect(await why(callOut('https://[fe80::1%25eth0]/'))).toContain('Invalid URL')
    expect(await why(callOut('https://nowhere.example/', { resolve: () => Promise.resolve([]) }))).toContain(
      'no address',
    )
  })
  it('can be told before anything is sent: refused, or a host nobody knows', async () => {
    const at = (address?: string) => () => Promise.resolve(address ? [{ address, family: 4 }] : [])
    expect(await mayCall('https://erp.example/', at('8.8.8.8'))).toBe('yes')
    expect(await mayCall('https://erp.example/', at('10.0.0.1'))).toBe('refused')
    expect(await mayCall('https://erp.example/', at())).toBe('unknown')
    expect(await mayCall('http://erp.example/', at('8.8.8.8'))).toBe('refused')
    expect(await mayCall('not an address', at('8.8.8.8'))).toBe('refused')
  })
  it('public ones are public', () => {
    for (const address of ['8.8.8.8', '203.119.25.1', '2400:3200::1', '::ffff:8.8.8.8'])
      expect([address, isPublic(address)]).toEqual([address, true])
  })
})

describe('what the configuration names', () => {
  it('is called, at exactly that host and port', async () => {
    allow(`127.0.0.1:${port}`)
    const answer = await callOut(`http://127.0.0.1:${port}/a`, { method: 'POST', body: '{"n":1}' })
    expect([answer.status, answer.text, answer.headers.get('x-two')]).toEqual([200, 'hello', 'a, b'])
    expect(await why(callOut(`http://127.0.0.1:${port + 1}/`))).toContain('refused')
    expect(await why(callOut(`http://127.1.1.1:${port}/`))).toContain('refused')
  })
  it('a name is resolved once, and the connection goes where it pointed then', async () => {
    allow(`shop.example:${port}`)
    const answers = ['127.0.0.1', '10.255.255.1']
    let asked = 0
    const resolve = () => Promise.resolve([{ address: answers[asked++]!, family: 4 }])
    expect((await callOut(`http://shop.example:${port}/pinned`, { resolve })).text).toBe('hello')
    expect([asked, heard]).toEqual([1, [{ host: `shop.example:${port}`, url: '/pinned' }]])
  })
  it('a redirect is not followed', async () => {
    allow(`127.0.0.1:${port}`)
    expect(await why(callOut(`http://127.0.0.1:${port}/redirect`))).toContain('redirect')
    expect(heard.map((h) => h.url)).toEqual(['/redirect'])
  })
  it('an answer without end is cut, one that never comes is given up', async () => {
    allow(`127.0.0.1:${port}`)
    expect(await why(callOut(`http://127.0.0.1:${port}/endless`))).toContain('too large')
    expect(await why(callOut(`http://127.0.0.1:${port}/silent`, { timeoutMs: 50 }))).toContain('aborted')
  })
  it('of an answer without end the beginning is enough where no more is wanted', async () => {
    allow(`127.0.0.1:${port}`)
    const { status, bytes } = await callOut(`http://127.0.0.1:${port}/endless`, { excerptBytes: 2048 })
    expect([status, bytes.length]).toEqual([200, 2048])
  })
  it('a line break in a header goes nowhere', async () => {
    allow(`127.0.0.1:${port}`)
    expect(await why(callOut(`http://127.0.0.1:${port}/`, { headers: { a: 'b\r\nx: y' } }))).toContain(
      'Invalid character',
    )
    expect(heard).toEqual([])
  })
})

describe('a provider that fails again and again', () => {
  let at = 0
  let host = ''
  beforeEach(() => {
    at = 1_800_000_000_000
    useClock({ now: () => new Date(at) })
    host = `127.0.0.1:${port}`
    allow(host)
  })
  afterAll(() => useClock())
  const call = (tenant: string, path: string, timeoutMs = 2_000) =>
    runInScope(
      {
        tenant: { id: tenant, slug: tenant },
        who: { kind: 'system', name: 'test', ability: systemAbility },
        locale: 'en',
        requestId: '',
        statements: 0,
      },
      () => callOut(`http://${host}${path}`, { timeoutMs }),
    ).then(
      ({ status }) => status,
      (error: { code: string; args: { seconds?: number } }) =>
        error.code === 'server.provider_down' ? `held back ${error.args.seconds}` : error.code,
    )
  const times = async (n: number, ...of: Parameters<typeof call>) => {
    const answers = []
    for (let i = 0; i < n; i++) answers.push(await call(...of))
    return answers
  }
  // which host is counted depends on how many this process has called before
  const open = async () =>
    (await registry.getSingleMetric('outbound_circuits_open')!.get()).values.map((v) => v.value)

  it('is left alone for 15 s, for that tenant only, then asked once', async () => {
    expect(await times(6, 'a', '/broken')).toEqual([500, 500, 500, 500, 500, 'held back 15'])
    expect(heard).toHaveLength(5)
    expect(await open()).toEqual([1])
    expect(await call('b', '/hello')).toBe(200)
    at += 14_001
    expect(await call('a', '/hello')).toBe('held back 1')
    at += 999
    expect(await Promise.all([call('a', '/broken'), call('a', '/hello')])).toEqual([500, 'held back 1'])
    expect(await call('a', '/hello')).toBe('held back 15')
    at += 29_999
    expect(await open()).toEqual([1])
    at += 1
    expect(await open()).toEqual([])
    expect(await times(6, 'a', '/hello')).toEqual([200, 200, 200, 200, 200, 200])
  })
  it('silence and broken lines count as well; one answer in between begins anew, a refusal is an answer', async () => {
    expect(await times(4, 'c', '/silent', 30)).toEqual(Array(4).fill('server.provider_failed'))
    expect(await call('c', '/no')).toBe(400)
    expect(await times(4, 'c', '/endless')).toEqual(Array(4).fill('server.provider_failed'))
    expect(await call('c', '/silent', 30)).toBe('server.provider_failed')
    expect(await call('c', '/hello')).toBe('held back 15')
  })
  it('calls that were under way when it was left alone hold it back no longer', async () => {
    const late = call('d', '/silent', 300)
    await times(5, 'd', '/broken')
    at += 10_000
    expect(await late).toBe('server.provider_failed')
    expect(await call('d', '/hello')).toBe('held back 5')
    at += 5_000
    expect(await call('d', '/hello')).toBe(200)
  })
  it('what we refuse to call says nothing about it', async () => {
    allow()
    expect(await times(7, 'e', '/hello')).toEqual(Array(7).fill('server.provider_failed'))
    allow(host)
    expect(await call('e', '/hello')).toBe(200)
  })
})
