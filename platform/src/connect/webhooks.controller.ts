import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  ChangeSecret,
  CreateWebhook,
  ListWebhooks,
  NewWebhook,
  UpdateWebhook,
  Webhook,
  WebhookHealth,
  WebhookPage,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { StepUp } from '../kernel/step-up.js'
import { WebhooksService } from './webhooks.service.js'

@Controller()
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get('webhooks')
  @Can('read', 'Webhook')
  @Answers(WebhookPage)
  list(@Query({ schema: ListWebhooks }) q: ListWebhooks) {
    return this.webhooks.list(q)
  }
  @Get('webhook-health')
  @Can('read', 'Webhook')
  @Answers(WebhookHealth)
  health() {
    return this.webhooks.health()
  }
  @Get('webhooks/:id')
  @Can('read', 'Webhook')
  @Answers(Webhook)
  one(@Param('id', IdParam) id: string) {
    return this.webhooks.one(id)
  }
  // not kept under an Idempotency-Key: its stored answer would hold the secret
  @Post('webhooks')
  @Can('manage', 'Webhook')
  @StepUp()
  @Answers(NewWebhook, { status: 201 })
  create(@Body({ schema: CreateWebhook }) body: CreateWebhook) {
    return this.webhooks.create(body)
  }
  @Put('webhooks/:id')
  @Can('manage', 'Webhook')
  @StepUp()
  @Answers(Webhook)
  update(@Param('id', IdParam) id: string, @Body({ schema: UpdateWebhook }) body: UpdateWebhook) {
    return this.webhooks.update(id, body)
  }
  @Post('webhooks/:id/secret')
  @Can('manage', 'Webhook')
  @StepUp()
  @Answers(NewWebhook)
  changeSecret(@Param('id', IdParam) id: string, @Body({ schema: ChangeSecret }) body: ChangeSecret) {
    return this.webhooks.changeSecret(id, body)
  }
  @Delete('webhooks/:id')
  @Can('manage', 'Webhook')
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.webhooks.remove(id)
  }
}
