import { Body, Controller, Get, Patch, Put } from '@nestjs/common'
import { DeliverySettings, FeatureSettings, SetFeatures, Tenant, UpdateTenant } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers } from '../kernel/http.js'
import { PartOf } from '../kernel/features.js'
import { FeaturesService } from './features.service.js'
import { TenancyService } from './tenancy.service.js'

@Controller()
export class TenancyController {
  constructor(
    private readonly tenancy: TenancyService,
    private readonly features: FeaturesService,
  ) {}
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
  @Get('features')
  @Can('update', 'Tenant')
  @Answers(FeatureSettings)
  showFeatures(): Promise<FeatureSettings> {
    return this.features.show()
  }
  @Put('features')
  @Can('update', 'Tenant')
  @Answers(FeatureSettings)
  setFeatures(@Body({ schema: SetFeatures }) { on }: SetFeatures): Promise<FeatureSettings> {
    return this.features.switch(on)
  }
  @Get('delivery-settings')
  @Can('update', 'Tenant')
  @PartOf('express')
  @Answers(DeliverySettings)
  async delivery(): Promise<DeliverySettings> {
    return (await this.tenancy.settings()).delivery
  }
  @Put('delivery-settings')
  @Can('update', 'Tenant')
  @PartOf('express')
  @Answers(DeliverySettings)
  setDelivery(@Body({ schema: DeliverySettings }) body: DeliverySettings): Promise<DeliverySettings> {
    return this.tenancy.deliver(body)
  }
}
