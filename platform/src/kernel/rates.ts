/** What a bucket holds: how many requests a second flow in, and how many it keeps for a burst. */
export interface Rate {
  perSecond: number
  burst: number
}
export type Kind = 'reads' | 'writes' | 'heavy' | 'pictures'
export type Rates = Record<Kind, Rate>
export interface Limits {
  /** A tenant as a whole; a person, a shopper or, for guests, an address. Of this process alone. */
  tenant: Rates
  person: Rates
  guest: Rates
  /** Makes every rate of a tenant (by slug) that many times as large. */
  tenants: Readonly<Record<string, number>>
  /** What all of them were multiplied with; what counts a shopper's orders and codes is, too. */
  scale: number
}

const rate = (perSecond: number, burst: number, scale: number): Rate => ({
  perSecond: perSecond * scale,
  burst: Math.max(1, burst * scale),
})

/** The usual limits, times a scale: 1 / n where n processes share the load, more on a machine that can do more. */
export const usualLimits = (scale = 1, tenants: Readonly<Record<string, number>> = {}): Limits => ({
  tenant: {
    reads: rate(2000, 4000, scale),
    writes: rate(1000, 2000, scale),
    heavy: rate(5, 40, scale),
    pictures: rate(5, 60, scale),
  },
  person: {
    reads: rate(50, 300, scale),
    writes: rate(20, 150, scale),
    heavy: rate(1, 20, scale),
    pictures: rate(0.5, 20, scale),
  },
  guest: {
    reads: rate(100, 1000, scale),
    writes: rate(30, 300, scale),
    heavy: rate(0.2, 5, scale),
    pictures: rate(0.2, 5, scale),
  },
  tenants,
  scale,
})
