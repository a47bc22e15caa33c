import type {
  AnswerDispute,
  DisputeLine,
  SettlementLine,
  SheetFormat,
  Statement,
  StatementRow,
} from '@storeweave/contract'
import { ask } from '../ask/ask'
import type { KeysetPage, PageAsk } from '../table/use-pages'

/** Who looks: each side has routes of its own. */
export type Side = 'brand' | 'supplier'
const LONG_MS = 120_000
const root = (side: Side) => (side === 'brand' ? '/api/statements' : '/api/supplier/statements')

export const statementsOf = (
  side: Side,
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<StatementRow>> =>
  ask(`GET ${root(side)}`, { query: { ...filter, cursor, limit }, signal })
export const statementOf = (side: Side, id: string): Promise<Statement> =>
  ask(`GET ${root(side)}/:id`, { params: { id } })
export const linesOf = (
  side: Side,
  id: string,
  kind: string | undefined,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<SettlementLine>> =>
  ask(`GET ${root(side)}/:id/lines`, { params: { id }, query: { kind, cursor, limit }, signal })
export const confirmStatement = (side: Side, id: string): Promise<Statement> =>
  ask(`POST ${root(side)}/:id/confirm`, { params: { id } })
export const disputeLine = (id: string, body: DisputeLine): Promise<Statement> =>
  ask('POST /api/supplier/statements/:id/disputes', { params: { id }, body })
export const answerDispute = (id: string, disputeId: string, body: AnswerDispute): Promise<Statement> =>
  ask('POST /api/statements/:id/disputes/:disputeId/answer', { params: { id, disputeId }, body })
export const sheetOf = (side: Side, id: string, format: SheetFormat): Promise<Blob> =>
  ask(`GET ${root(side)}/:id/export`, { params: { id }, query: { format }, as: 'file', timeoutMs: LONG_MS })
