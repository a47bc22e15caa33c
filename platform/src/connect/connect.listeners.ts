import { Injectable } from '@nestjs/common'
import { webhookEventNames, webhookEvents, type WebhookEventName } from '@storeweave/contract'
import { afterCommit } from '../kernel/db.js'
import { Listen, type HappenedEvent } from '../kernel/events.js'
import { scope } from '../kernel/scope.js'
import { bodyOf } from './body.js'
import { DeliveriesRepo } from './deliveries.repo.js'
import { DispatchService } from './dispatch.service.js'

/** Puts what happened on its way to the webhooks that hear of it. */
@Injectable()
export class ConnectListeners {
  constructor(
    private readonly deliveries: DeliveriesRepo,
    private readonly dispatch: DispatchService,
  ) {}

  /** What is kept is what is sent: the public shape alone, once for each webhook, however often the event comes. */
  @Listen(webhookEventNames, (self: ConnectListeners, event) => self.deliveries.isWanted(event))
  async happened(payload: { storeId?: string | null }, event: HappenedEvent): Promise<void> {
    const webhooks = await this.deliveries.wantedBy(event.name, payload.storeId ?? null)
    if (webhooks.length === 0) return
    const { version, data } = webhookEvents[event.name as WebhookEventName]
    const body = bodyOf(event, version, data.parse(payload))
    await this.deliveries.insert(webhooks, { id: event.id, name: event.name, body })
    const { tenant } = scope()
    afterCommit(() => this.dispatch.ask(tenant))
  }
}
