// Chance that can be repeated: one seed, and a stream of its own for everybody who throws.
import { createHash } from 'node:crypto'

/** The dice of one actor: the same seed and name throw the same numbers in every run. */
export class Dice {
  constructor(seed, name) {
    this.state = createHash('sha256').update(`${seed}:${name}`).digest().readUInt32LE(0)
  }
  /** A number from 0 up to 1, by mulberry32. */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  /** A whole number from `min` to `max`, both possible. */
  between(min, max) {
    return min + Math.floor(this.next() * (max - min + 1))
  }
  /** True in so many of a hundred throws. */
  percent(n) {
    return this.next() * 100 < n
  }
  pick(items) {
    return items[Math.floor(this.next() * items.length)]
  }
}
