import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  ListDeliveries,
  Redelivered,
  RedeliverFailed,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryPage,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { DeliveriesService } from './deliveries.service.js'

@Controller('webhooks/:id')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get('deliveries')
  @Can('read', 'Webhook')
  @Answers(WebhookDeliveryPage)
  list(@Param('id', IdParam) id: string, @Query({ schema: ListDeliveries }) q: ListDeliveries) {
    return this.deliveries.list(id, q)
  }
  @Get('deliveries/:deliveryId')
  @Can('read', 'Webhook')
  @Answers(WebhookDeliveryDetail)
  one(@Param('id', IdParam) id: string, @Param('deliveryId', IdParam) deliveryId: string) {
    return this.deliveries.one(id, deliveryId)
  }
  @Post('deliveries/:deliveryId/redeliver')
  @Can('manage', 'Webhook')
  @NoContent()
  again(@Param('id', IdParam) id: string, @Param('deliveryId', IdParam) deliveryId: string) {
    return this.deliveries.again(id, deliveryId)
  }
  @Post('redeliver')
  @Can('manage', 'Webhook')
  @Answers(Redelivered)
  allAgain(@Param('id', IdParam) id: string, @Body({ schema: RedeliverFailed }) body: RedeliverFailed) {
    return this.deliveries.allAgain(id, body)
  }
  @Post('test')
  @Can('manage', 'Webhook')
  @Answers(WebhookDelivery, { status: 201 })
  test(@Param('id', IdParam) id: string) {
    return this.deliveries.test(id)
  }
}
