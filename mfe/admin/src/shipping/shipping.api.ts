import type { BoardCard, LoseFulfilment, ParcelLabels, ShipFulfilment, Store } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** The brand's warehouses, those that closed too: their last parcels may still be under way. */
export const warehousesOf = (signal: AbortSignal): Promise<KeysetPage<Store>> =>
  ask('GET /api/stores', { query: { kind: 'warehouse', limit: 100 }, signal })

export const parcelsOf = (
  query: { storeId: string; state: string | undefined },
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<BoardCard>> =>
  ask('GET /api/fulfilments', { query: { ...query, kind: 'express', cursor, limit }, signal })

/** A packed parcel leaves; one that has left gets its number corrected. */
export const shipParcel = (id: string, body: ShipFulfilment): Promise<BoardCard> =>
  ask('POST /api/fulfilments/:id/shipment', { params: { id }, body })

/** A parcel never arrives: its money goes back. */
export const loseParcel = (id: string, body: LoseFulfilment): Promise<BoardCard> =>
  ask('POST /api/fulfilments/:id/loss', { params: { id }, body })

/** What is put onto parcels, with whole addresses; that it was printed is written down. */
export const labelsOf = (storeId: string, fulfilmentIds: string[]): Promise<ParcelLabels> =>
  ask('POST /api/stores/:id/parcel-labels', { params: { id: storeId }, body: { fulfilmentIds } })
