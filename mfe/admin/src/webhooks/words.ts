import type { DeliveryTry, Webhook, WebhookDelivery, WebhookEventName } from '@storeweave/contract'
import { localText, type Translate } from '@storeweave/kit'

/** Every event there is to choose, with the name of its words. An event that is missing here does not compile. */
const EVENTS = {
  'selling.order_placed': 'orderPlaced',
  'selling.order_paid': 'orderPaid',
  'selling.order_cancelled': 'orderCancelled',
  'fulfilment.moved': 'fulfilmentMoved',
  'fulfilment.verified': 'fulfilmentVerified',
  'payments.refunded': 'refunded',
  'inventory.stock_moved': 'stockMoved',
  'pricing.price_changed': 'priceChanged',
  'pricing.prices_changed': 'pricesChanged',
  'catalog.product_changed': 'productChanged',
  'catalog.products_changed': 'productsChanged',
  'reviews.review_moved': 'reviewMoved',
} as const satisfies Record<WebhookEventName, string>
export const eventNames = Object.keys(EVENTS) as WebhookEventName[]
export const TEST = 'connect.test'

/** What happened, in words. */
export const eventText = (t: Translate, event: string): string =>
  t(`webhooks.event.${event === TEST ? 'test' : (EVENTS[event as WebhookEventName] ?? 'other')}`)

export const TONES = { on: 'good', off: 'neutral', failing: 'bad', gone: 'bad' } as const
export const DELIVERY_TONES = { waiting: 'info', delivered: 'good', failed: 'bad' } as const

/** How a webhook stands: one that is on and fails says so. */
export const stateOf = (webhook: Webhook): { tone: 'good' | 'neutral' | 'bad' | 'warn'; word: string } =>
  webhook.state === 'on' && webhook.failingSince
    ? { tone: 'warn', word: 'webhooks.state.trouble' }
    : { tone: TONES[webhook.state], word: `webhooks.state.${webhook.state}` }

/** Of what was tried in the last day, how much arrived, in whole percent; undefined when nothing was. */
export const shareOf = ({ recent }: Webhook): number | undefined =>
  recent.tried ? Math.floor((recent.delivered / recent.tried) * 100) : undefined

/** Where a webhook listens, in words. */
export const placeText = (t: Translate, webhook: Webhook): string =>
  webhook.scopeKind === 'hq' ? t('webhooks.everywhere') : localText(webhook.scopeName)

/** An address as people know it: without the protocol, cut by the screen where it is long. */
export const addressText = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

/** How a delivery stands: one that waits after a failure says that it is tried again. */
export const deliveryWord = ({ state, tries }: WebhookDelivery): string =>
  `webhooks.delivery.${state === 'waiting' && tries > 0 ? 'again' : state}`

/** What came of a try, in a word or a number. */
export const outcomeText = (
  t: Translate,
  { status, fault }: Pick<DeliveryTry, 'status' | 'fault'>,
): string => (status === null ? t(`webhooks.fault.${fault ?? 'unreachable'}`) : `HTTP ${status}`)
