import type { EventName } from './events.js'

/** Events after which what stores sell may be another, or have another price. */
export const catalogueEvents = [
  'pricing.price_changed',
  'pricing.prices_changed',
  'catalog.product_changed',
  'catalog.products_changed',
  'assortment.changed',
] as const satisfies readonly EventName[]
