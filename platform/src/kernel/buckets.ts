import { clock } from './clock.js'
import type { Rate } from './rates.js'

/** Buckets by name, refilled as time goes by. */
export class Buckets {
  private readonly filled = new Map<string, { tokens: number; at: number }>()
  /** `most` names are kept; beyond it the one untouched for longest is forgotten, as if its bucket were full again. */
  constructor(private readonly most = 50_000) {}

  /** Takes one token. Answers 0, or after how many seconds there is one again. */
  take(name: string, rate: Rate): number {
    const now = clock.now().getTime()
    const tokens = this.tokensOf(name, rate, now)
    this.filled.delete(name) // put back at the end: the map's order is the order of use
    this.filled.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    if (this.filled.size > this.most) this.filled.delete(this.filled.keys().next().value!)
    return secondsUntilOne(tokens, rate)
  }
  /** The same answer without taking one. */
  look(name: string, rate: Rate): number {
    return secondsUntilOne(this.tokensOf(name, rate, clock.now().getTime()), rate)
  }
  /** Gives a token back that was taken for nothing. */
  give(name: string, { burst }: Rate): void {
    const known = this.filled.get(name)
    if (known) known.tokens = Math.min(burst, known.tokens + 1)
  }
  get size(): number {
    return this.filled.size
  }
  private tokensOf(name: string, { perSecond, burst }: Rate, now: number): number {
    const known = this.filled.get(name)
    const since = known ? Math.max(0, now - known.at) / 1000 : 0
    return Math.min(burst, (known?.tokens ?? burst) + since * perSecond)
  }
}

const secondsUntilOne = (tokens: number, { perSecond }: Rate): number =>
  tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond))
