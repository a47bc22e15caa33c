import type {
  AskPrices,
  Category,
  DraftGoods,
  Media,
  OwnProduct,
  PriceRequest,
  SupplierGoods,
  WholeGoods,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

type Filters = Record<string, string | undefined>
export const goodsApi = {
  list: (filters: Filters, { signal, ...page }: PageAsk): Promise<KeysetPage<SupplierGoods>> =>
    ask('GET /api/supplier/goods', { query: { ...filters, ...page }, signal }),
  one: (id: string): Promise<WholeGoods> => ask('GET /api/supplier/goods/:id', { params: { id } }),
  save: (id: string, body: DraftGoods, idempotencyKey?: string): Promise<WholeGoods> =>
    ask('PUT /api/supplier/goods/:id', {
      params: { id },
      body,
      ...(idempotencyKey ? { idempotencyKey } : {}),
    }),
  move: (id: string, move: 'send' | 'take_back', version: number): Promise<WholeGoods> =>
    ask('POST /api/supplier/goods/:id/moves', { params: { id }, body: { move, version } }),
  drop: (id: string): Promise<void> => ask('DELETE /api/supplier/goods/:id', { params: { id } }),
  categories: (): Promise<{ items: Category[] }> => ask('GET /api/categories'),
  keepPicture: (file: File): Promise<Media> =>
    ask('POST /api/media', { body: file, query: { alt: '' }, timeoutMs: 60_000 }),
  product: (id: string): Promise<OwnProduct> => ask('GET /api/supplier/products/:id', { params: { id } }),
  askPrices: (id: string, body: AskPrices, idempotencyKey: string): Promise<PriceRequest> =>
    ask('POST /api/supplier/products/:id/price-requests', { params: { id }, body, idempotencyKey }),
  requests: (productId: string): Promise<KeysetPage<PriceRequest>> =>
    ask('GET /api/supplier/price-requests', { query: { productId } }),
  withdraw: (id: string): Promise<PriceRequest> =>
    ask('DELETE /api/supplier/price-requests/:id', { params: { id } }),
}
