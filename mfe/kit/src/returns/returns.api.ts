import type {
  DecideReturn,
  ReceiveReturn,
  ReturnCounts,
  ReturnRow,
  ReturnSettings,
  StaffReturn,
} from '@storeweave/contract'
import { ask } from '../ask/ask'
import type { KeysetPage, PageAsk } from '../table/use-pages'

/** Who looks: each side has routes of its own. */
export type Side = 'brand' | 'supplier'
/** To a supplier nobody says what was paid. */
export type ShownReturn = Omit<StaffReturn, 'worth' | 'amount' | 'refund' | 'supplier'> &
  Partial<Pick<StaffReturn, 'worth' | 'amount' | 'refund' | 'supplier'>>
export type ShownRow = Omit<ReturnRow, 'worth' | 'supplier'> & Partial<Pick<ReturnRow, 'worth' | 'supplier'>>
const root = (side: Side) => (side === 'brand' ? '/api' : ('/api/supplier' as const))

export const returnsOf = (
  side: Side,
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<ShownRow>> =>
  ask(`GET ${root(side)}/returns`, { query: { ...filter, cursor, limit }, signal })
export const countsOf = (side: Side, storeId: string | undefined): Promise<ReturnCounts> =>
  ask(`GET ${root(side)}/return-counts`, { query: { storeId } })
export const returnOf = (side: Side, returnId: string): Promise<ShownReturn> =>
  ask(`GET ${root(side)}/returns/:returnId`, { params: { returnId } })
export const decide = (
  side: Side,
  returnId: string,
  idempotencyKey: string,
  body: DecideReturn,
): Promise<ShownReturn> =>
  ask(`POST ${root(side)}/returns/:returnId/decisions`, { params: { returnId }, body, idempotencyKey })
export const receive = (
  side: Side,
  returnId: string,
  idempotencyKey: string,
  body: ReceiveReturn,
): Promise<ShownReturn> =>
  ask(`POST ${root(side)}/returns/:returnId/receipt`, { params: { returnId }, body, idempotencyKey })
export const settings = (): Promise<ReturnSettings> => ask('GET /api/return-settings')
export const setSettings = (body: ReturnSettings): Promise<ReturnSettings> =>
  ask('PUT /api/return-settings', { body })
