import type {
  PersonalData,
  PrivacyNotice,
  PrivacyStanding,
  SetConsent,
  ShopperProof,
} from '@storeweave/contract'
import { ask } from './ask'

/** What the brand tells its shoppers about their data. */
export const getNotice = () => ask.get<PrivacyNotice>('/shop/privacy')
/** What the shopper agreed to, and which orders keep the account. */
export const getStanding = () => ask.get<PrivacyStanding>('/shop/me/privacy')
/** Agrees to a purpose, or takes it back. */
export const setConsent = (said: SetConsent) => ask.post<PrivacyStanding>('/shop/me/consents', said)
/** Everything about the shopper. */
export const exportData = (proof: ShopperProof) => ask.post<PersonalData>('/shop/me/export', { proof })
/** Deletes the account. */
export const eraseAccount = (proof: ShopperProof) => ask.post<void>('/shop/me/erasure', { proof })
