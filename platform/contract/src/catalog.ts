import { z } from 'zod'
import { shopFilters, TagColour } from './filters.js'
import { ProductValue, ProductValues } from './attributes.js'
import { BundlePart, BundleParts } from './bundles.js'
import { VoucherTerms } from './voucher-terms.js'
import {
  code,
  Id,
  line,
  lines,
  MinorAmount,
  page,
  PageQuery,
  ProductKind,
  Rating,
  Search,
  Words,
} from './shape.js'

export const Category = z
  .object({
    id: Id,
    parentId: Id.nullable(),
    name: Words(40),
    iconUrl: z.string().nullable(),
    position: z.int(),
    productCount: z.int(),
  })
  .meta({ id: 'Category' })
export type Category = z.infer<typeof Category>
export const Categories = z.object({ items: z.array(Category) }).meta({ id: 'Categories' })
export const CreateCategory = z
  .strictObject({
    id: Id,
    parentId: Id.nullable(),
    name: Words(40),
    position: z.int().min(0).max(9999).default(0),
    mediaId: Id.nullable().default(null),
  })
  .meta({ id: 'CreateCategory' })
export type CreateCategory = z.infer<typeof CreateCategory>
export const UpdateCategory = z
  .strictObject({
    parentId: Id.nullable(),
    name: Words(40),
    position: z.int().min(0).max(9999),
    /** The picture shoppers see; null takes it away. */
    mediaId: Id.nullable(),
  })
  .partial()
  .meta({ id: 'UpdateCategory' })
export type UpdateCategory = z.infer<typeof UpdateCategory>

/** A picture and its width variants; `url` is the widest. */
export const Media = z
  .object({
    id: Id,
    url: z.string(),
    variants: z.array(z.object({ width: z.int(), url: z.string() })),
    alt: z.string(),
  })
  .meta({ id: 'Media' })
export type Media = z.infer<typeof Media>

export const ProductState = z.enum(['draft', 'in_review', 'published', 'retired'])
export const Option = z.strictObject({ name: Words(30), values: z.array(Words(40)).min(1).max(50) })
export const Barcode = z.string().regex(/^\d{8,14}$/)
/** What a scanner reads: the barcode of goods, or a label of the shop's scales (13 or 18 digits). */
export const ScannedCode = z.string().regex(/^(?:\d{8,14}|\d{18})$/)
const skuFields = {
  code: code(40),
  barcodes: z.array(Barcode).max(10),
  /** Index into each option's values, in the order of the options. */
  optionIndexes: z.array(z.int().min(0).max(49)).max(5),
  /** Price per `unitSize` smallest units (1 piece; 500 for goods priced by the half kilo). */
  listPrice: MinorAmount,
  unitSize: z.int().min(1).max(100_000),
  priceMin: MinorAmount.nullable(),
  priceMax: MinorAmount.nullable(),
  weightGrams: z.int().min(0).max(1_000_000),
}
export const Sku = z
  .object({
    id: Id,
    ...skuFields,
    mediaId: Id.nullable(),
    active: z.boolean(),
    /** Of a bundle: what one piece consists of. */
    parts: z.array(BundlePart).optional(),
    /** Of a voucher: what one is good for. */
    voucher: VoucherTerms.optional(),
  })
  .meta({ id: 'Sku' })
