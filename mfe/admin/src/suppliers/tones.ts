/** The colours of states. */
export const APPLICATION_TONES = {
  applied: 'info',
  in_review: 'warn',
  approved: 'good',
  rejected: 'neutral',
} as const
export const SUPPLIER_TONES = { active: 'good', suspended: 'warn', closed: 'neutral' } as const
export const LICENCE_TONES = {
  waiting: 'warn',
  accepted: 'good',
  rejected: 'bad',
  replaced: 'neutral',
} as const
export const STANDING_TONES = { valid: 'good', ends_soon: 'warn', urgent: 'bad', expired: 'bad' } as const
export const GOODS_TONES = { draft: 'neutral', sent: 'warn', refused: 'bad', taken: 'good' } as const
export const PRICE_TONES = { open: 'warn', accepted: 'good', refused: 'bad', withdrawn: 'neutral' } as const
