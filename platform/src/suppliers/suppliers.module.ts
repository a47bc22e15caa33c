import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { SupplyController, SuppliersController } from './suppliers.controller.js'
import { SuppliersService } from './suppliers.service.js'
import { SupplyRepo } from './supply.repo.js'

@Module({
  imports: [TenancyModule],
  controllers: [SuppliersController, SupplyController],
  providers: [SuppliersService, SupplyRepo],
})
export class SuppliersModule {}
