import { divideHalfUp, rateOf, type BasisPoints, type Minor } from '@storeweave/contract/money'

const WHOLE = 10_000

/** What goods cost in a campaign: their own price there, or so much off the regular one, half up and never nothing. */
export const campaignPrice = (regular: Minor, off: BasisPoints, own: Minor | null): Minor =>
  own ?? Math.max(1, divideHalfUp(BigInt(regular) * BigInt(WHOLE - off), WHOLE))

/** The merchant's part of a discount, half up; the rest is the brand's. */
export const borneOf = (discount: Minor, share: BasisPoints): Minor => rateOf(discount, share)
