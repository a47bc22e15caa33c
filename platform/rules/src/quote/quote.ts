import type { Channel, Freight, PriceOffer, Quote } from '@storeweave/contract'
import { divideHalfUp, MINOR_MAX, priceOf } from '@storeweave/contract/money'
import { freightDue } from '../delivery/index.js'

type PricedQuote = typeof Quote._output
type PricedLine = PricedQuote['lines'][number]
type Adjustment = PricedQuote['adjustments'][number]

/** Goods to price. `unitPrice` and `listPrice` are minor units per `unitSize` smallest units, in force at the store and channel. */
export interface QuoteLineInput {
  skuId: string
  quantity: number
  unitPrice: number
  listPrice: number
  unitSize: number
  /** Why the unit price isn't what everybody pays. */
  offer?: PriceOffer
}
export interface QuoteInput {
  lines: readonly QuoteLineInput[]
}

/** How the payable sum of a cash sale is rounded: not at all, to 10 fen or to 100 fen, half up. */
export type CashRounding = 'none' | 'jiao' | 'yuan'
/** Everything besides the goods that decides a price. `cash` is given only where coins change hands: at the till. */
export interface QuoteContext {
  currency: string
  channel: Channel
  fulfilment: 'pickup' | 'in_store' | 'express' | 'virtual'
  cash?: CashRounding
  /** What sending costs; given where goods are sent. */
  freight?: Freight
  /** Where they go, where that is known. */
  province?: string
}

/** The order in which a price comes about (domain.md section 4). A step without a rule yet leaves the draft as it is. */
export const quoteSteps = [
  'list_price',
  'member_price',
  'item_promotion',
  'order_promotion',
  'coupon',
  'points',
  'freight',
  'rounding',
] as const
export type QuoteStep = (typeof quoteSteps)[number]
type Draft = Omit<PricedQuote, 'payable'>
type Step = (draft: Draft, input: QuoteInput, context: QuoteContext) => Draft

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0)

/** Amounts beyond what a field may carry are refused, not computed wrongly. */
function withinMax(amount: number): number {
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > MINOR_MAX)
    throw new RangeError('amount out of range')
  return amount
}

function lineOf(line: QuoteLineInput): PricedLine {
  const { skuId, quantity, unitPrice, listPrice, unitSize, offer } = line
  // checked before multiplying: two safe factors can have an unsafe product
  if (BigInt(unitPrice) * BigInt(quantity) > BigInt(MINOR_MAX) * BigInt(unitSize))
    throw new RangeError('amount out of range')
  const gross = withinMax(priceOf(unitPrice, quantity, unitSize))
  return {
    skuId,
    quantity,
    unitPrice,
    unitSize,
    listPrice,
    gross,
    adjustments: [],
    total: gross,
    ...(offer ? { offer } : {}),
  }
}

/** Sent goods cost what the brand's rules say; goods that the shopper takes away cost nothing more. */
function withFreight(draft: Draft, { fulfilment, freight: rules, province }: QuoteContext): Draft {
  if (fulfilment !== 'express') return draft
  if (!rules) throw new Error('goods are sent by rules')
  if (!draft.lines.length) return draft
  const { freight, parts, toFree } = freightDue(rules, draft.goodsTotal, province)
  const basis = draft.goodsTotal
  return {
    ...draft,
    freight: withinMax(freight),
    adjustments: [...draft.adjustments, ...parts.map((part) => ({ step: 'freight', ...part, basis }))],
    ...(toFree === undefined ? {} : { toFreeFreight: toFree }),
  }
}

const ROUND_TO: Record<CashRounding, number> = { none: 1, jiao: 10, yuan: 100 }

const steps: Partial<Record<QuoteStep, Step>> = {
  list_price: (draft, input) => {
    const lines = mergeQuoteLines(input.lines).map(lineOf)
    return { ...draft, lines, goodsTotal: withinMax(sum(lines.map((l) => l.total))) }
  },
  freight: (draft, _input, context) => withFreight(draft, context),
  rounding: (draft, _input, { cash = 'none' }) => {
    const due = draft.goodsTotal + draft.freight
    const rounding = divideHalfUp(due, ROUND_TO[cash]) * ROUND_TO[cash] - due
    if (!rounding) return draft
    const adjustment: Adjustment = { step: 'rounding', rule: `cash_${cash}`, amount: rounding, basis: due }
    return { ...draft, rounding, adjustments: [...draft.adjustments, adjustment] }
  },
}

/** One line a SKU, in the order in which SKUs first appear: the same goods cost the same however they were put in. */
export function mergeQuoteLines<T extends { skuId: string; quantity: number }>(lines: readonly T[]): T[] {
  const merged = new Map<string, T>()
  for (const line of lines) {
    const seen = merged.get(line.skuId)
    merged.set(line.skuId, seen ? { ...seen, quantity: seen.quantity + line.quantity } : line)
  }
  return [...merged.values()]
}

/**
 * Prices goods: the same answer for the same input on the server, at an offline till and in a storefront. All amounts
 * in minor units. Throws RangeError on a quantity below one or an amount beyond MINOR_MAX.
 */
export function quote(input: QuoteInput, context: QuoteContext): PricedQuote {
  for (const { quantity } of input.lines)
    if (!Number.isSafeInteger(quantity) || quantity < 1) throw new RangeError(`quantity ${quantity}`)
  const empty: Draft = {
    currency: context.currency,
    lines: [],
    goodsTotal: 0,
    freight: 0,
    rounding: 0,
    adjustments: [],
  }
  const priced = quoteSteps.reduce((draft, name) => steps[name]?.(draft, input, context) ?? draft, empty)
  return { ...priced, payable: withinMax(priced.goodsTotal + priced.freight + priced.rounding) }
}
