import { z } from 'zod'
import { Address, Shipment } from './delivery.js'
import { Id, Instant, line, lines, MinorAmount, MobilePhone, Words, WordsOrNone } from './shape.js'

/** What shoppers' data is used for. Without `service` there is no account; `location` can be refused and withdrawn. */
export const purposes = ['service', 'location'] as const
export const Purpose = z.enum(purposes)
export type Purpose = z.infer<typeof Purpose>
/** Purposes without which nobody can be served: who withdraws deletes the account. */
export const requiredPurposes: ReadonlySet<Purpose> = new Set(['service'])

const Told = z.strictObject({ zh: line(400), en: line(600) })
/** What one purpose is, in the brand's words. */
const PurposeWords = z.strictObject({ service: Told, location: Told })
/** The whole notice as plain text; it is never read as HTML. */
const NoticeText = z.strictObject({
  zh: lines(20_000).refine((text) => text.length > 0),
  en: lines(30_000).refine((text) => text.length > 0),
})
/** What a brand tells its shoppers about their data. Version 1 ships with the product until the brand writes its own. */
export const PrivacyNotice = z
  .object({ version: z.int(), text: NoticeText, purposes: PurposeWords, publishedAt: z.string().nullable() })
  .meta({ id: 'PrivacyNotice' })
export type PrivacyNotice = z.infer<typeof PrivacyNotice>
/** A new version; `base` is the version it was written from: another one meanwhile refuses it. */
export const PublishNotice = z
  .strictObject({ base: z.int().min(1).max(1_000_000), text: NoticeText, purposes: PurposeWords })
  .meta({ id: 'PublishNotice' })
export type PublishNotice = z.infer<typeof PublishNotice>
/** The notice in force, and the versions there are, newest first, with how many members agreed to each last. */
export const NoticeVersions = z
  .object({
    current: PrivacyNotice,
    items: z.array(
      z.object({
        version: z.int(),
        publishedAt: z.string().nullable(),
        publishedBy: z.string().nullable(),
        agreed: z.int(),
      }),
    ),
  })
  .meta({ id: 'NoticeVersions' })
export type NoticeVersions = z.infer<typeof NoticeVersions>

const ConsentClient = z.enum(['mini_program', 'h5', 'pc'])
/** What a shopper agrees to on the way in: the version of the notice they were shown. */
export const Agreed = z
  .strictObject({ version: z.int().min(1).max(1_000_000), client: ConsentClient })
  .meta({ id: 'Agreed' })
export type Agreed = z.infer<typeof Agreed>
export const SetConsent = z
  .strictObject({ ...Agreed.shape, purpose: Purpose, given: z.boolean() })
  .meta({ id: 'SetConsent' })
export type SetConsent = z.infer<typeof SetConsent>
/** How a shopper stands: the last word on each purpose, whether the notice is to be shown (anew), and what is still open. */
export const PrivacyStanding = z
  .object({
    version: z.int(),
    /** True until the newest version has been agreed to. */
    mustAgree: z.boolean(),
    consents: z.array(
      z.object({
        purpose: Purpose,
        required: z.boolean(),
        given: z.boolean(),
        version: z.int().nullable(),
        at: z.string().nullable(),
      }),
    ),
    /** Orders that must end before the account can be deleted. */
    open: z.array(z.object({ id: Id, number: z.string() })),
  })
  .meta({ id: 'PrivacyStanding' })
export type PrivacyStanding = z.infer<typeof PrivacyStanding>

/** A fresh proof of who it is: the code just sent to the member's own phone, or WeChat's. */
export const ShopperProof = z
  .strictObject({
    by: z.enum(['sms', 'wechat']),
    code: z.string().min(1).max(128),
  })
  .meta({ id: 'ShopperProof' })
export type ShopperProof = z.infer<typeof ShopperProof>
export const ProvedRequest = z.strictObject({ proof: ShopperProof }).meta({ id: 'ProvedRequest' })
export type ProvedRequest = z.infer<typeof ProvedRequest>

