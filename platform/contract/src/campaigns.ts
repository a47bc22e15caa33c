import { z } from 'zod'
import { ShopCard } from './catalog.js'
import { Id, line, MinorAmount, page, PageQuery, Words, WordsOrNone } from './shape.js'

/** Parts of ten thousand. */
const Parts = z.int().min(0).max(10_000)
const Instant = z.iso.datetime({ offset: true })
const positivePrice = z.int().min(1).max(1_000_000_000_000)

/** `draft` is HQ's alone; `open` asks the merchants and sets prices; `called_off` is for good. */
export const CampaignState = z.enum(['draft', 'open', 'called_off'])
export type CampaignState = z.infer<typeof CampaignState>
/** Where it stands in time: `over` also when it was called off. */
export const CampaignPhase = z.enum(['draft', 'upcoming', 'running', 'over'])
export type CampaignPhase = z.infer<typeof CampaignPhase>
export const CampaignAnswer = z.enum(['asked', 'accepted', 'refused'])
export type CampaignAnswer = z.infer<typeof CampaignAnswer>

const fields = {
  name: Words(60),
  about: WordsOrNone(200),
  startsAt: Instant,
  endsAt: Instant,
  /** Nodes of the org tree at and below which it holds. */
  unitIds: z.array(Id).min(1).max(50),
  /** Off the price that holds when it begins, where goods have no campaign price of their own. */
  off: z.int().min(1).max(9_900),
  goods: z
    .array(z.strictObject({ skuId: Id, price: positivePrice.nullable() }))
    .min(1)
    .max(200),
  /** What part of the discount on its own goods each merchant bears; the rest is the brand's. */
  merchants: z.array(z.strictObject({ supplierId: Id, share: Parts })).max(50),
}
/** A campaign as HQ drafts it. `version` 0 makes one. */
export const PutCampaign = z
  .strictObject({ version: z.int().min(0), ...fields })
  .refine((c) => Date.parse(c.startsAt) < Date.parse(c.endsAt), {
    message: 'ends before it begins',
    path: ['endsAt'],
  })
  .refine((c) => new Set(c.goods.map((g) => g.skuId)).size === c.goods.length, {
    message: 'goods stand once',
    path: ['goods'],
  })
  .refine((c) => new Set(c.merchants.map((m) => m.supplierId)).size === c.merchants.length, {
    message: 'merchants stand once',
    path: ['merchants'],
  })
  .meta({ id: 'PutCampaign' })
export type PutCampaign = z.infer<typeof PutCampaign>

const Merchant = z.object({
  supplierId: Id,
  name: Words(60),
  share: Parts,
  answer: CampaignAnswer,
  note: z.string(),
  answeredBy: z.string(),
  answeredAt: z.string().nullable(),
})
const Good = z.object({
  skuId: Id,
  productId: Id,
  code: z.string(),
  name: Words(120),
  optionText: WordsOrNone(200),
  listPrice: MinorAmount,
  supplierId: Id.nullable(),
  price: MinorAmount.nullable(),
})
export const CampaignRow = z
  .object({
    id: Id,
    name: Words(60),
    state: CampaignState,
    phase: CampaignPhase,
    startsAt: z.string(),
    endsAt: z.string(),
    goodsCount: z.int(),
    merchants: z.array(z.object({ name: Words(60), answer: CampaignAnswer })),
  })
  .meta({ id: 'CampaignRow' })
export type CampaignRow = z.infer<typeof CampaignRow>
export const CampaignPage = page(CampaignRow).meta({ id: 'CampaignPage' })
export const ListCampaigns = PageQuery.extend({ state: CampaignState.optional() })
export type ListCampaigns = z.infer<typeof ListCampaigns>
export const Campaign = CampaignRow.omit({ merchants: true, goodsCount: true })
  .extend({
    version: z.int(),
    about: WordsOrNone(200),
    off: z.int(),
    units: z.array(z.object({ id: Id, name: Words(60) })),
    goods: z.array(Good),
    merchants: z.array(Merchant),
    currency: z.string(),
    /** What who asks may do to it now. */
    allowed: z.array(z.enum(['edit', 'open', 'call_off'])),
  })
  .meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof Campaign>

