/** What a person typed as a quantity in smallest units: pieces, or kilograms (up to three decimals) made grams. */
export function parseQuantity(text: string, weighed: boolean): number | undefined {
  const match = /^(\d{1,6})(?:[.。．](\d{1,3}))?$/.exec(text.trim())
  if (!match || (!weighed && match[2])) return undefined
  const quantity = weighed
    ? Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
    : Number(match[1])
  return quantity <= 999_999 ? quantity : undefined
}

export type AdjustKind = 'receipt' | 'correction' | 'loss'

/** The signed change behind what was typed: a receipt adds, a loss takes, a correction is the count that was found. */
export function changeOf(kind: AdjustKind, typed: number | undefined, onHand: number): number | undefined {
  if (typed === undefined) return undefined
  const change = { receipt: typed, loss: -typed, correction: typed - onHand }[kind]
  return change === 0 ? undefined : change
}