const ExportedLine = z.object({
  name: Words(120),
  option: WordsOrNone(200),
  quantity: z.int(),
  unit: Words(20),
  unitPrice: MinorAmount,
  unitSize: z.int(),
  total: MinorAmount,
})
const ExportedMoney = z.object({ method: z.string(), state: z.string(), amount: MinorAmount, at: z.string() })
/** An order as its shopper gets it. Amounts in the currency's smallest unit. */
export const ExportedOrder = z.object({
  id: Id,
  number: z.string(),
  store: WordsOrNone(60),
  channel: z.string(),
  status: z.string(),
  placedAt: z.string(),
  currency: z.string(),
  payable: MinorAmount,
  paid: MinorAmount,
  refunded: MinorAmount,
  contactName: z.string(),
  contactPhone: z.string(),
  /** Where it was sent, and with whom; null where it was fetched. */
  shipment: Shipment.nullable(),
  note: z.string(),
  cancelReason: z.string(),
  lines: z.array(ExportedLine),
  payments: z.array(ExportedMoney),
  refunds: z.array(ExportedMoney.omit({ method: true })),
})
export type ExportedOrder = z.infer<typeof ExportedOrder>
export const ExportedCartLine = z.object({
  store: WordsOrNone(60),
  name: Words(120),
  code: z.string(),
  quantity: z.int(),
  at: z.string(),
})
export type ExportedCartLine = z.infer<typeof ExportedCartLine>
/** What a shopper wrote about goods, with the addresses of its pictures. */
export const ExportedReview = z.object({
  product: Words(120),
  kind: z.string(),
  stars: z.int().nullable(),
  storeStars: z.int().nullable(),
  words: z.string(),
  pictures: z.array(z.string()),
  anonymous: z.boolean(),
  state: z.string(),
  reply: z.string(),
  at: z.string(),
})
export type ExportedReview = z.infer<typeof ExportedReview>
/** What a shopper asked back, with the addresses of its pictures. */
export const ExportedReturn = z.object({
  order: z.string(),
  kind: z.string(),
  reason: z.string(),
  state: z.string(),
  words: z.string(),
  pictures: z.array(z.string()),
  answer: z.string(),
  carrier: z.string(),
  waybill: z.string(),
  lines: z.array(z.object({ name: Words(120), quantity: z.int() })),
  at: z.string(),
})
export type ExportedReturn = z.infer<typeof ExportedReturn>
/** All there is about one shopper, for themselves. `ordersLeftOut` counts older orders beyond the newest 2,000. */
export const PersonalData = z
  .object({
    madeAt: z.string(),
    brand: Words(60),
    profile: z.object({
      id: Id,
      name: z.string(),
      phone: z.string().nullable(),
      wechatOpenId: z.string().nullable(),
      wechatUnionId: z.string().nullable(),
      avatarUrl: z.string().nullable(),
      since: z.string(),
      /** The level of membership they have, in the brand's words. */
      level: Words(20).nullable(),
    }),
    consents: z.array(
      z.object({
        purpose: z.string(),
        given: z.boolean(),
        version: z.int(),
        client: z.string(),
        at: z.string(),
      }),
    ),
    requests: z.array(z.object({ kind: z.string(), at: z.string() })),
    devices: z.array(
      z.object({ device: z.string(), since: z.string(), usedAt: z.string(), endedAt: z.string().nullable() }),
    ),
    addresses: z.array(Address),
    carts: z.array(ExportedCartLine),
    orders: z.array(ExportedOrder),
    ordersLeftOut: z.int(),
    reviews: z.array(ExportedReview),
    returns: z.array(ExportedReturn),
  })
  .meta({ id: 'PersonalData' })
export type PersonalData = z.infer<typeof PersonalData>

/** A shopper asks the brand to delete their account; staff do it for them and say why. */
export const EraseMember = z
  .strictObject({ phone: MobilePhone, reason: line(200, 2) })
  .meta({ id: 'EraseMember' })
export type EraseMember = z.infer<typeof EraseMember>
/** That somebody asked for their data or had it deleted: who it was is not kept. */
export const PrivacyRequests = z
  .object({
    items: z.array(
      z.object({ id: Id, kind: z.enum(['export', 'erasure']), by: z.string().nullable(), at: Instant }),
    ),
  })
  .meta({ id: 'PrivacyRequests' })
export type PrivacyRequests = z.infer<typeof PrivacyRequests>
