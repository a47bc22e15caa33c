import type { PriceBounds } from './shapes.js'

/** Fen for a quantity at a price per `unitSize`, rounded half up. */
export function amountOf(priceFen: number, quantity: number, unitSize: number): number {
  return Math.floor((priceFen * quantity * 2 + unitSize) / (unitSize * 2))
}

/** Lowest and highest selling price in fen that a bound allows; basis points are of the supply price. */
export function limitsOf(
  bounds: PriceBounds,
  supplyPriceFen: number,
): { minPriceFen: number; maxPriceFen: number } {
  if (bounds.by === 'range') return { minPriceFen: bounds.minFen, maxPriceFen: bounds.maxFen }
  return {
    minPriceFen: Math.ceil((supplyPriceFen * bounds.lowBp) / 10000),
    maxPriceFen: Math.floor((supplyPriceFen * bounds.highBp) / 10000),
  }
}

/** A share of a price in basis points, as whole fen, at least one. */
export function shareOf(fen: number, bp: number): number {
  return Math.max(1, Math.floor((fen * bp) / 10000))
}
