/** Money as the whole product knows it: a whole number of the currency's smallest unit (fen). Never a float. */
export type Minor = number

/** Largest amount any single field may carry, in minor units: keeps every sum of 1,000 lines a safe integer. */
export const MINOR_MAX = 1_000_000_000_000

/** A rate in basis points (1/10,000). */
export type BasisPoints = number

/** True for a whole, safe, non-negative amount within MINOR_MAX. */
export const isMinor = (amount: unknown): amount is Minor =>
  typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0 && amount <= MINOR_MAX

/** Divides two non-negative whole numbers, rounding half up; exact for numerators beyond 2^53. */
export function divideHalfUp(numerator: bigint | number, denominator: bigint | number): number {
  const n = BigInt(numerator)
  const d = BigInt(denominator)
  return Number((n * BigInt(2) + d) / (d * BigInt(2)))
}

/** What `quantity` smallest units cost when `unitPrice` is asked per `unitSize` of them; rounded half up to the fen. */
export const priceOf = (unitPrice: Minor, quantity: number, unitSize = 1): Minor =>
  unitSize === 1 ? unitPrice * quantity : divideHalfUp(BigInt(unitPrice) * BigInt(quantity), unitSize)

/** The `rate` part of an amount, rounded half up. */
export const rateOf = (amount: Minor, rate: BasisPoints): Minor =>
  divideHalfUp(BigInt(amount) * BigInt(rate), 10_000)

/**
 * Splits `amount` over `weights` by the largest remainder, so that the parts always add up to the whole.
 * Ties go to the earlier weight. All weights zero: equal weights.
 */
export function allocate(amount: Minor, weights: readonly number[]): Minor[] {
  if (weights.length === 0) return []
  const sum = weights.reduce((a, b) => a + BigInt(b), BigInt(0))
  const all = sum === BigInt(0) ? weights.map(() => BigInt(1)) : weights.map((w) => BigInt(w))
  const whole = sum === BigInt(0) ? BigInt(weights.length) : sum
  const shares = all.map((w) => ({
    floor: (BigInt(amount) * w) / whole,
    rest: (BigInt(amount) * w) % whole,
  }))
  let left = BigInt(amount) - shares.reduce((a, s) => a + s.floor, BigInt(0))
  const byRest = shares
    .map((s, i) => ({ i, rest: s.rest }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  const parts = shares.map((s) => Number(s.floor))
  for (const { i } of byRest) {
    if (left <= BigInt(0)) break
    parts[i] = (parts[i] ?? 0) + 1
    left -= BigInt(1)
  }
  return parts
}

/** Digits behind the decimal point of a currency. */
export const currencyDigits = (currency: string): number =>
  currency === 'JPY' || currency === 'KRW' ? 0 : currency === 'KWD' || currency === 'BHD' ? 3 : 2

/** The parts of an amount for display: sign of the currency, minus, whole with thousands marks, decimals. No Intl: runs in the mini program. */
export function moneyParts(
  amount: Minor,
  currency = 'CNY',
): { minus: boolean; sign: string; whole: string; decimals: string } {
  const digits = currencyDigits(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = digits ? text.slice(0, -digits) : text
  const signs: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', JPY: '¥', HKD: 'HK$' }
  return {
    minus: amount < 0,
    sign: signs[currency] ?? `${currency} `,
    // eslint-disable-next-line redos/no-vulnerable -- a safe integer has 16 digits at most
    whole: whole.replace(/\B(?=(\d{3})+$)/g, ','),
    decimals: digits ? text.slice(-digits) : '',
  }
}

/** An amount as one text, e.g. `¥1,280.50`, `-¥0.05`. */
export function moneyText(amount: Minor, currency = 'CNY'): string {
  const { minus, sign, whole, decimals } = moneyParts(amount, currency)
  return `${minus ? '-' : ''}${sign}${whole}${decimals ? '.' + decimals : ''}`
}

/** Reads what a person typed (`12.8`, `1,280.50`, `¥3`) as minor units; undefined when it isn't a plain amount. */
export function parseMoney(text: string, currency = 'CNY'): Minor | undefined {
  const digits = currencyDigits(currency)
  const match = /^[¥$€£]?\s{0,4}(\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.(\d{1,4}))?$/.exec(text.trim())
  if (!match || (match[2] ?? '').length > digits) return undefined
  const amount = Number(match[1]!.replaceAll(',', '') + (match[2] ?? '').padEnd(digits, '0'))
  return isMinor(amount) ? amount : undefined
}
