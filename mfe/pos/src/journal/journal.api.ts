import type { PostSale, Sale } from '@storeweave/contract'
import { ask, asProblem } from '@storeweave/kit'

const PATIENCE_MS = 10_000

/** The till's calls about a sale; each throws a Problem. */
export interface SaleCalls {
  put: (id: string, body: PostSale) => Promise<Sale>
  get: (id: string) => Promise<Sale>
  charge: (id: string, authCode: string) => Promise<Sale>
  cancel: (id: string) => Promise<Sale>
}

export const saleCalls: SaleCalls = {
  put: (id, body) => ask<Sale>('PUT /api/till/sales/:id', { params: { id }, body, timeoutMs: PATIENCE_MS }),
  get: (id) => ask<Sale>('GET /api/till/sales/:id', { params: { id }, timeoutMs: PATIENCE_MS }),
  charge: (id, authCode) =>
    ask<Sale>('POST /api/till/sales/:id/charge', { params: { id }, body: { authCode }, timeoutMs: 20_000 }),
  cancel: (id) => ask<Sale>('POST /api/till/sales/:id/cancel', { params: { id }, timeoutMs: PATIENCE_MS }),
}

/** Cancels a sale; one that turns out to be paid is answered as such. */
export async function callOff(calls: SaleCalls, id: string): Promise<Sale> {
  try {
    return await calls.cancel(id)
  } catch (thrown) {
    if (asProblem(thrown).code === 'selling.already_paid') return calls.get(id)
    throw thrown
  }
}
