import type { Media } from '@storeweave/contract'
import { ask } from '@storeweave/kit'
import type { Part } from './part'

/** Keeps a part of a picture, in its pixels as it stands upright. */
export const keepPart = (file: Blob, alt: string, { left, top, width, height }: Part): Promise<Media> =>
  ask('POST /api/media', {
    body: file,
    query: { alt, crop: [left, top, width, height].join(',') },
    timeoutMs: 60_000,
  })

/** The widest that is kept of a picture, to cut a part out of it. */
export async function widestOf({ url }: Media): Promise<Blob> {
  const answer = await fetch(url.replace(/-960\.webp$/, '-1440.webp'))
  if (!answer.ok) throw new Error(`no picture: ${answer.status}`)
  return answer.blob()
}
