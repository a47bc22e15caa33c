import type { LiveHint } from '@storeweave/contract'
import pg from 'pg'
import { config } from './config.js'
import { log } from './log.js'

export const LIVE_CHANNEL = 'storeweave_live'
type Heard = (hint: LiveHint) => void

/** Carries hints from the worker to the open event streams of this process, over LISTEN/NOTIFY. */
class LiveFeed {
  private readonly listeners = new Map<string, Set<Heard>>()
  private client: pg.Client | undefined
  private stopped = true

  async start(): Promise<void> {
    this.stopped = false
    await this.connect()
  }
  async stop(): Promise<void> {
    this.stopped = true
    await this.client?.end().catch((error: Error) => log().debug({ err: error.message }, 'live feed closed'))
    this.client = undefined
    this.listeners.clear()
  }
  /** Hears a tenant's hints until the returned function is called. */
  subscribe(tenantId: string, heard: Heard): () => void {
    const set = this.listeners.get(tenantId) ?? new Set()
    this.listeners.set(tenantId, set.add(heard))
    return () => {
      set.delete(heard)
      if (!set.size) this.listeners.delete(tenantId)
    }
  }
  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: config().databaseUrlApp,
      application_name: 'storeweave-live',
    })
    client.on('error', () => this.lost(client))
    client.on('end', () => this.lost(client))
    client.on('notification', ({ payload }) => {
      const { tenant, hint } = JSON.parse(payload ?? '{}') as { tenant: string; hint: LiveHint }
      for (const heard of this.listeners.get(tenant) ?? []) heard(hint)
    })
    await client.connect()
    await client.query(`listen ${LIVE_CHANNEL}`)
    this.client = client
  }
  private lost(client: pg.Client): void {
    if (this.stopped || (this.client && this.client !== client)) return
    this.client = undefined
    setTimeout(
      () => void (this.stopped || this.client ? undefined : this.connect().catch(() => this.lost(client))),
      1000,
    ).unref()
  }
}
export const liveFeed = new LiveFeed()
