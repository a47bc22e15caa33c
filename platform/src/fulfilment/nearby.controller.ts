import { Controller, Get, Param, Query } from '@nestjs/common'
import { FindNearby, NearbyStore, NearbyStores } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { NearbyService } from './nearby.service.js'

@Controller('shop/stores')
export class NearbyController {
  constructor(private readonly nearby: NearbyService) {}
  @Get('nearby')
  @Can('read', 'Shopfront')
  @Answers(NearbyStores)
  find(@Query({ schema: FindNearby }) q: FindNearby) {
    return this.nearby.find(q)
  }
  @Get(':id')
  @Can('read', 'Shopfront')
  @Answers(NearbyStore)
  show(@Param('id', IdParam) id: string) {
    return this.nearby.show(id)
  }
}
