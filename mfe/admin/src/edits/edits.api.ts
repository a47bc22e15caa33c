import type { BulkEdit, BulkEditOutcome, BulkEditRow, CreateBulkEdit } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** Has every product that is meant looked at; the same id again is the same change. */
export const createEdit = (body: CreateBulkEdit): Promise<BulkEdit> => ask('POST /api/bulk-edits', { body })

export const editsOf = ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<BulkEdit>> =>
  ask('GET /api/bulk-edits', { query: { cursor, limit }, signal })

export const editOf = (id: string, signal: AbortSignal): Promise<BulkEdit> =>
  ask('GET /api/bulk-edits/:id', { params: { id }, signal })

export const editedOf = (
  id: string,
  outcome: BulkEditOutcome | undefined,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<BulkEditRow>> =>
  ask('GET /api/bulk-edits/:id/rows', { params: { id }, query: { cursor, limit, outcome }, signal })

export const runEdit = (id: string): Promise<BulkEdit> =>
  ask('POST /api/bulk-edits/:id/run', { params: { id } })
export const undoEdit = (id: string): Promise<BulkEdit> =>
  ask('POST /api/bulk-edits/:id/undo', { params: { id } })