/** What a campaign would do to one SKU's prices, and what stands against it. */
const Look = z.object({
  skuId: Id,
  /** How many prices it sets: at its places, and below them where there are prices of their own. */
  places: z.int(),
  regularFrom: MinorAmount,
  regularTo: MinorAmount,
  priceFrom: MinorAmount,
  priceTo: MinorAmount,
})
const Obstacle = z.object({
  skuId: Id,
  unitName: Words(60),
  price: MinorAmount,
  /** `bounds`: outside what HQ or the supplier allows; `taken`: a price for a time stands there; `dear`: it isn't lower. */
  why: z.enum(['bounds', 'taken', 'dear']),
  source: z.enum(['supplier', 'hq']).nullable(),
  priceMin: MinorAmount.nullable(),
  priceMax: MinorAmount.nullable(),
})
export const CampaignPreview = z
  .object({ items: z.array(Look), obstacles: z.array(Obstacle), count: z.int() })
  .meta({ id: 'CampaignPreview' })
export type CampaignPreview = z.infer<typeof CampaignPreview>

/** What a campaign sold, and who bears its discount; whole minor units, refunds taken off. */
export const CampaignReport = z
  .object({
    currency: z.string(),
    /** A merchant each; null is the brand's own goods. */
    items: z.array(
      z.object({
        supplier: z.object({ id: Id, name: Words(60) }).nullable(),
        share: Parts,
        lines: z.int(),
        sales: z.int(),
        discount: z.int(),
        byMerchant: z.int(),
        byBrand: z.int(),
      }),
    ),
    sales: z.int(),
    discount: z.int(),
    byMerchants: z.int(),
    byBrand: z.int(),
  })
  .meta({ id: 'CampaignReport' })
export type CampaignReport = z.infer<typeof CampaignReport>

/** A campaign as one of its merchants sees it: its own goods and its own part alone. */
export const MerchantCampaign = CampaignRow.omit({ merchants: true, goodsCount: true })
  .extend({
    about: WordsOrNone(200),
    off: z.int(),
    goods: z.array(Good.omit({ supplierId: true })),
    share: Parts,
    answer: CampaignAnswer,
    note: z.string(),
    answeredBy: z.string(),
    answeredAt: z.string().nullable(),
    currency: z.string(),
    allowed: z.array(z.enum(['accept', 'refuse'])),
    sales: z.int(),
    discount: z.int(),
    borne: z.int(),
  })
  .meta({ id: 'MerchantCampaign' })
export type MerchantCampaign = z.infer<typeof MerchantCampaign>
export const MerchantCampaignPage = page(MerchantCampaign).meta({ id: 'MerchantCampaignPage' })
export const AnswerCampaign = z
  .strictObject({ answer: z.enum(['accepted', 'refused']), note: line(200, 0).default('') })
  .meta({ id: 'AnswerCampaign' })
export type AnswerCampaign = z.infer<typeof AnswerCampaign>

/** Campaigns that run at a store now, for shoppers. */
const ShopCampaignRow = z.object({
  id: Id,
  name: Words(60),
  about: WordsOrNone(200),
  endsAt: z.string(),
})
export const ShopCampaigns = z.object({ items: z.array(ShopCampaignRow) }).meta({ id: 'ShopCampaigns' })
export type ShopCampaigns = z.infer<typeof ShopCampaigns>
/** One with the goods it has at the store, each with whose they are; null: the brand's own. */
export const ShopCampaign = ShopCampaignRow.extend({
  items: z.array(ShopCard.extend({ owner: Words(60).nullable() })),
}).meta({ id: 'ShopCampaign' })
export type ShopCampaign = z.infer<typeof ShopCampaign>
