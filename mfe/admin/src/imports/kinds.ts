import type { ImportKind } from '@storeweave/contract'
import { can } from '@storeweave/kit'

const NEEDS = {
  products: () => can('update', 'Product'),
  prices: () => can('update', 'Price'),
  stores: () => can('update', 'Store') || can('create', 'Store'),
  stock: () => can('adjust', 'Stock'),
} as const satisfies Record<ImportKind, () => boolean>
export const KINDS = Object.keys(NEEDS) as ImportKind[]

/** The kinds of sheets that who is signed in may bring. */
export const kindsToBring = (): ImportKind[] => KINDS.filter((kind) => NEEDS[kind]())
