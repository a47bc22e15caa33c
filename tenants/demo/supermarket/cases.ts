/** Goods by the case, beside those that stores sell by the piece. */
import type { DemoProduct, DemoSku, Words } from '../shapes.js'
import { beside } from './upcoming.js'

/** A case of goods that stores sell by the piece: one SKU, at so many times its price less a tenth. */
export function caseOf(
  zh: string,
  number: number,
  pieces: number,
  name: Words,
  description: Words,
): DemoProduct {
  const like = beside(zh, number, name, description)
  const [piece] = like.skus as [DemoSku, ...DemoSku[]]
  const fen = (one: number) => Math.round((one * pieces * 9) / 1000) * 100
  const sku: DemoSku = {
    ...piece,
    options: {},
    priceFen: fen(piece.priceFen),
    minPriceFen: fen(piece.minPriceFen),
    maxPriceFen: fen(piece.maxPriceFen),
    supplyPriceFen: fen(piece.supplyPriceFen),
    weightGrams: piece.weightGrams * pieces,
  }
  return { ...like, options: [], skus: [sku], pictures: like.pictures.slice(0, 1) }
}
