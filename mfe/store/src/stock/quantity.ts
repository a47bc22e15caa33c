export const ADJUST_KINDS = ['receipt', 'correction', 'loss'] as const
export type AdjustKind = (typeof ADJUST_KINDS)[number]

/** The signed change behind it: a receipt adds, a loss takes, a correction states what was counted. */
export function changeOf(kind: AdjustKind, typed: number | undefined, onHand: number): number | undefined {
  if (typed === undefined) return undefined
  return { receipt: typed, loss: -typed, correction: typed - onHand }[kind]
}
