import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { DeliveryService } from './delivery.service.js'
import { NearbyController } from './nearby.controller.js'
import { NearbyRepo } from './nearby.repo.js'
import { NearbyService } from './nearby.service.js'

@Module({
  imports: [TenancyModule],
  controllers: [NearbyController],
  providers: [NearbyService, NearbyRepo, DeliveryService],
  exports: [NearbyService],
})
export class NearbyModule {}
