import { allocate, divideHalfUp, type Minor } from '@storeweave/contract/money'

/** What was paid for each line of an order: the goods' part of the sum (freight left out), split by the lines' totals. */
export const sharesOf = (goodsPaid: Minor, totals: readonly Minor[]): Minor[] => allocate(goodsPaid, totals)

/** A line that was paid, and what of it has gone back. Quantities in smallest units, amounts in minor units. */
export interface PaidLine {
  share: Minor
  quantity: number
  refundedQuantity: number
  refundedAmount: Minor
}

/**
 * What giving back pieces of a line is worth: rounded half up on all that came back so far, so that however a line is
 * split its parts add up to its share. The last piece takes what is left. Undefined when that many aren't left.
 */
export function refundOfPieces(line: PaidLine, quantity: number): Minor | undefined {
  const { share, refundedQuantity: before } = line
  const after = before + quantity
  if (quantity < 1 || after > line.quantity) return undefined
  const left = share - line.refundedAmount
  if (after === line.quantity) return left
  const upTo = (pieces: number) => divideHalfUp(BigInt(share) * BigInt(pieces), line.quantity)
  return Math.min(left, upTo(after) - upTo(before))
}

/** An amount for goods that stay; undefined when that much isn't left of the line. */
export const refundOfMoney = (line: PaidLine, amount: Minor): Minor | undefined =>
  amount >= 1 && amount <= line.share - line.refundedAmount ? amount : undefined
