import type { ChangeState } from '@storeweave/contract'

export const STATES = ['open', 'applied', 'refused', 'withdrawn'] as const
export const STATE_TONES: Record<ChangeState, 'neutral' | 'good' | 'warn'> = {
  open: 'warn',
  applied: 'good',
  refused: 'neutral',
  withdrawn: 'neutral',
}
