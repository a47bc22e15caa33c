import type { StatementState } from '@storeweave/contract'

type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'
/** The colour of a statement's state. */
export const toneOf: Record<StatementState, Tone> = {
  issued: 'info',
  brand_confirmed: 'info',
  supplier_confirmed: 'info',
  disputed: 'bad',
  confirmed: 'warn',
  paying: 'warn',
  settled: 'good',
}
/** Basis points as a percentage. */
export const percent = (rate: number): string => String(rate / 100)
