import type { zhRefunds } from './zh-refunds'

/** Words of money that went back. */
export const enRefunds: Record<keyof typeof zhRefunds, string> = {
  'refunds.title': 'Refunds',
  'refunds.done': 'Refunded',
  'refunds.coming': 'On its way',
  'refunds.way': 'Money goes back the way it was paid',
  'refunds.cash': 'The store gave it back in cash',
}
