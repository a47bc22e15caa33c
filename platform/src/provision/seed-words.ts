import type { HideReason, Limits, Permission, ScopeKind, StoryBlock, Words } from '@storeweave/contract'
import type { z } from 'zod'

/** What goods are described by. Choices and flags may be filtered by. */
export interface SeedAttribute {
  key: string
  kind: 'text' | 'number' | 'choice' | 'flag'
  name: Words
  unit?: Words
  several?: boolean
  filterable?: boolean
  choices?: { key: string; name: Words }[]
}
/** A text, a number, yes or no; of a choice its key, or the keys where a product may have several. */
export type SeedValue = Words | number | boolean | string | string[]

/** A tree (without a parent) or one of its values. */
export interface SeedClassification {
  key: string
  parentKey: string | null
  name: Words
}
export interface SeedTagging {
  key: string
  from: Date
  until: Date
}

/** A role of the brand's own: permissions that ship, in places where they may be given. */
export interface SeedRole {
  key: string
  name: Words
  scopes: Exclude<ScopeKind, 'supplier'>[]
  permissions: Permission[]
  limits?: Partial<Limits>
}

/** What a product's page tells below its facts, in each language; pictures by their keys. */
export interface SeedStory {
  zh: SeedBlock[]
  en: SeedBlock[]
}
export type SeedBlock =
  | { kind: 'heading' | 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: boolean; rows: string[][] }
  | { kind: 'picture'; picture: string; caption: string }

/** A block as the catalogue keeps it. */
export function blockOf(block: SeedBlock, pictureId: (key: string) => string): StoryBlock {
  const runs = (text: string) => [{ text, marks: [], link: null }]
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', text: block.text }
    case 'text':
      return { kind: 'text', runs: runs(block.text) }
    case 'list':
      return { kind: 'list', ordered: false, items: block.items.map(runs) }
    case 'table':
      return { kind: 'table', head: block.head, rows: block.rows }
    case 'picture':
      return { kind: 'picture', mediaId: pictureId(block.picture), caption: block.caption }
  }
}

interface SeedWords {
  at: Date
  words: string
  /** Keys of pictures that are this review's alone. */
  pictures?: string[]
  state: 'waiting' | 'shown' | 'hidden'
  /** Why it is hidden, when it is. */
  reason?: z.infer<typeof HideReason>
  /** Sign-in name of who showed or hid it, when somebody did. */
  decidedBy?: string
  reply?: { by: string; words: string; at: Date }
}
/** What a shopper said of one line of a sale of theirs. */
export interface SeedReview extends SeedWords {
  saleKey: string
  skuCode: string
  stars: number
  /** Once a sale. */
  storeStars?: number
  anonymous?: boolean
  followup?: SeedWords
}

/** What somebody who may not publish would make of a product. */
export interface SeedChange {
  key: string
  productKey: string
  /** Sign-in name. */
  by: string
  note: string
  name?: Words
  detail?: Words
  /** List prices by SKU code. */
  listPrices?: Record<string, number>
  comments?: { by: string; words: string }[]
}
