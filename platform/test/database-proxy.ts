import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { byTcp } from '@storeweave/local/postgres'

/** Stands between the platform and PostgreSQL and cuts the line at a chosen moment of the next commit. */
export class DatabaseProxy {
  private armed: { when: 'before' | 'after'; of: string } | undefined
  cuts = 0
  private readonly sockets = new Set<Socket>()
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(url: string): Promise<DatabaseProxy> {
    const target = new URL(url)
    const server = createServer()
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const proxy = new DatabaseProxy(server, byTcp(url, (server.address() as AddressInfo).port))
    server.on('connection', (client) => proxy.carry(client, connect(Number(target.port), target.hostname)))
    return proxy
  }
  /** The commit of work that sent a text is cut off before PostgreSQL hears of it, or after it has done it; once. */
  cutCommit(when: 'before' | 'after', of: string): void {
    this.armed = { when, of }
  }
  async stop(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy())
    await new Promise((closed) => this.server.close(closed))
  }

  private carry(client: Socket, database: Socket): void {
    let cutting = false
    let meant = false
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      this.sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
    }
    client.on('data', (bytes: Buffer) => {
      if (this.armed && bytes.includes(this.armed.of)) meant = true
      if (this.armed && meant && bytes.includes('commit\0')) {
        const { when } = this.armed
        this.armed = undefined
        this.cuts++
        if (when === 'before') return void client.destroy()
        cutting = true
      }
      database.write(bytes)
    })
    database.on('data', (bytes: Buffer) => void (cutting ? client.destroy() : client.write(bytes)))
  }
}
