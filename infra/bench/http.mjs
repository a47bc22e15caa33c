// A frugal HTTP/1.1 caller over one kept connection: the load must not cost more than what it measures.
import { connect } from 'node:net'

/** A caller of the platform on this machine, one request at a time. A connection that was idle too long is opened anew. */
export function openCaller({ port, host }) {
  let line
  const call = (method, path, headers = '', body) => {
    if (!line?.isOpen()) line = openLine(port)
    const payload =
      body === undefined
        ? '\r\n'
        : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    const text = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}${payload}`
    // the other side may end an idle connection at the very moment we speak: said once more on a new one
    return line.send(text).catch(() => (line = openLine(port)).send(text))
  }
  return {
    /** Resolves to `{ status, text }`. `headers` are lines that end in CRLF. */
    call,
    end: () => line?.end(),
  }
}

function openLine(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let open = true
  let waiting
  let heard = Buffer.alloc(0)
  const settle = (error, answer) => {
    const { done, fail } = waiting ?? {}
    waiting = undefined
    if (error) fail?.(error)
    else done?.(answer)
  }
  socket.on('data', (chunk) => {
    heard = heard.length ? Buffer.concat([heard, chunk]) : chunk
    const answer = answerIn(heard)
    if (!answer) return
    heard = heard.subarray(answer.end)
    settle(undefined, answer)
  })
  const closed = (error) => {
    open = false
    settle(error)
  }
  socket.on('error', closed)
  socket.on('end', () => closed(new Error('the platform ended the connection')))
  socket.on('close', () => closed(new Error('the platform closed the connection')))
  return {
    isOpen: () => open,
    send: (text) =>
      new Promise((done, fail) => {
        waiting = { done, fail }
        socket.write(text)
      }),
    end: () => socket.destroy(),
  }
}

function answerIn(bytes) {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = bytes.latin1Slice(0, headEnd)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: (\d+)/i.exec(head)
  if (!length && status !== 204) throw new Error(`an answer without length:\n${head}`)
  const end = headEnd + 4 + Number(length?.[1] ?? 0)
  if (bytes.length < end) return undefined
  return { status, end, text: bytes.utf8Slice(headEnd + 4, end) }
}
