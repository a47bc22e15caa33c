import type { Attribute, CreateAttribute, SetTemplate, Template, UpdateAttribute } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const attributesOf = (signal: AbortSignal): Promise<{ items: Attribute[] }> =>
  ask('GET /api/attributes', { signal })
export const createAttribute = (body: CreateAttribute, idempotencyKey: string): Promise<Attribute> =>
  ask('POST /api/attributes', { body, idempotencyKey })
export const updateAttribute = (id: string, body: UpdateAttribute): Promise<Attribute> =>
  ask('PATCH /api/attributes/:id', { params: { id }, body })

/** What goods of a category are described by: its own attributes and those of the categories above it. */
export const templateOf = (categoryId: string, signal: AbortSignal): Promise<Template> =>
  ask('GET /api/categories/:id/attributes', { params: { id: categoryId }, signal })
export const setTemplate = (categoryId: string, body: SetTemplate): Promise<Template> =>
  ask('PUT /api/categories/:id/attributes', { params: { id: categoryId }, body })
