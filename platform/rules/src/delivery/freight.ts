import type { Freight } from '@storeweave/contract'

/** Why freight is what it is; clients have words for each. */
export type FreightRule = 'freight_base' | 'freight_free' | 'freight_province'
/** What sending goods costs, in minor units. */
export interface FreightDue {
  freight: number
  /** How it came about, a rule each; they add up to `freight`. */
  parts: { rule: FreightRule; amount: number }[]
  /** Goods for how much more until the base fee is waived; undefined where more goods change nothing. */
  toFree?: number
}

/** Whether the brand sends goods to a province. */
export const isSentTo = ({ provinces }: Pick<Freight, 'provinces'>, province: string): boolean =>
  provinces.find((one) => one.province === province)?.surcharge !== null

/**
 * What sending goods for `goodsTotal` minor units costs: the base fee, waived from an amount on, and what a far province
 * costs on top of it, which nothing waives. Without a province: for one that has no rule. Throws RangeError for a province
 * that nothing is sent to.
 */
export function freightDue(rules: Freight, goodsTotal: number, province?: string): FreightDue {
  if (province !== undefined && !isSentTo(rules, province))
    throw new RangeError(`nothing goes to ${province}`)
  const { base, freeFrom } = rules
  const isFree = freeFrom !== null && goodsTotal >= freeFrom
  const parts: FreightDue['parts'] = isFree
    ? [{ rule: 'freight_free', amount: 0 }]
    : [{ rule: 'freight_base', amount: base }]
  const surcharge = rules.provinces.find((one) => one.province === province)?.surcharge ?? 0
  if (surcharge) parts.push({ rule: 'freight_province', amount: surcharge })
  const due = { freight: parts.reduce((sum, { amount }) => sum + amount, 0), parts }
  return freeFrom === null || isFree || base === 0 ? due : { ...due, toFree: freeFrom - goodsTotal }
}
