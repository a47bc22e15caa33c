import type { Order, OrderStatus } from '@storeweave/contract'
import type { Translate } from '@storeweave/kit'

export const STATUSES = [
  'to_pay',
  'preparing',
  'ready',
  'shipped',
  'completed',
  'cancelled',
  'refunding',
  'refunded',
] as const satisfies readonly OrderStatus[]
export const CHANNELS = ['mini_program', 'h5', 'pc', 'app', 'pos', 'scan_to_buy', 'open_api'] as const

type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'
/** What the colour of a step means: blue is our move, amber waits for somebody, green is done, grey is over. */
export const TONES: Record<OrderStatus, Tone> = {
  to_pay: 'warn',
  preparing: 'info',
  ready: 'info',
  shipped: 'warn',
  completed: 'good',
  cancelled: 'neutral',
  refunding: 'warn',
  refunded: 'neutral',
}
/** What an attempt to pay has come to. */
export const PAYMENT_TONES: Record<string, Tone> = {
  paid: 'good',
  failed: 'bad',
  refund_failed: 'bad',
  refunding: 'warn',
  pending: 'warn',
  created: 'warn',
}

/** The words under `key`, or the raw word of a newer server rather than a bare key. */
export function wordOr(t: Translate, key: string, raw: string): string {
  const text = t(key)
  return text.endsWith(key) ? raw : text
}

type Entry = Order['timeline'][number]
/** One line of an order's history in words. */
export const happened = (t: Translate, entry: Entry): string =>
  wordOr(t, `orders.event.${entry.event.replace('.', '_')}`, entry.event)

/** Who did something: a person by name, or what works by itself in words. */
export const whoText = (t: Translate, who: string): string =>
  who === '' ? t('orders.who.system') : wordOr(t, `orders.who.${who}`, who)
