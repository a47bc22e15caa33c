import type {
  CreateWebhook,
  NewWebhook,
  Redelivered,
  UpdateWebhook,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryPage,
  WebhookHealth,
  WebhookPage,
} from '@storeweave/contract'
import { ask, type PageAsk } from '@storeweave/kit'

type Filters = Record<string, string | undefined>

export const webhooksOf = (
  state: string | undefined,
  { cursor, limit, signal }: PageAsk,
): Promise<WebhookPage> => ask('GET /api/webhooks', { query: { state, cursor, limit }, signal })

export const webhookOf = (id: string, signal?: AbortSignal): Promise<Webhook> =>
  ask('GET /api/webhooks/:id', { params: { id }, ...(signal ? { signal } : {}) })

export const webhookHealth = (signal: AbortSignal): Promise<WebhookHealth> =>
  ask('GET /api/webhook-health', { signal })

export const createWebhook = (body: CreateWebhook): Promise<NewWebhook> => ask('POST /api/webhooks', { body })

export const updateWebhook = (id: string, body: UpdateWebhook): Promise<Webhook> =>
  ask('PUT /api/webhooks/:id', { params: { id }, body })

export const changeSecret = (id: string, version: number, endFormer: boolean): Promise<NewWebhook> =>
  ask('POST /api/webhooks/:id/secret', { params: { id }, body: { version, endFormer } })

export const removeWebhook = (id: string): Promise<void> =>
  ask('DELETE /api/webhooks/:id', { params: { id } })

export const sendTest = (id: string): Promise<WebhookDelivery> =>
  ask('POST /api/webhooks/:id/test', { params: { id } })

export const deliveriesOf = (
  id: string,
  { state, event }: Filters,
  { cursor, limit, signal }: PageAsk,
): Promise<WebhookDeliveryPage> =>
  ask('GET /api/webhooks/:id/deliveries', { params: { id }, query: { state, event, cursor, limit }, signal })

export const deliveryOf = (
  id: string,
  deliveryId: string,
  signal: AbortSignal,
): Promise<WebhookDeliveryDetail> =>
  ask('GET /api/webhooks/:id/deliveries/:deliveryId', { params: { id, deliveryId }, signal })

export const sendAgain = (id: string, deliveryId: string): Promise<void> =>
  ask('POST /api/webhooks/:id/deliveries/:deliveryId/redeliver', { params: { id, deliveryId } })

export const sendFailedAgain = (id: string, since: string): Promise<Redelivered> =>
  ask('POST /api/webhooks/:id/redeliver', { params: { id }, body: { since } })
