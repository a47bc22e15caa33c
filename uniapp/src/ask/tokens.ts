import type { ShopperSession } from '@storeweave/contract'
import { storage } from '@/device/storage'

const KEY = 'storeweave.session'

/** The shopper's tokens as kept on the device: a mini program has no cookies. */
export interface Tokens {
  accessToken: string
  refreshToken: string
}

let kept: Tokens | null | undefined

/** The tokens of who is signed in on this device, or null. */
export function tokens(): Tokens | null {
  if (kept === undefined) kept = (storage.get(KEY) as Tokens | '') || null
  return kept
}

/** Keeps a session's tokens; null forgets them. */
export function keepTokens(session: Pick<ShopperSession, 'accessToken' | 'refreshToken'> | null): void {
  kept = session && { accessToken: session.accessToken, refreshToken: session.refreshToken }
  if (kept) storage.set(KEY, kept)
  else storage.remove(KEY)
}
