import { Module } from '@nestjs/common'
import { ConnectJobs } from './connect.jobs.js'
import { ConnectListeners } from './connect.listeners.js'
import { DeliveriesController } from './deliveries.controller.js'
import { DeliveriesRepo } from './deliveries.repo.js'
import { DeliveriesService } from './deliveries.service.js'
import { DispatchService } from './dispatch.service.js'
import { SendingRepo } from './sending.repo.js'
import { SendingService } from './sending.service.js'
import { WebhooksController } from './webhooks.controller.js'
import { WebhooksRepo } from './webhooks.repo.js'
import { WebhooksService } from './webhooks.service.js'

@Module({
  controllers: [WebhooksController, DeliveriesController],
  providers: [
    WebhooksRepo,
    WebhooksService,
    DeliveriesRepo,
    DeliveriesService,
    SendingRepo,
    SendingService,
    DispatchService,
    ConnectListeners,
    ConnectJobs,
  ],
})
export class ConnectModule {}
