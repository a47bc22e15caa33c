import { z } from 'zod'
import { Id, Instant, line, page, PageQuery, Words } from './shape.js'
import { WEBHOOK_TEST, webhookEventNames } from './webhook-events.js'

const EventType = z.enum(webhookEventNames)
const Place = z.enum(['hq', 'region', 'store'])
const Url = line(500, 8)

/** How the last 24 hours went: of the newest deliveries (500 at most) that have been tried, how many arrived. */
const Recent = z.object({ tried: z.int(), delivered: z.int() })

/** An address of a program outside that hears of events. Its secret is shown once, when it is made. */
export const Webhook = z
  .object({
    id: Id,
    url: z.string(),
    description: z.string(),
    events: z.array(EventType),
    scopeKind: Place,
    scopeId: Id.nullable(),
    scopeName: Words(60),
    /** `failing`: switched off after three days without a success. `gone`: its receiver answered 410. */
    state: z.enum(['on', 'off', 'failing', 'gone']),
    createdAt: z.string(),
    lastSuccessAt: z.string().nullable(),
    /** The first failure since the last success. */
    failingSince: z.string().nullable(),
    /** While it stands, deliveries are signed with the former secret too. */
    oldSecretUntil: z.string().nullable(),
    recent: Recent,
    version: z.int(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>
export const WebhookPage = page(Webhook).meta({ id: 'WebhookPage' })
export type WebhookPage = z.infer<typeof WebhookPage>
/** `off`: by hand, after failures, or gone. */
export const ListWebhooks = PageQuery.extend({ state: z.enum(['on', 'off']).optional() })
export type ListWebhooks = z.infer<typeof ListWebhooks>

const fields = {
  url: Url,
  description: line(120, 0),
  events: z.array(EventType).min(1).max(50),
  scopeKind: Place,
  scopeId: Id.optional(),
}
/** https on port 443 of a public host; addresses inside the house are refused. */
export const CreateWebhook = z.strictObject({ id: Id, ...fields }).meta({ id: 'CreateWebhook' })
export type CreateWebhook = z.infer<typeof CreateWebhook>
/** `version` is the one that was read: who changes what somebody else has changed since is refused. */
export const UpdateWebhook = z
  .strictObject({ ...fields, on: z.boolean(), version: z.int().min(1) })
  .meta({ id: 'UpdateWebhook' })
export type UpdateWebhook = z.infer<typeof UpdateWebhook>
/** A new secret. The former signs beside it for 24 hours, unless it must end at once: somebody else has it. */
export const ChangeSecret = z
  .strictObject({ version: z.int().min(1), endFormer: z.boolean() })
  .meta({ id: 'ChangeSecret' })
export type ChangeSecret = z.infer<typeof ChangeSecret>
/** The one answer that holds the secret, `whsec_…`: it verifies what arrives. */
export const NewWebhook = z.object({ secret: z.string(), webhook: Webhook }).meta({ id: 'NewWebhook' })
export type NewWebhook = z.infer<typeof NewWebhook>

export const DeliveryState = z.enum(['waiting', 'delivered', 'failed'])
export type DeliveryState = z.infer<typeof DeliveryState>
const delivery = {
  id: Id,
  /** `webhook-id` of every try: the event's. */
  eventId: Id,
  event: z.string(),
  state: DeliveryState,
  tries: z.int(),
  createdAt: z.string(),
  /** When it is tried next; null unless it waits. */
  nextAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** What the last try was answered; null when nothing came back. */
  lastStatus: z.int().nullable(),
}
/** One event on its way to one webhook. */
export const WebhookDelivery = z.object(delivery).meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
export const WebhookDeliveryPage = page(WebhookDelivery).meta({ id: 'WebhookDeliveryPage' })
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>
export const ListDeliveries = PageQuery.extend({
  state: DeliveryState.optional(),
  event: z.enum([...webhookEventNames, WEBHOOK_TEST]).optional(),
})
export type ListDeliveries = z.infer<typeof ListDeliveries>

/** Why nothing came back: too slow, an address inside the house, a redirect, or no connection. */
export const TryFault = z.enum(['timeout', 'refused', 'redirect', 'unreachable'])
export type TryFault = z.infer<typeof TryFault>
export const DeliveryTry = z
  .object({
    at: z.string(),
    tookMs: z.int(),
    status: z.int().nullable(),
    fault: TryFault.nullable(),
    /** The beginning of what the receiver answered. */
    excerpt: z.string(),
  })
  .meta({ id: 'DeliveryTry' })
export type DeliveryTry = z.infer<typeof DeliveryTry>
/** A delivery with what is sent and what came of each try, the newest first. Signatures are made with each try and not kept. */
export const WebhookDeliveryDetail = z
  .object({
    ...delivery,
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    attempts: z.array(DeliveryTry),
  })
  .meta({ id: 'WebhookDeliveryDetail' })
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>

/** Sends again what failed and was made since an instant, 5,000 at a time; `more` says that there is more of it. */
export const RedeliverFailed = z.strictObject({ since: Instant }).meta({ id: 'RedeliverFailed' })
export type RedeliverFailed = z.infer<typeof RedeliverFailed>
export const Redelivered = z.object({ count: z.int(), more: z.boolean() }).meta({ id: 'Redelivered' })
export type Redelivered = z.infer<typeof Redelivered>

/** What HQ should look at: webhooks that were switched off for it, and those whose last try failed. */
export const WebhookHealth = z
  .object({ switchedOff: z.int(), failing: z.int() })
  .meta({ id: 'WebhookHealth' })
export type WebhookHealth = z.infer<typeof WebhookHealth>
