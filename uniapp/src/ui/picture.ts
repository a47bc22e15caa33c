import type { Media } from '@storeweave/contract'
import { apiOrigin } from '@/device/client'

/** A media address as this client can load it: the mini program has no origin of its own. */
export const mediaUrl = (url: string): string => (url.startsWith('/') ? apiOrigin() + url : url)

/** The smallest variant that is still sharp at `width` px on a phone's double-density screen. */
export function pictureUrl(media: Media | null, width: number): string {
  if (!media) return ''
  const wanted = width * 2
  const fitting = [...media.variants].sort((a, b) => a.width - b.width).find((variant) => variant.width >= wanted)
  return mediaUrl(fitting?.url ?? media.url)
}
