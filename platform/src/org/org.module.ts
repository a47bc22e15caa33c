import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { OrgController } from './org.controller.js'
import { OrgRepo } from './org.repo.js'
import { OrgService } from './org.service.js'
import { StoresRepo } from './stores.repo.js'
import { StoresService } from './stores.service.js'

@Module({
  imports: [TenancyModule],
  controllers: [OrgController],
  providers: [OrgService, OrgRepo, StoresService, StoresRepo],
  exports: [OrgService, StoresService, OrgRepo],
})
export class OrgModule {}
