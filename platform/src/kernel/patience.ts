import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'

/** For how long a client may keep us waiting, and how much we read that nobody asked for. Milliseconds and bytes. */
export interface Patience {
  /** Until the headers of a request are there, and until all of it is. */
  headersMs: number
  requestMs: number
  /** Until an answer that has been written whole is taken. */
  answerMs: number
  /** Between two requests on one connection: longer than a balancer keeps its own (60 s as a rule), so that it never sends into one we just ended. */
  keepMs: number
  /** Without a byte in either direction. Event streams beat more often. */
  silentMs: number
  /** A request that has been answered is read for so long, and so far: without a stated length, and with one. */
  lingerMs: number
  lingerBytes: number
  lingerStatedBytes: number
  /** Open connections of the process; more are closed at once. */
  connectionsMost: number
}
export const usualPatience: Patience = {
  headersMs: 10_000,
  requestMs: 60_000,
  answerMs: 120_000,
  keepMs: 65_000,
  silentMs: 75_000,
  lingerMs: 10_000,
  lingerBytes: 64 * 1024,
  lingerStatedBytes: 16 * 1024 * 1024,
  connectionsMost: 10_000,
}
/** How often Node looks for requests that take too long; half a minute, if it isn't told. */
const LOOK_MS_MOST = 5_000

/** An HTTP server whose slow clients hold nothing for long. */
export function patientServer(listener: RequestListener, patience: Patience): Server {
  const server = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      keepAliveTimeout: patience.keepMs,
      connectionsCheckingInterval: Math.min(patience.headersMs / 2, LOOK_MS_MOST),
    },
    listener,
  )
  server.maxConnections = patience.connectionsMost
  server.timeout = patience.silentMs
  server.prependListener('request', (req: IncomingMessage, res: ServerResponse) => {
    res.once('finish', () => cutRest(req, patience))
    res.once('prefinish', () => cutUntaken(req, res, patience))
  })
  return server
}

/**
 * Once a request is answered, little more of it is read: enough for an honest client to notice the answer, and for a
 * picture whose sender must sign in anew. Node alone would read what never ends until the request's time is over.
 */
function cutRest(req: IncomingMessage, { lingerMs, lingerBytes, lingerStatedBytes }: Patience): void {
  if (req.complete) return
  const { socket } = req
  const most = req.headers['content-length'] ? lingerStatedBytes : lingerBytes
  const from = socket.bytesRead
  const count = () => {
    const over = !req.complete && socket.bytesRead - from > most
    if (req.complete || over) leave()
    if (over) socket.destroy()
  }
  const leave = () => {
    clearTimeout(late)
    socket.off('data', count).off('close', leave)
  }
  const late = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', leave)
  const watch = () => {
    if (req.complete || socket.destroyed) return leave()
    socket.on('data', count)
    count()
  }
  // a listener that comes before Node has begun to read on would keep it from reading
  if (socket.readableFlowing === false) setImmediate(watch)
  else watch()
}

/** Ends the connection of a client that does not take what has been written for it. */
function cutUntaken({ socket }: IncomingMessage, res: ServerResponse, { answerMs }: Patience): void {
  const late = setTimeout(() => socket.destroy(), answerMs)
  res.once('close', () => clearTimeout(late))
}
