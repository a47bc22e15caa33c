import type { PostSale, Sale, TillSku } from '@storeweave/contract'
import type { Problem } from '@storeweave/kit'
import type { TillDb } from '../device/till-db'

/** What a receipt says; made on the device, so that it prints with no network. */
export interface ReceiptData {
  storeName: TillSku['name']
  cashier: string
  soldAt: string
  currency: string
  lines: {
    name: TillSku['name']
    optionText: TillSku['name']
    kind: TillSku['kind']
    unitSize: number
    quantity: number
    unitPrice: number
    total: number
  }[]
  goodsTotal: number
  rounding: number
  payable: number
  tender: 'cash' | 'wechat_code'
  received: number
  change: number
}

/**
 * `waiting`: the server has not acknowledged it, or a payment code's outcome is not known. `problem`: the server
 * refused it and a manager has to look. `cancelled`: no money changed hands.
 */
export type EntryState = 'waiting' | 'synced' | 'problem' | 'cancelled'
export interface JournalEntry {
  id: string
  localNumber: string
  /** The server's number once it acknowledged the sale. */
  number: string | null
  state: EntryState
  /** Day of the sale by the device's clock, `2026-01-31`. */
  day: string
  body: PostSale
  receipt: ReceiptData
  /** Why the server refused, as it said it. */
  refusal: Problem['document'] | null
  attempts: number
}
export type NewEntry = Pick<JournalEntry, 'id' | 'localNumber' | 'body' | 'receipt'>

/** The day of an instant by the device's clock. */
export const dayOf = (instant: Date): string =>
  [instant.getFullYear(), instant.getMonth() + 1, instant.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

/** The device's book of sales. An entry is written before anything is sent, and none is ever deleted. */
export function openJournal(db: TillDb) {
  const { sales } = db
  const move = async (id: string, change: Partial<JournalEntry>): Promise<void> => {
    await sales.update(id, change)
  }
  return {
    /** Writes a sale down; the same id a second time throws, so that nothing is ever written over. */
    write: async (entry: NewEntry): Promise<void> => {
      const day = dayOf(new Date(entry.body.soldAt))
      const fresh = { number: null, state: 'waiting', day, refusal: null, attempts: 0 } as const
      await sales.add({ ...entry, ...fresh })
    },
    get: (id: string): Promise<JournalEntry | undefined> => sales.get(id),
    /** Sales the server has not acknowledged, in the order they were made: ids begin with their time. */
    waiting: async (): Promise<JournalEntry[]> =>
      byId(await sales.where('state').equals('waiting').toArray()),
    synced: (id: string, sale: Sale): Promise<void> =>
      move(id, { state: 'synced', number: sale.number, refusal: null }),
    refused: (id: string, problem: Problem): Promise<void> =>
      move(id, { state: 'problem', refusal: { ...problem.document, status: problem.status } }),
    cancelled: (id: string): Promise<void> => move(id, { state: 'cancelled', refusal: null }),
    /** A refused sale goes to the server once more, unchanged. */
    sendAgain: (id: string): Promise<void> => move(id, { state: 'waiting' }),
    tried: async (entry: JournalEntry): Promise<void> => move(entry.id, { attempts: entry.attempts + 1 }),
    /** Sales of a day and, whatever their day, all that still need the server or a manager; newest first. */
    toShow: async (day: string): Promise<JournalEntry[]> => {
      const [today, open] = await Promise.all([
        sales.where('day').equals(day).toArray(),
        sales.where('state').anyOf('waiting', 'problem').toArray(),
      ])
      return byId([...new Map([...today, ...open].map((entry) => [entry.id, entry])).values()]).reverse()
    },
  }
}
export type Journal = ReturnType<typeof openJournal>

const byId = (entries: JournalEntry[]): JournalEntry[] => entries.sort((a, b) => (a.id < b.id ? -1 : 1))
