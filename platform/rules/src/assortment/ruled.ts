import type { Range } from './allocation.js'

/** A rule as far as goods that fit it are concerned. */
export interface ReleasingRule {
  id: string
  unitIds: readonly string[]
}

/** Where a product is sold that nobody set by hand: in the nodes of all rules that fit it, and everywhere where none does. */
export function ruledRange(rules: readonly ReleasingRule[]): Range {
  return rules.length
    ? {
        assortment: 'chosen',
        storeId: null,
        unitIds: [...new Set(rules.flatMap((rule) => rule.unitIds))].sort(),
        byHand: false,
      }
    : { assortment: 'all', storeId: null, unitIds: [], byHand: false }
}
