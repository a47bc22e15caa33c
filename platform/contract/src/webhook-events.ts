import { z } from 'zod'
import { events, type EventName } from './events.js'

/** One kind of event that programs outside may hear of. */
interface PublicEvent {
  /** Grows when a field goes or changes its meaning; a new field alone changes nothing. */
  version: number
  about: { zh: string; en: string }
  /** What is told: ids, numbers, sums and states. No names, no telephones, no free text. */
  data: z.ZodObject
}

/** What webhooks may carry. Every other event is the house's own affair. */
export const webhookEvents = {
  'selling.order_placed': {
    version: 1,
    about: { zh: '顾客下单，尚未付款', en: 'An order was placed and is not paid yet' },
    data: events['selling.order_placed'],
  },
  'selling.order_paid': {
    version: 1,
    about: { zh: '订单已付清', en: 'An order has been paid in full' },
    data: events['selling.order_paid'],
  },
  'selling.order_cancelled': {
    version: 1,
    about: { zh: '订单已取消或超时关闭', en: 'An order was cancelled, or its time to pay ran out' },
    // the reason is what somebody typed: it may name people
    data: events['selling.order_cancelled'].omit({ reason: true }),
  },
  'fulfilment.moved': {
    version: 1,
    about: { zh: '备货、交付进度变化', en: 'The hand-over of an order went a step on' },
    data: events['fulfilment.moved'],
  },
  'fulfilment.verified': {
    version: 1,
    about: { zh: '核销码已核销，货已交付', en: 'A verification code was used and the goods handed over' },
    data: events['fulfilment.verified'],
  },
  'payments.refunded': {
    version: 1,
    about: { zh: '退款已到账', en: 'A refund has been paid out' },
    data: events['payments.refunded'],
  },
  'inventory.stock_moved': {
    version: 1,
    about: { zh: '商品库存变化', en: 'Stock of some SKUs changed' },
    data: events['inventory.stock_moved'],
  },
  'pricing.price_changed': {
    version: 1,
    about: { zh: '统一价或门店价变化', en: 'A list price or a store price changed' },
    data: events['pricing.price_changed'],
  },
  'pricing.prices_changed': {
    version: 1,
    about: { zh: '一个门店的许多门店价被表格导入改变', en: 'An import changed many prices of a store' },
    data: events['pricing.prices_changed'],
  },
  'reviews.review_moved': {
    version: 1,
    about: { zh: '顾客评价新增、展示或隐藏', en: 'A review was written, shown or hidden' },
    data: events['reviews.review_moved'],
  },
  'catalog.product_changed': {
    version: 1,
    about: { zh: '商品资料或上架状态变化', en: 'A product or its state changed' },
    data: events['catalog.product_changed'],
  },
  'catalog.products_changed': {
    version: 1,
    about: {
      zh: '一批商品新建或修改（表格导入、批量修改），或某个商品重新归类；价格也可能变化',
      en: 'Many products were made or changed at once (an import, a bulk edit), or one was sorted anew; prices may have changed too',
    },
    data: events['catalog.products_changed'],
  },
} as const satisfies Partial<Record<EventName, PublicEvent>>

export type WebhookEventName = keyof typeof webhookEvents
export const webhookEventNames = Object.keys(webhookEvents) as [WebhookEventName, ...WebhookEventName[]]
/** What a test sends: no event of the house, but signed and sent as one. */
export const WEBHOOK_TEST = 'connect.test'
