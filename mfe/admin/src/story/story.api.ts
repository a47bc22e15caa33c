import type { Media, Presentation, SetPresentation, StoredMedia } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const presentationOf = (productId: string, signal?: AbortSignal): Promise<Presentation> =>
  ask('GET /api/products/:id/presentation', { params: { id: productId }, ...(signal ? { signal } : {}) })

/** Writes how a product shows itself; refused when somebody else has changed it since `version`. */
export const setPresentation = (productId: string, body: SetPresentation): Promise<Presentation> =>
  ask('PUT /api/products/:id/presentation', { params: { id: productId }, body })

/** Keeps a picture and its smaller variants. */
export const keepPicture = (file: Blob, alt: string): Promise<Media> =>
  ask('POST /api/media', { body: file, query: { alt }, timeoutMs: 60_000 })

/** Keeps a file that anybody may fetch; a video with the picture that stands before it. */
export const keepPublic = (file: Blob, name: string, posterId?: string): Promise<StoredMedia> =>
  ask('POST /api/media/files', { body: file, query: { name, public: 'true', posterId }, timeoutMs: 300_000 })
