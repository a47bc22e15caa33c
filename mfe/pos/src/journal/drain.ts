import { asProblem, type Problem } from '@storeweave/kit'
import type { Locks } from '../device/locks'
import type { Journal, JournalEntry } from './journal'
import { callOff, type SaleCalls } from './journal.api'

export interface DrainParts {
  journal: Journal
  calls: SaleCalls
  locks: Locks
  /** Hears of every call's end: nothing when the server answered, the error when not. */
  told?: (thrown?: unknown) => void
  changed?: () => void
}
/** `done`: nothing is left. `later`: something is; try again after a while. */
export type Drained = 'done' | 'later'

/** While a payment is on somebody's screen its sale is theirs; the drain keeps away from it. */
export const saleLock = (id: string): string => `storeweave.till.sale.${id}`
const DRAIN_LOCK = 'storeweave.till.drain'

type Outcome = 'settled' | 'skip' | 'stop'

/**
 * Sends every waiting sale, oldest first, one at a time on the whole device, with the id and body it was written
 * down with. No answer ends the round; a refusal becomes a visible problem and the next sale goes on.
 */
export function makeDrain(parts: DrainParts): () => Promise<Drained> {
  const { journal, locks } = parts
  const round = async (): Promise<Drained> => {
    const skipped = new Set<string>()
    for (;;) {
      const entry = (await journal.waiting()).find(({ id }) => !skipped.has(id))
      if (!entry) return skipped.size ? 'later' : 'done'
      const outcome = await settle(parts, entry)
      parts.changed?.()
      if (outcome === 'stop') return 'later'
      if (outcome === 'skip') skipped.add(entry.id)
    }
  }
  return () => locks.alone(DRAIN_LOCK, round)
}

async function settle(parts: DrainParts, entry: JournalEntry): Promise<Outcome> {
  if (entry.body.tender.kind === 'cash') return send(parts, entry)
  const outcome = await parts.locks.ifFree(saleLock(entry.id), () => resolveCharge(parts, entry))
  return outcome ?? 'skip'
}

async function send({ journal, calls, told }: DrainParts, entry: JournalEntry): Promise<Outcome> {
  try {
    await journal.tried(entry)
    await journal.synced(entry.id, await calls.put(entry.id, entry.body))
    told?.()
    return 'settled'
  } catch (thrown) {
    told?.(thrown)
    return refuse(journal, entry, asProblem(thrown))
  }
}

/** A payment nobody waits for any more, after a reload say: what became of it, and if nothing, it is called off. */
async function resolveCharge({ journal, calls, told }: DrainParts, entry: JournalEntry): Promise<Outcome> {
  try {
    await journal.tried(entry)
    let sale = await calls.get(entry.id)
    if (sale.state === 'unpaid' || sale.state === 'paying') sale = await callOff(calls, entry.id)
    told?.()
    if (sale.state === 'paid') await journal.synced(entry.id, sale)
    else if (sale.state === 'cancelled') await journal.cancelled(entry.id)
    else return 'skip'
    return 'settled'
  } catch (thrown) {
    told?.(thrown)
    const problem = asProblem(thrown)
    if (problem.status === 404) {
      // The server never heard of it, so nobody was charged.
      await journal.cancelled(entry.id)
      return 'settled'
    }
    if (problem.code === 'till.paying') return 'skip'
    return refuse(journal, entry, problem)
  }
}

/** What a failed call means for the sale. Only a refusal of this very sale takes it out of the queue. */
async function refuse(journal: Journal, entry: JournalEntry, problem: Problem): Promise<Outcome> {
  if (problem.retryable || problem.status === 401) return 'stop'
  if (problem.status === 0 || problem.status >= 500) return 'skip'
  await journal.refused(entry.id, problem)
  return 'settled'
}
