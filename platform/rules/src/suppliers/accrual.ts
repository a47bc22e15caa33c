import type { ContractModel } from '@storeweave/contract'
import { allocate, divideHalfUp, rateOf, type BasisPoints, type Minor } from '@storeweave/contract/money'

/** A sold line to be settled. `base`: what was paid for it; `supplyAmount`: its supply price, where it has one. Minor units. */
export interface SoldLine {
  model: ContractModel
  rate: BasisPoints
  base: Minor
  supplyAmount: Minor
}
/** What a line brings the brand and the supplier; `commission + amount = base`. */
export interface Settled {
  commission: number
  amount: number
}

/**
 * Settles the lines of one order and one supplier. The one place where a commission is rounded: half up on what all
 * lines of a rate were paid together, then split over them by the largest remainder.
 */
export function settle(lines: readonly SoldLine[]): Settled[] {
  const settled: Settled[] = lines.map(({ base, supplyAmount }) => ({
    commission: base - supplyAmount,
    amount: supplyAmount,
  }))
  const rates = new Set(lines.filter((l) => l.model === 'commission').map((l) => l.rate))
  for (const rate of rates) {
    const these = lines.flatMap((l, i) => (l.model === 'commission' && l.rate === rate ? [i] : []))
    const bases = these.map((i) => lines[i]!.base)
    const whole = rateOf(
      bases.reduce((a, b) => a + b, 0),
      rate,
    )
    const shares = whole === 0 ? bases.map(() => 0) : allocate(whole, bases)
    these.forEach((i, n) => (settled[i] = { commission: shares[n]!, amount: bases[n]! - shares[n]! }))
  }
  return settled
}

/** A line as it was settled, and what refunds have reversed of it so far (positive numbers). */
export interface Sale {
  model: ContractModel
  quantity: number
  base: Minor
  commission: number
  amount: number
}
export interface Back {
  quantity: number
  base: Minor
}

/** `whole` times `part / of`, half up, of either sign; 0 where there is nothing to divide. */
function portion(whole: number, part: number, of: number): number {
  if (of === 0) return 0
  const size = divideHalfUp(BigInt(Math.abs(whole)) * BigInt(part), of)
  return whole < 0 ? -size : size
}

/**
 * What a refund reverses, at the rate of the sale: rounded on all that has come back, so that any split of a whole
 * refund reverses the whole. A commission follows the money; a supply price follows the pieces: what the brand pays a
 * shopper for goods that stay sold is the brand's own. Throws RangeError beyond what was sold.
 */
export function reverse(sale: Sale, before: Back, back: Back): Settled {
  const [base, quantity] = [before.base + back.base, before.quantity + back.quantity]
  if (back.base < 0 || back.quantity < 0 || base > sale.base || quantity > sale.quantity)
    throw new RangeError('more goes back than was sold')
  const reversed =
    sale.model === 'commission'
      ? portion(sale.commission, base, sale.base) - portion(sale.commission, before.base, sale.base)
      : portion(sale.amount, quantity, sale.quantity) - portion(sale.amount, before.quantity, sale.quantity)
  return sale.model === 'commission'
    ? { commission: reversed, amount: back.base - reversed }
    : { commission: back.base - reversed, amount: reversed }
}

/** What a campaign took off a sold line, and what of that its supplier bears. Minor units. */
export interface CampaignParts {
  discount: Minor
  borne: Minor
}
/**
 * A settled line whose goods a campaign sold for less. On commission the supplier gets less of its own accord, so the brand
 * adds what it bears; at a supply price the brand gets less, so the supplier's part comes off. `commission + amount` stays.
 */
export function withCampaign(
  { commission, amount }: Settled,
  model: ContractModel,
  { discount, borne }: CampaignParts,
): Settled {
  const more = model === 'commission' ? discount - borne : 0 - borne
  return { commission: commission - more, amount: amount + more }
}
/** What a refund reverses of them: by pieces, rounded on all that has come back, so that all of it reverses the whole. */
export function reverseParts(
  sale: CampaignParts & { quantity: number },
  before: Pick<Back, 'quantity'>,
  back: Pick<Back, 'quantity'>,
): CampaignParts {
  const part = (whole: number) =>
    portion(whole, before.quantity + back.quantity, sale.quantity) -
    portion(whole, before.quantity, sale.quantity)
  return { discount: part(sale.discount), borne: part(sale.borne) }
}
