import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { CallersController } from './callers.controller.js'
import { CallersJobs } from './callers.jobs.js'
import { CallersRepo } from './callers.repo.js'
import { CallersService } from './callers.service.js'

@Module({
  imports: [TenancyModule],
  controllers: [CallersController],
  providers: [CallersJobs, CallersRepo, CallersService],
})
export class CallersModule {}
