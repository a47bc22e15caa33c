import type { Media, ProductKind, Words } from '@storeweave/contract'

/** What carts, orders and tills keep of a SKU: a snapshot that outlives later edits. */
export interface SaleSku {
  skuId: string
  productId: string
  supplierId: string | null
  /** What the supplier is paid per unit size, minor units; null for own goods. */
  supplyPrice: number | null
  code: string
  kind: ProductKind
  name: Words
  /** The values it picks, e.g. `红色 / L`; empty without options. */
  optionText: Words
  unit: Words
  unitSize: number
  /** What `unitSize` of it costs by the list, and at the store, in minor units. */
  listPrice: number
  price: number
  /** What the store can promise now. */
  available: number
  mediaId: string | null
  picture: Media | null
  /** Published, active, and the store is open and sells. */
  forSale: boolean
  /** The price lies inside all bounds in force: nothing is sold where it doesn't. */
  inside: boolean
  /** Sold online alone: only a warehouse sells it. */
  cloudOnly: boolean
}
