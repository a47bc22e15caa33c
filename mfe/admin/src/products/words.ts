import type { ProductRow } from '@storeweave/contract'

export const STATES = ['draft', 'in_review', 'published', 'retired'] as const
export const STATE_TONES: Record<ProductRow['state'], 'neutral' | 'good' | 'warn' | 'info'> = {
  draft: 'neutral',
  in_review: 'warn',
  published: 'good',
  retired: 'neutral',
}
