import { Body, Controller, Get, Patch } from '@nestjs/common'
import { Tenant, UpdateTenant } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers } from '../kernel/http.js'
import { TenancyService } from './tenancy.service.js'

@Controller('tenant')
export class TenancyController {
  constructor(private readonly tenancy: TenancyService) {}
  @Get()
  @Can('read', 'Shopfront')
  @Answers(Tenant)
  show(): Promise<Tenant> {
    return this.tenancy.tenant()
  }
  @Patch()
  @Can('update', 'Tenant')
  @Answers(Tenant)
  update(@Body({ schema: UpdateTenant }) change: UpdateTenant): Promise<Tenant> {
    return this.tenancy.update(change)
  }
}
