import type { PurchaseCart, PurchaseOffer, PurchaseOrder, SubmitPurchase } from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export interface CartLine {
  sellerId: string
  skuId: string
  quantity: number
}
export const orderingApi = {
  offers: (
    id: string,
    filter: Record<string, string | undefined>,
    { cursor, limit, signal }: PageAsk,
  ): Promise<KeysetPage<PurchaseOffer>> =>
    ask('GET /api/stores/:id/offers', { params: { id }, query: { ...filter, cursor, limit }, signal }),
  cart: (id: string): Promise<PurchaseCart> => ask('GET /api/stores/:id/purchase-cart', { params: { id } }),
  /** Sets quantities in smallest units; 0 takes a line out. */
  set: (id: string, lines: CartLine[]): Promise<PurchaseCart> =>
    ask('PUT /api/stores/:id/purchase-cart/lines', { params: { id }, body: { lines } }),
  paste: (id: string, text: string): Promise<PurchaseCart> =>
    ask('POST /api/stores/:id/purchase-cart/paste', { params: { id }, body: { text } }),
  again: (id: string, purchaseId: string): Promise<PurchaseCart> =>
    ask('POST /api/stores/:id/purchase-cart/again', { params: { id }, body: { purchaseId } }),
  submit: (idempotencyKey: string, body: SubmitPurchase): Promise<PurchaseOrder> =>
    ask('POST /api/purchase-orders', { body, idempotencyKey }),
}
