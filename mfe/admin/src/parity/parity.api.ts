import type {
  AddParityException,
  ParityDifference,
  ParityException,
  ParityPolicy,
  SetParityPolicy,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const policyNow = (signal: AbortSignal): Promise<ParityPolicy> =>
  ask('GET /api/price-parity/policy', { signal })
export const setPolicy = (idempotencyKey: string, body: SetParityPolicy): Promise<ParityPolicy> =>
  ask('PUT /api/price-parity/policy', { body, idempotencyKey })
/** A difference with what tells it from others: one SKU may differ at several nodes. */
export type DifferenceRow = ParityDifference & { key: string }
export async function differencesOf(
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<DifferenceRow>> {
  const page = await ask<KeysetPage<ParityDifference>>('GET /api/price-parity/differences', {
    query: { ...filter, cursor, limit },
    signal,
  })
  return { ...page, items: page.items.map((one) => ({ ...one, key: `${one.skuId} ${one.unitId}` })) }
}
export const exceptionsOf = ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<ParityException>> =>
  ask('GET /api/price-parity/exceptions', { query: { cursor, limit }, signal })
export const addException = (idempotencyKey: string, body: AddParityException): Promise<ParityException> =>
  ask('POST /api/price-parity/exceptions', { body, idempotencyKey })
export const endException = (idempotencyKey: string, id: string): Promise<void> =>
  ask('DELETE /api/price-parity/exceptions/:id', { params: { id }, idempotencyKey })
