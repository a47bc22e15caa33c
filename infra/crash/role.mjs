// One process of the platform, started again whenever it ends.
import { join } from 'node:path'
import { startChild, untilReady } from '@storeweave/local/children'
import { root } from '@storeweave/local/packages'
import { killNow } from './database.mjs'

/** A busy machine is slow, not wrong. */
const START_MS_MAX = 300_000

export class Role {
  /** `mayFail(since)`: whether a start since then may fail, because the database was away. */
  constructor({ name, port, env, dataDir, mayFail, complain }) {
    Object.assign(this, { name, port, env, dataDir, mayFail, complain })
    this.url = `http://127.0.0.1:${port}`
    this.closing = false
    this.kills = 0
    this.starts = 0
  }

  /** Begins, and begins anew until `stop`. An end that nobody wanted is a complaint. */
  keep() {
    this.running = (async () => {
      while (!this.closing) await this.live()
    })()
  }

  async live() {
    const mark = this.mayFail()
    this.killed = false
    this.starts += 1
    const script = join(root, 'platform/dist/main.js')
    this.child = startChild({ name: this.name, script, dataDir: this.dataDir, env: this.env })
    let ready = false
    await untilReady(this.child, `${this.url}/readyz`, START_MS_MAX).then(
      () => (ready = true),
      () => this.child.stop(),
    )
    const { code, signal } = await this.child.exited
    if (this.closing || this.killed || (!ready && this.mayFail(mark))) return
    this.complain(`${this.name} ended by itself (${signal ?? code}):\n${this.child.lastWords()}`)
  }

  /** Ends the process in this very moment. */
  kill() {
    this.killed = true
    this.kills += 1
    killNow(this.child.pid)
  }

  /** Whether it answers and reaches the database. */
  async ready() {
    const child = this.child
    try {
      const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(3_000) })
      await answer.arrayBuffer()
      return answer.ok && child === this.child && !this.killed
    } catch {
      return false
    }
  }

  async stop() {
    this.closing = true
    await this.child?.stop()
    await this.running
  }
}
