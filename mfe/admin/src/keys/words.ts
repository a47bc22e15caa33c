import type { ApiKey } from '@storeweave/contract'
import { localText, type Translate } from '@storeweave/kit'

export const TONES = { active: 'good', expired: 'neutral', revoked: 'bad' } as const
const SOON_MS = 14 * 86_400_000

/** True for a key in force that ends within two weeks. */
export const endsSoon = (key: Pick<ApiKey, 'state' | 'expiresAt'>, now = Date.now()): boolean =>
  key.state === 'active' && Date.parse(key.expiresAt) - now < SOON_MS

/** Where a key counts, in words. */
export const placeText = (t: Translate, key: Pick<ApiKey, 'scopeKind' | 'scopeName'>): string =>
  key.scopeKind === 'hq' ? t('keys.everywhere') : localText(key.scopeName)
