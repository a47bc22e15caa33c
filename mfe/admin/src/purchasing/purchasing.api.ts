import type {
  PurchaseList,
  PurchaseListRow,
  PurchaseSettings,
  PutPurchaseList,
  RecordTradePayment,
  TradeAccount,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export type Seller = PurchaseListRow['seller']
export const listsOf = ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<PurchaseListRow>> =>
  ask('GET /api/purchase-lists', { query: { cursor, limit }, signal })
export const listOf = (id: string): Promise<PurchaseList> =>
  ask('GET /api/purchase-lists/:id', { params: { id } })
export const putList = (id: string, body: PutPurchaseList): Promise<PurchaseList> =>
  ask('PUT /api/purchase-lists/:id', { params: { id }, body })
export const removeList = (id: string): Promise<void> =>
  ask('DELETE /api/purchase-lists/:id', { params: { id } })
export const sellers = (): Promise<{ items: Seller[] }> => ask('GET /api/purchase-sellers')
export const settings = (): Promise<PurchaseSettings> => ask('GET /api/purchase-settings')
export const setSettings = (body: PurchaseSettings): Promise<PurchaseSettings> =>
  ask('PUT /api/purchase-settings', { body })
export const accounts = (signal: AbortSignal): Promise<{ items: TradeAccount[]; currency: string }> =>
  ask('GET /api/trade-accounts', { signal })
export const pay = (id: string, idempotencyKey: string, body: RecordTradePayment): Promise<unknown> =>
  ask('POST /api/trade-accounts/:id/payments', { params: { id }, body, idempotencyKey })
