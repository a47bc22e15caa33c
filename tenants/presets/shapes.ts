/** What a brand of an industry begins with: plain data, money in fen, quantities in pieces or grams. */
import type { Decision, DecisionLevel, Mode, ScaleLabel } from '@storeweave/contract'
import type {
  SeedAttribute,
  SeedCategory,
  SeedClassification,
  SeedRole,
  SeedValue,
} from '@storeweave/platform/provision'
import type { Words } from '../demo/shapes.js'
import { w } from '../words.js'

export { choices, w } from '../words.js'
export type { Words }
export type PresetRole = SeedRole

/** What a sample good is drawn as. */
export type Shape = 'bottle' | 'box' | 'bag' | 'jar' | 'tube' | 'cup' | 'bowl' | 'shirt' | 'dress' | 'fruit'

type Asks = NonNullable<SeedCategory['asks']>
/** Goods of a category cannot be published without this. */
export const must = (attribute: string): Asks[number] => ({ attribute, required: true })
export const may = (attribute: string): Asks[number] => ({ attribute, required: false })

export interface PresetCategory {
  key: string
  name: Words
  /** What its goods, and those of its children, are described by. */
  asks?: Asks
  children?: { key: string; name: Words; asks?: Asks }[]
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
  brand?: string
  /** By attribute; all that its category asks for, unless it is a draft. */
  values?: Record<string, SeedValue>
  /** Keys of values of classifications. */
  classes?: string[]
  /** Left for the brand to complete and publish. */
  draft?: true
  shape: Shape
  colour: string
}
/** What an industry decides differently from how a brand begins. */
export interface PresetSettings {
  /** How long goods are kept for who has not paid yet. */
  reservationMinutes: number
  /** How long a store needs to make an order ready. */
  preparationMinutes: number
  /** Whether reviews of words alone are shown without a look. */
  reviewsAtOnce: boolean
  /** What a brand of the trade uses of the product to begin with. */
  mode: Mode
  scaleLabels: ScaleLabel[]
  /** What is not left to the stores. */
  decisions: { decision: Decision; level: DecisionLevel }[]
}
export interface Preset {
  key: string
  name: Words
  /** Colour of actions; white text on it has a contrast of at least 4.5:1. */
  primary: string
  settings: PresetSettings
  attributes: SeedAttribute[]
  classifications: SeedClassification[]
  /** Groups of words that mean the same in this trade. */
  synonyms: string[][]
  /** Beside the roles that ship. */
  roles: PresetRole[]
  categories: PresetCategory[]
  goods: PresetGood[]
}

export const PIECE = w('件', 'pc')
export const BOX = w('盒', 'box')
export const BOTTLE = w('瓶', 'bottle')
export const BAG = w('袋', 'bag')
