import { clock } from './clock.js'
import { Fault } from './fault.js'

interface Circuit {
  failures: number
  /** Milliseconds; 0 while closed. Until then no call goes out, after it one that tries. */
  openUntil: number
  trying: boolean
}
/** How a call ended: `unknown` says nothing about whom it was for (we refused it ourselves). */
export type Ending = 'well' | 'badly' | 'unknown'

/**
 * Keeps calls from those who do not answer. After `failures` bad endings in a row a circuit is open for `openMs`; then
 * one call tries, and its ending closes the circuit or opens it again. Circuits are known by name; the `most` that
 * failed last are remembered.
 */
export class Breaker {
  private readonly circuits = new Map<string, Circuit>()
  constructor(
    private readonly failures = 5,
    private readonly openMs = 15_000,
    private readonly most = 10_000,
  ) {}

  /**
   * Makes a call, if its circuit lets it. Throws what the call throws, and `server.provider_down` with the seconds
   * until the next try when it was not made. `opened` hears that this call opened the circuit.
   */
  async through<T>(
    name: string,
    call: () => Promise<T>,
    endingOf: (answer: T | undefined, error: unknown) => Ending,
    opened: () => void,
  ): Promise<T> {
    const tries = this.enter(name)
    let ending: Ending = 'unknown'
    try {
      const answer = await call()
      ending = endingOf(answer, undefined)
      return answer
    } catch (error) {
      ending = endingOf(undefined, error)
      throw error
    } finally {
      if (this.leave(name, ending, tries)) opened()
    }
  }

  /** Names of the circuits that are open or were until just now: one that nobody has tried since says nothing any more. */
  open(): string[] {
    const since = now() - this.openMs
    return [...this.circuits].filter(([, { openUntil }]) => openUntil > since).map(([name]) => name)
  }

  private enter(name: string): boolean {
    const circuit = this.circuits.get(name)
    if (!circuit?.openUntil) return false
    const seconds = Math.ceil((circuit.openUntil - now()) / 1000)
    if (seconds > 0) throw new Fault('server.provider_down', { seconds })
    if (circuit.trying) throw new Fault('server.provider_down', { seconds: 1 })
    return (circuit.trying = true)
  }

  /** Answers true when this ending opened the circuit. */
  private leave(name: string, ending: Ending, tried: boolean): boolean {
    const circuit = this.circuits.get(name) ?? { failures: 0, openUntil: 0, trying: false }
    if (tried) circuit.trying = false
    if (ending === 'unknown') return false
    this.circuits.delete(name)
    if (ending === 'well') return false
    circuit.failures++
    // calls that began before it opened end later: they do not keep it open for longer
    const opens = tried || (circuit.openUntil === 0 && circuit.failures >= this.failures)
    if (opens) circuit.openUntil = now() + this.openMs
    this.circuits.set(name, circuit) // at the end: the map's order is the order of failing
    if (this.circuits.size > this.most) this.circuits.delete(this.circuits.keys().next().value!)
    return opens
  }
}

const now = () => clock.now().getTime()
