export const STATUSES = ['open', 'preparing', 'closed'] as const
export const KINDS = ['store', 'shop-in-shop', 'pickup_point', 'warehouse'] as const
export const SERVICES = ['pickup', 'delivery', 'booking', 'dine_in'] as const
export const STATUS_TONES = { open: 'good', preparing: 'warn', closed: 'neutral' } as const
