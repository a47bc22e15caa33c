import { z } from 'zod'
import { Flag, Id, line } from './shape.js'

export const MediaKind = z.enum(['picture', 'video', 'document', 'model'])
export type MediaKind = z.infer<typeof MediaKind>

/** What a file's name must not hold: ways into folders, and marks that turn the reading direction and so hide an ending. */
const MISLEADING = /[/\\<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/
export const FileName = line(120).refine((name) => !MISLEADING.test(name) && !name.startsWith('.'), {
  message: 'not a file name',
})

/**
 * How a video, a document or a 3D model is sent: the bytes are the body. `posterId` names a picture kept before, for a
 * video's cover. With `public` anybody may fetch it for good, as shoppers do: videos with a cover, and models.
 */
export const KeepFile = z.object({
  name: FileName,
  alt: line(200, 0).default(''),
  posterId: Id.optional(),
  public: Flag.default(false),
})
export type KeepFile = z.infer<typeof KeepFile>

/** Something kept, with addresses to fetch it. Those of private videos and of documents are signed and end at `expiresAt`. */
export const StoredMedia = z
  .object({
    id: Id,
    kind: MediaKind,
    name: z.string(),
    alt: z.string(),
    type: z.string(),
    bytes: z.int(),
    url: z.string(),
    thumbnailUrl: z.string(),
    expiresAt: z.string().nullable(),
  })
  .meta({ id: 'StoredMedia' })
export type StoredMedia = z.infer<typeof StoredMedia>