export type Sku = z.infer<typeof Sku>
export const Product = z
  .object({
    id: Id,
    kind: ProductKind,
    state: ProductState,
    name: Words(120),
    detail: Words(5000).or(z.object({ zh: z.string(), en: z.string() })),
    brand: z.string(),
    unit: Words(20),
    categoryId: Id,
    supplierId: Id.nullable(),
    options: z.array(Option).max(5),
    media: z.array(Media),
    skus: z.array(Sku).max(250),
    values: z.array(ProductValue),
    /** Sold online alone, shipped from a warehouse. */
    cloudOnly: z.boolean(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Product' })
export type Product = z.infer<typeof Product>
export const ProductRow = z
  .object({
    id: Id,
    kind: ProductKind,
    state: ProductState,
    name: Words(120),
    brand: z.string(),
    categoryId: Id,
    categoryName: Words(40),
    supplierId: Id.nullable(),
    supplierName: z.string().nullable(),
    picture: Media.nullable(),
    skuCount: z.int(),
    priceFrom: MinorAmount,
    priceTo: MinorAmount,
    unit: Words(20),
    unitSize: z.int(),
    onHand: z.int(),
    updatedAt: z.string(),
  })
  .meta({ id: 'ProductRow' })
export type ProductRow = z.infer<typeof ProductRow>
export const ProductPage = page(ProductRow).meta({ id: 'ProductPage' })
export const ListProducts = PageQuery.extend({
  q: Search.optional(),
  state: ProductState.optional(),
  categoryId: Id.optional(),
  supplierId: Id.optional(),
  brand: line(60).optional(),
  classificationId: Id.optional(),
  /** Goods that have the tag now. */
  tagId: Id.optional(),
  sort: z.enum(['name', 'updated']).default('updated'),
})
export type ListProducts = z.infer<typeof ListProducts>
const CreateSku = z.strictObject({
  id: Id,
  ...skuFields,
  mediaId: Id.nullable().default(null),
  /** Of a bundle alone. Left out: none of a new SKU, those that are there of another. */
  parts: BundleParts.optional(),
  /** Of a voucher alone. Left out: nothing yet of a new SKU, what it was of another. */
  voucher: VoucherTerms.optional(),
})
export const productFields = {
  kind: ProductKind,
  name: Words(120),
  detail: z.strictObject({ zh: lines(5000), en: lines(5000) }),
  brand: line(60, 0),
  unit: Words(20),
  categoryId: Id,
  supplierId: Id.nullable(),
  options: z.array(Option).max(5),
  mediaIds: z.array(Id).max(12),
  skus: z.array(CreateSku).min(1).max(250),
  /** Left out: none of a new product, those that are there of another. */
  values: ProductValues.optional(),
  /** Sold online alone and shipped from a warehouse. Left out: not, of a new product; as it is, of another. */
  cloudOnly: z.boolean().optional(),
}
export const CreateProduct = z.strictObject({ id: Id, ...productFields }).meta({ id: 'CreateProduct' })
export type CreateProduct = z.infer<typeof CreateProduct>
/** The whole product as edited; `version` is the one that was read. SKUs left out become inactive. */
export const UpdateProduct = z
  .strictObject({ ...productFields, version: z.int() })
  .meta({ id: 'UpdateProduct' })
export type UpdateProduct = z.infer<typeof UpdateProduct>
export const ProductMove = z.enum(['submit', 'withdraw', 'publish', 'reject', 'retire', 'revive'])
export const MoveProduct = z
  .strictObject({ move: ProductMove, note: lines(500).default('') })
  .meta({ id: 'MoveProduct' })
export type MoveProduct = z.infer<typeof MoveProduct>
/** A move as it was made, with what was said about it. */
export const MadeMove = z
  .object({
    id: Id,
    move: ProductMove,
    from: ProductState,
    to: ProductState,
    note: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'MadeMove' })
export type MadeMove = z.infer<typeof MadeMove>
export const MadeMoves = z.object({ items: z.array(MadeMove) }).meta({ id: 'MadeMoves' })

/** The tags goods have at the moment of the answer. */
export const ShownTags = z.array(z.object({ name: Words(12), colour: TagColour }))
/** A product card in a store's shop window: prices are that store's, stock is what can be promised there now. */
export const ShopCard = z
  .object({
    id: Id,
    kind: ProductKind,
    name: Words(120),
    brand: z.string(),
    unit: Words(20),
    unitSize: z.int(),
    picture: Media.nullable(),
    priceFrom: MinorAmount,
    priceTo: MinorAmount,
    listPriceFrom: MinorAmount,
    available: z.int(),
    skuCount: z.int(),
    skuId: Id.nullable(),
    tags: ShownTags,
    /** What shoppers gave it; null while nobody has. */
    rating: Rating.nullable(),
  })
  .meta({ id: 'ShopCard' })
export type ShopCard = z.infer<typeof ShopCard>
/** What is offered where a search finds nothing: goods that nearly fit, under the words that were meant; else what sells best. */
export const Instead = z
  .object({ words: z.string(), alike: z.boolean(), items: z.array(ShopCard) })
  .meta({ id: 'Instead' })
export type Instead = z.infer<typeof Instead>
export const ShopPage = page(ShopCard).extend({ instead: Instead.optional() }).meta({ id: 'ShopPage' })
export const ListShop = PageQuery.extend({
  storeId: Id,
  categoryId: Id.optional(),
  q: Search.optional(),
  /** Left out: what fits best where something is looked for, what sells best elsewhere. */
  sort: z.enum(['best', 'popular', 'price_up', 'price_down', 'newest']).optional(),
  inStock: z.enum(['true', 'false']).optional(),
  ...shopFilters,
})
export type ListShop = z.infer<typeof ListShop>
export const AtStore = z.object({ storeId: Id })
export type AtStore = z.infer<typeof AtStore>
