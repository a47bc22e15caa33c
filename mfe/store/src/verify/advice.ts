import type { Problem } from '@storeweave/kit'

const ADVICE: Record<string, string> = {
  'fulfilment.code_unknown': 'unknown',
  'fulfilment.code_used': 'used',
  'fulfilment.code_elsewhere': 'elsewhere',
  'fulfilment.not_paid': 'notPaid',
  'fulfilment.locked': 'locked',
  'fulfilment.move_illegal': 'ended',
  'fulfilment.voucher_used_up': 'voucherUsed',
  'fulfilment.voucher_elsewhere': 'voucherElsewhere',
  'fulfilment.voucher_lacks': 'voucherLacks',
}

/** Which advice fits a refused code; a lost answer has its own: pressing again is safe. */
export const adviceOf = (problem: Problem): string | undefined =>
  ADVICE[problem.code] ?? (problem.retryable ? 'again' : undefined)
