import type {
  AdjustSupplier,
  AgreeContract,
  Payout,
  ProposePayout,
  SupplierAccount,
  SupplierContract,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

type Contracts = { items: SupplierContract[] }

export const accountsOf = (signal: AbortSignal): Promise<{ items: SupplierAccount[]; currency: string }> =>
  ask('GET /api/supplier-accounts', { signal })
export const contractsOf = (supplierId: string, signal: AbortSignal): Promise<Contracts> =>
  ask('GET /api/suppliers/:id/contracts', { params: { id: supplierId }, signal })
export const agreeContract = (supplierId: string, body: AgreeContract): Promise<Contracts> =>
  ask('POST /api/suppliers/:id/contracts', { params: { id: supplierId }, body })
export const withdrawContract = (id: string): Promise<void> =>
  ask('DELETE /api/contracts/:id', { params: { id } })
export const adjustSupplier = (supplierId: string, body: AdjustSupplier): Promise<void> =>
  ask('POST /api/suppliers/:id/adjustments', { params: { id: supplierId }, body })
export const payoutsOf = (
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<Payout>> => ask('GET /api/payouts', { query: { ...filter, cursor, limit }, signal })
export const proposePayout = (body: ProposePayout): Promise<Payout> => ask('POST /api/payouts', { body })
export const approvePayout = (id: string): Promise<Payout> =>
  ask('POST /api/payouts/:id/approve', { params: { id } })
export const refusePayout = (id: string, note: string): Promise<Payout> =>
  ask('POST /api/payouts/:id/refuse', { params: { id }, body: { note } })
export const payPayout = (id: string, bankRef: string): Promise<Payout> =>
  ask('POST /api/payouts/:id/pay', { params: { id }, body: { bankRef } })
