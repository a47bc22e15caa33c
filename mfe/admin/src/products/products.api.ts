import type {
  Category,
  CreateProduct,
  MadeMove,
  Media,
  MoveProduct,
  Product,
  ProductRow,
  UpdateProduct,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'
import type { Supplier } from '../parts/shapes'

export type ProductFilter = Record<string, string | undefined>

/** A page of products. */
export const productsOf = (
  filter: ProductFilter,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<ProductRow>> =>
  ask('GET /api/products', { query: { ...filter, cursor, limit }, signal })

/** A product whole, with SKUs that are no longer sold. */
export const productOf = (id: string, signal?: AbortSignal): Promise<Product> =>
  ask('GET /api/products/:id', { params: { id }, ...(signal ? { signal } : {}) })

/** Adds a draft. */
export const createProduct = (body: CreateProduct, idempotencyKey: string): Promise<Product> =>
  ask('POST /api/products', { body, idempotencyKey })

/** Writes a product whole; refused when somebody else has changed it since `version`. */
export const updateProduct = (id: string, body: UpdateProduct, idempotencyKey: string): Promise<Product> =>
  ask('PUT /api/products/:id', { params: { id }, body, idempotencyKey })

/** Submits, publishes, retires … a product. */
export const moveProduct = (id: string, body: MoveProduct, idempotencyKey?: string): Promise<Product> =>
  ask('POST /api/products/:id/moves', { params: { id }, body, ...(idempotencyKey ? { idempotencyKey } : {}) })

/** What was done with a product and said about it, newest first. */
export const movesOf = (id: string, signal: AbortSignal): Promise<{ items: MadeMove[] }> =>
  ask('GET /api/products/:id/moves', { params: { id }, signal })

/** Keeps a picture and its smaller variants; it belongs to nothing until something is saved with it. */
export const keepPicture = (file: Blob, alt: string): Promise<Media> =>
  ask('POST /api/media', { body: file, query: { alt }, timeoutMs: 60_000 })

export const suppliersOf = (signal: AbortSignal): Promise<{ items: Supplier[] }> =>
  ask('GET /api/suppliers', { signal })

/** The brands goods have. */
export const brandsOf = (
  signal: AbortSignal,
): Promise<{ items: { brand: string; productCount: number; logo: Media | null }[] }> =>
  ask('GET /api/brands', { signal })

export const categoriesOf = (signal: AbortSignal): Promise<{ items: Category[] }> =>
  ask('GET /api/categories', { signal })
