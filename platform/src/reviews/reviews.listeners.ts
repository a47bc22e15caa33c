import { Injectable } from '@nestjs/common'
import type { EventPayload } from '@storeweave/contract'
import { Listen } from '../kernel/events.js'
import { ModerationService } from './moderation.service.js'

@Injectable()
export class ReviewsListeners {
  constructor(private readonly moderation: ModerationService) {}

  /** Who got all their money back has no say any more about the goods. */
  @Listen('payments.refunded')
  refunded({ orderId }: EventPayload<'payments.refunded'>): Promise<void> {
    return this.moderation.hideRefunded(orderId)
  }
}
