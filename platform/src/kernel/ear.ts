import pg from 'pg'
import { config } from './config.js'
import { log } from './log.js'

const AGAIN_MS = 1_000

/** Who listens on a channel. `lost`: notifications may be missing from now on; `back`: none is missed from now on. */
export interface Hears {
  heard(payload: string): void
  lost(): void
  back?(): void
}

/** The one connection by which a process hears PostgreSQL's notifications (LISTEN), opened anew when it is lost. */
export class Ear {
  private readonly channels = new Map<string, Hears>()
  private client: pg.Client | undefined
  private again: NodeJS.Timeout | undefined
  private stopped = true

  /** `address`: the database as the API's role. */
  constructor(private readonly address: () => string) {}

  /** Names who hears a channel; to be said before `start`. */
  on(channel: string, hears: Hears): void {
    this.channels.set(channel, hears)
  }
  /** Begins to listen; rejects when the database cannot be reached now. */
  async start(): Promise<void> {
    this.stopped = false
    await this.connect()
  }
  /** Stops listening: everybody has lost what comes from now on. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.again)
    const client = this.client
    this.client = undefined
    for (const { lost } of this.channels.values()) lost()
    await client?.end().catch((error: Error) => log().debug({ err: error.message }, 'ear closed'))
  }
  get isListening(): boolean {
    return this.client !== undefined
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.address(),
      application_name: 'storeweave-live',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client.on('error', () => this.lose(client))
    client.on('end', () => this.lose(client))
    client.on('notification', ({ channel, payload }) => this.channels.get(channel)?.heard(payload ?? ''))
    try {
      await client.connect()
      await client.query([...this.channels.keys()].map((channel) => `listen ${channel}`).join('; '))
    } catch (error) {
      void client.end().catch(() => undefined)
      throw error
    }
    if (this.stopped) return void (await client.end())
    this.client = client
    for (const { back } of this.channels.values()) back?.()
  }

  /** Error and end both tell of one loss: only the connection in use counts, and only once. */
  private lose(client: pg.Client): void {
    if (this.stopped || this.client !== client) return
    this.client = undefined
    for (const { lost } of this.channels.values()) lost()
    this.connectAgain()
  }
  private connectAgain(): void {
    this.again = setTimeout(() => {
      this.connect().catch((error: Error) => {
        log().warn({ err: error.message }, 'cannot listen to the database yet')
        if (!this.stopped) this.connectAgain()
      })
    }, AGAIN_MS)
  }
}
export const ear = new Ear(() => config().databaseUrlApp)
