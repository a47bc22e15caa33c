import { liveQuery } from 'dexie'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { TillDb } from '../device/till-db'
import { makeDrain, type DrainParts } from './drain'
import { dayOf, openJournal, type JournalEntry, type NewEntry } from './journal'

const BACKOFF_MS = [2_000, 5_000, 10_000, 30_000]

/** The journal on screen: what is unsynced, what needs a manager, and a drain that keeps going until all is sent. */
export function useJournal(db: TillDb, parts: Omit<DrainParts, 'journal'>) {
  const journal = openJournal(db)
  const entries = shallowRef<JournalEntry[]>([])
  const draining = ref(false)
  const drain = makeDrain({ ...parts, journal })
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  let again = false

  // Other tabs write too; the database tells all of them.
  const watching = liveQuery(() => journal.toShow(dayOf(new Date()))).subscribe({
    next: (found) => (entries.value = found),
    error: (thrown: unknown) => console.error(thrown),
  })

  /** Sends what waits; when it can't, tries again by itself, later each time. */
  async function nudge(): Promise<void> {
    again = true
    if (running) return
    running = true
    draining.value = true
    clearTimeout(timer)
    try {
      while (again) {
        again = false
        if ((await drain()) === 'done') failures = 0
        else timer = setTimeout(nudge, BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)])
      }
    } finally {
      running = false
      draining.value = false
    }
  }

  /** Writes a sale down and begins to send it; resolves as soon as it is safe on the device. */
  async function record(entry: NewEntry): Promise<void> {
    await journal.write(entry)
    if (entry.body.tender.kind === 'cash') void nudge()
  }

  async function sendAgain(id: string): Promise<void> {
    await journal.sendAgain(id)
    await nudge()
  }
  onScopeDispose(() => {
    clearTimeout(timer)
    watching.unsubscribe()
  })
  return {
    ...{ journal, entries, draining, record, nudge, sendAgain },
    unsynced: computed(() => entries.value.filter(({ state }) => state === 'waiting').length),
    problems: computed(() => entries.value.filter(({ state }) => state === 'problem').length),
    /** The newest sale that took money. */
    last: computed(() =>
      entries.value.find(
        ({ state, body }) => state !== 'cancelled' && (state !== 'waiting' || body.tender.kind === 'cash'),
      ),
    ),
    find: (id: string) => entries.value.find((entry) => entry.id === id),
  }
}
export type JournalState = ReturnType<typeof useJournal>
