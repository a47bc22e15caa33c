/** The colours of states. */
export const GOODS_TONES = { draft: 'neutral', sent: 'warn', refused: 'bad', taken: 'good' } as const
export const PRICE_TONES = { open: 'warn', accepted: 'good', refused: 'bad', withdrawn: 'neutral' } as const
export const LICENCE_TONES = {
  waiting: 'warn',
  accepted: 'good',
  rejected: 'bad',
  replaced: 'neutral',
} as const
