import type { Category, CreateCategory, UpdateCategory } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const categoriesOf = (signal: AbortSignal): Promise<{ items: Category[] }> =>
  ask('GET /api/categories', { signal })
export const createCategory = (body: CreateCategory, idempotencyKey: string): Promise<Category> =>
  ask('POST /api/categories', { body, idempotencyKey })
/** Deletes one that has neither categories nor goods in it. */
export const deleteCategory = (id: string): Promise<void> =>
  ask('DELETE /api/categories/:id', { params: { id } })
export const updateCategory = (
  id: string,
  body: UpdateCategory,
  idempotencyKey?: string,
): Promise<Category> =>
  ask('PATCH /api/categories/:id', { params: { id }, body, ...(idempotencyKey ? { idempotencyKey } : {}) })
