import { z } from 'zod'
import type { Words } from './shape.js'

/**
 * Parts of the product that a brand may switch off: nobody sees them any more and the API refuses their routes, and
 * nothing is deleted. `stores` is more than one place that sells, regions, and what is decided for many of them;
 * `suppliers` others' goods and what is owed for them; `purchasing` what stores order; `express` what is sent; `till`
 * sales in the store.
 */
export const features = ['stores', 'suppliers', 'purchasing', 'express', 'till'] as const
export const Feature = z.enum(features)
export type Feature = z.infer<typeof Feature>

/** What a refusal calls them. */
export const featureNames: Readonly<Record<Feature, Words>> = {
  stores: { zh: '多门店', en: 'several stores' },
  suppliers: { zh: '供应商', en: 'suppliers' },
  purchasing: { zh: '门店订货', en: 'store ordering' },
  express: { zh: '快递配送', en: 'express' },
  till: { zh: '收银台', en: 'the till' },
}

/** Modes of business, each by the features it uses: a click sets them, and any other choice is a brand's own. */
export const modes = {
  single: ['till'],
  chain: ['stores', 'till'],
  o2o: ['stores', 'express', 'till'],
  multi_merchant: ['stores', 'suppliers', 'express', 'till'],
  s2b2c: ['stores', 'suppliers', 'till'],
  b2b: ['stores', 'purchasing', 'till'],
  full: features,
} as const satisfies Record<string, readonly Feature[]>
export type Mode = keyof typeof modes
export const modeNames = Object.keys(modes) as [Mode, ...Mode[]]
export const ModeName = z.enum(modeNames)

/** The mode that uses exactly these features; null for a choice of one's own. */
export const modeOf = (on: readonly Feature[]): Mode | null =>
  modeNames.find(
    (mode) => modes[mode].length === on.length && modes[mode].every((one) => on.includes(one)),
  ) ?? null

/** What keeps a feature from being switched off until it is finished. */
export const openThings = {
  places: { zh: '{count} 家门店在营业或筹备', en: '{count} stores open or in preparation' },
  goods: { zh: '{count} 件供应商商品在售', en: '{count} goods of suppliers on sale' },
  orders: {
    zh: '{count} 个订单含未完成的供应商商品',
    en: '{count} orders with goods of suppliers under way',
  },
  statements: { zh: '{count} 张对账单未结清', en: '{count} statements to settle' },
  unsettled: { zh: '{count} 笔结算明细未对账', en: '{count} settlement lines in no statement' },
  applications: { zh: '{count} 个入驻申请待答复', en: '{count} applications to answer' },
  purchases: { zh: '{count} 张订货单未完成', en: '{count} purchase orders under way' },
  debts: { zh: '{count} 个订货往来账户未结清', en: '{count} trade accounts with a balance' },
  parcels: { zh: '{count} 个快递订单未完成', en: '{count} express orders under way' },
  online: { zh: '{count} 件仅线上销售的商品在售', en: '{count} goods on sale online alone' },
  sales: { zh: '{count} 笔收银台销售待付款', en: '{count} sales at tills to be paid' },
} as const satisfies Record<string, Words>
export type OpenThing = keyof typeof openThings
export const OpenThingName = z.enum(Object.keys(openThings) as [OpenThing, ...OpenThing[]])
const Open = z.object({ what: OpenThingName, count: z.int() })

/** Which features a brand uses, since when it doesn't, and what keeps one from being switched off now. */
export const FeatureSettings = z
  .object({
    mode: ModeName.nullable(),
    items: z.array(
      z.object({
        feature: Feature,
        on: z.boolean(),
        offSince: z.string().nullable(),
        open: z.array(Open),
      }),
    ),
  })
  .meta({ id: 'FeatureSettings' })
export type FeatureSettings = z.infer<typeof FeatureSettings>
/** All that the brand uses from now on; what isn't named is switched off. */
export const SetFeatures = z
  .strictObject({ on: z.array(Feature).max(features.length) })
  .meta({ id: 'SetFeatures' })
export type SetFeatures = z.infer<typeof SetFeatures>
