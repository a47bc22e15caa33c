import type { PurchaseState } from '@storeweave/contract'

/** Smallest units as a field shows them: pieces, or kilograms of weighed goods. */
export const fieldOf = (quantity: number, weighed: boolean): string =>
  weighed ? String(quantity / 1000) : String(quantity)

/** What a person typed, as smallest units; undefined when it is no quantity of such goods. */
export function piecesOf(text: string, weighed: boolean): number | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(text.trim())
  if (!match || (match[2] !== undefined && !weighed)) return undefined
  const quantity = weighed
    ? Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
    : Number(match[1])
  return quantity <= 999_999 ? quantity : undefined
}

type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'
/** The colour of an order's state. */
export const toneOf: Record<PurchaseState, Tone> = {
  to_approve: 'warn',
  submitted: 'warn',
  confirmed: 'info',
  shipped: 'info',
  closed: 'good',
  refused: 'bad',
  declined: 'bad',
  cancelled: 'neutral',
}
