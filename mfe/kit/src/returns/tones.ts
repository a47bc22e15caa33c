import type { ReturnState } from '@storeweave/contract'

/** How each state looks. */
export const toneOf = {
  asked: 'warn',
  approved: 'info',
  sent: 'info',
  received: 'warn',
  refunded: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
} as const satisfies Record<ReturnState, string>
