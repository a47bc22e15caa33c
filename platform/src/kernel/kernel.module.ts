import { Global, Module } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core'
import { keepEntries } from './audit.js'
import { beforeCommit } from './db.js'
import { EventDelivery } from './events.js'
import { PermissionGuard, ProblemFilter, SchemaPipe } from './http.js'
import { Worker } from './jobs.js'
import { Reseal } from './reseal.js'
import { StepUpGuard } from './step-up.js'
import { Upkeep } from './upkeep.js'

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    EventDelivery,
    Worker,
    Upkeep,
    Reseal,
    { provide: APP_GUARD, useClass: PermissionGuard },
    { provide: APP_GUARD, useClass: StepUpGuard },
    { provide: APP_PIPE, useClass: SchemaPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [EventDelivery, Worker],
})
export class KernelModule {
  constructor() {
    beforeCommit(keepEntries)
  }
}
