import { retries } from './metrics.js'

const RETRY = new Set(['40001', '40P01', '55P03'])
const LOST = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
])
const TRIES = 3
/** What the driver throws; `commitUnknown` when the connection was lost during a commit. */
export type DatabaseError = Error & { code?: string; severity?: string; commitUnknown?: boolean }

const isLost = ({ code, message }: DatabaseError): boolean =>
  LOST.has(code ?? '') || /Connection terminated unexpectedly|not queryable/.test(message)

/**
 * Runs work again after a conflict or a lost connection, three times at most. What may have been committed is run again
 * only when `resolvable`.
 */
export async function again<T>(work: () => Promise<T>, resolvable: boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (thrown) {
      const error = thrown as DatabaseError
      const lost = isLost(error)
      const mayHelp = RETRY.has(error.code ?? '') || (lost && (resolvable || !error.commitUnknown))
      if (attempt >= TRIES || !mayHelp) throw error
      retries.inc()
      await new Promise((next) => setTimeout(next, Math.random() * (lost ? 200 : 20) * attempt))
    }
  }
}
