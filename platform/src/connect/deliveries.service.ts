import { Injectable } from '@nestjs/common'
import {
  WEBHOOK_TEST,
  type ListDeliveries,
  type Redelivered,
  type RedeliverFailed,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookDeliveryPage,
} from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { afterCommit, reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import { DeliveriesRepo, type DeliveryRow } from './deliveries.repo.js'
import { DispatchService } from './dispatch.service.js'
import { fixedHeaders } from './sending.service.js'
import { bodyOf } from './body.js'
import { WebhooksRepo } from './webhooks.repo.js'

const AGAIN_AT_ONCE = 5_000

/** What was sent to a webhook and what came of it; sent again by hand. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly webhooks: WebhooksRepo,
    private readonly deliveries: DeliveriesRepo,
    private readonly dispatch: DispatchService,
  ) {}

  /** A page of a webhook's deliveries, the newest first. */
  list(webhookId: string, q: ListDeliveries): Promise<WebhookDeliveryPage> {
    const after = keysOf(q.cursor, 'id')?.[0] as string | undefined
    return reading(async () => {
      found(await this.webhooks.byId(webhookId))
      return pageOf(await this.deliveries.list(webhookId, q, after), q.limit, (r) => [r.id], toDelivery)
    })
  }

  /** One delivery: what is sent, and each try. */
  one(webhookId: string, id: string): Promise<WebhookDeliveryDetail> {
    return reading(async () => {
      found(await this.webhooks.byId(webhookId))
      const row = found(await this.deliveries.byId(webhookId, id))
      const attempts = (await this.deliveries.tries(id)).map(({ took_ms: tookMs, ...one }) => ({
        ...one,
        tookMs,
      }))
      const headers = { ...fixedHeaders, 'webhook-id': row.event_id }
      return { ...toDelivery(row), headers, body: row.body, attempts }
    })
  }

  /** Sends a test. Throws `connect.switched_off`. */
  async test(webhookId: string): Promise<WebhookDelivery> {
    return transaction(async () => {
      const webhook = await this.standing(webhookId)
      const event = { id: newId(), name: WEBHOOK_TEST, at: clock.now().toISOString() }
      const body = bodyOf(event, 1, { webhookId })
      const [id] = await this.deliveries.insert([webhookId], { ...event, body })
      record({ ...about(webhook), note: 'test sent' })
      this.sendSoon()
      return toDelivery(found(await this.deliveries.byId(webhookId, id!)))
    })
  }

  /** Sends one delivery again, under the id it had. Throws `connect.switched_off`. */
  async again(webhookId: string, id: string): Promise<void> {
    await transaction(async () => {
      const webhook = await this.standing(webhookId)
      const { event } = found(await this.deliveries.byId(webhookId, id))
      await this.deliveries.again(webhookId, id)
      record({ ...about(webhook), note: `sent again: ${event}` })
      this.sendSoon()
    })
  }

  /** Sends again what failed since an instant. Throws `connect.switched_off`. */
  async allAgain(webhookId: string, { since }: RedeliverFailed): Promise<Redelivered> {
    return transaction(async () => {
      const webhook = await this.standing(webhookId)
      const count = await this.deliveries.allAgain(webhookId, new Date(since), AGAIN_AT_ONCE)
      record({ ...about(webhook), note: `failed ones sent again: ${count}` })
      this.sendSoon()
      return { count, more: count === AGAIN_AT_ONCE }
    })
  }

  private async standing(webhookId: string) {
    const webhook = found(await this.webhooks.byId(webhookId))
    if (webhook.state !== 'on') throw new Fault('connect.switched_off')
    return webhook
  }
  private sendSoon(): void {
    const { tenant } = scope()
    afterCommit(() => this.dispatch.ask(tenant))
  }
}

const about = ({ id, url }: { id: string; url: string }) => ({
  subject: 'Webhook' as const,
  id,
  name: new URL(url).host,
})

const toDelivery = (r: DeliveryRow): WebhookDelivery => ({
  id: r.id,
  eventId: r.event_id,
  event: r.event,
  state: r.state,
  tries: r.tries,
  createdAt: r.created_at,
  nextAt: r.next_at,
  endedAt: r.ended_at,
  lastStatus: r.last_status,
})
