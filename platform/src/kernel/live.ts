import type { LiveHint } from '@storeweave/contract'
import { ear } from './ear.js'
import { Fault } from './fault.js'

export const LIVE_CHANNEL = 'storeweave_live'
interface Listener {
  heard(hint: LiveHint): void
  /** Hints may be missing from now on: whoever listens must look for itself and subscribe again. */
  missed(): void
}

/** Carries hints from the worker to the open event streams of this process, over LISTEN/NOTIFY. */
class LiveFeed {
  private readonly listeners = new Map<string, Set<Listener>>()

  constructor() {
    ear.on(LIVE_CHANNEL, { heard: (payload) => this.pass(payload), lost: () => this.lose() })
  }
  /**
   * Hears a tenant's hints until the returned function is called. Throws `server.unavailable` while the database is
   * away: a stream that opened then would miss what happens until the feed is back.
   */
  subscribe(tenantId: string, listener: Listener): () => void {
    if (!ear.isListening) throw new Fault('server.unavailable')
    const set = this.listeners.get(tenantId) ?? new Set()
    this.listeners.set(tenantId, set.add(listener))
    return () => {
      set.delete(listener)
      if (!set.size) this.listeners.delete(tenantId)
    }
  }
  private pass(payload: string): void {
    const { tenant, hint } = JSON.parse(payload) as { tenant: string; hint: LiveHint }
    for (const { heard } of this.listeners.get(tenant) ?? []) heard(hint)
  }
  private lose(): void {
    for (const set of [...this.listeners.values()]) for (const { missed } of [...set]) missed()
  }
}
export const liveFeed = new LiveFeed()
