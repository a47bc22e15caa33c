import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'

/** How long a connection must have been silent before its end surprises nobody. */
const SILENT_MS = 1_000

/** The end of an HTTP server: whoever is being answered gets the whole answer. */
export class Closing {
  private readonly open = new Set<ServerResponse>()
  private ending = false

  constructor(private readonly server: Server) {
    server.prependListener('request', (_req: IncomingMessage, res: ServerResponse) => {
      if (this.ending) res.setHeader('connection', 'close')
      this.open.add(res)
      res.once('close', () => this.open.delete(res))
    })
  }

  /** From now on every answer is the last one on its connection, so that clients and balancers go elsewhere. */
  begin(): void {
    this.ending = true
    for (const res of this.open) if (!res.headersSent) res.setHeader('connection', 'close')
  }

  /**
   * Takes no new connections, ends event streams, waits for running answers; after `withinMs` what is left is cut.
   * Node's own `close` would cut connections between two requests of a client that is about to send the next.
   */
  async end(withinMs: number): Promise<void> {
    const closed = new Promise<void>((done) => NetServer.prototype.close.call(this.server, () => done()))
    for (const res of this.open)
      if (String(res.getHeader('content-type')).startsWith('text/event-stream')) res.end()
    const silent = setInterval(() => this.server.closeIdleConnections(), SILENT_MS)
    const hard = setTimeout(() => this.server.closeAllConnections(), withinMs)
    await closed
    clearInterval(silent)
    clearTimeout(hard)
    this.server.close(() => undefined) // Node's own part: ends its timer that checks connections
  }
}

/** Waits for work, but no longer than this many milliseconds; false when it wasn't done by then. */
export async function withinMs(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((done) => (timer = setTimeout(done, ms, false)))
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer))
}
