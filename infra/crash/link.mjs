// A cable that can be watched and cut: plain TCP between one side and whatever listens on the other.
import { connect, createServer } from 'node:net'

/** One open connection over a link. `near` asked for it, `far` answers. */
class Line {
  constructor(link, near) {
    this.link = link
    this.near = near
    this.far = undefined
  }
  cut() {
    this.near.destroy()
    this.far?.destroy()
    this.link.lines.delete(this)
  }
}

/**
 * Listens on a free port of 127.0.0.1 and passes every connection on to the first of `targets()` (ports) that takes
 * it; connections take turns. `watch(side, bytes, line)` sees all bytes, `side` being `ask` or `answer`; those it
 * answers `true` for never arrive.
 */
export class Link {
  constructor(targets) {
    this.targets = targets
    this.lines = new Set()
    this.turn = 0
    /** Pieces that came back since the link was opened, and those who wait for a number of them. */
    this.answers = 0
    this.waiting = []
    this.watch = undefined
  }

  static async open(targets) {
    const link = new Link(targets)
    link.server = createServer({ pauseOnConnect: true, noDelay: true }, (near) => link.take(near))
    await new Promise((done) => link.server.listen(0, '127.0.0.1', done))
    link.port = link.server.address().port
    return link
  }

  /** Resolves in the very moment the given number of further pieces has come back. */
  after(pieces) {
    return new Promise((done) => this.waiting.push({ at: this.answers + pieces, done }))
  }

  async close() {
    for (const line of this.lines) line.cut()
    await new Promise((done) => this.server.close(done))
  }

  take(near) {
    const line = new Line(this, near)
    this.lines.add(line)
    near.on('error', () => line.cut())
    near.on('close', () => line.cut())
    const ports = this.targets()
    const first = this.turn++
    this.reach(
      line,
      ports.map((_, i) => ports[(first + i) % ports.length]),
    )
  }

  reach(line, [port, ...others]) {
    if (port === undefined || line.near.destroyed) return line.cut()
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    const refused = () => this.reach(line, others)
    far.once('error', refused)
    far.once('connect', () => {
      far.off('error', refused)
      far.on('error', () => line.cut())
      far.on('close', () => line.cut())
      line.far = far
      this.carry(line, 'ask', line.near, far)
      this.carry(line, 'answer', far, line.near)
    })
  }

  carry(line, side, from, to) {
    from.on('data', (bytes) => {
      if (this.watch?.(side, bytes, line)) return
      if (side === 'answer') this.count()
      if (!to.destroyed && !to.write(bytes)) {
        from.pause()
        to.once('drain', () => from.resume())
      }
    })
    from.resume()
  }

  count() {
    this.answers += 1
    const due = this.waiting.filter(({ at }) => at <= this.answers)
    if (due.length === 0) return
    this.waiting = this.waiting.filter(({ at }) => at > this.answers)
    for (const { done } of due) done()
  }
}
