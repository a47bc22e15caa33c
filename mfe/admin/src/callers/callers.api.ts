import type { Allowance, Allowances, BlockPage, CreateAllowance, OrderLimits } from '@storeweave/contract'
import { ask, type PageAsk } from '@storeweave/kit'

type Filters = Record<string, string | undefined>

export const blocksOf = (filters: Filters, { cursor, limit, signal }: PageAsk): Promise<BlockPage> =>
  ask('GET /api/blocks', { query: { ...filters, cursor, limit }, signal })
export const liftBlock = (id: string): Promise<void> =>
  ask('POST /api/blocks/:id/lift', { params: { id }, body: {} })

export const allowancesNow = (): Promise<Allowances> => ask('GET /api/allowances')
export const allow = (body: CreateAllowance, idempotencyKey: string): Promise<Allowance> =>
  ask('POST /api/allowances', { body, idempotencyKey })
export const endAllowance = (id: string): Promise<void> =>
  ask('DELETE /api/allowances/:id', { params: { id } })

export const orderLimits = (): Promise<OrderLimits> => ask('GET /api/order-limits')
export const setOrderLimits = (body: OrderLimits, idempotencyKey: string): Promise<OrderLimits> =>
  ask('PUT /api/order-limits', { body, idempotencyKey })
