/** So many smallest units (pieces, grams) of a SKU. */
export interface StockLine {
  skuId: string
  quantity: number
}
export interface Level {
  onHand: number
  reserved: number
  safety: number
}

/** At or below this many available units a level counts as low. */
export const LOW_STOCK = 5

/** What can be promised now: on hand, less what is held for others and the safety stock; never below zero. */
export const availableOf = ({ onHand, reserved, safety }: Level): number =>
  Math.max(0, onHand - reserved - safety)

/**
 * Lines as stock takes them: one a SKU, in key order. Duplicates would pass a guard one by one that they fail
 * together; a fixed order keeps two orders from waiting for each other. Throws RangeError on a quantity below one.
 */
export function mergeLines(lines: readonly StockLine[]): StockLine[] {
  const sums = new Map<string, number>()
  for (const { skuId, quantity } of lines) {
    if (!Number.isSafeInteger(quantity) || quantity < 1) throw new RangeError(`quantity ${quantity}`)
    sums.set(skuId, (sums.get(skuId) ?? 0) + quantity)
  }
  return [...sums]
    .map(([skuId, quantity]) => ({ skuId, quantity }))
    .sort((a, b) => (a.skuId < b.skuId ? -1 : 1))
}

/** The lines of `wanted` that `got` doesn't name. */
export const lackingOf = (wanted: readonly StockLine[], got: readonly string[]): string[] => {
  const have = new Set(got)
  return wanted.filter((l) => !have.has(l.skuId)).map((l) => l.skuId)
}
