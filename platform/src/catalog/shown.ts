import type { StoryBlock, ShownBlock, ShownModel, ShownVideo } from '@storeweave/contract'
import { tenantId } from '../kernel/db.js'
import { pictureOf } from './picture.js'

/** Where a file that anybody may fetch lies in the file store and below `/media/`. */
export const publicPath = (tenant: string, id: string, ending: string): string =>
  `${tenant}/${id}-public.${ending}`
/** The address of a file that anybody may fetch, of the current tenant: it never gets other content. */
export const publicUrl = (id: string, ending: string): string =>
  `/media/${publicPath(tenantId(), id, ending)}`

/** A block as it is kept: a video with its type, so that its address can be told without a look. */
export type KeptBlock =
  Exclude<StoryBlock, { kind: 'video' }> | (Extract<StoryBlock, { kind: 'video' }> & { type: string })

/** A video with the addresses of it and of its cover, which lies under its id. */
export const videoOf = (id: string, type: string, alt = ''): ShownVideo => ({
  id,
  url: publicUrl(id, type === 'video/webm' ? 'webm' : 'mp4'),
  type,
  poster: pictureOf(id, alt)!,
})
export const modelOf = (id: string): ShownModel => ({ id, url: publicUrl(id, 'glb') })

/** Blocks with the addresses of their pictures and videos; `name` is said of a picture without words of its own. */
export const shownStory = (story: readonly KeptBlock[], name: string): ShownBlock[] =>
  story.map((block) => {
    if (block.kind === 'picture')
      return {
        kind: 'picture',
        picture: pictureOf(block.mediaId, block.caption || name)!,
        caption: block.caption,
      }
    if (block.kind === 'video')
      return {
        kind: 'video',
        video: videoOf(block.mediaId, block.type, block.caption || name),
        caption: block.caption,
      }
    return block
  })
