import type { DropOrder, DropOrderRow, RefusePieces, ShipFulfilment, ShipPieces } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** Orders that one's own depots ship. */
export const ordersApi = {
  page: (filter: Record<string, string | undefined>, { signal, ...page }: PageAsk) =>
    ask<KeysetPage<DropOrderRow>>('GET /api/supplier/orders', { query: { ...filter, ...page }, signal }),
  one: (orderId: string) => ask<DropOrder>('GET /api/supplier/orders/:orderId', { params: { orderId } }),
  accept: (orderId: string, idempotencyKey: string) =>
    ask<DropOrder>('POST /api/supplier/orders/:orderId/acceptance', { params: { orderId }, idempotencyKey }),
  ship: (orderId: string, body: ShipPieces, idempotencyKey: string) =>
    ask<DropOrder>('POST /api/supplier/orders/:orderId/parcels', {
      params: { orderId },
      body,
      idempotencyKey,
    }),
  rename: (orderId: string, parcelId: string, body: ShipFulfilment, idempotencyKey: string) =>
    ask<DropOrder>('PUT /api/supplier/orders/:orderId/parcels/:parcelId', {
      params: { orderId, parcelId },
      body,
      idempotencyKey,
    }),
  refuse: (orderId: string, body: RefusePieces, idempotencyKey: string) =>
    ask<DropOrder>('POST /api/supplier/orders/:orderId/refusals', {
      params: { orderId },
      body,
      idempotencyKey,
    }),
}
