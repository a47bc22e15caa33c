import { Controller, Get, Param, Query } from '@nestjs/common'
import { AskDelivery, Delivery, FindNearby, NearbyStore, NearbyStores } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam } from '../kernel/http.js'
import { DeliveryService } from './delivery.service.js'
import { NearbyService } from './nearby.service.js'

@Controller('shop')
export class NearbyController {
  constructor(
    private readonly nearby: NearbyService,
    private readonly delivery: DeliveryService,
  ) {}
  @Get('stores/nearby')
  @Can('read', 'Shopfront')
  @Answers(NearbyStores)
  find(@Query({ schema: FindNearby }) q: FindNearby) {
    return this.nearby.find(q)
  }
  @Get('stores/:id')
  @Can('read', 'Shopfront')
  @Answers(NearbyStore)
  show(@Param('id', IdParam) id: string) {
    return this.nearby.show(id)
  }
  @Get('delivery')
  @PartOf('express')
  @Can('read', 'Shopfront')
  @Answers(Delivery)
  deliver(@Query({ schema: AskDelivery }) q: AskDelivery) {
    return this.delivery.of(q.storeId, q.productId)
  }
}
