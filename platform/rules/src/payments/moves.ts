import type { Machine } from '../order/index.js'

export type PaymentStep = 'created' | 'pending' | 'paid' | 'closed' | 'failed'

/** One attempt to pay. Money that arrives after we closed it is money all the same: `pay` leads out of every state but `paid`. */
export const paymentMoves = {
  created: { send: 'pending', pay: 'paid', close: 'closed', fail: 'failed' },
  pending: { send: 'pending', pay: 'paid', close: 'closed', fail: 'failed' },
  paid: {},
  closed: { pay: 'paid' },
  failed: { pay: 'paid' },
} as const satisfies Machine<PaymentStep>

export type RefundStep = 'due' | 'sent' | 'done' | 'failed'

/** Money on its way back. `failed` (an abnormal refund) waits for a person to try it again; the provider may still finish it. */
export const refundMoves = {
  due: { send: 'sent', finish: 'done', fail: 'failed' },
  sent: { send: 'sent', finish: 'done', fail: 'failed' },
  failed: { finish: 'done', retry: 'due' },
  done: {},
} as const satisfies Machine<RefundStep>
