import { z } from 'zod'
import { Spec } from './attributes.js'
import { ShownPart } from './bundles.js'
import { Media, Option, ShownTags } from './catalog.js'
import { Id, MinorAmount, ProductKind, Words } from './shape.js'
import { shown } from './story.js'
import { VoucherTerms } from './voucher-terms.js'

export const ShopSku = z
  .object({
    id: Id,
    code: z.string(),
    optionIndexes: z.array(z.int()),
    price: MinorAmount,
    listPrice: MinorAmount,
    unitSize: z.int(),
    available: z.int(),
    picture: Media.nullable(),
    /** Of a bundle: what one piece consists of. */
    parts: z.array(ShownPart).optional(),
    /** Of a voucher: what one is good for. */
    voucher: VoucherTerms.optional(),
  })
  .meta({ id: 'ShopSku' })
export const ShopProduct = z
  .object({
    id: Id,
    kind: ProductKind,
    name: Words(120),
    detail: z.object({ zh: z.string(), en: z.string() }),
    brand: z.string(),
    /** What the brand looks like; left out where it has no logo. */
    brandLogo: Media.optional(),
    unit: Words(20),
    /** Sold online alone, shipped from a warehouse. */
    cloudOnly: z.boolean(),
    categoryId: Id,
    options: z.array(Option),
    media: z.array(Media),
    tags: ShownTags,
    specs: z.array(Spec),
    skus: z.array(ShopSku),
    ...shown,
  })
  .meta({ id: 'ShopProduct' })
export type ShopProduct = z.infer<typeof ShopProduct>
