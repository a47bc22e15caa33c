import type { AttributeKind, BundlePart, CreateProduct } from '@storeweave/contract'

/** What a row says of one attribute: its values, none of them to empty it, and what the English of a text is. */
export interface SaidValue {
  kind: AttributeKind
  value?: readonly string[]
  valueEn?: string
}
/** A row of a sheet of products as read: what is absent stays as it is in the product. */
export interface ProductLine {
  row: number
  /** What ties rows to one product: the cell, or the SKU's own code. */
  product: string
  sku: string
  kind?: CreateProduct['kind']
  nameZh?: string
  nameEn?: string
  categoryId?: string
  brand?: string
  unitZh?: string
  unitEn?: string
  supplierId?: string | null
  /** Sold online alone, out of a warehouse. */
  cloudOnly?: boolean
  detailZh?: string
  detailEn?: string
  /** By position; an option without its value is as good as none. */
  options: readonly { name?: string; nameEn?: string; value?: string; valueEn?: string }[]
  barcodes?: readonly string[]
  listPrice?: number
  priceMin?: number | null
  priceMax?: number | null
  unitSize?: number
  weightGrams?: number
  /** What a SKU of a bundle consists of. */
  parts?: readonly BundlePart[]
  /** By the id of the attribute. */
  values?: Readonly<Record<string, SaidValue>>
}
/** What is wrong with a row; `cell` is the key of its column, empty for the row as a whole. */
export interface RowFault {
  row: number
  cell: string
  code:
    | 'required'
    | 'fields_differ'
    | 'options_misfit'
    | 'too_many_values'
    | 'too_many_skus'
    | 'too_many_barcodes'
    | 'too_many_described'
    | 'parts_unwanted'
  args?: Record<string, string | number>
}
