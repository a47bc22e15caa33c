/** What a brand of an industry begins with: plain data, money in fen, quantities in pieces or grams. */
import type { Words } from '../demo/shapes.js'

export type { Words }

/** What a sample good is drawn as. */
export type Shape = 'bottle' | 'box' | 'bag' | 'jar' | 'tube' | 'cup' | 'bowl' | 'shirt' | 'dress' | 'fruit'

export interface PresetCategory {
  key: string
  name: Words
  children?: { key: string; name: Words }[]
}
export interface PresetGood {
  key: string
  /** Key of a category without children. */
  category: string
  name: Words
  detail: Words
  unit: Words
  /** List price in fen; for goods by weight of half a kilo. */
  price: number
  weighed?: boolean
  /** Up to two; each value of the last one costs `step` fen more than the one before. */
  options?: { name: Words; values: Words[] }[]
  step?: number
  shape: Shape
  colour: string
}
export interface Preset {
  key: string
  name: Words
  /** Colour of actions; white text on it has a contrast of at least 4.5:1. */
  primary: string
  categories: PresetCategory[]
  goods: PresetGood[]
}

export const w = (zh: string, en: string): Words => ({ zh, en })
export const PIECE = w('件', 'pc')
export const BOX = w('盒', 'box')
export const BOTTLE = w('瓶', 'bottle')
export const BAG = w('袋', 'bag')
