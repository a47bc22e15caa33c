import { Body, Controller, Get, Patch, Put } from '@nestjs/common'
import { DeliverySettings, Tenant, UpdateTenant } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers } from '../kernel/http.js'
import { TenancyService } from './tenancy.service.js'

@Controller()
export class TenancyController {
  constructor(private readonly tenancy: TenancyService) {}
  @Get('tenant')
  @Can('read', 'Shopfront')
  @Answers(Tenant)
  show(): Promise<Tenant> {
    return this.tenancy.tenant()
  }
  @Patch('tenant')
  @Can('update', 'Tenant')
  @Answers(Tenant)
  update(@Body({ schema: UpdateTenant }) change: UpdateTenant): Promise<Tenant> {
    return this.tenancy.update(change)
  }
  @Get('delivery-settings')
  @Can('update', 'Tenant')
  @Answers(DeliverySettings)
  async delivery(): Promise<DeliverySettings> {
    return (await this.tenancy.settings()).delivery
  }
  @Put('delivery-settings')
  @Can('update', 'Tenant')
  @Answers(DeliverySettings)
  setDelivery(@Body({ schema: DeliverySettings }) body: DeliverySettings): Promise<DeliverySettings> {
    return this.tenancy.deliver(body)
  }
}
