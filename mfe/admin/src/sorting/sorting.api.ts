import type {
  Classification,
  CreateClassification,
  CreateTag,
  ProductMarks,
  SetProductMarks,
  Synonym,
  Tag,
  UpdateClassification,
  UpdateTag,
} from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const classificationsOf = (signal: AbortSignal): Promise<{ items: Classification[] }> =>
  ask('GET /api/classifications', { signal })
export const createClassification = (body: CreateClassification): Promise<Classification> =>
  ask('POST /api/classifications', { body })
export const updateClassification = (id: string, body: UpdateClassification): Promise<Classification> =>
  ask('PATCH /api/classifications/:id', { params: { id }, body })
/** Deletes one that nothing hangs under and no goods use. */
export const deleteClassification = (id: string): Promise<void> =>
  ask('DELETE /api/classifications/:id', { params: { id } })

export const tagsOf = (signal: AbortSignal): Promise<{ items: Tag[] }> => ask('GET /api/tags', { signal })
export const createTag = (body: CreateTag): Promise<Tag> => ask('POST /api/tags', { body })
export const updateTag = (id: string, body: UpdateTag): Promise<Tag> =>
  ask('PATCH /api/tags/:id', { params: { id }, body })

/** Gives a brand a logo; null takes it away. */
export const setBrandLogo = (brand: string, mediaId: string | null): Promise<unknown> =>
  ask('PUT /api/brands/logo', { body: { brand, mediaId } })

export const synonymsOf = (signal: AbortSignal): Promise<{ items: Synonym[] }> =>
  ask('GET /api/synonyms', { signal })
export const createSynonym = (id: string, words: string[]): Promise<Synonym> =>
  ask('POST /api/synonyms', { body: { id, words } })
export const setSynonym = (id: string, words: string[]): Promise<Synonym> =>
  ask('PUT /api/synonyms/:id', { params: { id }, body: { words } })
export const deleteSynonym = (id: string): Promise<void> =>
  ask('DELETE /api/synonyms/:id', { params: { id } })

/** What a product is sorted under beside its category. */
export const marksOf = (id: string, signal: AbortSignal): Promise<ProductMarks> =>
  ask('GET /api/products/:id/marks', { params: { id }, signal })
export const setMarks = (id: string, body: SetProductMarks): Promise<ProductMarks> =>
  ask('PUT /api/products/:id/marks', { params: { id }, body })
