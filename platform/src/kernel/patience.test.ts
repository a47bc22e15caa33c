import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { patientServer, usualPatience, type Patience } from './patience.js'

const KB = 1024
const MB = 1024 * KB
/** So large that no buffers between us and a client who does not read can hold it. */
const LARGE = Buffer.alloc(48 * MB, 'x')

describe('slow clients', () => {
  let server: Server
  let port = 0
  /** The server's ends of the connections, in the order they came. */
  let lines: Socket[] = []
  const serve = async (patience: Partial<Patience>) => {
    lines = []
    server = patientServer(
      (req, res) => {
        if (req.url === '/large') return res.end(LARGE)
        if (req.url === '/silent') return
        if (req.url === '/read') return req.resume().on('end', () => res.end('ok'))
        res.end('ok')
      },
      { ...usualPatience, ...patience },
    )
    server.on('connection', (line) => lines.push(line))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  /** A connection, what came back on it, and its end. */
  const line = async (path = '/', headers = '') => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.on('data', (bytes) => (heard += bytes.toString('latin1'))).on('error', () => undefined)
    await once(socket, 'connect')
    if (headers) socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\n${headers}\r\n`)
    const ended = new Promise<string>((done) => socket.once('close', () => done(heard.split('\r\n')[0]!)))
    return { socket, ended }
  }
  const drip = ({ socket }: { socket: Socket }, bytes: () => string) => {
    const timer = setInterval(() => socket.write(bytes()), 10)
    socket.once('close', () => clearInterval(timer))
  }
  const pour = ({ socket }: { socket: Socket }, piece: string) => {
    const more = () => {
      while (!socket.destroyed && socket.write(piece));
    }
    socket.on('drain', more)
    more()
  }
  const CHUNKED = 'transfer-encoding: chunked\r\n'
  const PIECE = `${(16 * KB).toString(16)}\r\n${'x'.repeat(16 * KB)}\r\n`

  it('headers that come byte by byte, and connections that say nothing, are ended; five thousand of them keep nobody out', async () => {
    await serve({ headersMs: 1_000 })
    const idle: Awaited<ReturnType<typeof line>>[] = []
    // as many at a time as wait to be taken
    while (idle.length < 5_000) idle.push(...(await Promise.all(Array.from({ length: 250 }, () => line()))))
    const slow = await Promise.all(Array.from({ length: 10 }, () => line()))
    for (const one of slow) {
      one.socket.write('GET / HTTP/1.1\r\nhost: x\r\n')
      drip(one, () => 'x-a: 1\r\n')
    }
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}/`).then((res) => res.text())),
    )
    expect(new Set(asked)).toEqual(new Set(['ok']))
    expect(new Set(await Promise.all(slow.map((s) => s.ended)))).toEqual(
      new Set(['HTTP/1.1 408 Request Timeout']),
    )
    await Promise.all(idle.map((i) => i.ended))
  })
  it('a connection is kept between requests, longer than headers may take; then it is ended', async () => {
    expect(usualPatience.keepMs).toBeGreaterThan(60_000)
    expect(usualPatience.silentMs).toBeGreaterThan(usualPatience.keepMs)
    await serve({ headersMs: 200, keepMs: 1_500 })
    const kept = await line()
    const answer = () =>
      new Promise<string>((done) => kept.socket.once('data', (bytes) => done(bytes.toString('latin1'))))
    const ask = () => {
      kept.socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
      return answer()
    }
    expect(await ask()).toMatch(/^HTTP\/1\.1 200 OK[^]*keep-alive: timeout=1\r/i)
    const slow = await line()
    slow.socket.write('GET / HTTP/1.1\r\nhost: x\r\n')
    expect(await slow.ended).toBe('HTTP/1.1 408 Request Timeout')
    expect(await ask()).toMatch(/^HTTP\/1\.1 200 OK/)
    await kept.ended
  })
  it('a body that comes byte by byte is ended', async () => {
    await serve({ headersMs: 100, requestMs: 200 })
    const one = await line('/read', 'content-length: 1000000\r\n')
    drip(one, () => 'x')
    expect(await one.ended).toBe('HTTP/1.1 408 Request Timeout')
  })
  it('an answer that nobody takes is dropped with its connection', async () => {
    await serve({ answerMs: 100 })
    const one = await line('/large', 'content-length: 0\r\n')
    one.socket.pause()
    await once(lines[0]!, 'close')
    expect(lines[0]!.bytesWritten).toBeLessThan(LARGE.length + KB)
    one.socket.destroy()
  })
  it('a connection without a byte in either direction is ended', async () => {
    await serve({ silentMs: 100 })
    const one = await line('/silent', 'content-length: 0\r\n')
    expect(await one.ended).toBe('')
  })
  it('a body without end is cut a little after the answer', async () => {
    await serve({})
    const one = await line('/', CHUNKED)
    pour(one, PIECE)
    expect(await one.ended).toBe('HTTP/1.1 200 OK')
    expect(lines[0]!.bytesRead).toBeLessThan(usualPatience.lingerBytes + 128 * KB)
  })
  it('so is one that only drips on', async () => {
    await serve({ lingerMs: 100 })
    const one = await line('/', CHUNKED)
    drip(one, () => '1\r\nx\r\n')
    expect(await one.ended).toBe('HTTP/1.1 200 OK')
  })
  it('one of a stated length is read on, to a bound', async () => {
    await serve({ lingerStatedBytes: 2 * MB })
    const ask = (bytes: number) => line('/', `content-length: ${bytes}\r\n`)
    const [short, long] = [await ask(MB), await ask(64 * MB)]
    short.socket.write('x'.repeat(MB))
    // the next request on the same connection is answered too
    short.socket.end('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    pour(long, 'x'.repeat(64 * KB))
    expect(await Promise.all([short.ended, long.ended])).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK'])
    expect(lines[0]!.bytesRead).toBeGreaterThan(MB)
    expect(lines[1]!.bytesRead).toBeLessThan(2 * MB + 256 * KB)
  })
  it('more connections than agreed are closed at once, and there is room again when others go', async () => {
    await serve({ connectionsMost: 2 })
    const [first] = [await line(), await line()]
    expect(await (await line('/', 'content-length: 0\r\n')).ended).toBe('')
    first.socket.destroy()
    await once(lines[0]!, 'close')
    const next = await line('/', 'content-length: 0\r\nconnection: close\r\n')
    expect(await next.ended).toBe('HTTP/1.1 200 OK')
  })
})
