import type { Media } from '@storeweave/contract'
import { mediaOrigin } from '@/device/client'

/** A media address as this client can load it. */
export const mediaUrl = (url: string): string => (url.startsWith('/') ? mediaOrigin() + url : url)

/** The smallest variant that is still sharp at `width` px on a phone's double-density screen. */
export function pictureUrl(media: Media | null, width: number): string {
  if (!media) return ''
  const wanted = width * 2
  const fitting = [...media.variants]
    .sort((a, b) => a.width - b.width)
    .find((variant) => variant.width >= wanted)
  return mediaUrl(fitting?.url ?? media.url)
}
