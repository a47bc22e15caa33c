import type {
  MoveChange,
  Product,
  ProductChange,
  ProductVersion,
  ProposeChange,
  WholeChange,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** A page of change requests, newest first. */
export const changesOf = (
  filter: { state?: string | undefined; productId?: string | undefined },
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<ProductChange>> =>
  ask('GET /api/changes', { query: { ...filter, cursor, limit }, signal })
export const changeOf = (id: string, signal: AbortSignal): Promise<WholeChange> =>
  ask('GET /api/changes/:id', { params: { id }, signal })
export const proposeChange = (productId: string, body: ProposeChange): Promise<WholeChange> =>
  ask('POST /api/products/:id/changes', { params: { id: productId }, body })
export const moveChange = (id: string, body: MoveChange): Promise<WholeChange> =>
  ask('POST /api/changes/:id/moves', { params: { id }, body })
export const commentChange = (id: string, commentId: string, words: string): Promise<WholeChange> =>
  ask('POST /api/changes/:id/comments', { params: { id }, body: { id: commentId, words } })

/** A page of what a product was, newest first. */
export const versionsOf = (
  id: string,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<ProductVersion>> =>
  ask('GET /api/products/:id/versions', { params: { id }, query: { cursor, limit }, signal })
/** Makes a product what it was as version `to`; refused when somebody changed it since `version`. */
export const restoreProduct = (id: string, to: number, version: number): Promise<Product> =>
  ask('POST /api/products/:id/restores', { params: { id }, body: { to, version } })
