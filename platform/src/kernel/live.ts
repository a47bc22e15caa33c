import type { LiveHint } from '@storeweave/contract'
import pg from 'pg'
import { config } from './config.js'
import { Fault } from './fault.js'
import { log } from './log.js'

export const LIVE_CHANNEL = 'storeweave_live'
const AGAIN_MS = 1_000
interface Listener {
  heard(hint: LiveHint): void
  /** Hints may be missing from now on: whoever listens must look for itself and subscribe again. */
  missed(): void
}

/** Carries hints from the worker to the open event streams of this process, over LISTEN/NOTIFY. */
class LiveFeed {
  private readonly listeners = new Map<string, Set<Listener>>()
  private client: pg.Client | undefined
  private again: NodeJS.Timeout | undefined
  private stopped = true

  /** Begins to listen; rejects when the database cannot be reached now. */
  async start(): Promise<void> {
    this.stopped = false
    await this.connect()
  }
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.again)
    await this.client?.end().catch((error: Error) => log().debug({ err: error.message }, 'live feed closed'))
    this.client = undefined
    this.listeners.clear()
  }
  /**
   * Hears a tenant's hints until the returned function is called. Throws `server.unavailable` while the database is
   * away: a stream that opened then would miss what happens until the feed is back.
   */
  subscribe(tenantId: string, listener: Listener): () => void {
    if (!this.client) throw new Fault('server.unavailable')
    const set = this.listeners.get(tenantId) ?? new Set()
    this.listeners.set(tenantId, set.add(listener))
    return () => {
      set.delete(listener)
      if (!set.size) this.listeners.delete(tenantId)
    }
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: config().databaseUrlApp,
      application_name: 'storeweave-live',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client.on('error', () => this.lost(client))
    client.on('end', () => this.lost(client))
    client.on('notification', ({ payload }) => {
      const { tenant, hint } = JSON.parse(payload ?? '{}') as { tenant: string; hint: LiveHint }
      for (const { heard } of this.listeners.get(tenant) ?? []) heard(hint)
    })
    try {
      await client.connect()
      await client.query(`listen ${LIVE_CHANNEL}`)
    } catch (error) {
      void client.end().catch(() => undefined)
      throw error
    }
    if (this.stopped) return void (await client.end())
    this.client = client
  }

  /** Error and end both tell of one loss: only the connection in use counts, and only once. */
  private lost(client: pg.Client): void {
    if (this.stopped || this.client !== client) return
    this.client = undefined
    for (const set of [...this.listeners.values()]) for (const { missed } of [...set]) missed()
    this.connectAgain()
  }
  private connectAgain(): void {
    this.again = setTimeout(() => {
      this.connect().catch((error: Error) => {
        log().warn({ err: error.message }, 'live feed cannot listen yet')
        if (!this.stopped) this.connectAgain()
      })
    }, AGAIN_MS)
  }
}
export const liveFeed = new LiveFeed()
