import type { AuditChain, AuditCheck, AuditChoices, AuditEntry } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export type AuditAsked = Record<string, string | undefined>
/** An export may run for long: the file is as long as the log. */
const EXPORT_MS = 300_000

/** A page of the log, newest first. */
export const entriesOf = (
  filter: AuditAsked,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<AuditEntry>> =>
  ask('GET /api/audit/entries', { query: { ...filter, cursor, limit }, signal })

/** People and stores the log can be narrowed to. */
export const choicesOf = (signal: AbortSignal): Promise<AuditChoices> =>
  ask('GET /api/audit/choices', { signal })

/** How far the log is sealed, and what the last check found. */
export const chainOf = (signal: AbortSignal): Promise<AuditChain> => ask('GET /api/audit/chain', { signal })

/** Recomputes the whole chain now. */
export const checkChain = (key: string): Promise<AuditCheck> =>
  ask('POST /api/audit/chain/checks', { body: {}, idempotencyKey: key, timeoutMs: EXPORT_MS })

/** All entries of a filter as CSV. */
export const csvOf = (filter: AuditAsked): Promise<string> =>
  ask('GET /api/audit/entries.csv', { query: filter, timeoutMs: EXPORT_MS })
