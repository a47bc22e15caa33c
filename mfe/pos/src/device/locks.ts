/** Runs work alone on this device, across tabs. `ifFree` gives undefined instead of waiting. */
export interface Locks {
  alone: <T>(name: string, work: () => Promise<T>) => Promise<T>
  ifFree: <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>
}

/** Web Locks; where the browser has none (a page without TLS), work of this one tab still goes one by one. */
export const deviceLocks = (): Locks =>
  typeof navigator !== 'undefined' && navigator.locks ? web : tabLocks()

const web: Locks = {
  alone: (name, work) => navigator.locks.request(name, work) as Promise<Awaited<ReturnType<typeof work>>>,
  ifFree: (name, work) =>
    navigator.locks.request(name, { ifAvailable: true }, async (lock) =>
      lock ? work() : undefined,
    ) as Promise<Awaited<ReturnType<typeof work>> | undefined>,
}

/** The same promises for a single tab. */
export function tabLocks(): Locks {
  const held = new Map<string, Promise<unknown>>()
  const alone = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (held.get(name) ?? Promise.resolve()).then(work, work)
    const settled: Promise<unknown> = mine
      .catch(() => undefined)
      .finally(() => {
        if (held.get(name) === settled) held.delete(name)
      })
    held.set(name, settled)
    return mine
  }
  return { alone, ifFree: (name, work) => (held.has(name) ? Promise.resolve(undefined) : alone(name, work)) }
}
