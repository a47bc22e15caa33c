// The whole installation in parts that can be killed: database, two APIs, a worker, and the cables between them.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startChild, untilReady } from '@storeweave/local/children'
import { freePort, pause } from '@storeweave/local/machine'
import { root } from '@storeweave/local/packages'
import { byTcp } from '@storeweave/local/postgres'
import { Database } from './database.mjs'
import { Link } from './link.mjs'
import { Role } from './role.mjs'
import { HOLD_MINUTES, seedOf, SLUG } from './seed.mjs'

const LOOK_MS = 20
const WAIT_MS_MAX = 400_000
const product = (path) => import(pathToFileURL(join(root, path)).href)

export class House {
  /** Starts everything on free ports; what ends without being killed is told by `complain`. */
  static async open({ complain }) {
    const house = new House()
    house.dataDir = mkdtempSync(join(tmpdir(), 'storeweave-crash-'))
    chmodSync(house.dataDir, 0o755)
    try {
      await house.begin(complain)
      return house
    } catch (error) {
      await house.close()
      throw error
    }
  }

  closers = []

  async begin(complain) {
    this.database = await Database.open(join(this.dataDir, 'postgres'))
    this.closers.push(() => this.database.stop())
    this.base = await this.link(() => (this.database.up ? [this.database.port] : []))
    const { migrate } = await product('platform/dist/migrate.js')
    const passwords = { app: 'app-of-the-crash', worker: 'worker-of-the-crash' }
    const urls = await migrate({ adminUrl: this.database.adminUrl, passwords })
    await this.startSandbox()
    await this.provision(urls)
    this.roles = await this.startRoles(urls, complain)
    this.front = await this.link(() => this.apis().map((role) => role.port))
    for (const role of Object.values(this.roles)) this.keep(role)
    await this.calm()
  }

  async link(targets) {
    const link = await Link.open(targets)
    this.closers.push(() => link.close())
    return link
  }

  async startSandbox() {
    const port = await freePort()
    this.sandboxUrl = `http://127.0.0.1:${port}`
    const env = { SANDBOX_PORT: String(port), DATA_DIR: join(this.dataDir, 'sandbox') }
    const script = join(root, 'infra/sandbox/dist/main.js')
    const child = startChild({ name: 'sandbox', script, env, dataDir: this.dataDir })
    this.closers.push(child.stop)
    await untilReady(child, `${this.sandboxUrl}/`)
    this.world = await this.link(() => [port])
  }

  async provision({ appUrl, workerUrl }) {
    const { openProvision } = await product('platform/dist/provision.js')
    const { sandboxCredentials } = await product('infra/sandbox/dist/index.js')
    const door = await openProvision({ appUrl, workerUrl, dataDir: this.dataDir })
    await door.load(seedOf(sandboxCredentials(join(this.dataDir, 'sandbox'), SLUG)))
    await door.close()
    await this.database.rows('update tenant_settings set reservation_minutes = $1', [HOLD_MINUTES])
  }

  async startRoles({ appUrl, workerUrl }, complain) {
    const front = await freePort()
    this.frontPort = front
    const through = (url) => byTcp(url, this.base.port)
    const env = {
      DATABASE_URL_APP: through(appUrl),
      DATABASE_URL_WORKER: through(workerUrl),
      DATA_DIR: this.dataDir,
      HOST: '127.0.0.1',
      SANDBOX_URL: `http://127.0.0.1:${this.world.port}`,
      LOG_LEVEL: 'error',
      LIMIT_SCALE: '20',
    }
    const made = []
    for (const [name, roles] of [
      ['api-1', 'api'],
      ['api-2', 'api'],
      ['worker', 'worker'],
    ])
      made.push([name, { roles, port: await freePort() }])
    // a start may fail when the database was away at any time since it began
    const mayFail = (mark) =>
      mark === undefined ? this.database.kills : !this.database.up || this.database.kills > mark
    return Object.fromEntries(
      made.map(([name, { roles, port }]) => {
        const own = { ...env, PORT: String(port), ROLES: roles }
        return [name, new Role({ name, port, env: own, dataDir: this.dataDir, mayFail, complain })]
      }),
    )
  }

  keep(role) {
    role.env.PUBLIC_URL = `http://127.0.0.1:${this.front.port}`
    role.keep()
    this.closers.push(() => role.stop())
  }

  apis() {
    return [this.roles['api-1'], this.roles['api-2']]
  }

  /** Resolves once everything that was killed is back and reaches the database. */
  calm() {
    return this.until('all processes are ready', async () => {
      if (!this.database.up) return false
      const states = await Promise.all(Object.values(this.roles).map((role) => role.ready()))
      return states.every(Boolean)
    })
  }

  /** Kills one part by name: a role, or `postgres`. Resolves at once; `calm` waits for it to be back. */
  kill(name) {
    if (name !== 'postgres') return this.roles[name].kill()
    if (this.database.up) this.restarting = this.database.kill()
    return undefined
  }

  /** Looks until the answer is true; rejects after minutes, saying what never came. */
  async until(what, look, waitMsMax = WAIT_MS_MAX) {
    const deadline = Date.now() + waitMsMax
    for (;;) {
      const seen = await look()
      if (seen) return seen
      if (Date.now() > deadline) throw new Error(`never came: ${what}`)
      await pause(LOOK_MS)
    }
  }

  /** Asks or moves the outside world, e.g. `switches`; its answer. */
  async outside(path, body) {
    const answer = await fetch(`${this.sandboxUrl}/sandbox/${path}`, {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      headers: { 'content-type': 'application/json' },
    })
    return { ok: answer.ok, ...(await answer.json()) }
  }

  /** Ends everything; `keep` leaves the folder with the logs. */
  async close({ keep = false } = {}) {
    await this.restarting?.catch(() => undefined)
    for (let close = this.closers.pop(); close; close = this.closers.pop()) await close()
    if (!keep) rmSync(this.dataDir, { recursive: true, force: true })
  }
}
