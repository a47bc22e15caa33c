import type { VoucherTerms } from '@storeweave/contract'
import type { Minor } from '@storeweave/contract/money'
import { refundOfPieces } from '../order/index.js'

/** What a voucher stands at. */
export interface VoucherBalance {
  uses: number
  used: number
  refunded: number
}

/** How often a voucher can still be used. */
export const usesLeft = ({ uses, used, refunded }: VoucherBalance): number => uses - used - refunded

/** A line of vouchers that was paid: its share of the sum, how many there are of how many uses each, and what of all of them has gone back. */
export interface VoucherLine {
  share: Minor
  quantity: number
  uses: number
  refundedUses: number
  refundedAmount: Minor
}

/**
 * What so many unused uses are worth: rounded on all that came back of the line so far, so that its refunds never add up
 * to more than its share, and all of them to exactly that. Undefined when that many aren't left.
 */
export const refundOfUses = (line: VoucherLine, uses: number): Minor | undefined =>
  refundOfPieces(
    {
      share: line.share,
      quantity: line.quantity * line.uses,
      refundedQuantity: line.refundedUses,
      refundedAmount: line.refundedAmount,
    },
    uses,
  )

const DAY_MS = 86_400_000

/** The last day on which a voucher holds that was paid on a day (`YYYY-MM-DD`), the earlier of its two ends; null for none. */
export function lastDayOf(
  { validDays, validUntil }: Pick<VoucherTerms, 'validDays' | 'validUntil'>,
  paidOn: string,
): string | null {
  const counted =
    validDays === null ? null : new Date(Date.parse(paidOn) + validDays * DAY_MS).toISOString().slice(0, 10)
  if (counted === null || validUntil === null) return counted ?? validUntil
  return counted < validUntil ? counted : validUntil
}
