import { Module } from '@nestjs/common'
import { FeaturesService } from './features.service.js'
import { ProvisionService } from './provision.service.js'
import { TenancyController } from './tenancy.controller.js'
import { TenancyRepo } from './tenancy.repo.js'
import { TenancyService } from './tenancy.service.js'

@Module({
  controllers: [TenancyController],
  providers: [TenancyService, FeaturesService, TenancyRepo, ProvisionService],
  exports: [TenancyService, ProvisionService],
})
export class TenancyModule {}
