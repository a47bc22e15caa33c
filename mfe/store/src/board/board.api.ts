import type { BoardCard, Order, Verification } from '@storeweave/contract'
import { ask, type KeysetPage } from '@storeweave/kit'

export type HandedOver = Verification
export type Move = 'ready' | 'unready' | 'expire' | 'cancel'

// A store works at dozens of orders at a time; this many keep the board quick even on a bad day.
const PAGES_MOST = 5

async function collect<T>(
  read: (cursor: string | undefined) => Promise<KeysetPage<T>>,
  enough: (last: T) => boolean = () => false,
): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | undefined
  for (let n = 0; n < PAGES_MOST; n++) {
    const page = await read(cursor)
    rows.push(...page.items)
    const last = page.items.at(-1)
    if (!page.nextCursor || !last || enough(last)) break
    cursor = page.nextCursor
  }
  return rows
}

export const boardApi = {
  /** What a store has to prepare and to hand over, oldest first. */
  waiting: (storeId: string): Promise<BoardCard[]> =>
    collect((cursor) =>
      ask<KeysetPage<BoardCard>>('GET /api/fulfilments', { query: { storeId, cursor, limit: 100 } }),
    ),
  /** What a store handed over since the instant `from` (milliseconds), newest first. */
  done: async (storeId: string, from: number): Promise<HandedOver[]> => {
    const before = (row: HandedOver) => Date.parse(row.at) < from
    const rows = await collect(
      (cursor) =>
        ask<KeysetPage<HandedOver>>('GET /api/verifications', { query: { storeId, cursor, limit: 100 } }),
      before,
    )
    return rows.filter((row) => !before(row))
  },
  /** Makes a move; answers the card after it. */
  move: (id: string, move: Move, note: string, key: string): Promise<BoardCard> =>
    ask<BoardCard>('POST /api/fulfilments/:id/moves', {
      params: { id },
      body: { move, note },
      idempotencyKey: key,
    }),
  /** The order behind a card, with its history. */
  order: (id: string): Promise<Order> => ask<Order>('GET /api/orders/:id', { params: { id } }),
}
export type BoardApi = Pick<typeof boardApi, 'waiting' | 'done' | 'move'>
